package gradus.course.regularisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Recording;
import gradus.course.Tried;
import gradus.plot.Text;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {
  private static Recording run(String settings) {
    return Tried.with("patience", settings);
  }

  private static double cell(Recording recording, int row, int column) {
    return Double.parseDouble(
        recording.tables().get("results").rows().get(row).get(column).english());
  }

  /// What the lesson says: the epochs that ran, the best, its validation loss and the one on fresh
  /// samples, which the model that ran to the end never comes near.
  @ParameterizedTest
  @CsvSource({
    "patience=10, 17, 7, 0.5165, 0.476",
    "patience=1, 8, 7, 0.5165, 0.476",
    "patience=50, 57, 7, 0.5165, 0.476",
    "minimumDelta=0.05, 14, 4, 0.5506, 0.528",
    "minimumDelta=0.1, 13, 3, 0.5776, 0.563",
    "validation=10, 22, 12, 0.120, 0.518",
    "samples=2000, 13, 3, 0.286, 0.280",
  })
  void itEndsAndKeepsTheBestWeights(
      String settings, int run, int best, double validation, double fresh) {
    Recording recording = run(settings);
    assertThat(cell(recording, 0, 1)).isEqualTo(run);
    assertThat(cell(recording, 0, 2)).isEqualTo(best);
    assertThat(cell(recording, 0, 3)).isCloseTo(validation, within(0.002));
    assertThat(cell(recording, 0, 4)).isCloseTo(fresh, within(0.002));
    assertThat(cell(recording, 1, 1)).isEqualTo(100);
    assertThat(cell(recording, 1, 4)).isGreaterThan(cell(recording, 0, 4) + 0.3);
    assertThat(recording.sentences()).hasSize(1);
  }

  /// One message an epoch, of the tutorial's three kinds.
  @Test
  void itSaysWhatItDoes() {
    Recording recording = run("patience=10");
    List<String> said =
        recording.tables().get("messages").rows().stream()
            .map(List::getLast)
            .map(Text::english)
            .toList();
    assertThat(said).hasSize(17);
    assertThat(said.subList(0, 7)).allMatch(text -> text.startsWith("valLoss improved to 0."));
    for (int waited = 1; waited < 10; waited++) {
      assertThat(said.get(6 + waited)).isEqualTo("no improvement for " + waited + " of 10 epochs");
    }
    assertThat(said.getLast()).isEqualTo("no improvement for 10 of 10 epochs; stopping early");
    assertThat(run("patience=10").tables()).isEqualTo(recording.tables());
  }

  @Test
  void itSaysSoInChineseToo() {
    List<String> said =
        run("patience=10").tables().get("messages").rows().stream()
            .map(List::getLast)
            .map(Text::chinese)
            .toList();
    assertThat(said.getFirst()).isEqualTo("valLoss 改善到 0.6798");
    assertThat(said.get(7)).isEqualTo("已有 1 轮没有改善（耐心 10 轮）");
    assertThat(said.getLast()).isEqualTo("已有 10 轮没有改善（耐心 10 轮）；提前停止");
  }

  /// The loss is better where it stopped, the accuracy is not.
  @Test
  void lossAndAccuracyAreDifferentQuestions() {
    Recording recording = run("patience=10");
    assertThat(cell(recording, 1, 4)).isCloseTo(0.955, within(0.002));
    assertThat(cell(recording, 0, 5)).isCloseTo(0.773, within(0.002));
    assertThat(cell(recording, 1, 5)).isCloseTo(0.794, within(0.002));
    assertThat(cell(run("samples=2000"), 1, 4)).isCloseTo(1.513, within(0.02));
  }

  /// Ten samples err both ways, but what was chosen by them looks better than it is.
  @Test
  void whatIsChosenByFewSamplesPromisesTooMuch() {
    int tooMuch = 0;
    double promised = 0;
    double given = 0;
    for (int seed = 1; seed <= 30; seed++) {
      Recording recording = run("validation=10 seed=" + seed);
      tooMuch += cell(recording, 0, 3) < cell(recording, 0, 4) ? 1 : 0;
      promised += cell(recording, 0, 3) / 30;
      given += cell(recording, 0, 4) / 30;
      if (seed == 4) {
        assertThat(cell(recording, 0, 3)).isCloseTo(0.024, within(0.002));
        assertThat(cell(recording, 0, 4)).isCloseTo(1.013, within(0.01));
      }
      if (seed == 10) {
        assertThat(cell(recording, 0, 3)).isCloseTo(0.703, within(0.002));
        assertThat(cell(recording, 0, 4)).isCloseTo(0.584, within(0.002));
      }
    }
    assertThat(tooMuch).isEqualTo(19);
    assertThat(promised).isCloseTo(0.408, within(0.005));
    assertThat(given).isCloseTo(0.555, within(0.005));
  }
}
