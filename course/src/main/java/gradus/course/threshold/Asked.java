package gradus.course.threshold;

import gradus.course.Option;
import gradus.plot.Text;

/// Questions about inputs that a person can choose among.
public enum Asked implements Option {
  /// Whether all of them are 1.
  AND("AND", "与（AND）"),
  /// Whether at least one is.
  OR("OR", "或（OR）"),
  /// Whether an odd number of them are; of two inputs, XOR.
  PARITY("parity (XOR)", "奇偶（XOR）"),
  /// Whether one of them is, and no other.
  ONE("exactly one", "恰好一个"),
  /// Whether they are all 0 or all 1.
  EQUAL("all alike", "全都一样"),
  /// Whether more than half of them are.
  MAJORITY("majority", "多数"),
  /// Whatever a table says that is chosen by its number.
  NUMBER("by number", "按编号");

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
