package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Values from NumPy and SciPy are compared in `FrechetDistanceTest`.
class SymmetricEigenTest {
  /// `A Aᵀ`, which has no negative eigenvalues.
  private static Tensor product(int size, long seed) {
    Tensor a = RandomKey.of(seed).normal(Shape.of(size, size)).cast(DType.FLOAT64);
    return a.matmul(a.transpose(1, 0));
  }

  /// The second differences of n points have the eigenvalues `2 - 2 cos(k pi / (n + 1))`.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 65, 128})
  void findsTheEigenvaluesOfSecondDifferences(int size) {
    double[] entries = new double[size * size];
    for (int i = 0; i < size; i++) {
      entries[i * size + i] = 2;
      if (i > 0) {
        entries[i * size + i - 1] = -1;
        entries[(i - 1) * size + i] = -1;
      }
    }
    double[] values =
        SymmetricEigen.of(Tensor.of(Shape.of(size, size), entries)).values().toDoubles();
    for (int i = 0; i < size; i++) {
      double wanted = 2 - 2 * Math.cos((size - i) * Math.PI / (size + 1));
      assertThat(values[i]).isEqualTo(wanted, within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 33, 128})
  void makesTheMatrixAgain(int size) {
    Tensor matrix = product(size, size);
    SymmetricEigen eigen = SymmetricEigen.of(matrix);
    Tensor v = eigen.vectors();
    double scale = matrix.abs().max().item();
    assertThat(v.transpose(1, 0).matmul(v).allClose(Tensor.eye(size).cast(DType.FLOAT64), 0, 1e-12))
        .isTrue();
    assertThat(eigen.map(x -> x).allClose(matrix, 0, 1e-12 * scale)).isTrue();
    Tensor root = eigen.squareRoot();
    assertThat(root.matmul(root).allClose(matrix, 0, 1e-12 * scale)).isTrue();
    assertThat(root.allClose(root.transpose(1, 0), 0, 1e-12 * scale)).isTrue();
  }

  @Test
  void anInverseIsAFunctionOfTheEigenvalues() {
    Tensor matrix = Tensor.of(Shape.of(2, 2), new double[] {2, 1, 1, 2});
    assertThat(SymmetricEigen.of(matrix).map(x -> 1 / x).toDoubles())
        .containsExactly(new double[] {2 / 3.0, -1 / 3.0, -1 / 3.0, 2 / 3.0}, within(1e-15));
  }

  @Test
  void takesMatricesOfNothingAndOfSinglePrecision() {
    assertThat(SymmetricEigen.of(Tensor.zeros(0, 0)).values().shape()).isEqualTo(Shape.of(0));
    SymmetricEigen eigen = SymmetricEigen.of(Tensor.of(new float[][] {{0, 3}, {3, 0}}));
    assertThat(eigen.values().toDoubles()).containsExactly(new double[] {3, -3}, within(1e-15));
    assertThat(eigen.vectors().dtype()).isEqualTo(DType.FLOAT64);
  }

  @Test
  void refusesWhatIsNotSymmetric() {
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> SymmetricEigen.of(Tensor.zeros(2, 3)))
        .withMessage("symmetricEigen: needs as many rows as columns, got [2, 3]");
    assertThatExceptionOfType(TensorException.class)
        .isThrownBy(() -> SymmetricEigen.of(Tensor.of(new float[][] {{1, 2}, {3, 4}})))
        .withMessageContaining("row 0, column 1 is 2.0, but row 1, column 0 is 3.0");
    assertThatExceptionOfType(TensorException.class)
        .isThrownBy(() -> SymmetricEigen.of(Tensor.of(new float[][] {{Float.NaN}})))
        .withMessageContaining("row 0, column 0 is NaN");
  }

  @Test
  void refusesTheRootOfANegativeMatrix() {
    SymmetricEigen eigen = SymmetricEigen.of(Tensor.of(new float[][] {{0, 3}, {3, 0}}));
    assertThatExceptionOfType(TensorException.class)
        .isThrownBy(eigen::squareRoot)
        .withMessageContaining("the eigenvalue -2.99");
  }
}
