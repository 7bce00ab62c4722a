package gradus.course.limits;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.course.Chapter;
import gradus.course.Course;
import gradus.course.Measurement;
import gradus.course.MilestoneResult;
import gradus.course.MilestoneSize;
import gradus.course.Recording;
import gradus.course.Reproduction;
import gradus.course.threshold.Asked;
import gradus.course.threshold.BooleanFunction;
import gradus.io.FileException;
import gradus.plot.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsMilestoneTest {
  @Test
  void whatMustComeOutDoesSo(@TempDir Path folder) throws FileException {
    Recording recording = new Recording();
    Map<String, Double> measured = new LinkedHashMap<>();
    for (Chapter chapter : Course.milestone("1969").chapters()) {
      Reproduction here = new Reproduction(recording, MilestoneSize.TEST, 42, folder);
      chapter.work().in(here);
      for (Measurement one : here.measurements()) {
        assertThat(one.holds()).as(one.name()).isTrue();
        measured.put(one.name(), one.value());
      }
    }
    assertThat(measured)
        .containsExactlyEntriesOf(
            expected(
                "xor-period",
                4,
                "circling",
                152,
                "weights-2",
                14,
                "proofs-2",
                2,
                "weights-3",
                104,
                "proofs-3",
                152,
                "weights-4",
                1882,
                "proofs-4",
                63_654,
                "parity-order",
                5,
                "row-order",
                2,
                "square-order",
                3,
                "telling-pieces",
                0));
    assertThat(recording.figures().keySet()).containsExactly("weights", "proof", "four");
  }

  private static Map<String, Double> expected(Object... pairs) {
    Map<String, Double> expected = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      expected.put((String) pairs[i], ((Integer) pairs[i + 1]).doubleValue());
    }
    return expected;
  }

  @Test
  void whatIsKeptHeld() {
    List<MilestoneResult> kept = MilestoneResult.kept(Course.milestone("1969"));
    assertThat(kept).isNotEmpty();
    assertThat(kept.getLast().size()).isEqualTo(MilestoneSize.FULL);
    assertThat(kept.getLast().measurements()).hasSize(12).allMatch(Measurement::holds);
    // What the lesson says of the rule on all functions of four inputs.
    assertThat(kept.getLast().measurements().get(1).value()).isEqualTo(63_654);
  }

  /// Steps as the rule written in Python gives them.
  @ParameterizedTest
  @CsvSource({
    "2, 6, 8, 4, false",
    "3, 28, 24, 40, false",
    "4, 21647, 48, 256, false",
    "2, 8, 20, 0, true",
    "2, 14, 12, 0, true",
    "3, 59, 88, 0, true",
    "4, 2047, 592, 0, true",
  })
  void theRuleTakesAsManyStepsAsInPython(
      int inputs, int table, int from, int period, boolean learned) {
    Learning learning = Learning.of(new BooleanFunction(inputs, table));
    assertThat(learning.learned()).isEqualTo(learned);
    assertThat(learning.from()).isEqualTo(from);
    assertThat(learning.period()).isEqualTo(period);
    if (!learned) {
      assertThat(learning.weights().getLast()).isEqualTo(learning.weights().get(from));
    }
    assertThat(learning.mistakes(learning.steps()) == 0).isEqualTo(learned);
  }

  private static List<String> said(String experiment, Map<String, String> settings) {
    return Recording.of(Course.experiment(experiment).of(settings)).sentences().stream()
        .map(Text::english)
        .toList();
  }

  @Test
  void experimentsSayWhatTheLessonSays() {
    assertThat(said("cycling", Map.of()))
        .containsExactly(
            "After step 12 the weights are what they were after step 8, so the same 4 steps come"
                + " again for ever.",
            "No weights can do it: 4 samples, each with its sign, add up to 0. Checked: right.");
    assertThat(said("cycling", Map.of("asked", "and")).getFirst())
        .isEqualTo(
            "The rule makes no more mistakes from step 20 on: one neuron computes this function.");
    assertThat(said("cycling", Map.of("asked", "one", "inputs", "3")).getLast())
        .startsWith("No weights can do it: 4 samples");
    assertThat(said("cycling", Map.of("asked", "majority", "inputs", "3")).getLast())
        .contains("Weights that do it")
        .endsWith("Checked: right.");
    assertThat(said("orders", Map.of()))
        .containsExactly(
            "Masks of 3 cells are enough, and no fewer: 512 pictures on this sheet were all"
                + " asked.");
    assertThat(said("orders", Map.of("sight", "odd", "sheet", "row-6")).getFirst())
        .startsWith("Masks of 6 cells");
    assertThat(said("orders", Map.of("sheet", "row-8")).getFirst()).startsWith("Masks of 2 cells");
  }

  @Test
  void theTableOfAProofAddsUpToZero() {
    List<List<Text>> rows =
        Recording.of(Course.experiment("cycling").initial()).tables().get("proof").rows();
    assertThat(rows).hasSize(5);
    assertThat(rows.getLast().subList(3, 6)).containsOnly(Text.of("0"));
    assertThat(Asked.ONE.of(2, 0)).isEqualTo(Asked.PARITY.of(2, 0));
  }

  /// Eight pictures prove that masks of two cells are not enough on 3 by 3.
  @Test
  void eightPicturesProveThatPairsAreNotEnough() {
    Separation found = new Retina(3, 3).connected().of(2).found();
    assertThat(((Separation.Certificate) found).taken()).isEqualTo(8);
    List<Integer> all = new ArrayList<>();
    new Retina(1, 7).odd().upToTheSmallest().forEach(answer -> all.add(answer.order()));
    assertThat(all.getLast()).isEqualTo(7);
  }
}
