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

  static void compare(ComparisonFunction op, Floats a, Floats b, boolean[] y, int yAt, int count) {
    int whole = count - count % COUNT;
    int rest = count - whole;
    float[] left = a.step() == 0 ? spread(a.element(0)) : a.values();
    float[] right = b.step() == 0 ? spread(b.element(0)) : b.values();
    int leftAt = a.at() * a.step();
    int rightAt = b.at() * b.step();
    loop(op, left, leftAt, -a.step(), right, rightAt, -b.step(), y, yAt, whole);
    if (rest > 0) {
      boolean[] results = new boolean[COUNT];
      left = a.step() == 0 ? left : padded(left, leftAt + whole, rest);
      right = b.step() == 0 ? right : padded(right, rightAt + whole, rest);
      loop(op, left, 0, ALL, right, 0, ALL, results, 0, COUNT);
      System.arraycopy(results, 0, y, yAt + whole, rest);
    }
  }

  static void where(Masks c, Floats a, Floats b, float[] y, int yAt, int count) {
    if (c.step() == 0 && count > 0) {
      copy(c.element(0) ? a : b, y, yAt, count);
      return;
    }
    int whole = count - count % COUNT;
    int rest = count - whole;
    float[] left = a.step() == 0 ? spread(a.element(0)) : a.values();
    float[] right = b.step() == 0 ? spread(b.element(0)) : b.values();
    int leftAt = a.at() * a.step();
    int rightAt = b.at() * b.step();
    choose(c.values(), c.at(), left, leftAt, -a.step(), right, rightAt, -b.step(), y, yAt, whole);
    if (rest > 0) {
      boolean[] mask = new boolean[COUNT];
      System.arraycopy(c.values(), c.at() + whole, mask, 0, rest);
      float[] results = new float[COUNT];
      left = a.step() == 0 ? left : padded(left, leftAt + whole, rest);
      right = b.step() == 0 ? right : padded(right, rightAt + whole, rest);
      choose(mask, 0, left, 0, ALL, right, 0, ALL, results, 0, COUNT);
      System.arraycopy(results, 0, y, yAt + whole, rest);
    }
  }

  private static void copy(Floats x, float[] y, int yAt, int count) {
    if (x.step() == 0) {
      Arrays.fill(y, yAt, yAt + count, x.element(0));
    } else {
      System.arraycopy(x.values(), x.at(), y, yAt, count);
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
