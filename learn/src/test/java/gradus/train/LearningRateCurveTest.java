package gradus.train;

import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.seed;
import static gradus.nn.Layers.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Sgd;
import gradus.tensor.ArgumentException;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningRateCurveTest {
  /// `y = w x + b` with `x = 1 or -1`: the loss is `(w - 3)^2 + b^2` and some noise, with curvature
  /// 2, so that gradient descent diverges above the rate 1 and learns at once at 0.5.
  @Test
  void theSuggestionLiesBelowWhereDescentDiverges() {
    Tensor x = Tensor.of(new float[] {1, -1, 1, -1}).reshape(4, 1);
    Tensor noise = Tensor.of(new float[] {0.3f, 0.1f, -0.2f, 0.2f}).reshape(4, 1);
    Batches data = Dataset.of(x, x.times(3).plus(noise)).batch(2);
    Model model = Model.of(Shape.of(1), seed(1), dense(1));
    LearningRateCurve curve =
        Trainer.of(model, Losses::mse, Sgd.of(0.1)).findLearningRate(data, 1e-5, 100, 120);
    assertThat(curve.suggestion()).isBetween(0.02, 0.5);
    double last = curve.points().getLast().rate();
    assertThat(last).isBetween(1.0, 20.0);
  }

  @Test
  void ratesGrowByAFactorAndWeightsStay() {
    Model model = Model.of(Shape.of(3), seed(5), dense(4), batchNorm(), tanh(), dense(1));
    Map<String, Tensor> before = model.weights();
    Tensor x = RandomKey.of(1).normal(Shape.of(64, 3));
    Batches data = Dataset.of(x, x.sum(1).reshape(64, 1).sin()).shuffle(2).batch(16);
    LearningRateCurve curve =
        Trainer.of(model, Losses::mse, Sgd.of(0.1)).findLearningRate(data, 1e-6, 1e-3, 31);
    assertThat(curve.points()).hasSize(31);
    for (int i = 0; i < 31; i++) {
      assertThat(curve.points().get(i).rate())
          .isCloseTo(1e-6 * Math.pow(10, i / 10.0), within(1e-9));
    }
    model
        .weights()
        .forEach(
            (name, value) -> assertThat(value.toFloats()).isEqualTo(before.get(name).toFloats()));
  }

  @Test
  void theSuggestionIsWhereTheLossFallsFastest() {
    // A step down at 1e-3, as a logistic curve over the logarithm of the rate.
    LearningRateCurve curve = curve(exponent -> 2 - 1 / (1 + Math.exp(-3 * (exponent + 3))));
    assertThat(Math.log10(curve.suggestion())).isCloseTo(-3, within(0.11));
  }

  private static LearningRateCurve curve(DoubleUnaryOperator loss) {
    List<LearningRateCurve.Point> points =
        IntStream.range(0, 61)
            .mapToObj(i -> -6 + i / 10.0)
            .map(exponent ->
                new LearningRateCurve.Point(Math.pow(10, exponent), loss.applyAsDouble(exponent)))
            .toList();
    return new LearningRateCurve(points);
  }

  @Test
  void mistakesAreTold() {
    Tensor x = Tensor.of(new float[] {1, -1}).reshape(2, 1);
    Batches data = Dataset.of(x, x).batch(2);
    Trainer trainer =
        Trainer.of(Model.of(Shape.of(1), seed(1), dense(1)), Losses::mse, Sgd.of(0.1));
    assertThatThrownBy(() -> trainer.findLearningRate(data, 1, 0.1, 100))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("the first below the last, got 1.0 to 0.1");
    assertThatThrownBy(() -> trainer.findLearningRate(data, 0.1, 1, 3))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("findLearningRate: needs at least 10 steps, got 3");
    assertThatThrownBy(() -> trainer.findLearningRate(data, 1e20, 1e30, 10))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("begin with a smaller rate");
  }
}
