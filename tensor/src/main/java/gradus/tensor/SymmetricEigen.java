package gradus.tensor;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// All eigenvalues and eigenvectors of a symmetric matrix, `A = V diag(values) Vᵀ`, in double
/// precision.
///
/// The matrix is turned in one plane after the other until nothing is left beside the diagonal
/// (Jacobi, 1846), which is accurate and simple; the work grows with the third power of the size,
/// about a tenth of a second for 128 rows.
///
/// ```java
/// SymmetricEigen eigen = SymmetricEigen.of(covariance);
/// Tensor root = eigen.squareRoot();   // root.matmul(root) is the covariance
/// ```
///
/// # Shapes
///
/// `[n, n] -> [n], [n, n]`
///
/// @param values `FLOAT64 [n]`, from the largest on
/// @param vectors `FLOAT64 [n, n]`, the eigenvectors as columns: perpendicular, each of length 1
public record SymmetricEigen(Tensor values, Tensor vectors) {
  private static final int SWEEPS = 60;

  /// How far apart two entries across the diagonal may be, beside the largest of all: products in
  /// single precision are symmetric only so far.
  private static final double ASYMMETRY = 1e-5;

  /// The decomposition of a matrix. Entries above the diagonal count where those below differ by
  /// rounding.
  ///
  /// @param symmetric of any floating type
  /// @throws ShapeException where it is not square
  /// @throws TensorException where it is not symmetric, or not finite
  public static SymmetricEigen of(Tensor symmetric) {
    if (symmetric.shape().rank() != 2 || symmetric.size(0) != symmetric.size(1)) {
      throw new ShapeException(
          "symmetricEigen: needs as many rows as columns, got %s", symmetric.shape());
    }
    int size = symmetric.size(0);
    double[] entries = symmetric.cast(DType.FLOAT64).toDoubles();
    requireSymmetric(entries, size);
    double[][] matrix = new double[size][size];
    double[][] turned = new double[size][size];
    for (int i = 0; i < size * size; i++) {
      matrix[i / size][i % size] = entries[i];
      turned[i / size][i % size] = i / size == i % size ? 1 : 0;
    }
    for (int sweep = 0; sweep < SWEEPS && sweep(matrix, turned); sweep++) {}
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -matrix[i][i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] columns =
        IntStream.range(0, size * size)
            .mapToDouble(i -> turned[i / size][order[i % size]])
            .toArray();
    return new SymmetricEigen(
        Tensor.of(Shape.of(size), Arrays.stream(order).mapToDouble(i -> matrix[i][i]).toArray()),
        Tensor.of(Shape.of(size, size), columns));
  }

  private static void requireSymmetric(double[] entries, int size) {
    double largest = 0;
    for (int i = 0; i < entries.length; i++) {
      if (!Double.isFinite(entries[i])) {
        throw new TensorException(
            "symmetricEigen: row %d, column %d is %s; all entries must be finite",
            i / size, i % size, entries[i]);
      }
      largest = Math.max(largest, Math.abs(entries[i]));
    }
    for (int row = 0; row < size; row++) {
      for (int column = row + 1; column < size; column++) {
        double above = entries[row * size + column];
        double below = entries[column * size + row];
        if (Math.abs(above - below) > ASYMMETRY * largest) {
          throw new TensorException(
              "symmetricEigen: row %d, column %d is %s, but row %d, column %d is %s; the matrix is"
                  + " not symmetric",
              row, column, above, column, row, below);
        }
      }
    }
  }

  /// The matrix with a function applied to its eigenvalues, `V diag(f(values)) Vᵀ`: its inverse,
  /// its exponential, its root.
  public Tensor map(DoubleUnaryOperator function) {
    double[] changed = Arrays.stream(values.toDoubles()).map(function).toArray();
    return vectors.times(Tensor.of(values.shape(), changed)).matmul(vectors.transpose(1, 0));
  }

  /// The symmetric matrix whose square is this one, for matrices without negative eigenvalues, such
  /// as covariances. Those that rounding left below 0 count as 0.
  ///
  /// @throws TensorException where an eigenvalue is further below 0 than rounding explains
  public Tensor squareRoot() {
    double[] all = values.toDoubles();
    if (all.length > 0 && all[all.length - 1] < -ASYMMETRY * Math.abs(all[0])) {
      throw new TensorException(
          "symmetricEigen: a matrix with the eigenvalue %s has no symmetric square root",
          all[all.length - 1]);
    }
    return map(value -> Math.sqrt(Math.max(0, value)));
  }

  /// Turns once in each plane; whether there was anything to turn.
  private static boolean sweep(double[][] matrix, double[][] turned) {
    boolean any = false;
    for (int p = 0; p < matrix.length; p++) {
      for (int q = p + 1; q < matrix.length; q++) {
        double beside = matrix[p][q];
        double scale = Math.sqrt(Math.abs(matrix[p][p] * matrix[q][q]));
        if (beside == 0 || Math.abs(beside) <= 1e-16 * scale) {
          continue;
        }
        any = true;
        double ratio = (matrix[q][q] - matrix[p][p]) / (2 * beside);
        double tangent = 1 / (Math.abs(ratio) + Math.sqrt(ratio * ratio + 1));
        tangent = ratio < 0 ? -tangent : tangent;
        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
        turn(matrix, turned, p, q, cosine, tangent * cosine);
      }
    }
    return any;
  }

  private static void turn(
      double[][] matrix, double[][] turned, int p, int q, double cosine, double sine) {
    for (double[] row : matrix) {
      turn(row, p, q, cosine, sine);
    }
    for (int i = 0; i < matrix.length; i++) {
      double above = matrix[p][i];
      matrix[p][i] = cosine * above - sine * matrix[q][i];
      matrix[q][i] = sine * above + cosine * matrix[q][i];
    }
    for (double[] row : turned) {
      turn(row, p, q, cosine, sine);
    }
  }

  private static void turn(double[] row, int p, int q, double cosine, double sine) {
    double left = row[p];
    row[p] = cosine * left - sine * row[q];
    row[q] = sine * left + cosine * row[q];
  }
}
