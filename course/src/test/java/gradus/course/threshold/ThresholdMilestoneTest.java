package gradus.course.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.course.Chapter;
import gradus.course.Course;
import gradus.course.Measurement;
import gradus.course.MilestoneResult;
import gradus.course.MilestoneSize;
import gradus.course.Recording;
import gradus.course.Reproduction;
import gradus.io.FileException;
import gradus.plot.BarChart;
import gradus.plot.MatrixChart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThresholdMilestoneTest {
  @Test
  void whatMustComeOutDoesSo(@TempDir Path folder) throws FileException {
    Recording recording = new Recording();
    List<Measurement> measured = new ArrayList<>();
    for (Chapter chapter : Course.milestone("1943").chapters()) {
      Reproduction here = new Reproduction(recording, MilestoneSize.TEST, 42, folder);
      chapter.work().in(here);
      measured.addAll(here.measurements());
    }
    assertThat(measured).allMatch(Measurement::holds);
    assertThat(measured)
        .extracting(Measurement::name)
        .containsExactly(
            "terms-right",
            "terms-most",
            "thresholds-right",
            "thresholds-most",
            "one-neuron",
            "words-right");
    assertThat(measured)
        .extracting(Measurement::value)
        .containsExactly(65_536.0, 9.0, 65_536.0, 9.0, 1882.0, 4 * 8191.0);
    BarChart sizes = (BarChart) recording.figures().get("sizes").panels().getFirst();
    for (BarChart.Group group : sizes.groups()) {
      assertThat(group.values().stream().sum()).isEqualTo(65_536);
    }
  }

  @Test
  void whatIsKeptHeld() {
    List<MilestoneResult> kept = MilestoneResult.kept(Course.milestone("1943"));
    assertThat(kept).isNotEmpty();
    assertThat(kept.getLast().size()).isEqualTo(MilestoneSize.FULL);
    assertThat(kept.getLast().measurements()).hasSize(6).allMatch(Measurement::holds);
    // The lesson says that all words of up to 16 symbols were judged right, by four nets.
    assertThat(kept.getLast().measurements().getLast().value()).isEqualTo(4 * 131_071);
  }

  private static Recording run(String experiment, Map<String, String> settings) {
    return Recording.of(Course.experiment(experiment).of(settings));
  }

  @Test
  void anyFunctionIsSetByNameOrByItsNumber() {
    Recording named = run("threshold", Map.of("asked", "parity", "inputs", "4"));
    Recording numbered = run("threshold", Map.of("asked", "number", "inputs", "4"));
    assertThat(named.sentences()).isEqualTo(numbered.sentences());
    assertThat(named.sentences())
        .extracting(sentence -> sentence.english())
        .containsExactly(
            "The table is number 27030. The net has 9 neurons and answers 16 of 16 patterns right.",
            "Of the 65,536 functions of 4 inputs, 2 need as many neurons, and 1,882 need one"
                + " alone.");
    assertThat(named.tables().get("answers").rows()).hasSize(16);
  }

  @Test
  void aWordIsReadSymbolBySymbol() {
    Recording third = run("automaton", Map.of("number", "21"));
    assertThat(third.sentences().getFirst().english())
        .isEqualTo(
            "7 neurons read 10101, the binary digits of 21, and at moment 6 the last one fires: the"
                + " word is accepted.");
    assertThat(run("automaton", Map.of("number", "22")).sentences().getFirst().english())
        .endsWith("does not fire: the word is not accepted.");
    assertThat(run("automaton", Map.of("number", "0")).sentences().getFirst().english())
        .contains("read 0,", "moment 2");
    MatrixChart firing = (MatrixChart) third.figures().get("firing").panels().getFirst();
    assertThat(firing.rows()).hasSize(3 + 7);
    assertThat(firing.columns()).hasSize(7);
    double[] last = firing.values().values().toArray();
    assertThat(last[last.length - 1]).isEqualTo(1);
  }
}
