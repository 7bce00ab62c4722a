package gradus.course.medicine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Recording;
import gradus.course.Tried;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScreeningTest {
  private static Recording run(String settings) {
    return Tried.with("screening", settings);
  }

  private static double cell(Recording recording, int row, int column) {
    return Double.parseDouble(
        recording.tables().get("results").rows().get(row).get(column).english());
  }

  /// What the lesson says: the accuracy of nobody and of the threshold 0.5, the sensitivity there,
  /// and the sensitivity and the cost at the threshold that follows from the cost.
  @ParameterizedTest
  @CsvSource({
    "seed=1, 0.949, 0.956, 0.300, 0.804, 362",
    "balanced=true, 0.949, 0.881, 0.633, 0.844, 415",
    "miss=100, 0.949, 0.956, 0.300, 0.939, 669",
    "miss=1, 0.949, 0.956, 0.300, 0.300, 44.6",
    "prevalence=0.01, 0.990, 0.990, 0.091, 0.533, 121",
    "prevalence=0.5, 0.498, 0.768, 0.744, 0.995, 485",
  })
  void thresholdsGiveWhatTheLessonSays(
      String settings, double nobody, double half, double found, double best, double cost) {
    Recording recording = run(settings);
    assertThat(cell(recording, 0, 1)).isCloseTo(nobody, within(0.001));
    assertThat(cell(recording, 1, 1)).isCloseTo(half, within(0.005));
    assertThat(cell(recording, 1, 2)).isCloseTo(found, within(0.03));
    assertThat(cell(recording, 2, 2)).isCloseTo(best, within(0.02));
    assertThat(cell(recording, 2, 7) / cost).isCloseTo(1, within(0.03));
    assertThat(cell(recording, 3, 7)).isLessThan(cell(recording, 2, 7));
  }

  @Test
  void moreAccurateIsNotBetter() {
    Recording recording = run("seed=1");
    assertThat(cell(recording, 2, 1)).isLessThan(cell(recording, 1, 1) - 0.1);
    assertThat(cell(recording, 2, 7)).isLessThan(cell(recording, 1, 7) * 0.55);
    assertThat(recording.sentences().getFirst().english())
        .contains("Of 1,015 sick patients 304")
        .contains("curve is 0.90", "give 0.9262");
    assertThat(recording.figures().keySet())
        .containsExactly("loss", "thresholds", "roc", "calibration");
    assertThat(run("seed=1").tables()).isEqualTo(recording.tables());
  }

  /// The probabilities are true: in expectation as many are sick as they say, and no threshold on
  /// them is cheaper than `1 / (1 + cost)`.
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.05, 0.3})
  void theTrueProbabilitiesAreTrueAndTheRuleIsTheCheapest(double prevalence) {
    int count = 100_000;
    Patients patients = Patients.draw(count, prevalence, 9);
    double chance = 0;
    int sick = 0;
    for (int i = 0; i < count; i++) {
      chance += patients.chance()[i];
      sick += patients.sick()[i] ? 1 : 0;
    }
    assertThat(chance / count).isCloseTo(prevalence, within(0.05 * prevalence + 0.001));
    assertThat(sick / chance).isCloseTo(1, within(0.1));
    double rule = 1 / 21.0;
    double cost = Judged.of(patients.chance(), patients.sick(), rule).cost(20);
    for (double other : new double[] {rule / 3, rule * 3, 0.5}) {
      assertThat(Judged.of(patients.chance(), patients.sick(), other).cost(20)).isGreaterThan(cost);
    }
  }

  @Test
  void allFourKindsAreCounted() {
    double[] says = {0.9, 0.4, 0.5, 0.1, 0.2};
    boolean[] sick = {true, true, false, false, false};
    Judged judged = Judged.of(says, sick, 0.5);
    assertThat(judged).isEqualTo(new Judged(0.5, 1, 1, 1, 2));
    assertThat(judged.accuracy()).isEqualTo(0.6);
    assertThat(judged.sensitivity()).isEqualTo(0.5);
    assertThat(judged.specificity()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(judged.predictive()).isEqualTo(0.5);
    assertThat(judged.cost(20)).isEqualTo(1000 * 21 / 5.0);
  }

  @Test
  void repeatedPatientsMakeBothKindsEquallyMany() {
    int[] counts = Patients.draw(4000, 0.05, 3).balanced().classCounts();
    assertThat(counts[1] / (double) counts[0]).isCloseTo(1, within(0.05));
  }
}
