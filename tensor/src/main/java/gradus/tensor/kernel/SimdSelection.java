package gradus.tensor.kernel;

import static gradus.tensor.kernel.Lanes.COUNT;
import static gradus.tensor.kernel.Lanes.SPECIES;
import static gradus.tensor.kernel.SimdBinary.padded;
import static gradus.tensor.kernel.SimdBinary.spread;
import static gradus.tensor.kernel.VectorMath.load;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Comparisons, and the choice between two arrays by a mask. Single numbers and array ends are
/// handled as in [SimdBinary].
final class SimdSelection {
  private static final int ALL = -1;

  private SimdSelection() {}

  static void compare(
      ComparisonFunction op,
      float[] a,
      int aAt,
      int aStep,
      float[] b,
      int bAt,
      int bStep,
      boolean[] y,
      int yAt,
      int count) {
    int whole = count - count % COUNT;
    int rest = count - whole;
    float[] left = aStep == 0 ? spread(a[aAt]) : a;
    float[] right = bStep == 0 ? spread(b[bAt]) : b;
    int leftAt = aAt * aStep;
    int rightAt = bAt * bStep;
    loop(op, left, leftAt, -aStep, right, rightAt, -bStep, y, yAt, whole);
    if (rest > 0) {
      boolean[] results = new boolean[COUNT];
      left = aStep == 0 ? left : padded(left, leftAt + whole, rest);
      right = bStep == 0 ? right : padded(right, rightAt + whole, rest);
      loop(op, left, 0, ALL, right, 0, ALL, results, 0, COUNT);
      System.arraycopy(results, 0, y, yAt + whole, rest);
    }
  }

  static void where(
      boolean[] c,
      int cAt,
      int cStep,
      float[] a,
      int aAt,
      int aStep,
      float[] b,
      int bAt,
      int bStep,
      float[] y,
      int yAt,
      int count) {
    if (cStep == 0 && count > 0) {
      if (c[cAt]) {
        copy(a, aAt, aStep, y, yAt, count);
      } else {
        copy(b, bAt, bStep, y, yAt, count);
      }
      return;
    }
    int whole = count - count % COUNT;
    int rest = count - whole;
    float[] left = aStep == 0 ? spread(a[aAt]) : a;
    float[] right = bStep == 0 ? spread(b[bAt]) : b;
    int leftAt = aAt * aStep;
    int rightAt = bAt * bStep;
    choose(c, cAt, left, leftAt, -aStep, right, rightAt, -bStep, y, yAt, whole);
    if (rest > 0) {
      boolean[] mask = new boolean[COUNT];
      System.arraycopy(c, cAt + whole, mask, 0, rest);
      float[] results = new float[COUNT];
      left = aStep == 0 ? left : padded(left, leftAt + whole, rest);
      right = bStep == 0 ? right : padded(right, rightAt + whole, rest);
      choose(mask, 0, left, 0, ALL, right, 0, ALL, results, 0, COUNT);
      System.arraycopy(results, 0, y, yAt + whole, rest);
    }
  }

  private static void copy(float[] x, int xAt, int xStep, float[] y, int yAt, int count) {
    if (xStep == 0) {
      Arrays.fill(y, yAt, yAt + count, x[xAt]);
    } else {
      System.arraycopy(x, xAt, y, yAt, count);
    }
  }

  private static void choose(
      boolean[] c,
      int cAt,
      float[] a,
      int aAt,
      int aMask,
      float[] b,
      int bAt,
      int bMask,
      float[] y,
      int yAt,
      int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorMask<Float> chosen = VectorMask.fromArray(SPECIES, c, cAt + i);
      FloatVector va = load(a, aAt + (i & aMask));
      load(b, bAt + (i & bMask)).blend(va, chosen).intoArray(y, yAt + i);
    }
  }

  private static void loop(
      ComparisonFunction op,
      float[] a,
      int aAt,
      int aMask,
      float[] b,
      int bAt,
      int bMask,
      boolean[] y,
      int yAt,
      int count) {
    switch (op) {
      case LESS -> less(a, aAt, aMask, b, bAt, bMask, y, yAt, count);
      case LESS_OR_EQUAL -> lessOrEqual(a, aAt, aMask, b, bAt, bMask, y, yAt, count);
      case GREATER -> greater(a, aAt, aMask, b, bAt, bMask, y, yAt, count);
      case GREATER_OR_EQUAL -> greaterOrEqual(a, aAt, aMask, b, bAt, bMask, y, yAt, count);
      case EQUAL -> equal(a, aAt, aMask, b, bAt, bMask, y, yAt, count);
      case NOT_EQUAL -> notEqual(a, aAt, aMask, b, bAt, bMask, y, yAt, count);
    }
  }

  private static void less(
      float[] a,
      int aAt,
      int aMask,
      float[] b,
      int bAt,
      int bMask,
      boolean[] y,
      int yAt,
      int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector vb = load(b, bAt + (i & bMask));
      load(a, aAt + (i & aMask)).compare(VectorOperators.LT, vb).intoArray(y, yAt + i);
    }
  }

  private static void lessOrEqual(
      float[] a,
      int aAt,
      int aMask,
      float[] b,
      int bAt,
      int bMask,
      boolean[] y,
      int yAt,
      int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector vb = load(b, bAt + (i & bMask));
      load(a, aAt + (i & aMask)).compare(VectorOperators.LE, vb).intoArray(y, yAt + i);
    }
  }

  private static void greater(
      float[] a,
      int aAt,
      int aMask,
      float[] b,
      int bAt,
      int bMask,
      boolean[] y,
      int yAt,
      int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector vb = load(b, bAt + (i & bMask));
      load(a, aAt + (i & aMask)).compare(VectorOperators.GT, vb).intoArray(y, yAt + i);
    }
  }

  private static void greaterOrEqual(
      float[] a,
      int aAt,
      int aMask,
      float[] b,
      int bAt,
      int bMask,
      boolean[] y,
      int yAt,
      int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector vb = load(b, bAt + (i & bMask));
      load(a, aAt + (i & aMask)).compare(VectorOperators.GE, vb).intoArray(y, yAt + i);
    }
  }

  private static void equal(
      float[] a,
      int aAt,
      int aMask,
      float[] b,
      int bAt,
      int bMask,
      boolean[] y,
      int yAt,
      int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector vb = load(b, bAt + (i & bMask));
      load(a, aAt + (i & aMask)).compare(VectorOperators.EQ, vb).intoArray(y, yAt + i);
    }
  }

  private static void notEqual(
      float[] a,
      int aAt,
      int aMask,
      float[] b,
      int bAt,
      int bMask,
      boolean[] y,
      int yAt,
      int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector vb = load(b, bAt + (i & bMask));
      load(a, aAt + (i & aMask)).compare(VectorOperators.NE, vb).intoArray(y, yAt + i);
    }
  }
}
