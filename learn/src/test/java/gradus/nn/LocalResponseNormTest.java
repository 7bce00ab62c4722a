package gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LocalResponseNormTest {
  /// The formula of the paper, whose alpha is not divided by the size.
  @Test
  void isThePapers() {
    float[] x = {30, -40, 100, 0, 60, 20, -10};
    float[] y = LocalResponseNorm.alexNet().apply(Tensor.of(x).expand(0)).toFloats();
    for (int c = 0; c < x.length; c++) {
      double sum = 0;
      for (int j = Math.max(0, c - 2); j <= Math.min(x.length - 1, c + 2); j++) {
        sum += x[j] * x[j];
      }
      assertThat((double) y[c]).isCloseTo(x[c] / Math.pow(2 + 1e-4 * sum, 0.75), within(1e-4));
    }
  }

  @Test
  void refusesWhatIsNoNormalisation() {
    assertThatThrownBy(() -> LocalResponseNorm.of(0)).hasMessageContaining("at least one channel");
    assertThatThrownBy(() -> LocalResponseNorm.of(5).withAlpha(-1))
        .hasMessageContaining("alpha and beta");
    assertThatThrownBy(() -> LocalResponseNorm.of(5).withBeta(Double.NaN))
        .hasMessageContaining("alpha and beta");
    assertThatThrownBy(() -> LocalResponseNorm.of(5).withK(0)).hasMessageContaining("divided by 0");
    assertThatThrownBy(() -> LocalResponseNorm.of(5).apply(Tensor.of(1, 2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[batch, channels, ...]");
  }
}
