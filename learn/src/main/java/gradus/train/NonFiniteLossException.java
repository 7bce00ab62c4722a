package gradus.train;

/// What is thrown when the loss, or the gradient, stops being a number: training has ended with the
/// last good weights.
public final class NonFiniteLossException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NonFiniteLossException(Learner.Step step, int epoch, int batch, String cause) {
    super(
        "training: the %s became %s in epoch %d, batch %d: %s. The model keeps the weights from before that batch"
            .formatted(what(step), value(step), epoch, batch, cause));
  }

  private static String what(Learner.Step step) {
    return isLoss(step) ? "loss" : "gradient's norm";
  }

  private static boolean isLoss(Learner.Step step) {
    return !Double.isFinite(step.loss() + step.penalty());
  }

  private static double value(Learner.Step step) {
    return isLoss(step) ? step.loss() + step.penalty() : step.gradientNorm();
  }
}
