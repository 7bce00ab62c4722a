package gradus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.tensor.IndexException;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  private static final ConfusionMatrix MATRIX =
      ConfusionMatrix.of(new long[][] {{5, 1, 0}, {2, 3, 0}, {0, 0, 0}});

  @Test
  void countsRowsAsTruthAndColumnsAsPredictions() {
    ConfusionMatrix matrix = ConfusionMatrix.of(new int[] {0, 0, 1, 2}, new int[] {0, 1, 1, 0}, 3);

    assertThat(matrix.counts()).isDeepEqualTo(new long[][] {{1, 1, 0}, {0, 1, 0}, {1, 0, 0}});
    assertThat(matrix.count(2, 0)).isEqualTo(1);
    assertThat(matrix.support(0)).isEqualTo(2);
    assertThat(matrix.predicted(0)).isEqualTo(2);
    assertThat(matrix.total()).isEqualTo(4);
    assertThat(matrix.accuracy()).isEqualTo(0.5);
  }

  @Test
  void givesZeroForTheNumbersOfAnEmptyClass() {
    assertThat(MATRIX.precision(2)).isZero();
    assertThat(MATRIX.recall(2)).isZero();
    assertThat(MATRIX.f1(2)).isZero();
  }

  @Test
  void leavesEmptyClassesOutOfTheMean() {
    assertThat(MATRIX.recall(Average.MACRO)).isCloseTo((5 / 6.0 + 3 / 5.0) / 2, within(1e-15));
    assertThat(MATRIX.recall(Average.WEIGHTED)).isCloseTo(8 / 11.0, within(1e-15));
    assertThat(MATRIX.precision(Average.MICRO)).isEqualTo(MATRIX.accuracy());
  }

  @Test
  void hasNoNotANumberWhereThereAreNoSamples() {
    ConfusionMatrix nothing = ConfusionMatrix.of(new long[2][2]);

    assertThat(nothing.accuracy()).isZero();
    for (Average average : Average.values()) {
      assertThat(nothing.f1(average)).isZero();
    }
  }

  @Test
  void addsUp() {
    ConfusionMatrix twice = MATRIX.plus(MATRIX);

    assertThat(twice.count(1, 0)).isEqualTo(4);
    assertThat(twice.total()).isEqualTo(22);
    assertThat(twice).isNotEqualTo(MATRIX);
    assertThatThrownBy(() -> MATRIX.plus(ConfusionMatrix.of(new long[2][2])))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void neverChanges() {
    long[][] counts = {{1, 0}, {0, 1}};
    ConfusionMatrix matrix = ConfusionMatrix.of(counts);
    ConfusionMatrix same = ConfusionMatrix.of(counts);

    counts[0][0] = 100;
    matrix.counts()[0][1] = 100;

    assertThat(matrix).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(matrix.total()).isEqualTo(2);
  }

  @Test
  void countsBatchByBatch() {
    Tensor outputs = Tensor.of(new float[][] {{1, 0}, {0, 1}, {0, 1}});
    Tensor labels = Tensor.ofInts(0, 0, 1);
    ConfusionCounter counter = ConfusionMatrix.counter();

    counter.add(outputs.slice(0, 0, 2), labels.slice(0, 0, 2));
    counter.add(outputs.slice(0, 2, 3), labels.slice(0, 2, 3));

    assertThat(counter.matrix()).isEqualTo(ConfusionMatrix.of(outputs, labels));
    assertThat(counter.value()).isEqualTo(2 / 3.0);
  }

  @Test
  void drawsATable() {
    assertThat(MATRIX.toString(List.of("cat", "hamster", "dog")))
        .isEqualTo(
            """
               true      cat  hamster      dog  precision  recall      f1
                cat        5        1        0     0.7143  0.8333  0.7692
            hamster        2        3        0     0.7500  0.6000  0.6667
                dog        0        0        0     0.0000  0.0000  0.0000\
            """);
    assertThat(MATRIX.toString()).startsWith("true  0  1  2  precision  recall      f1\n   0  5");
  }

  @Test
  void refusesWhatIsNoTableOfCounts() {
    assertThatThrownBy(() -> ConfusionMatrix.of(new long[0][0])).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> ConfusionMatrix.of(new long[][] {{1, 2}, {3}}))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> ConfusionMatrix.of(new long[][] {{-1}}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ConfusionMatrix.of(new int[] {0, 1}, new int[] {0}, 2))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("2 true classes, but 1");
    assertThatThrownBy(() -> ConfusionMatrix.of(new int[] {0, 2}, new int[] {0, 1}, 2))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("class 2 of sample 1");
    assertThatThrownBy(() -> MATRIX.toString(List.of("cat"))).isInstanceOf(ShapeException.class);
  }

  @Test
  void alignsNamesOfDoubleWidth() {
    assertThat(MATRIX.toString(List.of("猫", "仓鼠", "狗")))
        .startsWith(
            """
            true    猫  仓鼠    狗  precision  recall      f1
              猫     5     1     0     0.7143  0.8333  0.7692
            """);
  }

  @Test
  void partsATableThatIsWiderThanATerminal() {
    long[][] counts = new long[30][30];
    for (int i = 0; i < counts.length; i++) {
      counts[i][i] = 1000;
    }
    ConfusionMatrix matrix = ConfusionMatrix.of(counts);
    List<String> names = IntStream.range(0, 30).mapToObj(i -> "a long name " + i).toList();
    List<String> lines = matrix.toString(names).lines().toList();
    assertThat(lines).allMatch(line -> line.length() <= 80);
    assertThat(lines).filteredOn(line -> line.contains("29 a long name 29")).hasSize(4);
    assertThat(lines.getFirst()).endsWith(" 9");
    assertThat(lines.getLast()).endsWith("1.0000  1.0000  1.0000");
    assertThat(matrix.toString().lines()).allMatch(line -> line.length() <= 80);
  }
}
