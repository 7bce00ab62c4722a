package gradus.course.digits;

import gradus.course.Option;
import gradus.optim.Adam;
import gradus.optim.Optimizer;
import gradus.optim.Sgd;
import gradus.plot.Text;

/// The optimizers to choose from.
public enum Rule implements Option {
  /// Plain gradient descent, as in the tutorial.
  SGD,
  /// What most would take.
  ADAM;

  /// The optimizer with a learning rate.
  Optimizer of(double rate) {
    return switch (this) {
      case SGD -> Sgd.of(rate);
      case ADAM -> Adam.of(rate);
    };
  }

  @Override
  public Text title() {
    return Text.of(this == SGD ? "SGD" : "Adam");
  }
}
