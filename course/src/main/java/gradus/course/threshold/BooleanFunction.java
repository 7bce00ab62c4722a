package gradus.course.threshold;

/// A question with up to four inputs, each 0 or 1, whose answer is 0 or 1.
///
/// Patterns of inputs are numbers: bit `i` is input `i + 1`, so pattern 5 has the first and the
/// third input at 1.
///
/// @param inputs how many, from 1 to 4
/// @param table bit `p` is the answer to pattern `p`
public record BooleanFunction(int inputs, int table) {
  /// The most inputs that there may be.
  public static final int MOST_INPUTS = 4;

  /// Leaves out what of the table is about no pattern.
  public BooleanFunction {
    table &= all(inputs);
  }

  /// How many functions of so many inputs there are.
  public static int count(int inputs) {
    return all(inputs) + 1;
  }

  private static int all(int inputs) {
    return (1 << (1 << inputs)) - 1;
  }

  /// How many patterns there are.
  public int patterns() {
    return 1 << inputs;
  }

  /// The answer to a pattern.
  public boolean at(int pattern) {
    return (table >> pattern & 1) != 0;
  }

  /// The opposite answers.
  public BooleanFunction not() {
    return new BooleanFunction(inputs, ~table);
  }

  /// How a person writes a pattern: the first input first.
  public String written(int pattern) {
    StringBuilder written = new StringBuilder();
    for (int input = 0; input < inputs; input++) {
      written.append(pattern >> input & 1);
    }
    return written.toString();
  }
}
