package gradus.course.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.NumberTable;
import gradus.course.Recording;
import gradus.data.Dataset;
import gradus.io.Safetensors;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreeNetworksTest {
  private static final int SAMPLES = 96;
  private static final Offset<Double> CLOSE = within(2e-5);

  /// `size sin(1 + 0.37 row + 0.71 column)`, as scripts/reference/three_networks.py has it.
  private static Tensor waves(int rows, int columns, double size) {
    double[] values = new double[rows * columns];
    for (int i = 0; i < values.length; i++) {
      int row = i / columns;
      values[i] = size * Math.sin(1 + 0.37 * row + 0.71 * (i % columns));
    }
    return Tensor.of(Shape.of(rows, columns), values).cast(DType.FLOAT32);
  }

  /// The losses of three epochs from the script's weights on the script's pictures.
  private static double[] losses(Network.Compiled network, boolean oneHot) {
    float[] x = new float[SAMPLES * 784];
    for (int i = 0; i < x.length; i++) {
      int sample = i / 784;
      int pixel = i % 784;
      x[i] =
          (float) (0.5 + 0.5 * Math.sin(0.7 * sample + 0.13 * pixel + sample % 10 * 0.01 * pixel));
    }
    Tensor labels = Tensor.ofInts(SegmentDigits.labels(SAMPLES));
    network
        .model()
        .load(
            Map.of(
                "0.weight", waves(784, 64, 0.05),
                "0.bias", Tensor.zeros(64),
                "2.weight", waves(64, 10, 0.2),
                "2.bias", Tensor.zeros(10)));
    Dataset data =
        Dataset.of(Tensor.of(Shape.of(SAMPLES, 784), x), oneHot ? labels.oneHot(10) : labels);
    return network.trainer().fit(data.batch(32), 3).values("loss");
  }

  private static final Seed SEED = Seed.of(1);

  /// PyTorch 2.13, by scripts/reference/three_networks.py.
  @Test
  void eachTrainsAsItDoesInPyTorch() {
    assertThat(losses(Network.pytorch(SEED, 0.1), false))
        .containsExactly(new double[] {2.671786, 2.331380, 2.316024}, CLOSE);
    assertThat(losses(Network.pytorch(SEED, 0.1).with(Network::twice), false))
        .containsExactly(new double[] {2.305469, 2.302072, 2.299424}, CLOSE);
    assertThat(losses(Network.tensorflow(SEED), false))
        .containsExactly(new double[] {2.408150, 2.340320, 2.271370}, CLOSE);
    assertThat(losses(Network.keras(SEED), true))
        .containsExactly(new double[] {3.044691, 2.474802, 2.429928}, CLOSE);
    double[] other = losses(Network.keras(SEED).with(Network.otherDefaults()), true);
    assertThat(other[0]).isCloseTo(68.640814, within(0.01));
  }

  /// Keras 3.15 on TensorFlow 2.21, by the same script: its Adam and above all its RMSprop keep
  /// divisors from 0 in another place, so that the rules agree only nearly.
  @Test
  void kerasHasNearlyTheSameRules() {
    double[] tensorflow = losses(Network.tensorflow(SEED), false);
    double[] keras = losses(Network.keras(SEED), true);
    double[] theirs = {2.408208, 2.337928, 2.271270};
    double[] rmsprop = {3.035275, 2.464823, 2.474061};
    for (int epoch = 0; epoch < 3; epoch++) {
      assertThat(tensorflow[epoch]).isCloseTo(theirs[epoch], within(0.003));
      assertThat(keras[epoch]).isCloseTo(rmsprop[epoch], within(0.05));
    }
  }

  /// `-ln(e / (e + 9))`, and no lower with probabilities that are all but certain.
  @Test
  void twiceASoftmaxHasALeastLoss() {
    Tensor sure = Tensor.of(new float[][] {{60, 0, 0, 0, 0, 0, 0, 0, 0, 0}});
    Tensor label = Tensor.ofInts(0);
    assertThat(Network.twice(sure, label).item())
        .isCloseTo(ThreeNetworks.LEAST_TWICE, within(1e-6))
        .isCloseTo(1.461150, within(1e-5));
    assertThat(Network.pytorch(SEED, 0.1).loss().of(sure, label).item()).isLessThan(1e-6);
  }

  /// `-ln 1e-7`, with a gradient of 0, where the logits still say which way to go.
  @Test
  void whereProbabilitiesAreClippedThereIsNoGradient() {
    Tensor wrong = Tensor.of(new float[][] {{60, 0, 0, 0, 0, 0, 0, 0, 0, 0}}).tracked();
    Tensor label = Tensor.ofInts(1);
    Tensor clipped = Network.clipped(wrong, label);
    assertThat(clipped.item()).isCloseTo(16.118096, within(1e-4));
    assertThat(clipped.gradients(List.of(wrong)).getFirst().toFloats()).containsOnly(0);
    Tensor whole = Network.tensorflow(SEED).loss().of(wrong, label);
    assertThat(whole.item()).isCloseTo(60, within(1e-4));
    assertThat(whole.gradients(List.of(wrong)).getFirst().toFloats()[1])
        .isCloseTo(-1, within(1e-6f));
  }

  @Test
  void whatIsWrittenForPyTorchHasItsNamesAndLayout(@TempDir Path folder) throws IOException {
    Model net = Network.pytorch(SEED, 0.1).model();
    Path file = folder.resolve("net.safetensors");
    Network.saveForPyTorch(net, file);
    Map<String, Tensor> tensors = Safetensors.read(file).tensors();
    assertThat(tensors).containsOnlyKeys("fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias");
    assertThat(tensors.get("fc1.weight").shape()).isEqualTo(Shape.of(64, 784));
    assertThat(tensors.get("fc2.weight").get(3, 5))
        .isEqualTo(net.weights().get("2.weight").get(5, 3));
  }

  private static double accuracy(Recording recording, Network network) {
    String told =
        recording.tables().get("results").rows().stream()
            .filter(row -> row.getFirst().english().equals(network.title()))
            .findFirst()
            .orElseThrow()
            .getLast()
            .english();
    return Double.parseDouble(told.replace(" %", ""));
  }

  private static Recording recording(Map<String, String> settings) {
    return Recording.of(Course.experiment("three-networks").of(settings));
  }

  /// The numbers of the lesson that say which way something goes.
  @Test
  void whatTheLessonSaysIsSo() {
    Recording plain = Recording.of(initial());
    assertThat(accuracy(plain, Network.TENSORFLOW)).isCloseTo(91.9, within(0.05));
    assertThat(accuracy(plain, Network.PYTORCH)).isCloseTo(95.6, within(0.05));
    assertThat(accuracy(plain, Network.KERAS)).isCloseTo(90.7, within(0.05));
    Recording twice = recording(Map.of("slip", "softmax-twice"));
    assertThat(accuracy(twice, Network.PYTORCH)).isCloseTo(45.9, within(0.05));
    assertThat(twice.sentences().getLast().english())
        .contains("cannot fall below 1.4612")
        .endsWith("It ends at 2.0752.");
    Recording other = recording(Map.of("slip", "other-defaults"));
    assertThat(accuracy(other, Network.KERAS)).isCloseTo(80.6, within(0.05));
    Recording large = recording(Map.of("scaled", "false"));
    assertThat(accuracy(large, Network.TENSORFLOW)).isCloseTo(20.3, within(0.05));
    assertThat(accuracy(large, Network.PYTORCH)).isCloseTo(10, within(0.05));
    assertThat(accuracy(large, Network.KERAS)).isCloseTo(31.5, within(0.05));
    Recording clipped = recording(Map.of("scaled", "false", "slip", "clipped"));
    assertThat(accuracy(clipped, Network.TENSORFLOW)).isCloseTo(10, within(0.05));
    assertThat(clipped.sentences().getLast().english()).startsWith("A loss of 14.4902");
    assertThat(accuracy(recording(Map.of("rate", "0.01")), Network.PYTORCH))
        .isCloseTo(69.2, within(0.05));
  }

  private static ThreeNetworks initial() {
    return (ThreeNetworks) Course.experiment("three-networks").initial();
  }

  /// 784 · 64 + 64 and 64 · 10 + 10.
  @Test
  void eachHas50890Parameters() {
    NumberTable layers = initial().layers();
    assertThat(
            layers.rows().stream()
                .filter(row -> row.get(1).english().equals("dense"))
                .map(row -> row.get(3).english()))
        .containsExactly("50240", "650", "50240", "650", "50240", "650");
    assertThat(
            layers.rows().stream()
                .filter(row -> row.get(1).english().equals("in all"))
                .map(row -> row.get(3).english()))
        .containsExactly("50890", "50890", "50890");
  }

  @Test
  void theSameSettingsShowTheSame() {
    ThreeNetworks few = new ThreeNetworks(Source.SEGMENTS, Slip.NONE, true, 200, 1, 32, 0.1, 3);
    Recording one = Recording.of(few);
    Recording two = Recording.of(few);
    assertThat(one.figures()).isEqualTo(two.figures());
    assertThat(one.tables()).isEqualTo(two.tables());
    assertThat(one.figures().keySet()).containsExactly("pictures", "losses", "accuracy");
    assertThat(one.tables().keySet()).containsExactly("layers", "results");
    ThreeNetworks other = new ThreeNetworks(Source.SEGMENTS, Slip.NONE, true, 200, 1, 32, 0.1, 4);
    assertThat(Recording.of(other).tables().get("results"))
        .isNotEqualTo(one.tables().get("results"));
  }
}
