package gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TensorBasicsTest {
  @Test
  void columnsAreStandardized() {
    Tensor columns = TensorBasics.standardized(Tensor.of(new float[][] {{1, 10}, {3, 30}}));

    assertThat(columns.toFloats()).containsExactly(-1, -1, 1, 1);
  }

  @Test
  void distancesAreThoseOfPythagoras() {
    Tensor points = Tensor.of(new float[][] {{0, 0}, {3, 4}});
    Tensor others = Tensor.of(new float[][] {{0, 0}, {3, 0}, {0, 4}});

    Tensor distances = TensorBasics.distances(points, others);

    assertThat(distances.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(distances.toFloats()).containsExactly(0, 3, 4, 5, 4, 3);
  }

  @Test
  void goingDownhillFindsTheWeights() {
    Tensor x = RandomKey.of(1).normal(Shape.of(50, 3));
    Tensor y = x.matmul(Tensor.of(1, -2, 0.5f));

    assertThat(TensorBasics.fit(x, y, 200).toFloats())
        .containsExactly(new float[] {1, -2, 0.5f}, within(1e-3f));
  }
}
