package gradus.course.belief;

/// How many products of a weight and a number trainings take, so that two can be given the same
/// time whatever the machine does besides.
final class Cost {
  /// A step of contrastive divergence goes up, down and up, and takes the gradient at both ends.
  private static final int PASSES = 5;

  private Cost() {}

  /// Of one-step contrastive divergence of a stack, for each picture and pass.
  ///
  /// @param widths of the hidden layers
  static long pretraining(int... widths) {
    return PASSES * hidden(widths);
  }

  /// Of a network that is trained by gradients, for each picture and pass: up, down, except for the
  /// pixels, and the gradient.
  ///
  /// @param widths of the hidden layers
  static long training(int... widths) {
    long all = hidden(widths) + (long) widths[widths.length - 1] * 10;
    return 3 * all - (long) Stack.PIXELS * widths[0];
  }

  private static long hidden(int... widths) {
    long all = 0;
    int below = Stack.PIXELS;
    for (int width : widths) {
      all += (long) below * width;
      below = width;
    }
    return all;
  }
}
