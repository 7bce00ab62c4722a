package gradus.tensor.kernel;

import static gradus.tensor.kernel.Lanes.COUNT;
import static gradus.tensor.kernel.VectorMath.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Powers with one exponent for all elements, where that exponent is among the common ones.
final class SimdPower {
  private SimdPower() {}

  /// Computes `y[i] = x[i]^exponent` and says whether it did; with false, nothing is written.
  static boolean run(Floats base, float exponent, float[] y, int yAt, int count) {
    if (base.step() == 0) {
      return false;
    }
    float[] x = base.values();
    int xAt = base.at();
    if (exponent == 2) {
      SimdUnary.run(UnaryFunction.SQUARE, x, xAt, y, yAt, count);
    } else if (exponent == -1) {
      SimdUnary.run(UnaryFunction.RECIPROCAL, x, xAt, y, yAt, count);
    } else if (exponent == 3 || exponent == 0.5f) {
      int whole = count - count % COUNT;
      loop(exponent, x, xAt, y, yAt, whole);
      if (whole < count) {
        float[] rest = SimdBinary.padded(x, xAt + whole, count - whole);
        loop(exponent, rest, 0, rest, 0, COUNT);
        System.arraycopy(rest, 0, y, yAt + whole, count - whole);
      }
    } else {
      return false;
    }
    return true;
  }

  private static void loop(float exponent, float[] x, int xAt, float[] y, int yAt, int count) {
    if (exponent == 3) {
      cube(x, xAt, y, yAt, count);
    } else {
      squareRoot(x, xAt, y, yAt, count);
    }
  }

  private static void cube(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector v = load(x, xAt + i);
      v.mul(v).mul(v).intoArray(y, yAt + i);
    }
  }

  // A power of 1/2 differs from a square root at -infinity and, in the sign of the result, at -0.
  private static void squareRoot(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector v = load(x, xAt + i);
      v.add(0f)
          .sqrt()
          .blend(Float.POSITIVE_INFINITY, v.compare(VectorOperators.EQ, Float.NEGATIVE_INFINITY))
          .intoArray(y, yAt + i);
    }
  }
}
