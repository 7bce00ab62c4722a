package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
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
