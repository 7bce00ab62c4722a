package gradus.tensor.kernel;

import static gradus.tensor.kernel.Lanes.COUNT;
import static gradus.tensor.kernel.VectorMath.load;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// Elementwise functions of two arrays, one of which may be a single number.
///
/// A number is spread over a short array, which the loops read again and again: element `i` is at
/// `i & mask`, with a mask of 0 for a number and -1 for an array. So one loop serves all
/// combinations. What is left at the end of the arrays goes through the same loop in padded copies.
final class SimdBinary {
  private static final int ALL = -1;

  private SimdBinary() {}

  static void run(BinaryFunction op, Floats a, Floats b, float[] y, int yAt, int count) {
    if (op == BinaryFunction.POWER
        && b.step() == 0
        && SimdPower.run(a, b.element(0), y, yAt, count)) {
      return;
    }
    if (isScalar(op)) {
      scalar(op, a, b, y, yAt, count);
      return;
    }
    int whole = count - count % COUNT;
    int rest = count - whole;
    float[] left = a.step() == 0 ? spread(a.element(0)) : a.values();
    float[] right = b.step() == 0 ? spread(b.element(0)) : b.values();
    int leftAt = a.at() * a.step();
    int rightAt = b.at() * b.step();
    loop(op, left, leftAt, -a.step(), right, rightAt, -b.step(), y, yAt, whole);
    if (rest > 0) {
      float[] padded = new float[COUNT];
      left = a.step() == 0 ? left : padded(left, leftAt + whole, rest);
      right = b.step() == 0 ? right : padded(right, rightAt + whole, rest);
      loop(op, left, 0, ALL, right, 0, ALL, padded, 0, COUNT);
      System.arraycopy(padded, 0, y, yAt + whole, rest);
    }
  }

  /// An array of one vector that holds `value` everywhere.
  static float[] spread(float value) {
    float[] values = new float[COUNT];
    Arrays.fill(values, value);
    return values;
  }

  /// The `count` elements of `x` from `at` on, in an array of one vector.
  static float[] padded(float[] x, int at, int count) {
    float[] values = new float[COUNT];
    System.arraycopy(x, at, values, 0, count);
    return values;
  }

  private static boolean isScalar(BinaryFunction op) {
    return switch (op) {
      case POWER, REMAINDER, ATAN2 -> true;
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MAXIMUM, MINIMUM -> false;
    };
  }

  private static void loop(
      BinaryFunction op,
      float[] a,
      int aAt,
      int aMask,
      float[] b,
      int bAt,
      int bMask,
      float[] y,
      int yAt,
      int count) {
    switch (op) {
      case ADD -> add(a, aAt, aMask, b, bAt, bMask, y, yAt, count);
      case SUBTRACT -> subtract(a, aAt, aMask, b, bAt, bMask, y, yAt, count);
      case MULTIPLY -> multiply(a, aAt, aMask, b, bAt, bMask, y, yAt, count);
      case DIVIDE -> divide(a, aAt, aMask, b, bAt, bMask, y, yAt, count);
      case MAXIMUM -> maximum(a, aAt, aMask, b, bAt, bMask, y, yAt, count);
      case MINIMUM -> minimum(a, aAt, aMask, b, bAt, bMask, y, yAt, count);
      case POWER, REMAINDER, ATAN2 -> throw new AssertionError(op);
    }
  }

  private static void add(
      float[] a, int aAt, int aMask, float[] b, int bAt, int bMask, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector vb = load(b, bAt + (i & bMask));
      load(a, aAt + (i & aMask)).add(vb).intoArray(y, yAt + i);
    }
  }

  private static void subtract(
      float[] a, int aAt, int aMask, float[] b, int bAt, int bMask, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector vb = load(b, bAt + (i & bMask));
      load(a, aAt + (i & aMask)).sub(vb).intoArray(y, yAt + i);
    }
  }

  private static void multiply(
      float[] a, int aAt, int aMask, float[] b, int bAt, int bMask, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector vb = load(b, bAt + (i & bMask));
      load(a, aAt + (i & aMask)).mul(vb).intoArray(y, yAt + i);
    }
  }

  private static void divide(
      float[] a, int aAt, int aMask, float[] b, int bAt, int bMask, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector vb = load(b, bAt + (i & bMask));
      load(a, aAt + (i & aMask)).div(vb).intoArray(y, yAt + i);
    }
  }

  private static void maximum(
      float[] a, int aAt, int aMask, float[] b, int bAt, int bMask, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector vb = load(b, bAt + (i & bMask));
      load(a, aAt + (i & aMask)).max(vb).intoArray(y, yAt + i);
    }
  }

  private static void minimum(
      float[] a, int aAt, int aMask, float[] b, int bAt, int bMask, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector vb = load(b, bAt + (i & bMask));
      load(a, aAt + (i & aMask)).min(vb).intoArray(y, yAt + i);
    }
  }

  private static void scalar(BinaryFunction op, Floats a, Floats b, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i++) {
      y[yAt + i] = (float) Scalars.binary(op, a.element(i), b.element(i));
    }
  }
}
