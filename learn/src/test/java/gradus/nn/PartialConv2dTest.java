package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialConv2dTest {
  private static final Shape INPUT = Shape.of(6, 14, 14);

  private static Model c3() {
    return Model.of(INPUT, seed(4), partialConv2d(ConnectionTable.leNet5(), 5));
  }

  /// Table I of the paper, row by row: which of the sixteen filters see a channel.
  @Test
  void leNetsTableIsThePapers() {
    List<String> rows =
        List.of(
            "X...XXX..XXXX.XX",
            "XX...XXX..XXXX.X",
            "XXX...XXX..X.XXX",
            ".XXX..XXXX..X.XX",
            "..XXX..XXXX.XX.X",
            "...XXX..XXXX.XXX");
    ConnectionTable table = ConnectionTable.leNet5();
    assertThat(table.connections()).isEqualTo(60);
    for (int channel = 0; channel < 6; channel++) {
      StringBuilder row = new StringBuilder();
      for (List<Integer> seen : table.filters()) {
        row.append(seen.contains(channel) ? 'X' : '.');
      }
      assertThat(row).hasToString(rows.get(channel));
    }
    assertThat(c3().parameterCount()).isEqualTo(1516);
  }

  @Test
  void isAConvolutionWithZerosWhereNothingIsSeen() {
    Model partial = c3();
    Model whole = Model.of(INPUT, seed(1), conv2d(16, 5));
    Map<String, Tensor> state = PyTorchWeights.of(partial).tensors();
    assertThat(state.get("0.weight").shape()).isEqualTo(Shape.of(16, 6, 5, 5));
    PyTorchWeights.of(whole).load(state);
    Tensor x = RandomKey.of(2).normal(INPUT.insert(0, 3));
    assertThat(partial.predict(x).toFloats())
        .containsExactly(whole.predict(x).toFloats(), within(1e-6f));
    // A filter answers to what it sees alone.
    Tensor only = RandomKey.of(3).normal(Shape.of(1, 1, 14, 14)).pad(1, 3, 2, 0);
    Tensor answers = partial.predict(only).abs().max(0, 2, 3);
    for (int filter = 0; filter < 16; filter++) {
      boolean sees = ConnectionTable.leNet5().filters().get(filter).contains(3);
      assertThat(answers.toFloats()[filter] > 0).isEqualTo(sees);
    }
  }

  @Test
  void takesFromPyTorchWhatIsZeroElsewhere() {
    Model partial = c3();
    Map<String, Tensor> state = PyTorchWeights.of(partial).tensors();
    Model other = Model.of(INPUT, seed(9), partialConv2d(ConnectionTable.leNet5(), 5));
    PyTorchWeights.of(other).load(state);
    assertThat(other.weights().get("0.weight").toFloats())
        .containsExactly(partial.weights().get("0.weight").toFloats());
    Map<String, Tensor> dense =
        PyTorchWeights.of(Model.of(INPUT, seed(1), conv2d(16, 5))).tensors();
    assertThatThrownBy(() -> PyTorchWeights.of(other).load(dense))
        .hasMessageContaining("is not 0 where a filter does not see a channel");
  }

  /// Each filter starts as if all saw as many channels as it does: variance 1 / (channels x 25).
  @Test
  void startsByWhatEachFilterSees() {
    ConnectionTable table = ConnectionTable.of(40, range(4), range(40));
    PartialConv2d layer =
        partialConv2d(table, 9)
            .withWeight(Initializers.lecunNormal())
            .build(Shape.of(40, 9, 9), Initialization.of(seed(1)));
    Tensor weight = layer.weight().stored();
    assertThat(weight.slice(0, 0, 4).variance().item()).isCloseTo(1.0 / 324, within(0.0005));
    assertThat(weight.slice(0, 4, 44).variance().item()).isCloseTo(1.0 / 3240, within(0.00003));
  }

  private static int[] range(int size) {
    return java.util.stream.IntStream.range(0, size).toArray();
  }

  @Test
  void isSavedWithItsTable(@TempDir Path folder) throws Exception {
    Model partial = c3();
    partial.save(folder.resolve("c3.safetensors"));
    Model loaded = Model.load(folder.resolve("c3.safetensors"));
    assertThat(loaded.layersByPath().get("0")).isInstanceOf(PartialConv2d.class);
    assertThat(((PartialConv2d) loaded.layersByPath().get("0")).table())
        .isEqualTo(ConnectionTable.leNet5());
    Tensor x = RandomKey.of(2).normal(INPUT.insert(0, 2));
    assertThat(loaded.predict(x).toFloats()).isEqualTo(partial.predict(x).toFloats());
  }

  @Test
  void saysWhatDoesNotFit() {
    assertThatThrownBy(() -> ConnectionTable.of(3, new int[] {0, 3}))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "connectionTable: filter 0 sees the channels [0, 3]; they must be from 0 to 2, in"
                + " ascending order");
    assertThatThrownBy(() -> ConnectionTable.of(3, new int[] {1, 1}))
        .hasMessageContaining("ascending");
    assertThatThrownBy(() -> ConnectionTable.of(3, new int[] {0}, new int[0]))
        .hasMessage("connectionTable: filter 1 sees no channel");
    assertThatThrownBy(() -> ConnectionTable.of(3)).hasMessageContaining("at least one filter");
    ConnectionTable table = ConnectionTable.of(3, new int[] {0, 2});
    assertThatThrownBy(() -> Model.of(Shape.of(4, 5, 5), seed(1), partialConv2d(table, 3)))
        .hasMessageContaining("the table is of 3 channels, but a sample [4, 5, 5] has 4");
    PartialConv2d.Spec spec = partialConv2d(table, 3);
    assertThatThrownBy(() -> spec.withWindow(spec.window().withGroups(3)))
        .hasMessageContaining("makes no sense here");
    Parameter weight = new Parameter(Tensor.ones(3, 3, 3));
    assertThatThrownBy(() -> new PartialConv2d(weight, null, table, spec.window(), false))
        .hasMessageContaining(
            "must be [2, 3, 3], a kernel for each connection, got shape [3, 3, 3]");
  }

  @Test
  void channelsAreScaledByTheirOwn() {
    ChannelAffine affine =
        new ChannelAffine(new Parameter(Tensor.of(2f, -1)), new Parameter(Tensor.of(0f, 3)));
    Tensor x = Tensor.of(1f, 2, 3, 4).reshape(1, 2, 2);
    assertThat(affine.apply(x).toFloats()).containsExactly(2, 4, 0, -1);
    assertThatThrownBy(() -> affine.apply(Tensor.ones(1, 3, 2)))
        .hasMessage(
            "channelAffine: takes [batch, 2, ...], got [1, 3, 2]; axis 1 holds the channels");
    assertThatThrownBy(() -> new ChannelAffine(new Parameter(Tensor.ones(2, 2)), null))
        .hasMessageContaining("must be [channels]");
    assertThatThrownBy(
            () -> new ChannelAffine(new Parameter(Tensor.ones(2)), new Parameter(Tensor.ones(3))))
        .hasMessageContaining("must be [2], as the weight is");
    assertThatThrownBy(() -> channelAffine().build(Shape.of(), Initialization.of(seed(1))))
        .hasMessageContaining("has no channels");
  }

  /// By the paper: f(1) = 1, f(-1) = -1, and the second derivative is largest there.
  @Test
  void leCunsTanhIsOneAtOne() {
    assertThat(lecunTanh().apply(Tensor.of(1f, -1, 0)).toFloats())
        .containsExactly(new float[] {1, -1, 0}, within(1e-4f));
    assertThat(bend(1)).isGreaterThan(bend(0.9)).isGreaterThan(bend(1.1));
  }

  /// How fast the slope changes, by differences of slopes.
  private static double bend(double at) {
    Tensor x = Tensor.ofDoubles(at - 0.001, at + 0.001).tracked();
    Tensor slopes = lecunTanh().apply(x).sum().gradients(List.of(x)).getFirst();
    return Math.abs(slopes.toDoubles()[1] - slopes.toDoubles()[0]);
  }
}
