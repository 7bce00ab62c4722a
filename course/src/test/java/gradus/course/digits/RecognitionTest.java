package gradus.course.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Recording;
import gradus.course.Tried;
import gradus.data.DataOptions;
import gradus.data.Dataset;
import gradus.plot.ConfusionChart;
import gradus.plot.ImageGrid;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecognitionTest {
  @TempDir Path folder;

  @Test
  void whereThereAreNoDigitsThatIsSaidInBothLanguages() {
    Recording stage = new Recording();
    assertThat(Digits.load(stage, DataOptions.of().withHome(folder).withSources(List.of())))
        .isEmpty();
    assertThat(stage.sentences()).hasSize(1);
    assertThat(stage.sentences().getFirst().english())
        .startsWith("MNIST is not there")
        .contains("train-images-idx3-ubyte");
    assertThat(stage.sentences().getFirst().chinese())
        .startsWith("本机没有 MNIST")
        .contains("train-images-idx3-ubyte");
  }

  /// What the tutorial prints for its network, and 72 + 8, 1152 + 16, 25,600 + 64 and 640 + 10.
  @Test
  void theNetworksAreAsLargeAsTheLessonSays() {
    assertThat(Network.MLP.model(0.5, gradus.nn.Seed.of(1)).parameterCount()).isEqualTo(101_770);
    assertThat(Network.CNN.model(0, gradus.nn.Seed.of(1)).parameterCount())
        .isEqualTo(80 + 1168 + 25_664 + 650);
  }

  /// On MNIST itself, which is not fetched for a test.
  @Nested
  class OnMnist {
    @BeforeAll
    static void isThere() {
      gradus.course.digits.OnMnist.assumeThere();
    }

    private static Recording run(String settings) {
      return Tried.with("recognition", settings);
    }

    private static double cell(Recording recording, int column) {
      return Double.parseDouble(
          recording.tables().get("results").rows().getFirst().get(column).english());
    }

    /// The counts that MNIST is known for.
    @Test
    void theTrainingImagesAreTheFirstTenThousand() {
      Digits digits = Digits.load(new Recording()).orElseThrow();
      Dataset train = digits.train();
      assertThat(train.classCounts())
          .containsExactly(1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978);
      assertThat(train.take(3000).classCounts()[1]).isEqualTo(339);
      assertThat(train.take(3000).classCounts()[8]).isEqualTo(261);
      assertThat(digits.validation().size()).isEqualTo(2000);
      assertThat(digits.test().size()).isEqualTo(2000);
    }

    /// What the lesson says of each setting: the accuracies of training, and of the test.
    @ParameterizedTest
    @CsvSource({
      "seed=7, 0.965, 0.9075",
      "epochs=30, 0.999, 0.9125",
      "dropout=0.5 epochs=30, 0.965, 0.9145",
      "samples=50 epochs=30, 1, 0.6475",
      "samples=500 epochs=30, 1, 0.8425",
      "samples=10000, 0.978, 0.937",
      "network=cnn, 0.951, 0.9155",
      "network=cnn samples=10000, 0.978, 0.965",
      "rule=sgd rate=0.01 samples=10000 epochs=20, 0.903, 0.885",
      "rule=sgd rate=0.1 samples=10000 epochs=20, 0.964, 0.9265",
      "rate=0.1, 0.904, 0.817",
    })
    void eachSettingGivesWhatTheLessonSays(String settings, double training, double test) {
      Recording recording = run(settings);
      assertThat(cell(recording, 2)).isCloseTo(training, within(0.01));
      assertThat(cell(recording, 5)).isCloseTo(test, within(0.01));
    }

    @Test
    void itCanBeBroken() {
      Recording recording = run("rule=sgd rate=1 batch=1 epochs=1");
      assertThat(cell(recording, 3)).isGreaterThan(Math.log(10));
      assertThat(cell(recording, 5)).isLessThan(0.2);
      assertThat(cell(run("rate=0.00001"), 1)).isGreaterThan(1.9);
    }

    @Test
    void itShowsTheTutorialsFigures() {
      Recording recording = run("seed=7");
      assertThat(recording.figures().keySet())
          .containsExactly("samples", "counts", "history", "predictions", "confusion", "mistakes");
      var grid = (ImageGrid) recording.figures().get("predictions").panels().getFirst();
      assertThat(grid.tiles()).hasSize(15);
      assertThat(grid.title().english()).endsWith("13 right");
      var chart = (ConfusionChart) recording.figures().get("confusion").panels().getFirst();
      double right = 0;
      for (int label = 0; label < Digits.CLASSES; label++) {
        right += chart.counts().at(label, label);
      }
      assertThat(chart.counts().values().stream().sum()).isEqualTo(2000);
      assertThat(right / 2000).isCloseTo(cell(recording, 5), within(1e-9));
      assertThat(recording.sentences().getFirst().english()).contains("1,815 of 2,000");
      assertThat(run("seed=7").tables()).isEqualTo(recording.tables());
    }
  }
}
