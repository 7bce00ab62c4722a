package gradus.train;

import gradus.tensor.Explained;
import gradus.tensor.Message;

/// What is thrown when the loss, or the gradient, stops being a number: training has ended with the
/// last good weights.
public final class NonFiniteLossException extends RuntimeException implements Explained {
  private static final long serialVersionUID = 1L;

  private final Message explanation;

  NonFiniteLossException(Learner.Step step, int epoch, int batch, Message cause) {
    this(
        Message.of(
            "training: the %s in epoch %d, batch %d: %s. The model keeps the weights from before that batch",
            what(step), epoch, batch, cause));
  }

  /// What a training ends with whose parameters, or what the optimizer keeps of them, turned out
  /// not to be finite at the end of an epoch.
  NonFiniteLossException(String tensor, int epoch) {
    this(
        Message.of(
            "training: %s is not finite at the end of epoch %d, though every loss and gradient was: a step was too large; lower the learning rate, clip gradients, or scale the data. The model keeps the weights from before that epoch",
            tensor, epoch));
  }

  private NonFiniteLossException(Message explanation) {
    super(explanation.toString());
    this.explanation = explanation;
  }

  @Override
  public Message explanation() {
    return explanation;
  }

  private static Message what(Learner.Step step) {
    double loss = step.loss() + step.penalty();
    return Double.isFinite(loss)
        ? Message.of("gradient stopped being finite")
        : Message.of("loss became %s", loss);
  }
}
