package gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.data.Dataset;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SineForecastTest {
  @Test
  void windowsEndJustBeforeTheirTargets() {
    Tensor series = SineForecast.series(1, 30);
    Dataset windows = SineForecast.windows(series);

    assertThat(windows.size()).isEqualTo(6);
    assertThat(windows.inputShape()).isEqualTo(Shape.of(24, 1));
    assertThat(windows.targets().get(5, 0)).isEqualTo(series.get(29));
    assertThat(windows.inputs().get(5, 23, 0)).isEqualTo(series.get(28));
  }

  @Test
  void theWaveGoesOnForThreePeriods() {
    Tensor past = SineForecast.series(1, 400);

    Tensor told = SineForecast.forecast(SineForecast.train(past, 1), past, 60);

    // 400 is a whole number of periods.
    double error = told.minus(wave(60)).abs().mean().item();
    assertThat(error).isLessThan(0.15);
  }

  private static Tensor wave(int length) {
    return Tensor.arange(0, length, 1).times(Math.PI / 10).sin();
  }
}
