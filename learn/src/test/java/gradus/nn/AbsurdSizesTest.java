package gradus.nn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.ShapeException;
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
}
