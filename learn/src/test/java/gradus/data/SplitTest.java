package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
  /// Against comparing every sample of one part with every sample of the other.
  @Test
  void findsWhatIsInBothParts() {
    var random = new Random(5);
    for (int round = 0; round < 50; round++) {
      int count = 5 + random.nextInt(60);
      float[][] inputs = new float[count][2];
      int[][] whole = new int[count][2];
      for (int i = 0; i < count; i++) {
        for (int j = 0; j < 2; j++) {
          whole[i][j] = random.nextInt(5);
          inputs[i][j] = whole[i][j] / 4f;
        }
      }
      Tensor targets = Tensor.ofInts(random.ints(count, 0, 3).toArray());
      Split floats = Dataset.of(Tensor.of(inputs), targets).split(0.7, round);
      int[] numbers = expected(floats);
      assertThat(floats.copies()).isEqualTo(numbers);
      int[] flat = IntStream.range(0, 2 * count).map(i -> whole[i / 2][i % 2]).toArray();
      Dataset ints = Dataset.of(Tensor.ofInts(flat).reshape(count, 2), targets);
      assertThat(ints.split(0.7, round).copies()).isEqualTo(numbers);
      Dataset joined = Dataset.of(Tensor.of(inputs), targets);
      assertThat(new Split(joined, joined.concat(joined)).copies()).hasSize(2 * count);
    }
  }

  /// Each sample is where the first of its copies was, in the order of the data set, and parts
  /// without common samples stay what they were.
  @Test
  void keepsCopiesTogether() {
    var random = new Random(6);
    int moved = 0;
    for (int round = 0; round < 100; round++) {
      int count = 10 + random.nextInt(60);
      float[][] inputs = new float[count][2];
      int[] numbers = IntStream.range(0, count).toArray();
      for (float[] input : inputs) {
        input[0] = random.nextInt(8);
        input[1] = random.nextInt(8);
      }
      Dataset data = Dataset.of(Tensor.of(inputs), Tensor.ofInts(numbers));
      Split before = data.split(0.7, round);
      Split after = before.withCopiesTogether();
      if (before.copies().length == 0) {
        assertThat(after).isSameAs(before);
        continue;
      }
      moved++;
      assertThat(after.copies()).isEmpty();
      Set<Integer> learnt =
          Arrays.stream(before.first().labels()).boxed().collect(Collectors.toSet());
      int[] expected =
          IntStream.range(0, count)
              .filter(i ->
                  learnt.contains(
                      IntStream.range(0, count)
                          .filter(j -> Arrays.equals(inputs[i], inputs[j]))
                          .findFirst()
                          .orElseThrow()))
              .toArray();
      assertThat(after.first().labels()).isEqualTo(expected);
      Set<Integer> chosen = Arrays.stream(expected).boxed().collect(Collectors.toSet());
      assertThat(after.rest().labels())
          .isEqualTo(IntStream.range(0, count).filter(i -> !chosen.contains(i)).toArray());
    }
    assertThat(moved).isGreaterThan(30);
  }

  @Test
  void leavesWhatCannotBeDividedOtherwise() {
    Dataset same = Dataset.of(Tensor.zeros(10, 2), Tensor.ofInts(IntStream.range(0, 10).toArray()));
    Split parts = same.split(0.7, 1);
    assertThat(parts.withCopiesTogether()).isSameAs(parts);
    Split two = new Split(same, Dataset.of(Tensor.zeros(3, 2), Tensor.ofInts(0, 1, 2)));
    assertThatThrownBy(two::withCopiesTogether)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the parts come from two");
  }

  private static int[] expected(Split parts) {
    return IntStream.range(0, parts.rest().size())
        .filter(i ->
            IntStream.range(0, parts.first().size())
                .anyMatch(j ->
                    Arrays.equals(
                        parts.rest().gather(i).input().toFloats(),
                        parts.first().gather(j).input().toFloats())))
        .toArray();
  }
}
