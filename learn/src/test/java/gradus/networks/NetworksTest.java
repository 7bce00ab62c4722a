package gradus.networks;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.nn.Activation;
import gradus.nn.Dropout;
import gradus.nn.Layer;
import gradus.nn.LocalResponseNorm;
import gradus.nn.Model;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworksTest {
  @Test
  void buildsTheNetworkOf551Parameters() {
    Model model = Networks.feedForward(seed(1), 10, 20, 15, 1);
    assertThat(model.parameterCount()).isEqualTo(551);
    assertThat(model.layersByPath().get("5")).isEqualTo(Activation.SIGMOID);
    assertThat(model.layersByPath().get("3")).isEqualTo(Activation.RELU);
    assertThat(model.parameters().get("0.bias").stored().toFloats()).containsOnly(0);
    Tensor y = model.predict(RandomKey.of(1).normal(Shape.of(50, 10)));
    assertThat(y.min().item()).isGreaterThan(0);
    assertThat(y.max().item()).isLessThan(1);
    assertThat(model.predictClasses(RandomKey.of(1).normal(Shape.of(50, 10))))
        .hasSize(50)
        .containsOnly(0, 1);
    assertThatThrownBy(() -> Networks.feedForward(seed(1), 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void buildsTheNetworkForDigits() {
    Model model = Networks.mnistDense(seed(1));
    assertThat(model.parameterCount()).isEqualTo(101_770);
    double variance = model.parameters().get("1.weight").stored().variance().item();
    assertThat(variance).isCloseTo(2.0 / 784, within(0.02 * 2 / 784));
    assertThat(model.output().shape()).isEqualTo(Shape.of(10));
  }

  @Test
  void buildsTheConvolutionalNetworks() {
    Model cnn = Networks.tutorialCnn(seed(1));
    assertThat(cnn.parameterCount()).isEqualTo(225_034);
    assertThat(cnn.output().shape()).isEqualTo(Shape.of(10));
    Model leNet = Networks.leNet5(seed(1));
    assertThat(leNet.parameterCount()).isEqualTo(61_706);
    assertThat(leNet.output().shape()).isEqualTo(Shape.of(10));
    // ResNet-20 as in He et al.: 0.27 million parameters.
    Model resNet = Networks.resNet(Shape.of(3, 32, 32), 10, 3, seed(1));
    assertThat(resNet.parameterCount()).isBetween(270_000L, 276_000L);
    assertThat(resNet.predict(Tensor.zeros(2, 3, 32, 32)).shape()).isEqualTo(Shape.of(2, 10));
    assertThatThrownBy(() -> Networks.resNet(Shape.of(3, 32, 32), 10, 0, seed(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// The parameters of each layer as the paper counts them.
  @Test
  void buildsLeNet5AsItWasPublished() {
    Model leNet = Networks.leNet5Original(seed(1));
    Map<String, Integer> counts = new LinkedHashMap<>();
    leNet
        .parameters()
        .forEach((name, parameter) ->
            counts.merge(
                name.substring(0, name.indexOf('.')), parameter.shape().elements(), Integer::sum));
    assertThat(counts.values()).containsExactly(156, 12, 1516, 32, 48_120, 10_164, 850);
    assertThat(leNet.parameterCount() - 850).isEqualTo(60_000);
    assertThat(leNet.output().shape()).isEqualTo(Shape.of(10));
    // Signals neither fade nor grow on the way.
    Tensor x = RandomKey.of(3).normal(Shape.of(20, 1, 32, 32));
    assertThat(leNet.predict(x).standardDeviation().item()).isBetween(0.3, 1.5);
  }

  @Test
  void buildsAlexNetForSmallPictures() {
    Model whole = Networks.alexNet(Shape.of(1, 28, 28), 10, seed(1));
    assertThat(whole.parameterCount()).isEqualTo(448_954);
    // Signals neither fade nor grow on the way.
    Tensor x = RandomKey.of(3).normal(Shape.of(20, 1, 28, 28));
    assertThat(whole.predict(x).standardDeviation().item()).isBetween(0.3, 3.0);
    // Windows that overlap leave as many places, so that nothing else changes with them.
    AlexNet small = AlexNet.of(6, 16);
    for (int side : new int[] {8, 15, 28, 32}) {
      Model overlapping = small.model(Shape.of(3, side, side), 7, seed(1));
      Model apart = small.withOverlapping(false).model(Shape.of(3, side, side), 7, seed(1));
      assertThat(overlapping.output().shape()).isEqualTo(Shape.of(7));
      assertThat(overlapping.parameterCount()).isEqualTo(apart.parameterCount());
    }
  }

  @Test
  void eachPartOfAlexNetCanBeLeftOut() {
    Shape picture = Shape.of(1, 28, 28);
    AlexNet whole = AlexNet.of(6, 16);
    assertThat(layers(whole.model(picture, 10, seed(1))))
        .filteredOn(layer -> layer.equals(LocalResponseNorm.alexNet()))
        .hasSize(2);
    assertThat(layers(whole.model(picture, 10, seed(1))))
        .filteredOn(layer -> layer.equals(new Dropout(0.5)))
        .hasSize(2);
    assertThat(layers(whole.withNormalised(false).model(picture, 10, seed(1))))
        .noneMatch(LocalResponseNorm.class::isInstance);
    assertThat(layers(whole.withDropout(0).model(picture, 10, seed(1))))
        .noneMatch(Dropout.class::isInstance);
    assertThat(layers(whole.withActivation(tanh()).model(picture, 10, seed(1))))
        .noneMatch(Activation.RELU::equals)
        .filteredOn(Activation.TANH::equals)
        .hasSize(7);
    assertThat(layers(whole.withOverlapping(false).model(picture, 10, seed(1))))
        .filteredOn(maxPool2d(2)::equals)
        .hasSize(3);
    assertThatThrownBy(() -> AlexNet.of(8, 16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("multiple of 3");
    assertThatThrownBy(() -> AlexNet.of(6, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Collection<Layer> layers(Model model) {
    return model.layersByPath().values();
  }

  @Test
  void buildsTheCharacterLstm() {
    Model model = Networks.characterLstm(65, 16, 32, 2, 0.2, seed(1));
    int first = 4 * 32 * (16 + 32 + 1);
    int second = 4 * 32 * (32 + 32 + 1);
    assertThat(model.parameterCount()).isEqualTo(65 * 16 + first + second + 65 * (32 + 1));
    assertThat(model.layersByPath().get("2")).isEqualTo(new Dropout(0.2));
    Tensor tokens = Tensor.of(Shape.of(3, 7), new int[21]);
    assertThat(model.predict(tokens).shape()).isEqualTo(Shape.of(3, 7, 65));
    // One layer has nothing between layers, and without dropout there is no layer for it.
    assertThat(Networks.characterLstm(9, 4, 5, 1, 0, seed(1)).layers().layers()).hasSize(3);
  }

  @Test
  void buildsANeuron() {
    Model neuron = Networks.neuron(3, sigmoid(), seed(1));
    assertThat(neuron.parameterCount()).isEqualTo(4);
    Tensor x = Tensor.of(1, 2, 3).expand(0);
    Tensor z = neuron.activations(x).get("0");
    double expected = 0;
    double[] weight = neuron.parameters().get("0.weight").stored().toDoubles();
    for (int i = 0; i < 3; i++) {
      expected += weight[i] * (i + 1);
    }
    assertThat(z.item()).isCloseTo(expected, within(1e-6));
    assertThat(neuron.predict(x).item()).isCloseTo(1 / (1 + Math.exp(-expected)), within(1e-6));
  }
}
