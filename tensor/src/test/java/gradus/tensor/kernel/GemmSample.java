package gradus.tensor.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// One product with everything irregular: offsets, strides, an epilogue, and arrays that end with
/// the last element.
record GemmSample(int m, int n, int k, Matrix a, Matrix b, Matrix c, Epilogue epilogue) {
  /// A way to compute a product.
  interface Method {
    void multiply(int m, int n, int k, Matrix a, Matrix b, Matrix c, Epilogue epilogue);
  }

  static GemmSample of(Random random, boolean transposeA, boolean transposeB, int m, int n, int k) {
    int lda = (transposeA ? m : k) + random.nextInt(3);
    int ldb = (transposeB ? k : n) + random.nextInt(3);
    int ldc = n + random.nextInt(3);
    int aAt = random.nextInt(4);
    int bAt = random.nextInt(4);
    int cAt = random.nextInt(4);
    float[] a = normal(random, aAt + length(transposeA ? k : m, transposeA ? m : k, lda));
    float[] b = normal(random, bAt + length(transposeB ? n : k, transposeB ? k : n, ldb));
    float[] c = normal(random, cAt + length(m, n, ldc));
    int biasAt = random.nextInt(3);
    int rowStep = random.nextInt(3) * (n / 2);
    int columnStep = random.nextInt(2);
    float[] bias = random.nextBoolean() ? normal(random, biasAt + m * rowStep + n) : null;
    return new GemmSample(
        m,
        n,
        k,
        new Matrix(a, aAt, lda, transposeA),
        new Matrix(b, bAt, ldb, transposeB),
        new Matrix(c, cAt, ldc),
        new Epilogue(
            random.nextBoolean(), bias, biasAt, rowStep, columnStep, random.nextBoolean()));
  }

  GemmSample with(Epilogue other) {
    return new GemmSample(m, n, k, a, b, c, other);
  }

  GemmSample withRows(int rows) {
    return new GemmSample(rows, n, k, a, b, c, epilogue);
  }

  float[] run(Method method) {
    return run(method, c.values().clone());
  }

  float[] run(Method method, float[] out) {
    method.multiply(m, n, k, a, b, new Matrix(out, c.at(), c.stride()), epilogue);
    return out;
  }

  /// Where an element of C is.
  int at(int i, int j) {
    return c.at() + i * c.stride() + j;
  }

  float[] row(float[] values, int i) {
    return Arrays.copyOfRange(values, at(i, 0), at(i, n));
  }

  double exact(int i, int j) {
    double sum = epilogue.accumulate() ? c.values()[at(i, j)] : 0;
    for (int p = 0; p < k; p++) {
      double x = a.values()[at(a, i, p)];
      sum += x * b.values()[at(b, p, j)];
    }
    float[] bias = epilogue.bias();
    int biasAt = epilogue.biasAt() + i * epilogue.rowStep() + j * epilogue.columnStep();
    sum += bias == null ? 0 : bias[biasAt];
    return epilogue.relu() ? Math.max(sum, 0) : sum;
  }

  /// Where an element of an operand is.
  static int at(Matrix matrix, int row, int column) {
    return matrix.at()
        + (matrix.transposed() ? column * matrix.stride() + row : row * matrix.stride() + column);
  }

  private static int length(int rows, int columns, int stride) {
    return rows == 0 ? 0 : (rows - 1) * stride + columns;
  }

  private static float[] normal(Random random, int count) {
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  @Override
  public String toString() {
    return "%s%dx%dx%d%s %s"
        .formatted(
            a.transposed() ? "A' " : "",
            m,
            k,
            n,
            b.transposed() ? " B'" : "",
            List.of(
                a.at(),
                a.stride(),
                b.at(),
                b.stride(),
                c.at(),
                c.stride(),
                epilogue.accumulate(),
                epilogue.bias() != null,
                epilogue.relu()));
  }
}
