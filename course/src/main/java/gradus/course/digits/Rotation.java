package gradus.course.digits;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Comparator;
import java.util.stream.IntStream;

/// All eigenvalues and eigenvectors of a small symmetric matrix: turned in one plane after the
/// other until nothing is left beside the diagonal (Jacobi, 1846).
///
/// @param values from the largest on
/// @param vectors `FLOAT64` `[size, size]`, one a column
record Rotation(double[] values, Tensor vectors) {
  private static final int SWEEPS = 60;

  static Rotation of(Tensor symmetric) {
    int size = symmetric.size(0);
    double[][] matrix = new double[size][size];
    double[][] turned = new double[size][size];
    double[] entries = symmetric.toDoubles();
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
    return new Rotation(
        java.util.Arrays.stream(order).mapToDouble(i -> matrix[i][i]).toArray(),
        Tensor.of(Shape.of(size, size), columns));
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
