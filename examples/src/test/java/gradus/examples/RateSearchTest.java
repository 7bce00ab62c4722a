package gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.data.Split;
import gradus.train.Trainer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateSearchTest {
  @Test
  void theBestRateIsNeitherTheSmallestNorTheLargest() {
    Split parts = RateSearch.points(1, 1200).split(0.8, 1);

    Map<Double, Double> losses = RateSearch.search(parts);

    double best = RateSearch.best(losses);
    assertThat(losses).hasSameSizeAs(RateSearch.RATES);
    assertThat(best).isBetween(1e-3, 1e-1);
    assertThat(losses.get(best)).isLessThan(losses.get(1e-5) / 10);
    Trainer chosen = RateSearch.train(parts.first(), best);
    assertThat(chosen.evaluate(RateSearch.points(2, 500).batch(100)).value("loss"))
        .isLessThan(0.03);
  }
}
