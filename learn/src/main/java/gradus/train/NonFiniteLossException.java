package gradus.train;

/// What is thrown when the loss, or the gradient, stops being a number: training has ended with the
/// last good weights.
public final class NonFiniteLossException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NonFiniteLossException(Learner.Step step, int epoch, int batch, String cause) {
    super(
        "training: the %s in epoch %d, batch %d: %s. The model keeps the weights from before that batch"
            .formatted(what(step), epoch, batch, cause));
  }

  /// What a training ends with whose parameters, or what the optimizer keeps of them, turned out
  /// not to be finite at the end of an epoch.
  NonFiniteLossException(String tensor, int epoch) {
    super(
        "training: %s is not finite at the end of epoch %d, though every loss and gradient was: a step was too large; lower the learning rate, clip gradients, or scale the data. The model keeps the weights from before that epoch"
            .formatted(tensor, epoch));
  }

  private static String what(Learner.Step step) {
    double loss = step.loss() + step.penalty();
    return Double.isFinite(loss) ? "gradient stopped being finite" : "loss became " + loss;
  }
}
