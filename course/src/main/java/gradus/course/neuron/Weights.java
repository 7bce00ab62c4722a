package gradus.course.neuron;

import gradus.course.plane.Samples;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;

/// A neuron of two inputs at a moment, in double precision.
///
/// @param weight `[2, 1]`
/// @param bias `[1]`
/// @param loss over all samples; NaN before it is known
record Weights(Tensor weight, Tensor bias, double loss) {
  static Weights of(double w1, double w2, double b) {
    return new Weights(
        Tensor.of(Shape.of(2, 1), new double[] {w1, w2}), Tensor.ofDoubles(b), Double.NaN);
  }

  /// The weighted sums of some points.
  ///
  /// # Shapes
  ///
  /// `[points, 2]` to `[points, 1]`
  Tensor sums(Tensor inputs) {
    return inputs.matmul(weight).plus(bias);
  }

  /// One step of gradient descent on all samples.
  Weights step(Response response, Samples samples, double rate) {
    Weights now = new Weights(weight.tracked(), bias.tracked(), loss);
    Tensor wanted = samples.targets(response.low(), 1);
    Tensor wrong = response.loss(now.sums(samples.inputs()), wanted);
    List<Tensor> gradients = wrong.gradients(List.of(now.weight, now.bias));
    Tensor nextWeight = weight.minus(gradients.get(0).times(rate));
    Tensor nextBias = bias.minus(gradients.get(1).times(rate));
    return new Weights(nextWeight, nextBias, Double.NaN).judged(response, samples);
  }

  /// The same, with its loss.
  Weights judged(Response response, Samples samples) {
    Tensor wrong = response.loss(sums(samples.inputs()), samples.targets(response.low(), 1));
    return new Weights(weight, bias, wrong.item());
  }

  /// What is answered to each of some points.
  double[] answers(Response response, Samples samples) {
    return response.layer().apply(sums(samples.inputs())).toDoubles();
  }

  /// The way of a point.
  Terms terms(Response response, double x1, double x2) {
    double first = w1() * x1;
    double second = w2() * x2;
    double sum = first + second + b();
    return new Terms(first, second, sum, response.layer().apply(Tensor.ofDoubles(sum)).item());
  }

  /// Whether the loss is larger than what can be borne, or no number.
  boolean isLost(double most) {
    return !(loss <= most);
  }

  double w1() {
    return weight.get(0, 0);
  }

  double w2() {
    return weight.get(1, 0);
  }

  double b() {
    return bias.item();
  }
}
