package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchNormTest {
  private static final RandomKey KEY = RandomKey.of(1);

  private static Model model(int... input) {
    return Model.of(Shape.of(input), seed(1), batchNorm());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void rejectsTrainingOnTooFewValuesPerChannel(int batch) {
    Model model = model(4);
    assertThatThrownBy(() -> Pass.training(KEY, () -> model.apply(Tensor.ones(batch, 4))))
        .isInstanceOf(LayerException.class)
        .hasMessageContaining("layer 0 (batchNorm): training needs at least 2 values per channel")
        .hasMessageContaining("got %d in [%d, 4]".formatted(batch, batch));
    assertThat(model.buffers().get("0.runningMean").stored().toFloats()).containsOnly(0);
    assertThat(model.apply(Tensor.ones(batch, 4)).shape()).isEqualTo(Shape.of(batch, 4));
  }

  @Test
  void trainsOnOneImageOfSeveralPixels() {
    Model model = model(2, 3, 3);
    Tensor x = KEY.normal(Shape.of(1, 2, 3, 3));
    Tensor y = Pass.training(KEY, () -> model.apply(x));
    assertThat(y.mean().item()).isCloseTo(0, within(1e-6));
  }

  @Test
  void followsEveryUseInOnePass() {
    BatchNorm shared = batchNorm().withMomentum(0.5).build(Shape.of(1), Initialization.of(seed(1)));
    Model model = Model.of(Shape.of(1), seed(1), shared, shared);
    Pass.training(KEY, () -> model.apply(Tensor.of(new float[][] {{1}, {3}})));
    // The first use sees the mean 2, the second its normalised output, of mean 0.
    assertThat(shared.runningMean().stored().item())
        .isCloseTo((0 * 0.5 + 2 * 0.5) * 0.5, within(1e-6));
    assertThat(model.buffers().keySet()).containsExactly("0.runningMean", "0.runningVariance");
    assertThat(model.parameters()).hasSize(2);
  }

  @Test
  void rejectsOtherChannels() {
    assertThatThrownBy(() -> model(3, 2, 2).predict(Tensor.ones(5, 2, 2, 2)))
        .hasMessageContaining("layer 0 (batchNorm): takes [batch, 3, ...], got [5, 2, 2, 2]")
        .hasMessageEndingWith("the model was built for input [3, 2, 2], got [2, 2, 2]");
  }

  @Test
  void rejectsSettingsOutOfRange() {
    assertThatThrownBy(() -> batchNorm().withMomentum(1.5)).hasMessageContaining("from 0 to 1");
    assertThatThrownBy(() -> batchNorm().withMomentum(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> batchNorm().withEpsilon(0)).hasMessageContaining("positive");
    Parameter two = new Parameter(Tensor.ones(2));
    Buffer three = new Buffer(Tensor.ones(3));
    assertThatThrownBy(() -> new BatchNorm(two, two, three, three, 0.1, 1e-5))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[2], [2], [3] and [3]");
  }

  @Test
  void givesNoGradientToRunningStatistics() {
    Model model = model(3);
    Parameter gamma = model.parameters().get("0.gamma");
    Tensor leaf = gamma.stored().tracked();
    Pass pass = Pass.training(KEY.toTensor()).bind(java.util.Map.of(gamma, leaf));
    Tensor loss = pass.run(() -> model.apply(KEY.normal(Shape.of(4, 3))).square().sum());
    assertThat(loss.gradients(List.of(leaf)).getFirst().shape()).isEqualTo(Shape.of(3));
    pass.updates().values().forEach(update -> assertThat(update.isTracked()).isFalse());
  }
}
