package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PicturesTest {
  private static final Window THREE = Window.of(3, 3);

  @Test
  void convolvesByHand() {
    Tensor x = Tensor.arange(0, 16, 1).reshape(1, 1, 4, 4);
    Tensor kernel = Tensor.of(1, 0, 0, -1).reshape(1, 1, 2, 2);
    Tensor y = x.convolve(kernel, Window.of(2, 2));
    assertThat(y.shape()).isEqualTo(Shape.of(1, 1, 3, 3));
    assertThat(y.toFloats()).containsOnly(-5);
  }

  @Test
  void refusesChannelsThatDiffer() {
    assertThatThrownBy(() -> pictures(3, 5, 5).convolve(Tensor.zeros(2, 4, 3, 3), THREE))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("convolve", "3", "[1, 3, 5, 5]", "4", "[2, 4, 3, 3]", "axis 1");
  }

  @Test
  void refusesWrongRanks() {
    assertThatThrownBy(() -> Tensor.zeros(3, 5, 5).convolve(Tensor.zeros(2, 3, 3, 3), THREE))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("[3, 5, 5]", "[batch, channels, height, width]", "expand");
    assertThatThrownBy(() -> pictures(3, 5, 5).convolve(Tensor.zeros(2, 3, 3), THREE))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[filters, channels, 3, 3]");
  }

  @Test
  void refusesAKernelThatIsLargerThanThePicture() {
    assertThatThrownBy(() -> pictures(1, 2, 5).convolve(Tensor.zeros(1, 1, 3, 3), THREE))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("height", "3", "[1, 1, 2, 5]", "pad more");
    Window padded = THREE.withPadding(1, 0, 0, 0);
    assertThat(pictures(1, 2, 5).convolve(Tensor.zeros(1, 1, 3, 3), padded).shape())
        .isEqualTo(Shape.of(1, 1, 1, 3));
  }

  @Test
  void refusesStridesOfZeroAndOtherWindowsThatCannotBe() {
    assertThatThrownBy(() -> THREE.withStride(0, 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("stride", "at least 1", "0");
    assertThatThrownBy(() -> THREE.withPadding(0, -1, 0, 0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("padding after");
    assertThatThrownBy(() -> THREE.withDilation(1, 0)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Window.of(0, 3)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> THREE.withGroups(0)).isInstanceOf(ShapeException.class);
  }

  @Test
  void refusesGroupsThatDoNotDivide() {
    Window two = THREE.withGroups(2);
    assertThatThrownBy(() -> pictures(3, 5, 5).convolve(Tensor.zeros(2, 1, 3, 3), two))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("2 groups", "3 channels", "[1, 3, 5, 5]");
    assertThatThrownBy(() -> pictures(4, 5, 5).convolve(Tensor.zeros(3, 2, 3, 3), two))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("2 groups", "3 filters");
  }

  @Test
  void refusesTransposesOfOtherSizes() {
    Tensor y = Tensor.zeros(1, 2, 3, 3);
    Tensor kernel = Tensor.zeros(2, 4, 3, 3);
    assertThat(y.convolveTransposed(kernel, THREE, 5, 5).shape()).isEqualTo(Shape.of(1, 4, 5, 5));
    assertThatThrownBy(() -> y.convolveTransposed(kernel, THREE, 6, 5))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("[1, 2, 4, 3]", "[1, 2, 3, 3]");
    assertThatThrownBy(() -> y.convolveTransposed(Tensor.zeros(3, 4, 3, 3), THREE, 5, 5))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("first size of the kernel");
  }

  @Test
  void refusesIntegersAndMixedTypes() {
    assertThatThrownBy(() -> pictures(1, 4, 4).cast(DType.INT32).maxPool(Window.of(2, 2)))
        .isInstanceOf(DTypeException.class);
    Tensor kernel = Tensor.zeros(1, 1, 3, 3).cast(DType.FLOAT64);
    assertThatThrownBy(() -> pictures(1, 4, 4).convolve(kernel, THREE))
        .isInstanceOf(DTypeException.class);
  }

  @Test
  void takesTheFirstOfEqualsAndNotANumberAsLargest() {
    float nan = Float.NaN;
    Tensor x = Tensor.of(1, 1, 2, nan, 1, 1, nan, 9).reshape(1, 1, 2, 4);
    Tensor places = Tensor.apply(new Op.WindowArgMax(Window.of(2, 2).withStride(2, 2)), x);
    assertThat(places.toInts()).containsExactly(0, 3);
    assertThat(x.cast(DType.FLOAT64).maxPool(Window.of(2, 2).withStride(2, 2)).toDoubles())
        .containsExactly(1, Double.NaN);
  }

  @Test
  void neverLetsPaddingWin() {
    Tensor x = Tensor.full(DType.FLOAT32, Shape.of(1, 1, 3, 3), Double.NEGATIVE_INFINITY);
    Tensor y = x.maxPool(THREE.withPadding(1, 1, 1, 1));
    assertThat(y.toDoubles()).containsOnly(Double.NEGATIVE_INFINITY);
    Window outside = Window.of(2, 2).withPadding(2, 0, 0, 0);
    assertThatThrownBy(() -> x.maxPool(outside))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("only padding");
  }

  @Test
  void averagesWithAndWithoutPadding() {
    Tensor x = Tensor.ones(1, 2, 2, 2);
    Window window = THREE.withPadding(1, 1, 1, 1);
    assertThat(x.averagePool(window, true).toFloats()).containsOnly(4f / 9);
    assertThat(x.averagePool(window, false).toFloats()).containsOnly(1);
  }

  private static Tensor pictures(int channels, int height, int width) {
    return Tensor.zeros(1, channels, height, width);
  }
}
