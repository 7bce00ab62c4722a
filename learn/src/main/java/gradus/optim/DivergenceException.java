package gradus.optim;

/// A step that made a parameter, or what is remembered of it, infinite or not-a-number.
public final class DivergenceException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  private final long step;

  DivergenceException(Optimizer optimizer, int parameter, long step, double learningRate) {
    super(
        ("%s: parameter %d is no longer finite after step %d; lower the learning rate, %s,"
                + " or clip the gradients")
            .formatted(optimizer.name(), parameter, step, learningRate));
    this.step = step;
  }

  /// The step that failed, counted from 1.
  public long step() {
    return step;
  }
}
