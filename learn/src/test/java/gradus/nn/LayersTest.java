package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What single layers refuse, and activations by name.
class LayersTest {
  private static Model build(LayerSpec spec, int... input) {
    return Model.of(Shape.of(input), seed(1), spec);
  }

  @Test
  void denseRejectsVectorsAndOtherSizes() {
    Dense dense = dense(2).build(Shape.of(3), Initialization.of(seed(1)));
    assertThatThrownBy(() -> dense.apply(Tensor.ones(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("dense: takes [batch, 3], got [3]; add the batch axis with expand(0)");
    assertThatThrownBy(() -> dense.apply(Tensor.ones(7, 4)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("dense: takes [batch, 3], got [7, 4]; the last size, 4, must be 3");
  }

  @Test
  void denseRejectsWeightsThatDoNotFit() {
    Parameter weight = new Parameter(Tensor.ones(3, 2));
    assertThatThrownBy(() -> new Dense(weight, new Parameter(Tensor.ones(3))))
        .hasMessageContaining("the bias must be [2]");
    assertThatThrownBy(() -> new Dense(new Parameter(Tensor.ones(3)), null))
        .hasMessageContaining("[in, out]");
    assertThatThrownBy(() -> build(dense(2))).hasMessageContaining("layer 0 (dense)");
  }

  @Test
  void layerNormRejectsOtherSizes() {
    assertThatThrownBy(() -> build(layerNorm(), 4).predict(Tensor.ones(2, 5)))
        .hasMessageContaining("layer 0 (layerNorm)")
        .hasMessageContaining("must be [4], got [2, 5]");
    assertThatThrownBy(() -> build(layerNorm().withAxes(2), 4)).isInstanceOf(LayerException.class);
    assertThatThrownBy(() -> layerNorm().withAxes(0)).hasMessageContaining("at least one axis");
  }

  @Test
  void reshapeRejectsWhatDoesNotDivide() {
    assertThat(build(reshape(2, -1), 6).output().shape()).isEqualTo(Shape.of(2, 3));
    assertThatThrownBy(() -> build(reshape(4, -1), 6))
        .isInstanceOf(LayerException.class)
        .hasMessageContaining("layer 0 (reshape)");
    assertThatThrownBy(() -> build(reshape(-1, -1), 6)).isInstanceOf(LayerException.class);
    assertThatThrownBy(() -> build(reshape(2, -1), 6).predict(Tensor.zeros(0, 6)))
        .isInstanceOf(TensorException.class);
  }

  @Test
  void residualRejectsABodyThatChangesTheShapeWithoutAShortcut() {
    assertThatThrownBy(() -> build(residual(dense(1)), 4))
        .isInstanceOf(LayerException.class)
        .hasMessageContaining("layer 0 (residual): the body turns [2, 4] into [2, 1]")
        .hasMessageContaining("add a shortcut");
    assertThat(build(residual(dense(1)).withShortcut(dense(1)), 4).parameters().keySet())
        .containsExactly("0.body.weight", "0.body.bias", "0.shortcut.weight", "0.shortcut.bias");
  }

  @Test
  void preluRejectsOtherChannels() {
    assertThatThrownBy(
            () -> build(prelu().withPerChannel(true), 3, 2).predict(Tensor.ones(1, 4, 2)))
        .hasMessageContaining("takes [batch, 3, ...], got [1, 4, 2]");
  }

  @Test
  void findsActivationsByName() {
    assertThat(Activation.of("relu")).isEqualTo(Activation.RELU);
    assertThat(Activation.of("log_sigmoid")).isEqualTo(Activation.LOG_SIGMOID);
    assertThat(Activation.of("Leaky-ReLU")).isEqualTo(new LeakyRelu(0.01));
    assertThat(Activation.of("swish")).isEqualTo(Activation.SILU);
    assertThat(Activation.of("linear")).isEqualTo(Activation.IDENTITY);
  }

  @Test
  void suggestsTheNameThatWasMeant() {
    assertThatThrownBy(() -> Activation.of("rleu"))
        .isInstanceOf(UnknownNameException.class)
        .hasMessageStartingWith("activation: there is no \"rleu\"; did you mean \"relu\"?")
        .hasMessageContaining("softmax");
    assertThatThrownBy(() -> Activation.of("sigmiod")).hasMessageContaining("\"sigmoid\"?");
    assertThatThrownBy(() -> Activation.of("qqqqqqqqqq")).message().doesNotContain("did you mean");
  }

  @Test
  void hasFiniteGradientsFarFromZero() {
    Tensor x = Tensor.of(-1e4f, -200, 0, 200, 1e4f).reshape(1, 5);
    for (Layer layer :
        List.<Layer>of(
            selu(),
            elu(),
            softplus(),
            silu(),
            mish(),
            gelu(),
            logSigmoid(),
            logSoftmax(),
            softmax(),
            sigmoid(),
            tanh(),
            geluTanh())) {
      Tensor leaf = x.tracked();
      Tensor y = layer.apply(leaf);
      assertThat(y.isFinite().toBooleans()).as("%s", layer).containsOnly(true);
      Tensor gradient = y.sum().gradients(List.of(leaf)).getFirst();
      assertThat(gradient.isFinite().toBooleans()).as("%s", layer).containsOnly(true);
    }
  }

  @Test
  void rejectsSettingsThatAreNoNumbers() {
    assertThatThrownBy(() -> leakyRelu(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> elu(Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
