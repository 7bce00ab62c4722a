package gradus.course.timeline;

import gradus.course.Option;
import gradus.plot.Text;

/// A question with two inputs, each 0 or 1.
public enum Gate implements Option {
  AND("AND: both", "与（AND）：两个都是"),
  OR("OR: at least one", "或（OR）：至少一个是"),
  XOR("XOR: exactly one", "异或（XOR）：恰好一个是");

  /// The four samples.
  static final double[][] INPUTS = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};

  private final String english;
  private final String chinese;

  Gate(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  /// The right answer to each of the four samples.
  int[] answers() {
    return switch (this) {
      case AND -> new int[] {0, 0, 0, 1};
      case OR -> new int[] {0, 1, 1, 1};
      case XOR -> new int[] {0, 1, 1, 0};
    };
  }

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }
}
