package gradus.nn;

import gradus.tensor.ArgumentException;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/// A random matrix with orthonormal rows or columns, whichever are fewer, times a gain: it keeps
/// the length of what it is multiplied with.
///
/// A shape with more than two axes is seen as the matrix of its first axis and all others. Saxe,
/// McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear
/// neural networks", 2014.
public record Orthogonal(double gain) implements Initializer {
  /// Checks the gain.
  ///
  /// @throws IllegalArgumentException where it is not finite
  public Orthogonal {
    if (!Double.isFinite(gain)) {
      throw new ArgumentException("orthogonal: the gain must be finite, got %s", gain);
    }
  }

  /// The gain 1.
  public static Orthogonal of() {
    return new Orthogonal(1);
  }

  @Override
  public Tensor values(Shape shape, RandomKey key) {
    int rows = shape.rank() < 2 ? 1 : shape.size(0);
    int columns = rows == 0 ? 0 : shape.elements() / rows;
    int vectors = Math.min(rows, columns);
    int length = Math.max(rows, columns);
    double[] q = orthonormal(vectors, length, key.normal(Shape.of(vectors, length)).toDoubles());
    var values = new float[shape.elements()];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        double value = rows <= columns ? q[r * length + c] : q[c * length + r];
        values[r * columns + c] = (float) (gain * value);
      }
    }
    return Tensor.of(shape, values);
  }

  /// Gram and Schmidt's method on the rows, one projection at a time. Done twice, it is as good as
  /// exact (Giraud, Langou and Rozložník, 2005). The diagonal of the triangular factor comes out
  /// positive, which makes the result uniform among all orthogonal matrices (Mezzadri, 2007).
  private static double[] orthonormal(int vectors, int length, double[] q) {
    for (int i = 0; i < vectors; i++) {
      for (int round = 0; round < 2; round++) {
        for (int j = 0; j < i; j++) {
          double projection = dot(q, i, j, length);
          for (int c = 0; c < length; c++) {
            q[i * length + c] -= projection * q[j * length + c];
          }
        }
      }
      double norm = Math.sqrt(dot(q, i, i, length));
      for (int c = 0; c < length; c++) {
        q[i * length + c] /= norm;
      }
    }
    return q;
  }

  private static double dot(double[] q, int i, int j, int length) {
    double sum = 0;
    for (int c = 0; c < length; c++) {
      sum += q[i * length + c] * q[j * length + c];
    }
    return sum;
  }
}
