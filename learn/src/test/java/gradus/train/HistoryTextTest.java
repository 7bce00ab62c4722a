package gradus.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A history's table.
class HistoryTextTest {

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    var history =
        new History(
            List.of(epoch(1, 0.5, 1e-3), epoch(10, 123456.0, 2e-5), epoch(11, Double.NaN, 0)));

    assertThat(history.toString())
        .isEqualTo(
            """
            epoch       loss  learningRate
                1     0.5000      0.001000
               10  1.235e+05     2.000e-05
               11        NaN         0.000\
            """);
  }

  @Test
  void anEmptyHistoryIsItsFirstHeading() {
    assertThat(History.empty().toString()).isEqualTo("epoch");
  }

  private static History.Epoch epoch(int number, double loss, double rate) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("loss", loss);
    values.put("learningRate", rate);
    return new History.Epoch(number, values, 1);
  }
}
