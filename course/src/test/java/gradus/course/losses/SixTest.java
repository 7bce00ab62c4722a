package gradus.course.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.NumberTable;
import gradus.course.Recording;
import gradus.plot.LineChart;
import gradus.plot.Series;
import gradus.plot.Text;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SixTest {
  private static Six six(Map<String, String> settings) {
    return (Six) Course.experiment("six-losses").of(settings);
  }

  @Test
  void reproducesTheTutorialsNumbers() {
    List<String> numbers = Six.tutorial().rows().stream().map(row -> row.get(1).english()).toList();

    assertThat(numbers).containsExactly("0.0450", "0.2000", "0.2271", "0.0225");
  }

  /// By their definitions, in closed form.
  @Test
  void valuesAndSlopesAreThoseOfTheFormulas() {
    Six six = six(Map.of("delta", "1", "margin", "1"));

    assertThat(six.squared().values(2)[0]).isEqualTo(4);
    assertThat(six.squared().slopes(2)[0]).isEqualTo(4);
    assertThat(six.absolute().slopes(2, -2)).containsExactly(1, -1);
    assertThat(six.huber().values(2, 0.5)).containsExactly(1.5, 0.125);
    assertThat(six.huber().slopes(2, 0.5)).containsExactly(1, 0.5);
    assertThat(six.entropy().values(0.1)[0]).isCloseTo(-Math.log(0.1), within(1e-12));
    assertThat(six.entropy().slopes(0.1)[0]).isCloseTo(-10, within(1e-9));
    assertThat(six.together().values(0.4)[0]).isCloseTo(0.16, within(1e-12));
    assertThat(six.apart().values(0.4, 1.5)).containsExactly(new double[] {0.36, 0}, within(1e-12));
  }

  /// The numbers that the lesson quotes.
  @Test
  void confidenceInWhatIsWrongCosts() {
    Six six = six(Map.of());

    assertThat(NumberTable.written(six.entropy().values(0.1)[0])).isEqualTo("2.3026");
    assertThat(NumberTable.written(six.entropy().values(0.01)[0])).isEqualTo("4.6052");
    assertThat(NumberTable.written(six.entropy().values(0.001)[0])).isEqualTo("6.9078");
    assertThat(six.entropy().slopes(0.001)[0]).isCloseTo(-1000, within(1e-6));
    assertThat(six.squared().values(0.999)[0]).isCloseTo(0.998001, within(1e-12));
  }

  @Test
  void showsAllSix() {
    Recording recording = Recording.of(six(Map.of()));

    assertThat(recording.figures().get("all").panels()).hasSize(6);
    assertThat(recording.tables()).containsOnlyKeys("here", "tutorial");
    assertThat(recording.sentences()).hasSize(2);
  }

  /// The curves over the probability reach the places that links go to.
  @Test
  void curvesReachWhatCanBeSet() {
    Recording recording = Recording.of(six(Map.of("probability", "0.001")));

    for (int panel = 3; panel <= 4; panel++) {
      LineChart chart = (LineChart) recording.figures().get("all").panels().get(panel);
      for (Series line : chart.series()) {
        assertThat(line.x().get(0)).isLessThan(0.001);
        assertThat(line.x().get(line.x().size() - 1)).isGreaterThan(0.999);
      }
    }
  }

  /// What comes through to the logit is the plain error, or next to nothing.
  @Test
  void slopesByTheLogitStandBesideThoseByTheProbability() {
    Recording recording = Recording.of(six(Map.of("probability", "0.001")));
    List<List<String>> rows =
        recording.tables().get("here").rows().stream()
            .map(row -> row.stream().map(Text::english).toList())
            .toList();

    assertThat(rows.get(3)).endsWith("0.9980", "-1.9980", "-0.0020");
    assertThat(rows.get(4)).endsWith("6.9078", "-1000", "-0.9990");
    assertThat(rows.get(5)).endsWith("6.9078", "-1000", "-0.9990");
  }

  /// The other numbers that the lesson quotes.
  @Test
  void errorsAndDistancesCostWhatTheLessonSays() {
    Six six = six(Map.of());

    assertThat(six.squared().values(12)[0]).isEqualTo(144 * six.squared().values(1)[0]);
    assertThat(six.absolute().slopes(0.1, 3)).containsExactly(1, 1);
    assertThat(six.together().values(0.4)[0]).isCloseTo(0.16, within(1e-12));
    assertThat(six.apart().values(0.4)[0]).isCloseTo(0.36, within(1e-12));
    assertThat(six.apart().values(1.5)[0]).isZero();
    assertThat(six.entropy().values(0.01)[0] - six.entropy().values(0.1)[0])
        .isCloseTo(2.30, within(0.005));
  }
}
