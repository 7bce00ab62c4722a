package gradus.optim;

import gradus.tensor.Explained;
import gradus.tensor.Message;

/// A step that made a parameter, or what is remembered of it, infinite or not-a-number.
public final class DivergenceException extends ArithmeticException implements Explained {
  private static final long serialVersionUID = 1L;

  private final long step;
  private final Message explanation;

  DivergenceException(Optimizer optimizer, int parameter, long step, double learningRate) {
    this(
        Message.of(
            "%s: parameter %d is no longer finite after step %d; lower the learning rate, %s,"
                + " or clip the gradients",
            optimizer.name(), parameter, step, learningRate),
        step);
  }

  private DivergenceException(Message explanation, long step) {
    super(explanation.toString());
    this.explanation = explanation;
    this.step = step;
  }

  /// The step that failed, counted from 1.
  public long step() {
    return step;
  }

  @Override
  public Message explanation() {
    return explanation;
  }
}
