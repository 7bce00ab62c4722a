package gradus.course.resnet;

import static gradus.course.MilestoneSize.FULL;
import static gradus.course.MilestoneSize.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Kept;
import gradus.course.Measurement;
import gradus.course.MilestoneSize;
import gradus.course.NumberTable;
import gradus.course.Recording;
import gradus.course.Reproduction;
import gradus.course.Stage;
import gradus.course.Tried;
import gradus.course.digits.OnMnist;
import gradus.data.Dataset;
import gradus.io.FileException;
import gradus.loss.Losses;
import gradus.nn.Initializers;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeTest {
  @TempDir private Path folder;

  private List<Measurement> carriedOut(int chapter, Stage stage) throws FileException {
    Reproduction here = new Reproduction(stage, MilestoneSize.TEST, 42, folder);
    He.chapters().get(chapter).work().in(here);
    return here.measurements();
  }

  private static Stage closedAfter(int steps) {
    return new Stage() {
      @Override
      public void show(String name, gradus.plot.Figure figure) {}

      @Override
      public void show(String name, NumberTable table) {}

      @Override
      public void say(gradus.plot.Text sentence) {}

      @Override
      public void step(int done, int all) {
        if (done >= steps) {
          throw new Closed();
        }
      }

      @Override
      public boolean wants(int done, int all) {
        return true;
      }
    };
  }

  /// Without the ways around, the deep "residual" network learns no better than the plain one.
  @Test
  void whatMustComeOutAtThisSizeDoes() throws FileException {
    OnMnist.assumeFashionThere();
    for (int chapter = 0; chapter < 3; chapter++) {
      Recording recording = new Recording();
      assertThat(carriedOut(chapter, recording)).isNotEmpty().allMatch(Measurement::holds);
      assertThat(recording.figures()).isNotEmpty();
    }
    // The trainings of the first chapter are at hand for the others.
    assertThat(carriedOut(1, closedAfter(1))).hasSize(1);
  }

  /// A training over several sittings gives the same as one in a single sitting.
  @Test
  void fashionGoesOnWhereItWasEnded() throws FileException {
    OnMnist.assumeFashionThere();
    assertThatThrownBy(() -> carriedOut(3, closedAfter(30))).isInstanceOf(Stage.Closed.class);
    assertThat(folder.resolve("fashion.checkpoint")).exists();
    // It would end again before the last epoch, were it to begin again.
    List<Measurement> inSittings = carriedOut(3, new Recording());
    assertThat(inSittings).hasSize(1).allMatch(Measurement::holds);
    assertThat(folder.resolve("fashion.checkpoint").toFile().delete()).isTrue();
    assertThat(carriedOut(3, new Recording())).isEqualTo(inSittings);
  }

  private static NumberTable numbers(String settings) {
    return Tried.with("way-around", settings).tables().get("numbers");
  }

  private static double number(NumberTable numbers, int row, int column) {
    return Double.parseDouble(numbers.rows().get(row).get(column).english().replace(" %", ""));
  }

  @Test
  void aWayAroundLetsManyLayersLearn() {
    NumberTable deep = numbers("layers=40 steps=60");
    assertThat(number(deep, 0, 2)).isGreaterThan(10);
    assertThat(number(deep, 1, 2)).isLessThan(2);
    assertThat(number(deep, 0, 3)).isGreaterThan(20 * number(deep, 1, 3));
    NumberTable shallow = numbers("layers=6 steps=60");
    assertThat(number(shallow, 0, 2)).isLessThan(3);
    assertThat(number(shallow, 1, 2)).isLessThan(3);
  }

  @Test
  void withoutNormalisationPlainLayersLearnNothing() {
    NumberTable numbers = numbers("layers=30 steps=60 normalised=false");
    assertThat(number(numbers, 0, 2)).isGreaterThan(30);
    assertThat(number(numbers, 1, 2)).isLessThan(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "layers=5 steps=20 rate=1 normalised=false units=32",
        "layers=4 steps=20 rate=1 units=4 pattern=spiral",
        "layers=12 steps=20 rate=1 normalised=false units=4",
        "layers=12 steps=21 rate=0.001 pattern=clouds"
      })
  void itAnswersForAllSettings(String settings) {
    Recording recording = Tried.with("way-around", settings);
    assertThat(recording.figures()).containsOnlyKeys("answers", "loss", "gradients");
    assertThat(recording.sentences()).hasSize(2);
    assertThat(recording.sentences().toString()).doesNotContain("NaN", "Infinity");
  }

  @Test
  void theTwinsBeginAlike() {
    Twins twins = Twins.of(8, 4, true, Seed.of(3));
    assertThat(twins.plain().parameterCount()).isEqualTo(twins.residual().parameterCount());
    List<Tensor> one = List.copyOf(twins.plain().weights().values());
    List<Tensor> other = List.copyOf(twins.residual().weights().values());
    for (int i = 0; i < one.size(); i++) {
      assertThat(one.get(i).toFloats()).containsExactly(other.get(i).toFloats());
    }
  }

  /// Of `w₂ w₁ x` with a squared error, the gradients are known.
  @Test
  void gradientsOfLayersAreTheirs() {
    Model model =
        Model.of(
            Shape.of(1),
            Seed.of(1),
            Layers.dense(1).withWeight(Initializers.constant(2)).withoutBias(),
            Layers.dense(1).withWeight(Initializers.constant(3)).withoutBias());
    Tensor x = Tensor.of(new float[][] {{1}});
    Tensor y = Tensor.of(new float[][] {{5}});
    // (6 - 5)² has the slope 2 in the answer, times 3 or 2.
    LayerGradients gradients = LayerGradients.of(model, Losses::mse, x, y);
    assertThat(gradients.norms()).containsExactly(new double[] {6, 4}, within(1e-5));
    assertThat(gradients.prediction().item()).isEqualTo(6);
    LayerGradients four = new LayerGradients(new double[] {9, 1, 0, 5, 2, 7}, x);
    assertThat(four.spread()).isEqualTo(5);
  }

  @Test
  void smallerPicturesAreMeansOfParts() {
    byte[] pixels = new byte[16];
    pixels[0] = (byte) 200;
    pixels[1] = (byte) 100;
    Dataset pictures =
        Dataset.images(Shape.of(1, 4, 4), pixels, new int[] {0}, List.of("one", "other"));
    float[] levels = Clothes.of(pictures, 2).gather(0).input().toFloats();
    assertThat(levels).hasSize(4);
    assertThat(levels[0])
        .isCloseTo((float) ((75 / 255.0 - Clothes.MEAN) / Clothes.DEVIATION), within(1e-5f));
    assertThat(levels[3]).isCloseTo((float) Clothes.BORDER, within(1e-5f));
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void fortyLayersAreWorseThanTenWithoutAWayAround(long seed) {
    NumberTable ten = numbers("layers=10 seed=" + seed);
    NumberTable forty = numbers("layers=40 seed=" + seed);
    assertThat(number(ten, 0, 2)).isLessThan(2);
    assertThat(number(forty, 0, 2)).isGreaterThan(8);
    assertThat(number(forty, 1, 2)).isLessThan(1);
  }

  @Test
  void whatWasKeptIsWhatTheLessonTells() {
    assertThat(Kept.last("2015", NORMAL).measurements()).hasSize(6).allMatch(Measurement::holds);
    Kept.assertTold("2015", NORMAL, "parameters", "269,722", "853,018");
    Kept.assertTold("2015", NORMAL, "plain", "21.1 %", "57.5 %");
    Kept.assertTold("2015", NORMAL, "residual", "12.4 %", "16.0 %");
    Kept.assertTold("2015", NORMAL, "surface", "35.5 %", "31.4 %");
    Kept.assertTold("2015", NORMAL, "fashion", "76.05 %");
    assertThat(Kept.told("2015", NORMAL)).containsEntry("gradients", "2776.59 and 5.9254");
  }

  /// At full size the residual network's bowl is the narrower one.
  @Test
  void whatWasKeptOfTheFullSizeIsWhatTheLessonTells() {
    assertThat(Kept.last("2015", FULL).measurements())
        .filteredOn(one -> !one.holds())
        .extracting(Measurement::name)
        .containsExactly("surface");
    Kept.assertTold("2015", FULL, "plain", "4.8 %", "18.1 %");
    Kept.assertTold("2015", FULL, "residual", "1.4 %", "0.8 %");
    Kept.assertTold("2015", FULL, "surface", "20.9 %", "44.0 %");
    Kept.assertTold("2015", FULL, "fashion", "93.73 %");
  }
}
