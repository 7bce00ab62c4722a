package gradus.course.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.Recording;
import gradus.loss.Losses;
import gradus.plot.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutlierTest {
  private static Outlier with(Map<String, String> settings) {
    return (Outlier) Course.experiment("outlier").of(settings);
  }

  /// The normal equations of least squares.
  @Test
  void squaredErrorsGiveTheLineOfLeastSquares() {
    Outlier outlier = with(Map.of("steps", "1000"));
    double[][] points = outlier.points();
    double[] line = outlier.fit(Text.of(""), Losses::mse, points).line(1000);

    double meanX = Arrays.stream(points[0]).average().orElseThrow();
    double meanY = Arrays.stream(points[1]).average().orElseThrow();
    double above = 0;
    double below = 0;
    for (int i = 0; i < points[0].length; i++) {
      above += (points[0][i] - meanX) * (points[1][i] - meanY);
      below += (points[0][i] - meanX) * (points[0][i] - meanX);
    }
    assertThat(line[0]).isCloseTo(above / below, within(1e-3));
    assertThat(line[1]).isCloseTo(meanY - above / below * meanX, within(1e-3));
  }

  @Test
  void oneWrongPointTurnsTheSquaresAlone() {
    Outlier outlier = with(Map.of());
    double[][] points = outlier.points();
    double[] squared = outlier.fit(Text.of(""), Losses::mse, points).line(400);
    double[] absolute = outlier.fit(Text.of(""), Losses::mae, points).line(400);
    double[] huber = outlier.fit(Text.of(""), Losses.huber(1), points).line(400);

    assertThat(squared[0] - 2).isGreaterThan(1);
    assertThat(Math.abs(absolute[0] - 2)).isLessThan(0.4);
    assertThat(Math.abs(huber[0] - 2)).isLessThan(0.5);
  }

  @Test
  void withoutItAllThreeAgree() {
    Recording recording = Recording.of(with(Map.of("outlier", "0", "noise", "0")));

    recording
        .tables()
        .get("found")
        .rows()
        .forEach(row -> {
          assertThat(Double.parseDouble(row.get(1).english())).isCloseTo(2, within(0.02));
          assertThat(Double.parseDouble(row.get(2).english())).isCloseTo(1, within(0.02));
        });
  }

  @Test
  void theSameSettingsShowTheSame() {
    Recording one = Recording.of(with(Map.of("steps", "50")));
    Recording other = Recording.of(with(Map.of("steps", "50")));

    assertThat(other.figures().get("lines").toSvg()).isEqualTo(one.figures().get("lines").toSvg());
  }

  private static List<String> slopes(Map<String, String> settings) {
    return Recording.of(with(settings)).tables().get("found").rows().stream()
        .map(row -> row.get(1).english())
        .toList();
  }

  @Test
  void whatTheLessonSaysIsSo() {
    List<String> initial = slopes(Map.of());
    List<String> further = slopes(Map.of("outlier", "30"));

    assertThat(initial).containsExactly("3.7233", "2.2377", "2.2932");
    assertThat(further.getFirst()).isEqualTo("6.1662");
    assertThat(further.subList(1, 3)).isEqualTo(initial.subList(1, 3));
    double[] without =
        slopes(Map.of("outlier", "0")).stream().mapToDouble(Double::parseDouble).toArray();
    assertThat(Arrays.stream(without).max().orElseThrow())
        .isCloseTo(Arrays.stream(without).min().orElseThrow(), within(0.035));
  }
}
