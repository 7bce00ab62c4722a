package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.tensor.DType;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldsTest {
  /// Sample `i` is `i`; every tenth is of class 1, the others of class 0.
  private static Dataset data(int size) {
    int[] labels = IntStream.range(0, size).map(i -> i % 10 == 0 ? 1 : 0).toArray();
    return Dataset.of(
            Tensor.range(size).cast(DType.FLOAT32).reshape(size, 1), Tensor.ofInts(labels))
        .withClasses(List.of("common", "rare"));
  }

  private static List<Float> values(Dataset data) {
    List<Float> values = new ArrayList<>();
    for (float value : data.inputs().toFloats()) {
      values.add(value);
    }
    return values;
  }

  @Test
  void everySampleIsJudgedOnceAndTrainedOnOtherwise() {
    Dataset data = data(53);
    for (List<Split> folds : List.of(Folds.of(data, 5, 1), Folds.stratified(data, 5, 1))) {
      List<Float> judged = new ArrayList<>();
      for (Split fold : folds) {
        assertThat(fold.rest().size()).isBetween(10, 11);
        assertThat(fold.first().size() + fold.rest().size()).isEqualTo(53);
        assertThat(values(fold.first())).doesNotContainAnyElementsOf(values(fold.rest()));
        judged.addAll(values(fold.rest()));
      }
      assertThat(judged).hasSize(53).doesNotHaveDuplicates();
    }
    assertThat(values(Folds.of(data, 5, 1).getFirst().rest()))
        .isEqualTo(values(Folds.of(data, 5, 1).getFirst().rest()))
        .isNotEqualTo(values(Folds.of(data, 5, 2).getFirst().rest()));
  }

  @Test
  void stratifiedFoldsHaveTheirShareOfEachClass() {
    for (Split fold : Folds.stratified(data(100), 5, 7)) {
      assertThat(fold.rest().classCounts()).containsExactly(18, 2);
    }
  }

  @Test
  void needsAsManySamplesAsFolds() {
    for (int count : new int[] {-1, 0, 1, 11}) {
      assertThatThrownBy(() -> Folds.of(data(10), count, 1)).isInstanceOf(DataException.class);
    }
  }

  @Test
  void weighsClassesSoThatAllCountAlike() {
    Dataset data = data(100);
    float[] weights = ClassBalance.weights(data).toFloats();
    assertThat(weights).containsExactly(new float[] {100f / 180, 5}, within(1e-6f));
    assertThat(weights[0] * 90).isCloseTo(weights[1] * 10, within(1e-4f));
  }

  @Test
  void oversamplingGivesEveryClassAsManySamples() {
    Dataset even = ClassBalance.oversampled(data(100), 3);
    assertThat(even.classCounts()).containsExactly(90, 90);
    long[] times =
        IntStream.range(0, 100)
            .mapToLong(i -> values(even).stream().filter(value -> value == i).count())
            .toArray();
    for (int i = 0; i < 100; i++) {
      assertThat(times[i]).isEqualTo(i % 10 == 0 ? 9 : 1);
    }
    assertThat(Arrays.stream(times).sum()).isEqualTo(180);
  }
}
