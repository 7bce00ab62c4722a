package gradus.tensor;

/// Conversions from and to INT64, which never pass through a double: it would round.
final class Longs {
  private Longs() {}

  /// From INT64: floats and doubles take the nearest number they have, INT32 the lower 32 bits, and
  /// masks whether it is not 0.
  static void cast(long[] x, int count, Object y) {
    switch (y) {
      case float[] out -> {
        for (int i = 0; i < count; i++) {
          out[i] = x[i];
        }
      }
      case double[] out -> {
        for (int i = 0; i < count; i++) {
          out[i] = x[i];
        }
      }
      case int[] out -> {
        for (int i = 0; i < count; i++) {
          out[i] = (int) x[i];
        }
      }
      case boolean[] out -> {
        for (int i = 0; i < count; i++) {
          out[i] = x[i] != 0;
        }
      }
      default -> throw new StateException("cast of %s", DType.INT64);
    }
  }

  /// To INT64: fractions are dropped, what is too large or small becomes the largest or smallest
  /// number, and not-a-number becomes 0.
  static void cast(Object x, int count, long[] y) {
    switch (x) {
      case float[] in -> {
        for (int i = 0; i < count; i++) {
          y[i] = (long) in[i];
        }
      }
      case double[] in -> {
        for (int i = 0; i < count; i++) {
          y[i] = (long) in[i];
        }
      }
      case int[] in -> {
        for (int i = 0; i < count; i++) {
          y[i] = in[i];
        }
      }
      case boolean[] in -> {
        for (int i = 0; i < count; i++) {
          y[i] = in[i] ? 1 : 0;
        }
      }
      default -> throw new StateException("cast to %s", DType.INT64);
    }
  }
}
