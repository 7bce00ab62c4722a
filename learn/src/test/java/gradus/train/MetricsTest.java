package gradus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.DTypeException;
import gradus.tensor.IndexException;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricsTest {
  private static final Tensor OUTPUTS =
      Tensor.of(new float[][] {{1, 2, 3}, {3, 2, 1}, {0, 5, 0}, {2, 2, 1}});

  private static double value(Metric metric, Tensor prediction, Tensor target) {
    Metric.Accumulator count = metric.start();
    count.add(prediction, target);
    return count.value();
  }

  @Test
  void takesTheFirstOfEqualOutputs() {
    assertThat(value(Metrics.accuracy(), OUTPUTS, Tensor.ofInts(2, 0, 1, 0))).isEqualTo(1);
    assertThat(value(Metrics.accuracy(), OUTPUTS, Tensor.ofInts(2, 0, 1, 1))).isEqualTo(0.75);
    assertThat(value(Metrics.topAccuracy(1), OUTPUTS, Tensor.ofInts(2, 0, 1, 1))).isEqualTo(0.75);
    assertThat(value(Metrics.topAccuracy(2), OUTPUTS, Tensor.ofInts(2, 0, 1, 1))).isEqualTo(1);
    assertThat(value(Metrics.topAccuracy(2), OUTPUTS, Tensor.ofInts(0, 1, 2, 2))).isEqualTo(0.25);
    assertThat(value(Metrics.topAccuracy(3), OUTPUTS, Tensor.ofInts(0, 1, 2, 2))).isEqualTo(1);
  }

  @Test
  void takesTheLargestOfTargetProbabilities() {
    Tensor target =
        Tensor.of(new float[][] {{0, 0, 1}, {0.9f, 0.1f, 0}, {0.2f, 0.2f, 0.6f}, {1, 0, 0}});

    assertThat(value(Metrics.accuracy(), OUTPUTS, target)).isEqualTo(0.75);
    assertThat(value(Metrics.topAccuracy(2), OUTPUTS, target)).isEqualTo(0.75);
  }

  @Test
  void comparesOneOutputWithAThreshold() {
    Tensor logits = Tensor.of(-1, 0.25f, 0.75f, 3);

    assertThat(value(Metrics.accuracy(), logits, Tensor.of(0, 0, 1, 1))).isEqualTo(1);
    assertThat(value(Metrics.accuracy(0), logits, Tensor.of(0, 1, 1, 1))).isEqualTo(1);
    assertThat(value(Metrics.accuracy(), logits.reshape(4, 1), Tensor.ofInts(0, 1, 1, 1)))
        .isEqualTo(0.75);
    assertThat(value(Metrics.precision(1), logits, Tensor.of(0, 1, 0, 1))).isEqualTo(0.5);
    assertThat(value(Metrics.recall(1), logits, Tensor.of(0, 1, 0, 1))).isEqualTo(0.5);
  }

  @Test
  void countsEveryPlaceOfASequence() {
    Tensor outputs = OUTPUTS.reshape(2, 2, 3);
    Tensor labels = Tensor.ofInts(2, 0, 1, 2).reshape(2, 2);

    assertThat(value(Metrics.accuracy(), outputs, labels)).isEqualTo(0.75);
    assertThat(value(Metrics.topAccuracy(2), outputs, labels)).isEqualTo(0.75);
  }

  /// All metrics of classes.
  static Stream<Metric> ofClasses() {
    return Stream.of(
        Metrics.accuracy(),
        Metrics.topAccuracy(2),
        Metrics.precision(),
        Metrics.recall(),
        Metrics.f1(),
        Metrics.f1(2));
  }

  static Stream<Metric> all() {
    return Stream.concat(
        ofClasses(), Stream.of(Metrics.mae(), Metrics.mse(), Metrics.rmse(), Metrics.r2()));
  }

  @ParameterizedTest
  @MethodSource("ofClasses")
  void refusesLabelsThatAreNoClasses(Metric metric) {
    Metric.Accumulator count = metric.start();

    assertThatThrownBy(() -> count.add(OUTPUTS, Tensor.ofInts(0, 1, 3, 0)))
        .isInstanceOf(IndexException.class)
        .hasMessageContainingAll(metric.name(), "3 of sample 2", "3 classes");
    assertThatThrownBy(() -> count.add(OUTPUTS, Tensor.ofInts(0, -1, 2, 0)))
        .isInstanceOf(IndexException.class);
    assertThatThrownBy(() -> count.add(OUTPUTS, Tensor.of(0, 1, 2, 0)))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("INT32");
    assertThatThrownBy(() -> count.add(OUTPUTS, Tensor.ofInts(0, 1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("[4, 3]", "[3]");
  }

  @Test
  void refusesLabelsOtherThan0And1ForOneOutput() {
    assertThatThrownBy(() -> value(Metrics.accuracy(), Tensor.of(0.5f, 1), Tensor.of(0, 0.5f)))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("0.5 of sample 1");
  }

  @ParameterizedTest
  @MethodSource("all")
  void refusesEmptyBatchesAndHasNoValueOfNothing(Metric metric) {
    Metric.Accumulator count = metric.start();

    assertThatThrownBy(() -> count.add(Tensor.zeros(0, 3), Tensor.zeros(0, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(metric.name());
    assertThatThrownBy(count::value)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(metric.name());
  }

  @Test
  void refusesNumbersOfOtherShapes() {
    for (Metric metric : List.of(Metrics.mae(), Metrics.mse(), Metrics.rmse(), Metrics.r2())) {
      assertThatThrownBy(() -> value(metric, Tensor.zeros(4, 3), Tensor.zeros(3, 4)))
          .isInstanceOf(ShapeException.class)
          .hasMessageContainingAll("[4, 3]", "[3, 4]");
      assertThatThrownBy(() -> value(metric, Tensor.zeros(4, 1), Tensor.zeros(1, 4)))
          .isInstanceOf(ShapeException.class);
    }
  }

  @Test
  void refusesABatchOfOtherClasses() {
    Metric.Accumulator count = Metrics.f1().start();
    count.add(OUTPUTS, Tensor.ofInts(0, 1, 2, 0));

    assertThatThrownBy(() -> count.add(Tensor.zeros(2, 4), Tensor.ofInts(0, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("4 classes", "3");
  }

  @Test
  void judgesConstantTargetsByWhetherPredictionsAreExact() {
    Tensor constant = Tensor.of(2, 2, 2);

    assertThat(value(Metrics.r2(), constant, constant)).isEqualTo(1);
    assertThat(value(Metrics.r2(), Tensor.of(2, 2, 3), constant)).isZero();
  }

  @Test
  void namesItsColumns() {
    assertThat(
            Stream.of(
                    Metrics.accuracy(),
                    Metrics.topAccuracy(5),
                    Metrics.precision(),
                    Metrics.precision(Average.MICRO),
                    Metrics.recall(Average.WEIGHTED),
                    Metrics.recall(3),
                    Metrics.f1(3))
                .map(Metric::name))
        .containsExactly(
            "accuracy",
            "top5Accuracy",
            "precision",
            "precisionMicro",
            "recallWeighted",
            "recall3",
            "f1Of3");
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> Metrics.topAccuracy(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Metrics.precision(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> value(Metrics.recall(3), OUTPUTS, Tensor.ofInts(0, 1, 2, 0)))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("class 3");
  }
}
