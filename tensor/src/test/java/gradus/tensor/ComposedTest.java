package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What operations that are composed of others do where PyTorch has nothing to compare, and what
/// they say of mistakes.
class ComposedTest {
  private static final Tensor X = Tensor.zeros(2, 3);

  private static void refused(Class<?> type, ThrowingCallable code, String... words) {
    assertThatThrownBy(code).isExactlyInstanceOf(type).message().contains(words);
  }

  @Test
  void keepsTheLastOfValuesThatAreScatteredToOnePlace() {
    Tensor x = Tensor.of(9, 9, 9, 9).tracked();
    Tensor values = Tensor.of(1, 2, 3, 4, 5).tracked();
    Tensor y = x.scatter(Tensor.ofInts(2, 0, 2, 0, 2), values, 0);
    assertThat(y.toFloats()).containsExactly(4, 9, 5, 9);
    List<Tensor> gradients = y.sum().gradients(List.of(x, values));
    assertThat(gradients.get(0).toFloats()).containsExactly(0, 1, 0, 1);
    assertThat(gradients.get(1).toFloats()).containsExactly(0, 0, 0, 1, 1);
  }

  @Test
  void scattersMasksAndWhatIsNotFinite() {
    Tensor mask = Tensor.of(Shape.of(3), new boolean[] {true, true, false});
    Tensor values = Tensor.of(Shape.of(2), new boolean[] {false, true});
    assertThat(mask.scatter(Tensor.ofInts(0, 2), values, 0).toBooleans())
        .containsExactly(false, true, true);
    Tensor odd = Tensor.of(Float.NaN, Float.POSITIVE_INFINITY, 1);
    assertThat(Tensor.zeros(3).scatter(Tensor.ofInts(1, 1, 2), odd, 0).toFloats())
        .containsExactly(0, Float.POSITIVE_INFINITY, 1);
  }

  @Test
  void saysWhatCannotBeScattered() {
    Tensor two = Tensor.ofInts(0, 1);
    refused(
        ShapeException.class,
        () -> X.scatter(two, Tensor.zeros(2), 0),
        "scatter: indices [2] and values [2] must have the shape of [2, 3], but for axis 0");
    refused(
        IndexException.class,
        () -> Tensor.zeros(2).scatter(Tensor.ofInts(0, 2), Tensor.zeros(2), 0),
        "index 2");
    refused(DTypeException.class, () -> Tensor.zeros(2).scatter(two, two, 0), "scatter", "cast");
    refused(
        DTypeException.class,
        () -> Tensor.zeros(2).scatter(Tensor.zeros(2), Tensor.zeros(2), 0),
        "scatter: needs INT32");
  }

  @Test
  void saysWhatCannotBePadded() {
    refused(
        ShapeException.class,
        () -> X.pad(Border.REFLECT, 1, 3, 0),
        "pad: 3 before and 0 after axis 1 of [2, 3]",
        "REFLECT each must be from 0 to 2");
    refused(ShapeException.class, () -> X.pad(Border.WRAP, 1, 0, 4), "from 0 to 3");
    refused(ShapeException.class, () -> X.pad(Border.REPLICATE, 1, -1, 0), "pad: -1 before");
    refused(ShapeException.class, () -> Tensor.zeros(0).pad(Border.REPLICATE, 0, 1, 0), "0 to 0");
    refused(
        ShapeException.class,
        () -> X.pad(Border.WRAP, new int[] {1}, new int[] {1, 2}),
        "one number before and after each axis of [2, 3], got [1] and [1, 2]");
    assertThat(Tensor.zeros(0, 2).pad(Border.REFLECT, 0, 0, 0).shape()).isEqualTo(Shape.of(0, 2));
  }

  @Test
  void saysWhatCannotBeInterpolated() {
    Tensor pictures = Tensor.zeros(1, 1, 2, 3);
    refused(
        ShapeException.class,
        () -> pictures.interpolate(Interpolation.LINEAR, false, 4),
        "interpolate: needs one size for each axis after batch and channels of [1, 1, 2, 3]");
    refused(
        ShapeException.class,
        () -> pictures.interpolate(Interpolation.LINEAR, false, 4, 0),
        "axis 3 of [1, 1, 2, 3] cannot become 0");
    refused(
        TensorException.class,
        () -> pictures.interpolate(Interpolation.NEAREST, true, 4, 4),
        "NEAREST has no corners");
  }

  @Test
  void saysWhatIsWrongWithAnEquation() {
    Tensor y = Tensor.zeros(4, 5);
    refused(
        ShapeException.class,
        () -> Tensor.einsum("ij,jk->ik", X, y),
        "einsum: in \"ij,jk->ik\" j has size 3 in one operand and 4 in another");
    refused(
        ShapeException.class, () -> Tensor.einsum("ij", X, y), "names 1 operands, but there are 2");
    refused(
        ShapeException.class,
        () -> Tensor.einsum("ijk", X),
        "ijk does not fit the 2 axes of [2, 3]");
    refused(
        ShapeException.class,
        () -> Tensor.einsum("ii", X),
        "i stands for two axes of [2, 3], of sizes 2 and 3");
    refused(ShapeException.class, () -> Tensor.einsum("i1", X), "'1' is no letter");
    refused(
        ShapeException.class, () -> Tensor.einsum("ij->ijj", X), "j occurs twice in the result");
    refused(
        ShapeException.class, () -> Tensor.einsum("ij->k", X), "k of the result is in no operand");
    refused(ShapeException.class, () -> Tensor.einsum("ij->i->j", X), "more than one ->");
    refused(ShapeException.class, () -> Tensor.einsum("...j->j", X), "leaves out the axes of ...");
    refused(ShapeException.class, () -> Tensor.einsum("...i...", X), "'.' is no letter");
    refused(
        ShapeException.class,
        () -> Tensor.einsum("...i,...i->...", Tensor.zeros(2, 3), Tensor.zeros(3, 3)),
        "an axis of ... has size 2 in one operand and 3 in another");
    refused(
        DTypeException.class,
        () -> Tensor.einsum("ij,ij", X, X.cast(DType.INT32)),
        "einsum",
        "cast");
  }

  @Test
  void saysWhatHasNoNorm() {
    refused(TensorException.class, () -> X.pNorm(-1), "p must be at least 0, got -1.0");
    refused(TensorException.class, () -> X.pNorm(Double.NaN), "pNorm");
    refused(DTypeException.class, () -> Tensor.ofInts(1).pNorm(1), "pNorm");
    refused(ShapeException.class, () -> X.cosineSimilarity(Tensor.zeros(2), 0), "cosineSimilarity");
  }

  @Test
  void givesAVectorOfZerosTheCosineZero() {
    Tensor zero = Tensor.zeros(3).tracked();
    Tensor cosine = zero.cosineSimilarity(Tensor.ones(3), 0);
    assertThat(cosine.item()).isEqualTo(0);
    assertThat(cosine.gradients(List.of(zero)).getFirst().isFinite().all().item()).isEqualTo(1);
  }
}
