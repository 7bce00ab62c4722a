package gradus.course.regularisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.NumberTable;
import gradus.course.Recording;
import gradus.data.Batch;
import gradus.plot.LineChart;
import gradus.plot.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverfitTest {
  private static Recording run(String... settings) {
    var map = new java.util.LinkedHashMap<String, String>();
    for (String setting : settings) {
      String[] parts = setting.split("=", -1);
      map.put(parts[0], parts[1]);
    }
    return Recording.of(Course.experiment("overfit").of(map));
  }

  private static double cell(Recording recording, int row, int column) {
    NumberTable table = recording.tables().get("results");
    return Double.parseDouble(table.rows().get(row).get(column).english());
  }

  /// What the lesson says of each setting: the validation loss, the share of the first layer that
  /// goes to the inputs that matter, and the share that is near zero, in percent.
  @ParameterizedTest
  @CsvSource({
    "0, 0.01, 0, false, 0.453, 46.4, 27.6",
    "0, 0.03, 0, false, 0.397, 55.4, 36.6",
    "0.01, 0, 0, false, 0.377, 79.4, 96.1",
    "0.1, 0, 0, false, 0.694, 10.3, 100",
    "0, 0, 0.5, false, 0.956, 29.2, 3.6",
    "0, 0, 0.8, false, 0.395, 30.2, 5.5",
    "0, 0, 0, true, 0.849, 13.1, 5.3",
  })
  void eachSettingGivesWhatTheLessonSays(
      double l1, double l2, double rate, boolean normalised, double loss, double to, double zero) {
    Recording recording = run("l1=" + l1, "l2=" + l2, "rate=" + rate, "normalised=" + normalised);
    assertThat(cell(recording, 0, 2)).isCloseTo(0.899, within(0.002));
    assertThat(cell(recording, 1, 2)).isCloseTo(loss, within(0.002));
    assertThat(cell(recording, 1, 4)).isCloseTo(to, within(0.3));
    assertThat(cell(recording, 1, 5)).isCloseTo(zero, within(0.3));
    String sentence = recording.sentences().getFirst().english();
    assertThat(sentence.startsWith("This does not help")).isEqualTo(loss > 0.899);
  }

  @Test
  void withoutRegularisationTheValidationLossTurnsAndRises() {
    Recording recording = run();
    var chart = (LineChart) recording.figures().get("losses").panels().getFirst();
    Series validation = chart.series().get(1);
    double[] losses = validation.y().toArray();
    int best = 0;
    for (int i = 0; i < losses.length; i++) {
      best = losses[i] < losses[best] ? i : best;
    }
    assertThat(best + 1).isEqualTo(9);
    assertThat(losses[best]).isCloseTo(0.479, within(0.002));
    assertThat(losses[99]).isGreaterThan(losses[0]);
    assertThat(cell(recording, 0, 1)).isLessThan(0.0002);
    assertThat(cell(recording, 0, 4)).isCloseTo(15.9, within(0.3));
    assertThat(run().tables()).isEqualTo(recording.tables());
  }

  @Test
  void moreSamplesAreWhatDropoutNeeds() {
    Recording recording = run("l2=0", "rate=0.5", "samples=2000");
    assertThat(cell(recording, 0, 2)).isCloseTo(1.459, within(0.02));
    assertThat(cell(recording, 1, 2)).isCloseTo(0.412, within(0.02));
  }

  /// The sign of the first two inputs is the best rule there is. It is right where two normal
  /// variables of correlation `sqrt(2 / 2.25)` agree: `1 - arccos(r) / pi`.
  @Test
  void noRuleIsRightMoreOften() {
    int count = 50_000;
    Batch all = Overfit.draw(count, 3).batch(count).epoch(0).next();
    float[] inputs = all.input().toFloats();
    int[] labels = all.target().toInts();
    int right = 0;
    for (int i = 0; i < count; i++) {
      boolean one = inputs[i * Overfit.INPUTS] + inputs[i * Overfit.INPUTS + 1] > 0;
      right += one == (labels[i] == 1) ? 1 : 0;
    }
    double bound = 1 - Math.acos(Math.sqrt(2 / 2.25)) / Math.PI;
    assertThat(bound).isCloseTo(0.892, within(0.0005));
    assertThat(right / (double) count).isCloseTo(bound, within(0.005));
  }
}
