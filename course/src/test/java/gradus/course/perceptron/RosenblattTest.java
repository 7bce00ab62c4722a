package gradus.course.perceptron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.Measurement;
import gradus.course.MilestoneResult;
import gradus.course.MilestoneSize;
import gradus.course.NumberTable;
import gradus.course.Recording;
import gradus.course.Reproduction;
import gradus.course.Tried;
import gradus.course.digits.OnMnist;
import gradus.io.FileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosenblattTest {
  @TempDir private Path folder;

  private Reproduction carriedOut(int chapter, MilestoneSize size) throws FileException {
    Reproduction here = new Reproduction(new Recording(), size, 7, folder);
    Rosenblatt.chapters().get(chapter).work().in(here);
    return here;
  }

  private static NumberTable numbers(String settings) {
    return Tried.with("perceptron-line", settings).tables().get("numbers");
  }

  private static double number(NumberTable numbers, int row) {
    return Double.parseDouble(numbers.rows().get(row).get(1).english());
  }

  /// A rule that moves the weights by anything else than the point breaks the bound.
  @Test
  void mistakesStayBelowTheirBound() throws FileException {
    Measurement above = carriedOut(0, MilestoneSize.NORMAL).measurements().getFirst();
    assertThat(above.value()).isZero();
    assertThat(above.holds()).isTrue();
  }

  @Test
  void aFewThousandImagesTeachTenDigits() throws FileException {
    OnMnist.assumeThere();
    Measurement digits = carriedOut(1, MilestoneSize.TEST).measurements().getFirst();
    assertThat(digits.value()).isBetween(0.84, 0.91);
    assertThat(digits.holds()).isTrue();
  }

  /// Weights after each of four points, by hand.
  @Test
  void theRuleAddsWhatWasAnsweredWrongly() {
    Perceptron perceptron = new Perceptron(2);
    assertThat(perceptron.learn(new double[] {2, 1}, 1)).isTrue();
    assertThat(perceptron.weights()).containsExactly(2, 1);
    assertThat(perceptron.learn(new double[] {1, 1}, 1)).isFalse();
    assertThat(perceptron.learn(new double[] {1, -1}, -1)).isTrue();
    assertThat(perceptron.weights()).containsExactly(1, 2);
    assertThat(perceptron.learn(new double[] {-3, 1}, -1)).isFalse();
    assertThat(perceptron.mistakes()).isEqualTo(2);
    assertThat(perceptron.average()).containsExactly(1.5, 1.5);
  }

  /// The mean of ten perceptrons is kept as a sum of steps; here it is added up step by step.
  @Test
  void theMeanOfTenIsTheMeanOfAllSteps() {
    SplittableRandom random = new SplittableRandom(5);
    float[] pixels = new float[60 * 3];
    int[] labels = new int[60];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextDouble(-1, 1);
    }
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.nextInt(4);
    }
    TenPerceptrons four = new TenPerceptrons(3, 4);
    TenPerceptrons.Images images = new TenPerceptrons.Images(pixels, labels);
    double[] sums = new double[4 * 4];
    for (int i = 0; i < labels.length; i++) {
      four.learn(images, i);
      for (int j = 0; j < sums.length; j++) {
        sums[j] += four.weights()[j];
      }
    }
    float[] mean = four.average();
    for (int j = 0; j < sums.length; j++) {
      assertThat((double) mean[j]).isEqualTo(sums[j] / labels.length, within(1e-5));
    }
  }

  @Test
  void cloudsKeepTheirMargin() {
    Cloud cloud = Cloud.of(4, 50, 0.1, new SplittableRandom(3));
    assertThat(cloud.margin()).isGreaterThanOrEqualTo(0.1);
    assertThat(cloud.bound()).isEqualTo(Math.pow(cloud.radius() / cloud.margin(), 2), within(1e-9));
    assertThat(cloud.sides()).contains(1, -1);
  }

  @ParameterizedTest
  @CsvSource({"margin=0.05, 834, 21", "margin=0.3, 25, 5", "margin=0.02, 5189, 68"})
  void theLessonsNumbersAreThese(String settings, long bound, long mistakes) {
    NumberTable numbers = numbers(settings);
    assertThat(Math.round(number(numbers, 2))).isEqualTo(bound);
    assertThat(number(numbers, 3)).isEqualTo((double) mistakes);
  }

  @Test
  void theMeanLineIsTheBetterOneWhereNoLineParts() {
    NumberTable first = numbers("flipped=0.1");
    assertThat(number(first, 4)).isEqualTo(18);
    assertThat(number(first, 5)).isEqualTo(5);
    double last = 0;
    double mean = 0;
    int better = 0;
    for (int seed = 1; seed <= 20; seed++) {
      NumberTable numbers = numbers("flipped=0.1 seed=" + seed);
      last += number(numbers, 4) / 20;
      mean += number(numbers, 5) / 20;
      better += number(numbers, 5) < number(numbers, 4) ? 1 : 0;
    }
    assertThat(last).isEqualTo(9.15, within(1e-9));
    assertThat(mean).isEqualTo(5.35, within(1e-9));
    assertThat(better).isEqualTo(13);
  }

  @Test
  void whatWasKeptIsWhatTheLessonTells() {
    List<MilestoneResult> kept = MilestoneResult.kept(Course.milestone("1958"));
    MilestoneResult full = kept.getLast();
    assertThat(full.size()).isEqualTo(MilestoneSize.FULL);
    assertThat(full.measurements()).allMatch(Measurement::holds);
    assertThat(full.measurements().get(1).measured().english())
        .startsWith("92.9 %")
        .contains("87.8 %");
  }
}
