package gradus.course.backpropagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Chapter;
import gradus.course.Course;
import gradus.course.Measurement;
import gradus.course.MilestoneResult;
import gradus.course.MilestoneSize;
import gradus.course.Recording;
import gradus.course.Reproduction;
import gradus.io.FileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackpropagationTest {
  private static List<Measurement> measured(Path folder, Recording recording) throws FileException {
    List<Measurement> all = new ArrayList<>();
    for (Chapter chapter : Course.milestone("backpropagation").chapters()) {
      Reproduction here = new Reproduction(recording, MilestoneSize.TEST, 42, folder);
      chapter.work().in(here);
      all.addAll(here.measurements());
    }
    return all;
  }

  @Test
  void everythingHoldsAtTheSmallestSize(@TempDir Path folder, @TempDir Path other)
      throws FileException {
    Recording recording = new Recording();
    List<Measurement> all = measured(folder, recording);
    assertThat(all).hasSize(14);
    assertThat(all).allSatisfy(one -> assertThat(one.holds()).as(one.name()).isTrue());
    assertThat(recording.figures().keySet())
        .contains("solved", "planes", "weights", "hidden", "trees", "codes", "meaning", "map");
    Recording again = new Recording();
    assertThat(measured(other, again)).isEqualTo(all);
    assertThat(again.tables()).isEqualTo(recording.tables());
    // What was trained is read again.
    assertThat(measured(folder, new Recording())).isEqualTo(all);
  }

  @Test
  void fourUnitsSolveXorAndOneNeverDoes() {
    assertThat(solved(1, 10, 1000)).isZero();
    assertThat(solved(2, 100, 3000)).isBetween(88L, 97L);
    assertThat(solved(4, 100, 3000)).isEqualTo(100);
  }

  private static long solved(int hidden, int count, int sweeps) {
    return BitNetwork.xor(hidden).learned(42, count, sweeps).stream()
        .filter(BitNetwork.Learned::isSolved)
        .count();
  }

  /// One program for all seeds gives what each would have learned by itself.
  @Test
  void severalNetworksLearnAsEachAlone() {
    BitNetwork network = BitNetwork.xor(3);
    List<BitNetwork.Learned> together = network.learned(5, 3, 800);
    for (int i = 0; i < together.size(); i++) {
      BitNetwork.Learned alone = network.learned(5 + i, 800);
      assertThat(together.get(i).sweep()).isEqualTo(alone.sweep()).isPositive();
      assertThat(together.get(i).answers()).isEqualTo(alone.answers());
      assertThat(together.get(i).weights(2)).isEqualTo(alone.weights(2));
    }
  }

  @Test
  void theWeightsOfSymmetryAreOppositeAndDouble() {
    BitNetwork.Learned one = BitNetwork.symmetry().learned(1, 1000);
    assertThat(one.isSolved()).isTrue();
    assertThat(BitChapters.lopsided(one.weights(0))).isLessThan(0.01);
    assertThat(BitChapters.isBinary(one.weights(0))).isTrue();
    assertThat(BitChapters.isBinary(one.weights(1))).isTrue();
  }

  @Test
  void ratiosAreThoseOfThePairs() {
    double[] weights = {-2, 8, 4, -4, -8, 2};
    assertThat(BitChapters.ratios(weights)).containsExactly(1, 2, 4);
    assertThat(BitChapters.lopsided(weights)).isZero();
    assertThat(BitChapters.isBinary(weights)).isTrue();
    double[] others = {2, 3, 4, -4, -3, -1.8};
    assertThat(BitChapters.isBinary(others)).isFalse();
    assertThat(BitChapters.lopsided(others)).isEqualTo(0.2 / 4, within(1e-12));
  }

  /// As printed, the decay takes away more than the rates give.
  @Test
  void theRecipeAsPrintedLearnsNothing() {
    Fact.Split split = Fact.split(1);
    var model = Recipe.PAPER.learned(1, Fact.batch(split.learned()));
    double[] said = model.predict(Fact.batch(split.learned()).inputs()).toDoubles();
    assertThat(Fact.answered(split.learned(), said)).isZero();
  }

  private static Recording run(String experiment, Map<String, String> settings) {
    return Recording.of(Course.experiment(experiment).of(settings));
  }

  private static String said(String link) {
    String[] parts = link.split("[?&]", -1);
    Map<String, String> settings = new LinkedHashMap<>();
    for (String setting : List.of(parts).subList(1, parts.length)) {
      settings.put(setting.substring(0, setting.indexOf('=')), setting.replaceFirst(".*=", ""));
    }
    return run(parts[0], settings).sentences().getFirst().english();
  }

  /// What the lesson says of the states that its links set.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hidden-layer|All 4 answers are within 0.2 of the right ones from sweep 212 on.",
        "hidden-layer?seed=8&sweeps=3000|After 3000 sweeps it answers 0.0, 0.5, 1.0, 0.5 to 00,"
            + " 01, 10, 11: 2 of 4 right.",
        "hidden-layer?hidden=4|All 4 answers are within 0.2 of the right ones from sweep 151 on.",
        "hidden-layer?hidden=1&sweeps=3000|After 3000 sweeps it answers 0.3, 0.3, 1.0, 0.3 to 00,"
            + " 01, 10, 11: 1 of 4 right.",
        "hidden-layer?question=symmetry&rate=0.1&limit=0.3&sweeps=1500&seed=17|All 64 answers are"
            + " within 0.2 of the right ones from sweep 640 on.",
        "family-trees|After 12000 sweeps it answers 100 of the 100 facts that it learned, and 4 of"
            + " 4 that it never saw.",
        "family-trees?decay=0|After 12000 sweeps it answers 100 of the 100 facts that it learned,"
            + " and 1 of 4 that it never saw.",
        "family-trees?decay=0.002&rate=0.01&limit=0.3&sweeps=1500|After 1500 sweeps it answers 0"
            + " of the 100 facts that it learned, and 0 of 4 that it never saw.",
      })
  void linksShowWhatTheLessonSays(String link, String sentence) {
    assertThat(said(link)).isEqualTo(sentence);
  }

  @Test
  void theOtherSolutionOfSymmetryHasOtherRatios() {
    BitNetwork.Learned other = BitNetwork.symmetry().learned(8, 1500);
    assertThat(other.isSolved()).isTrue();
    double[] ratios = BitChapters.ratios(other.weights(0));
    assertThat(ratios[1]).isCloseTo(1.55, within(0.01));
    assertThat(ratios[2]).isCloseTo(2.07, within(0.01));
  }

  @Test
  void theUnitsOfTheFirstNetworkMeanWhatTheLessonSays() {
    Fact.Split split = Fact.split(1);
    Codes codes = Codes.of(Recipe.OURS.learned(1, Fact.batch(split.learned())));
    assertThat(codes.best(Trait.NATION)).isCloseTo(0.95, within(0.005));
    assertThat(codes.best(Trait.GENERATION)).isCloseTo(0.82, within(0.005));
    assertThat(codes.best(Trait.BRANCH)).isCloseTo(0.82, within(0.01));
  }

  /// The lesson's numbers stand in what was kept of the whole milestone.
  @Test
  void whatIsKeptHolds() {
    MilestoneResult full = MilestoneResult.kept(Course.milestone("backpropagation")).getLast();
    assertThat(full.size()).isEqualTo(MilestoneSize.FULL);
    Map<String, Measurement> kept =
        full.measurements().stream().collect(Collectors.toMap(Measurement::name, one -> one));
    assertThat(kept.get("xor-four-units").value()).isEqualTo(100);
    assertThat(kept.get("xor-two-units").value()).isEqualTo(94);
    assertThat(kept.get("symmetry-solved").value()).isEqualTo(188);
    assertThat(kept.get("one-two-four").value()).isEqualTo(132);
    assertThat(kept.get("held-out-facts").value()).isGreaterThanOrEqualTo(11);
    assertThat(full.measurements())
        .allSatisfy(one ->
            assertThat(one.holds()).as(one.name()).isEqualTo(!one.name().equals("printed-recipe")));
  }
}
