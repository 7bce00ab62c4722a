package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.Border;
import gradus.tensor.Interpolation;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Values and gradients of gates, root-mean-square normalisation, borders, other sizes, pixel
/// shuffling and padded shortcuts against PyTorch's, which `scripts/reference/shaping_samples.py`
/// stored.
class ShapingReferenceTest {

  static Stream<LayerReference> references() throws IOException {
    return LayerReference.all("shaping-samples").stream();
  }

  @ParameterizedTest
  @MethodSource("references")
  void agreesWithPyTorch(LayerReference reference) {
    reference.check(spec(reference));
  }

  static LayerSpec spec(LayerReference r) {
    String[] kind = r.kind().split(" ", -1);
    return switch (kind[0]) {
      case "rmsNorm" -> rmsNorm().withAxes(r.number("axes")).withEpsilon(r.real("epsilon"));
      case "glu" -> glu().withAxis(r.number("axis"));
      case "swiglu" -> swiglu().withAxis(r.number("axis"));
      case "pixelShuffle" -> pixelShuffle(r.number("factor"));
      case "pixelUnshuffle" -> pixelUnshuffle(r.number("factor"));
      case "paddedShortcut" -> paddedShortcut(r.number("channels"), r.number("stride"));
      case "pad" ->
          new Pad(
              Border.valueOf(kind[1].toUpperCase(Locale.ROOT)),
              Arrays.stream(r.sizes("before")).boxed().toList(),
              Arrays.stream(r.sizes("after")).boxed().toList());
      case "interpolate" ->
          interpolate(r.sizes("sizes"))
              .withMode(Interpolation.valueOf(kind[1].toUpperCase(Locale.ROOT)))
              .withAlignCorners(r.truth("alignCorners"));
      default -> throw new IllegalArgumentException(r.kind());
    };
  }

  @Test
  void unshufflesWhatWasShuffled() {
    Tensor x = RandomKey.of(3).normal(Shape.of(2, 18, 4, 5));
    Tensor y = new PixelUnshuffle(3).apply(new PixelShuffle(3).apply(x));
    assertThat(y.toFloats()).containsExactly(x.toFloats());
  }

  @Test
  void saysWhatDoesNotFit() {
    Tensor x = Tensor.zeros(2, 3, 4, 5);
    assertThatThrownBy(() -> glu().apply(x))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("axis -1 of [2, 3, 4, 5]")
        .hasMessageContaining("twice as many outputs");
    assertThatThrownBy(() -> glu().withAxis(0)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> glu().withAxis(-4).apply(x)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> pixelShuffle(2).apply(x))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("3 channels of [2, 3, 4, 5]");
    assertThatThrownBy(() -> pixelUnshuffle(2).apply(x))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("multiples of 2");
    assertThatThrownBy(() -> pad(Border.REFLECT, -1)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> pad(Border.REFLECT, 4).apply(x))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("REFLECT");
    assertThatThrownBy(() -> new Pad(Border.WRAP, List.of(1, 1, 1), List.of(1, 1, 1)).apply(x))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("3 axes after the channels");
    assertThatThrownBy(() -> interpolate(3, 0)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> interpolate(3).apply(x))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("one size for each axis");
    assertThatThrownBy(() -> interpolate(3).withAlignCorners(true))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining("no corners");
    assertThatThrownBy(() -> paddedShortcut(2, 1).apply(x))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[2, 3, 4, 5] has more channels than the 2");
    assertThatThrownBy(() -> paddedShortcut(4, 0)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> paddedShortcut(4, 1).apply(Tensor.zeros(2, 3, 4)))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> rmsNorm().withEpsilon(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> rmsNorm().withAxes(3).build(Shape.of(2, 4), Initialization.of(seed(1))))
        .isInstanceOf(ShapeException.class);
  }
}
