package gradus.course.gan;

import static gradus.course.MilestoneSize.FULL;
import static gradus.course.MilestoneSize.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Kept;
import gradus.course.Measurement;
import gradus.course.MilestoneSize;
import gradus.course.NumberTable;
import gradus.course.Recording;
import gradus.course.Reproduction;
import gradus.course.Tried;
import gradus.course.digits.OnMnist;
import gradus.io.FileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoodfellowTest {
  @TempDir private Path folder;

  private List<Measurement> carriedOut(String name) throws FileException {
    Reproduction here = new Reproduction(new Recording(), MilestoneSize.TEST, 7, folder);
    return Tried.chapter(Goodfellow.chapters(), name, here);
  }

  private static NumberTable numbers(String settings) {
    return Tried.with("gan-mixture", settings).tables().get("numbers");
  }

  private static double number(NumberTable numbers, int row) {
    return Double.parseDouble(numbers.rows().get(row).get(1).english());
  }

  /// With the discriminator's gradient into the generator cut, the generator never moves: the
  /// contest and the ring fail.
  @ParameterizedTest
  @ValueSource(strings = {"best", "contest", "ring"})
  void whatMustComeOutDoes(String chapter) throws FileException {
    assertThat(carriedOut(chapter)).isNotEmpty().allMatch(Measurement::holds);
  }

  @Test
  void aFewStepsOnDigitsAreJudgedAndWalkedBetween() throws FileException {
    OnMnist.assumeThere();
    assertThat(carriedOut("digits")).hasSize(1).allMatch(Measurement::holds);
    assertThat(carriedOut("convolutional")).hasSize(1).allMatch(Measurement::holds);
    assertThat(carriedOut("walk")).hasSize(1).allMatch(Measurement::holds);
  }

  @Test
  void whatWasKeptIsWhatTheLessonTells() {
    assertThat(Kept.last("2014", NORMAL).measurements()).hasSize(12).allMatch(Measurement::holds);
    Kept.assertTold("2014", NORMAL, "best-discriminator", "0.003");
    Kept.assertTold("2014", NORMAL, "doubt", "0.016");
    Kept.assertTold("2014", NORMAL, "mended", "90.0 %");
    Kept.assertTold("2014", NORMAL, "balance", "0.0062", "0.27");
    Kept.assertTold("2014", NORMAL, "sure", "77.9 %", "81.5 %", "97.2 %");
    Kept.assertTold("2014", NORMAL, "parzen", "177 ± 4");
    Kept.assertTold("2014", NORMAL, "distance", "4.9", "63.9");
    Kept.assertTold("2014", NORMAL, "convolutional", "63.5", "50.5 %");
    Kept.assertTold("2014", NORMAL, "walk", "79.6 %", "50.8 %");
    Map<String, String> told = Kept.told("2014", NORMAL);
    assertThat(told.get("collapsed")).startsWith("1 of 8");
    assertThat(told.get("mended")).contains("5 of 5");
    assertThat(told.get("penalised")).startsWith("8 of 8").contains("5 of 5");
  }

  @Test
  void soIsWhatWasKeptOfTheFullSize() {
    assertThat(Kept.last("2014", FULL).measurements()).hasSize(12).allMatch(Measurement::holds);
    Kept.assertTold("2014", FULL, "best-discriminator", "0.0017");
    Kept.assertTold("2014", FULL, "doubt", "0.0020");
    Kept.assertTold("2014", FULL, "mended", "91.9 %");
    Kept.assertTold("2014", FULL, "balance", "0.0030", "0.4");
    Kept.assertTold("2014", FULL, "sure", "86.2 %", "93.0 %");
    Kept.assertTold("2014", FULL, "parzen", "217 ±");
    Kept.assertTold("2014", FULL, "distance", "2.0", "69.0");
    Kept.assertTold("2014", FULL, "convolutional", "68.1 %");
    Kept.assertTold("2014", FULL, "walk", "86.4 %", "54.4 %");
    Map<String, String> told = Kept.told("2014", FULL);
    assertThat(told.get("collapsed")).startsWith("3.25").contains("3 of 20");
    assertThat(told.get("mended")).contains("20 of 20");
    assertThat(told.get("penalised")).startsWith("8 of 8").contains("19 of 20");
  }

  @ParameterizedTest
  @CsvSource({"1, 8, 1", "2, 8, 1", "3, 8, 1"})
  void theGeneratorCollapsesWhereItIsAhead(long seed, double mended, double collapsed) {
    NumberTable behind = numbers("seed=" + seed);
    NumberTable ahead = numbers("generatorRate=0.004 discriminatorRate=0.001 seed=" + seed);
    assertThat(number(behind, 0)).isEqualTo(mended);
    assertThat(number(behind, 1)).isGreaterThan(0.8);
    assertThat(number(behind, 2)).isGreaterThan(0.05);
    assertThat(number(ahead, 0)).isEqualTo(collapsed);
    assertThat(number(ahead, 1)).isLessThan(0.2);
  }

  @Tag("long")
  @Test
  void withTenSeedsTheSlowGeneratorAlwaysFindsAllAndTheFastOneAtMostOne() {
    for (int seed = 1; seed <= 10; seed++) {
      assertThat(number(numbers("seed=" + seed), 0)).isEqualTo(8);
      String ahead = "generatorRate=0.004 discriminatorRate=0.001 seed=" + seed;
      assertThat(number(numbers(ahead), 0)).isLessThanOrEqualTo(1);
    }
  }

  @Tag("long")
  @Test
  void aGridTakesTenThousandSteps() {
    assertThat(number(numbers("heaps=grid steps=3000"), 0)).isEqualTo(14);
    assertThat(number(numbers("heaps=grid steps=10000"), 0)).isEqualTo(25);
  }

  /// The loss of the discriminator is near log 4 whether all heaps were found or one.
  @Test
  void theLossesDoNotTell() {
    assertThat(number(numbers("seed=1"), 3)).isEqualTo(1.35, within(0.005));
    assertThat(number(numbers("generatorRate=0.004 discriminatorRate=0.001 seed=1"), 3))
        .isEqualTo(1.32, within(0.005));
  }

  @Test
  void thePenaltyMendsIt() {
    NumberTable numbers = numbers("generatorRate=0.004 discriminatorRate=0.001 penalty=1");
    assertThat(number(numbers, 0)).isEqualTo(8);
    assertThat(number(numbers, 1)).isGreaterThan(0.8);
  }
}
