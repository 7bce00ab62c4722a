package gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.tensor.Interpolation;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// That layers refuse sizes far beyond any input when they are made, not when they fill the heap.
class AbsurdSizesTest {
  @ParameterizedTest
  @ValueSource(ints = {Integer.MAX_VALUE, 1 << 21})
  void refusesParts(int many) {
    for (AdaptivePool2d.Kind kind : AdaptivePool2d.Kind.values()) {
      assertThatThrownBy(() -> new AdaptivePool2d(kind, many, 1))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining(Integer.toString(many));
      assertThatThrownBy(() -> new AdaptivePool2d(kind, 1, many))
          .isInstanceOf(ShapeException.class);
    }
  }

  @Test
  void refusesFactors() {
    assertThatThrownBy(() -> Upsample2d.of(Integer.MAX_VALUE))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("at most 65536");
    assertThatThrownBy(() -> Upsample1d.of(Integer.MAX_VALUE))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("at most 65536");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MAX_VALUE, 1 << 30, 3})
  void refusesMeansOfPaddingAlone(int padding) {
    Tensor pictures = Tensor.ones(1, 2, 4, 4);
    Tensor volumes = Tensor.ones(1, 2, 4, 4, 4);
    for (boolean ceiling : new boolean[] {false, true}) {
      for (Layer layer :
          List.of(
              AveragePool2d.of(3).withPadding(padding).withCeiling(ceiling),
              AveragePool2d.of(3)
                  .withCountPadding(false)
                  .withSides(side -> side.withPadding(0, padding), false)
                  .withCeiling(ceiling))) {
        assertThatThrownBy(() -> layer.apply(pictures))
            .isInstanceOf(ShapeException.class)
            .hasMessageContaining("averagePool");
      }
      AveragePool1d sequences = AveragePool1d.of(3).withPadding(0, padding).withCeiling(ceiling);
      assertThatThrownBy(() -> sequences.apply(Tensor.ones(1, 2, 4)))
          .isInstanceOf(ShapeException.class);
      AveragePool3d pool = AveragePool3d.of(3).withPadding(padding).withCeiling(ceiling);
      assertThatThrownBy(() -> pool.apply(volumes)).isInstanceOf(ShapeException.class);
      MaxPool2d most = MaxPool2d.of(3).withPadding(padding).withCeiling(ceiling);
      assertThatThrownBy(() -> most.apply(pictures)).isInstanceOf(ShapeException.class);
    }
  }

  @Test
  void countsWhatAWindowSeesWithoutVisitingItsPlaces() {
    // A window of a billion places, of which the padding before covers almost all.
    int size = 1 << 30;
    Window.Side wide = new Window.Side(size, size, size - 1, 3, 1);
    MaxPool2d most = new MaxPool2d(new Window(Window.Side.of(1), wide, 1), false, false);
    Tensor x = Tensor.of(3f, 1, 4, 2).reshape(1, 1, 1, 4);
    assertThat(most.apply(x).shape()).isEqualTo(Shape.of(1, 1, 1, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MAX_VALUE, 1 << 30, 9})
  void refusesWindowsThatDoNotFitBeforeThereIsAKernel(int size) {
    assertThatThrownBy(() -> AveragePool2d.of(size).apply(Tensor.ones(1, 1, 4, 4)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("averagePool", "reaches over " + size);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MAX_VALUE / 3, 1 << 29, 5000, 9})
  void takesAWindowFarPastThePictureForOneOfItsSize(int size) {
    Tensor x = RandomKey.of(1).normal(Shape.of(2, 3, 4));
    for (int dilation : new int[] {1, 2, 3}) {
      Window.Side far = new Window.Side(size, Integer.MAX_VALUE, 0, 0, dilation);
      Window.Side near = new Window.Side(4, Integer.MAX_VALUE, 0, 0, dilation);
      assertThat(new AveragePool1d(far, false, false, true).apply(x).toFloats())
          .containsExactly(
              new AveragePool1d(near, false, false, true).apply(x).toFloats(), within(1e-6f));
      assertThat(new MaxPool1d(far, false, true).apply(x).toFloats())
          .containsExactly(new MaxPool1d(near, false, true).apply(x).toFloats());
      int after = 3 * dilation;
      Window.Side late =
          new Window.Side(size, Integer.MAX_VALUE, (size - 4) * dilation, after, dilation);
      Window.Side once = new Window.Side(4, Integer.MAX_VALUE, 0, after, dilation);
      assertThat(new MaxPool1d(late, false, false).apply(x).toFloats())
          .containsExactly(new MaxPool1d(once, false, false).apply(x).toFloats());
    }
  }

  @Test
  void refusesWindowsThatReachOverMoreThanAnyPaddingFills() {
    Window.Side far = new Window.Side(Integer.MAX_VALUE, 1 << 30, 0, 0, 3);
    assertThatThrownBy(() -> new MaxPool1d(far, false, true).apply(Tensor.ones(1, 1, 4)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("reaches over");
  }

  @Test
  void refusesPlacesByTheMillionThatSeeSomething() {
    Window.Side wide = new Window.Side(1 << 30, 1 << 29, (1 << 30) - 1, (1 << 30) - 1, 1);
    Tensor x = Tensor.ones(1, 1, 4);
    assertThatThrownBy(() -> new MaxPool1d(wide, false, false).apply(x))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("pad less");
    assertThatThrownBy(() -> new AveragePool1d(wide, false, true, false).apply(x))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("pad less");
  }

  @Test
  void refusesPicturesThatWouldBeTooLarge() {
    Tensor x = Tensor.ones(2, 2, 3, 4);
    for (Interpolation mode : Interpolation.values()) {
      Interpolate larger = Interpolate.of(Integer.MAX_VALUE, 2).withMode(mode);
      assertThatThrownBy(() -> larger.apply(x)).isInstanceOf(ShapeException.class);
    }
    Upsample2d larger = Upsample2d.of(1 << 16).withMode(Upsample2d.Mode.BILINEAR);
    assertThatThrownBy(() -> larger.apply(Tensor.ones(1, 1, 1 << 15, 1)))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void refusesStepsByTheMillion() {
    Layer gru = Layers.gru(1).build(Shape.of(3, 1), Initialization.of(Seed.of(1)));
    Tensor x = Tensor.ones(1, (1 << 16) + 1, 1);
    assertThatThrownBy(() -> gru.apply(x))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("65537 steps", "65536", "windows");
  }
}
