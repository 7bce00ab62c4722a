package gradus.course.neuron;

import gradus.course.Option;
import gradus.loss.Losses;
import gradus.nn.Activation;
import gradus.nn.Layer;
import gradus.plot.Text;
import gradus.tensor.Tensor;

/// How a neuron answers to the sum of what it gets: the tutorial's four, and what is wanted of
/// each.
public enum Response implements Option {
  /// From 0 to 1; learns by cross-entropy.
  SIGMOID("Sigmoid", 0) {
    @Override
    Tensor loss(Tensor z, Tensor wanted) {
      return Losses.binaryCrossEntropyWithLogits(z, wanted);
    }
  },
  /// From 0; learns by the squared error, as those below.
  RELU("ReLU", 0),
  /// From -1 to 1.
  TANH("Tanh", -1),
  /// The sum itself.
  LINEAR("Linear", 0);

  private final String title;
  private final double low;

  Response(String title, double low) {
    this.title = title;
    this.low = low;
  }

  @Override
  public Text title() {
    return Text.of(title);
  }

  /// What is wanted of class 0; of class 1 it is 1.
  double low() {
    return low;
  }

  /// Answers above this say class 1.
  double middle() {
    return (low + 1) / 2;
  }

  /// The function.
  Layer layer() {
    return Activation.of(title);
  }

  /// How wrong answers are.
  ///
  /// @param z the sums, before the function
  Tensor loss(Tensor z, Tensor wanted) {
    return Losses.mse(layer().apply(z), wanted);
  }
}
