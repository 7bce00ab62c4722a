package gradus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.io.FileException;
import gradus.io.Safetensors;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Compares with scikit-learn; see `scripts/reference/metric_samples.py`.
class MetricsReferenceTest {
  private static final Map<String, Tensor> EXPECTED = read();

  private static Map<String, Tensor> read() {
    try {
      var file =
          Objects.requireNonNull(MetricsReferenceTest.class.getResource("metrics.safetensors"));
      return Safetensors.read(Path.of(file.toURI())).tensors();
    } catch (FileException | URISyntaxException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Tensor stored(String name) {
    return Objects.requireNonNull(EXPECTED.get(name), name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"five", "gaps", "binary"})
  void countsClassesAsScikitLearnDoes(String name) {
    agree(name, "accuracy", Metrics.accuracy());
    for (Average average : Average.values()) {
      String suffix = "/" + average.name().toLowerCase(Locale.ROOT);
      agree(name, "precision" + suffix, Metrics.precision(average));
      agree(name, "recall" + suffix, Metrics.recall(average));
      agree(name, "f1" + suffix, Metrics.f1(average));
    }
    int classes = stored(name + "/f1/classes").size(0);
    for (int label = 0; label < classes; label++) {
      agree(name, "precision/classes", label, Metrics.precision(label));
      agree(name, "recall/classes", label, Metrics.recall(label));
      agree(name, "f1/classes", label, Metrics.f1(label));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"five", "gaps"})
  void ranksClassesAsScikitLearnDoes(String name) {
    agree(name, "top2Accuracy", Metrics.topAccuracy(2));
    agree(name, "top3Accuracy", Metrics.topAccuracy(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"five", "gaps"})
  void tabulatesAsScikitLearnDoes(String name) {
    Tensor expected = stored(name + "/confusion");

    ConfusionMatrix matrix =
        ConfusionMatrix.of(stored(name + "/outputs"), stored(name + "/labels"));

    for (int row = 0; row < matrix.classes(); row++) {
      for (int column = 0; column < matrix.classes(); column++) {
        assertThat((double) matrix.count(row, column)).isEqualTo(expected.get(row, column));
      }
    }
    assertThat(matrix.total()).isEqualTo(stored(name + "/labels").size(0));
  }

  private static void agree(String name, String number, Metric metric) {
    agree(name, number, 0, metric);
  }

  private static void agree(String name, String number, int index, Metric metric) {
    double expected = stored(name + "/" + number).toDoubles()[index];
    Tensor outputs = stored(name + "/outputs");
    Tensor labels = stored(name + "/labels");

    assertThat(inBatches(metric, outputs, labels))
        .as("%s of %s", metric.name(), name)
        .isCloseTo(expected, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "three", "far"})
  void measuresErrorsAsScikitLearnDoes(String name) {
    Tensor prediction = stored(name + "/prediction");
    Tensor target = stored(name + "/target");

    double mse = stored(name + "/mse").item();
    assertThat(inBatches(Metrics.mae(), prediction, target))
        .isCloseTo(stored(name + "/mae").item(), within(1e-12));
    assertThat(inBatches(Metrics.mse(), prediction, target)).isCloseTo(mse, within(1e-12));
    assertThat(inBatches(Metrics.rmse(), prediction, target))
        .isCloseTo(Math.sqrt(mse), within(1e-12));
    assertThat(inBatches(Metrics.r2(), prediction, target))
        .isCloseTo(stored(name + "/r2").item(), within(1e-9));
  }

  @Test
  void takesAColumnForAVector() {
    Tensor prediction = stored("one/prediction");
    Tensor target = stored("one/target");
    Tensor column = prediction.reshape(Shape.of(prediction.size(0), 1));

    assertThat(inBatches(Metrics.r2(), column, target))
        .isEqualTo(inBatches(Metrics.r2(), prediction, target));
    assertThat(inBatches(Metrics.mae(), column, target))
        .isEqualTo(inBatches(Metrics.mae(), prediction, target));
  }

  /// The metric of a data set in batches of 7 with a short last one, interrupted after each batch.
  private static double inBatches(Metric metric, Tensor prediction, Tensor target) {
    Metric.Accumulator count = metric.start();
    int size = prediction.size(0);
    for (int from = 0; from < size; from += 7) {
      int to = Math.min(size, from + 7);
      Metric.Accumulator resumed = metric.start();
      resumed.restore(count.state());
      resumed.add(prediction.slice(0, from, to), target.slice(0, from, to));
      count = resumed;
    }
    return count.value();
  }
}
