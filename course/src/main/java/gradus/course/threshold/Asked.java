package gradus.course.threshold;

import gradus.course.Option;
import gradus.plot.Text;

/// Questions about inputs that a person can choose among.
public enum Asked implements Option {
  AND("AND: all of them", "与（AND）：全都是"),
  OR("OR: at least one", "或（OR）：至少一个是"),
  PARITY("parity: an odd number of them (XOR)", "奇偶（XOR）：奇数个是"),
  ONE("exactly one", "恰好一个是"),
  EQUAL("all alike", "全都一样"),
  MAJORITY("majority: more than half", "多数：一半以上是"),
  NUMBER("by the number of its table", "由真值表的编号指定");

  private final String english;
  private final String chinese;

  Asked(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }

  /// The question for so many inputs.
  ///
  /// @param number the table where it is chosen by that
  public BooleanFunction of(int inputs, int number) {
    int table = 0;
    for (int pattern = 0; pattern < 1 << inputs; pattern++) {
      table |= answer(pattern, inputs, number) ? 1 << pattern : 0;
    }
    return new BooleanFunction(inputs, table);
  }

  private boolean answer(int pattern, int inputs, int number) {
    int ones = Integer.bitCount(pattern);
    return switch (this) {
      case AND -> ones == inputs;
      case OR -> ones > 0;
      case PARITY -> ones % 2 == 1;
      case ONE -> ones == 1;
      case EQUAL -> ones == 0 || ones == inputs;
      case MAJORITY -> 2 * ones > inputs;
      case NUMBER -> (number >> pattern & 1) != 0;
    };
  }
}
