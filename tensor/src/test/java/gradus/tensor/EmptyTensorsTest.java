package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tensors without elements, through every operation and every method: a result of the right shape
/// or a typed error, never another exception.
class EmptyTensorsTest {
  @Test
  void everyMethodTakesTensorsWithoutElements() throws IOException {
    int computed = 0;
    for (ReferenceCases.Case one : ReferenceCases.read()) {
      var inputs = new ArrayList<Tensor>();
      for (Tensor x : one.inputs()) {
        Shape shape = x.shape();
        for (int axis = 0; axis < shape.rank(); axis++) {
          shape = shape.with(axis, 0);
        }
        inputs.add(Tensor.full(x.dtype(), shape, 0));
      }
      int[] settings = one.settings().stream().mapToInt(Integer::intValue).toArray();
      try {
        Tensor y = ReferenceFunctions.ALL.get(one.name()).apply(inputs, settings);
        assertThat(y.toDoubles()).as("%s", one).hasSize(y.shape().elements());
        computed++;
      } catch (TensorException e) {
        assertThat(e).as("%s", one).message().contains(":", "0");
      }
    }
    assertThat(computed).isGreaterThan(300);
  }

  @Test
  void reductionsOfNothingAreTheirNeutralElements() {
    Tensor none = Tensor.zeros(0, 2);
    assertThat(none.sum(0).toFloats()).containsExactly(0, 0);
    assertThat(none.sum().item()).isEqualTo(0);
    assertThat(none.product(0).toFloats()).containsExactly(1, 1);
    assertThat(none.norm(0).toFloats()).containsExactly(0, 0);
    assertThat(none.logSumExp(0).toFloats()).containsOnly(Float.NEGATIVE_INFINITY);
    assertThat(none.greater(0).any().item()).isEqualTo(0);
    assertThat(none.greater(0).all().item()).isEqualTo(1);
    assertThat(none.countNonZero(0).toInts()).containsExactly(0, 0);
    assertThat(none.cast(DType.FLOAT64).sum(0).toDoubles()).containsExactly(0, 0);
    assertThat(none.cast(DType.INT32).product(0).toInts()).containsExactly(1, 1);
    assertThat(none.allClose(none, 0, 0)).isTrue();
  }

  @Test
  void productsOverNoInnerSizeAreZeros() {
    Tensor left = Tensor.zeros(2, 0).tracked();
    Tensor right = Tensor.zeros(0, 3).tracked();
    Tensor product = left.matmul(right);
    assertThat(product.toFloats()).containsExactly(0, 0, 0, 0, 0, 0);
    List<Tensor> gradients = product.sum().gradients(List.of(left, right));
    assertThat(gradients.get(0).shape()).isEqualTo(Shape.of(2, 0));
    assertThat(gradients.get(1).shape()).isEqualTo(Shape.of(0, 3));
    assertThat(Tensor.zeros(0).dot(Tensor.zeros(0)).item()).isEqualTo(0);
  }

  @Test
  void gradientsOfNothingHaveTheirShape() {
    Tensor x = Tensor.zeros(0, 3).tracked();
    Tensor loss = x.softmax(1).log().sum().plus(x.product()).plus(x.logSumExp(0).exp().sum());
    assertThat(loss.gradients(List.of(x)).getFirst().shape()).isEqualTo(Shape.of(0, 3));
  }
}
