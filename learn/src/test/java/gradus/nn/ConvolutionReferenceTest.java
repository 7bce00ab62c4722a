package gradus.nn;

import static gradus.nn.Layers.*;

import gradus.io.JsonCursor;
import gradus.tensor.Window;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Values and gradients of convolution, pooling and their kin against PyTorch's, which
/// `scripts/reference/convolution_samples.py` stored.
class ConvolutionReferenceTest {
  static Stream<LayerReference> references() throws IOException {
    return LayerReference.all("convolution-samples").stream();
  }

  @ParameterizedTest
  @MethodSource("references")
  void agreesWithPyTorch(LayerReference reference) {
    reference.check(spec(reference));
  }

  static LayerSpec spec(LayerReference r) {
    return switch (r.kind()) {
      case "conv1d" -> conv1d(r);
      case "conv2d" -> conv2d(r);
      case "partialConv2d" -> partialConv2d(r);
      case "conv3d" -> conv3d(r);
      case "convTranspose1d" -> convTranspose1d(r);
      case "convTranspose2d" -> convTranspose2d(r);
      case "maxPool1d" -> new MaxPool1d(r.side(0), r.truth("same"), r.truth("ceiling"));
      case "maxPool2d" -> maxPool2d(r);
      case "maxPool3d" -> new MaxPool3d(r.side(0), rest(r), r.truth("same"), r.truth("ceiling"));
      case "averagePool1d" ->
          new AveragePool1d(r.side(0), r.truth("same"), r.truth("counted"), r.truth("ceiling"));
      case "averagePool2d" -> averagePool2d(r);
      case "averagePool3d" ->
          new AveragePool3d(
              r.side(0), rest(r), r.truth("same"), r.truth("counted"), r.truth("ceiling"));
      case "adaptiveAveragePool1d" -> adaptiveAveragePool1d(r.sizes("outputs")[0]);
      case "adaptiveMaxPool1d" -> adaptiveMaxPool1d(r.sizes("outputs")[0]);
      case "adaptiveAveragePool2d" ->
          adaptiveAveragePool2d(r.sizes("outputs")[0], r.sizes("outputs")[1]);
      case "adaptiveMaxPool2d" -> adaptiveMaxPool2d(r.sizes("outputs")[0], r.sizes("outputs")[1]);
      case "globalAveragePool" -> globalAveragePool();
      case "globalMaxPool" -> globalMaxPool();
      case "nearest1d" -> upsample1d(r.number("factor"));
      case "linear1d" -> upsample1d(r.number("factor")).withMode(Upsample1d.Mode.LINEAR);
      case "nearest2d" -> upsample2d(r.number("factor"));
      case "bilinear2d" -> upsample2d(r.number("factor")).withMode(Upsample2d.Mode.BILINEAR);
      case "groupNorm" -> groupNorm(r.number("groups")).withEpsilon(r.real("epsilon"));
      case "instanceNorm" -> instanceNorm();
      case "localResponseNorm" ->
          new LocalResponseNorm(r.number("size"), r.real("alpha"), r.real("beta"), r.real("k"));
      default -> throw new IllegalArgumentException("no layer " + r.kind());
    };
  }

  private static @Nullable Initializer bias(LayerReference r) {
    return r.truth("bias") ? Initializers.zeros() : null;
  }

  /// The first two axes.
  private static Window window(LayerReference r) {
    return new Window(r.side(0), r.side(1), 1);
  }

  /// The second and third axis.
  private static Window rest(LayerReference r) {
    return new Window(r.side(1), r.side(2), 1);
  }

  /// Whether the settings are the same for both axes, so that the plain setters can make them.
  private static boolean square(LayerReference r) {
    return List.of("size", "stride", "padding", "dilation").stream()
        .allMatch(name -> Arrays.stream(r.sizes(name)).distinct().count() == 1);
  }

  private static Conv1d.Spec conv1d(LayerReference r) {
    Window.Side side = r.side(0);
    Conv1d.Spec spec =
        Layers.conv1d(r.number("filters"), side.size())
            .withStride(side.stride())
            .withDilation(side.dilation())
            .withGroups(r.number("groups"));
    spec =
        r.truth("same") ? spec.withPadding("same") : spec.withPadding(side.before(), side.after());
    return r.truth("bias") ? spec : spec.withoutBias();
  }

  private static Conv2d.Spec conv2d(LayerReference r) {
    Window.Side side = r.side(0);
    Conv2d.Spec spec = Layers.conv2d(r.number("filters"), side.size());
    if (square(r)) {
      spec =
          spec.withStride(side.stride())
              .withDilation(side.dilation())
              .withPadding(side.before())
              .withGroups(r.number("groups"));
    } else {
      spec = spec.withWindow(window(r)).withGroups(r.number("groups"));
    }
    spec = r.truth("same") ? spec.withPadding("same") : spec;
    return r.truth("bias") ? spec : spec.withoutBias();
  }

  private static PartialConv2d.Spec partialConv2d(LayerReference r) {
    int[][] table =
        r.settings().member("table").elements().stream()
            .map(seen -> seen.elements().stream().mapToInt(JsonCursor::integer).toArray())
            .toArray(int[][]::new);
    PartialConv2d.Spec spec =
        Layers.partialConv2d(ConnectionTable.of(r.number("channels"), table), 1)
            .withWindow(window(r));
    spec = r.truth("same") ? spec.withPadding("same") : spec;
    return r.truth("bias") ? spec : spec.withoutBias();
  }

  private static Conv3d.Spec conv3d(LayerReference r) {
    Conv3d.Spec spec =
        Layers.conv3d(r.number("filters"), 1)
            .withWindow(r.side(0), rest(r))
            .withGroups(r.number("groups"));
    spec = r.truth("same") ? spec.withPadding("same") : spec;
    return r.truth("bias") ? spec : spec.withoutBias();
  }

  private static ConvTranspose1d.Spec convTranspose1d(LayerReference r) {
    Window row = new Window(Window.Side.of(1), r.side(0), r.number("groups"));
    return new ConvTranspose1d.Spec(
        r.number("filters"),
        row,
        r.truth("same"),
        r.number("extra"),
        Initializers.glorotUniform(),
        bias(r));
  }

  private static ConvTranspose2d.Spec convTranspose2d(LayerReference r) {
    return new ConvTranspose2d.Spec(
        r.number("filters"),
        window(r).withGroups(r.number("groups")),
        r.truth("same"),
        r.number("extra"),
        Initializers.glorotUniform(),
        bias(r));
  }

  private static MaxPool2d maxPool2d(LayerReference r) {
    MaxPool2d pool = Layers.maxPool2d(1).withWindow(window(r)).withCeiling(r.truth("ceiling"));
    return r.truth("same") ? pool.withPadding("same") : pool;
  }

  private static AveragePool2d averagePool2d(LayerReference r) {
    AveragePool2d pool =
        Layers.averagePool2d(1)
            .withWindow(window(r))
            .withCountPadding(r.truth("counted"))
            .withCeiling(r.truth("ceiling"));
    return r.truth("same") ? pool.withPadding("same") : pool;
  }
}
