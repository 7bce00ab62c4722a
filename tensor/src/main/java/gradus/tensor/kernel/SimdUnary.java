package gradus.tensor.kernel;

import static gradus.tensor.kernel.Lanes.COUNT;
import static gradus.tensor.kernel.VectorFunctions.LARGEST_ANGLE;
import static gradus.tensor.kernel.VectorMath.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Elementwise functions of one array.
///
/// One loop per function: a loop that were given the function as an argument would be compiled for
/// all of them at once, and would allocate every vector. A loop sees whole vectors only; what is
/// left at the end of the array goes through the same loop in a padded copy, so an element's bits
/// do not depend on its position.
final class SimdUnary {
  /// Elements between two loops of one function: a multiple of every vector's length that the
  /// innermost cache holds.
  private static final int CHUNK = 1024;

  private SimdUnary() {}

  static void run(UnaryFunction op, float[] x, int xAt, float[] y, int yAt, int count) {
    int whole = count - count % COUNT;
    loop(op, x, xAt, y, yAt, whole);
    int rest = count - whole;
    if (rest > 0) {
      float[] padded = new float[COUNT];
      System.arraycopy(x, xAt + whole, padded, 0, rest);
      loop(op, padded, 0, padded, 0, COUNT);
      System.arraycopy(padded, 0, y, yAt + whole, rest);
    }
  }

  private static void loop(UnaryFunction op, float[] x, int xAt, float[] y, int yAt, int count) {
    switch (op) {
      case NEGATE -> negate(x, xAt, y, yAt, count);
      case ABS -> abs(x, xAt, y, yAt, count);
      case SIGN -> sign(x, xAt, y, yAt, count);
      case RECIPROCAL -> reciprocal(x, xAt, y, yAt, count);
      case SQUARE -> square(x, xAt, y, yAt, count);
      case SQRT -> sqrt(x, xAt, y, yAt, count);
      case RSQRT -> rsqrt(x, xAt, y, yAt, count);
      case EXP -> exp(x, xAt, y, yAt, count);
      case EXPM1 -> expm1(x, xAt, y, yAt, count);
      case LOG -> log(x, xAt, y, yAt, count);
      case LOG2 -> log2(x, xAt, y, yAt, count);
      case LOG10 -> log10(x, xAt, y, yAt, count);
      case LOG1P -> log1p(x, xAt, y, yAt, count);
      case SIN -> sin(x, xAt, y, yAt, count);
      case COS -> cos(x, xAt, y, yAt, count);
      case TANH -> tanh(x, xAt, y, yAt, count);
      case FLOOR -> floor(x, xAt, y, yAt, count);
      case CEIL -> ceil(x, xAt, y, yAt, count);
      case ROUND -> round(x, xAt, y, yAt, count);
      case ERF -> erf(x, xAt, y, yAt, count);
      case SIGMOID -> sigmoid(x, xAt, y, yAt, count);
      case RELU -> relu(x, xAt, y, yAt, count);
      case SOFTPLUS -> softplus(x, xAt, y, yAt, count);
      case SILU -> silu(x, xAt, y, yAt, count);
      case GELU -> gelu(x, xAt, y, yAt, count);
      case TAN, ASIN, ACOS, ATAN, SINH, COSH -> scalar(op, x, xAt, y, yAt, count);
    }
  }

  private static void negate(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      load(x, xAt + i).neg().intoArray(y, yAt + i);
    }
  }

  private static void abs(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      load(x, xAt + i).abs().intoArray(y, yAt + i);
    }
  }

  private static void sign(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorFunctions.sign(load(x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  private static void reciprocal(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorFunctions.reciprocal(load(x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  private static void square(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector v = load(x, xAt + i);
      v.mul(v).intoArray(y, yAt + i);
    }
  }

  private static void sqrt(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      load(x, xAt + i).sqrt().intoArray(y, yAt + i);
    }
  }

  private static void rsqrt(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorFunctions.rsqrt(load(x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  private static void exp(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorMath.exp(load(x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  private static void expm1(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorMath.expm1(load(x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  private static void log(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorMath.log(load(x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  private static void log1p(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorMath.log1p(load(x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  private static void tanh(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorFunctions.tanh(load(x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  private static void floor(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorFunctions.floor(load(x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  private static void ceil(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorFunctions.ceil(load(x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  private static void round(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorFunctions.round(load(x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  private static void erf(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorFunctions.erf(load(x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  private static void sigmoid(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorFunctions.sigmoid(load(x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  private static void relu(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorFunctions.relu(load(x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  private static void silu(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorFunctions.silu(load(x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  // Softplus and the logarithms to other bases take two loops: one loop with both their halves is
  // more than the compiler inlines.
  private static void softplus(float[] x, int xAt, float[] y, int yAt, int count) {
    float[] scratch = new float[Math.min(count, CHUNK)];
    for (int from = 0; from < count; from += CHUNK) {
      int size = Math.min(CHUNK, count - from);
      decay(x, xAt + from, scratch, size);
      softplus(x, xAt + from, scratch, y, yAt + from, size);
    }
  }

  private static void decay(float[] x, int xAt, float[] y, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorFunctions.decay(load(x, xAt + i)).intoArray(y, i);
    }
  }

  private static void softplus(float[] x, int xAt, float[] e, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorFunctions.softplus(load(x, xAt + i), load(e, i)).intoArray(y, yAt + i);
    }
  }

  private static void log2(float[] x, int xAt, float[] y, int yAt, int count) {
    float[] scratch = new float[Math.min(count, CHUNK)];
    for (int from = 0; from < count; from += CHUNK) {
      int size = Math.min(CHUNK, count - from);
      restOfLog(x, xAt + from, scratch, size);
      log2(x, xAt + from, scratch, y, yAt + from, size);
    }
  }

  private static void log2(float[] x, int xAt, float[] rest, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorMath.log2(load(x, xAt + i), load(rest, i)).intoArray(y, yAt + i);
    }
  }

  private static void log10(float[] x, int xAt, float[] y, int yAt, int count) {
    float[] scratch = new float[Math.min(count, CHUNK)];
    for (int from = 0; from < count; from += CHUNK) {
      int size = Math.min(CHUNK, count - from);
      restOfLog(x, xAt + from, scratch, size);
      log10(x, xAt + from, scratch, y, yAt + from, size);
    }
  }

  private static void log10(float[] x, int xAt, float[] rest, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorMath.log10(load(x, xAt + i), load(rest, i)).intoArray(y, yAt + i);
    }
  }

  private static void restOfLog(float[] x, int xAt, float[] y, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorMath.restOfLog(load(x, xAt + i)).intoArray(y, i);
    }
  }

  private static void gelu(float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i += COUNT) {
      VectorFunctions.gelu(load(x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  // Angles too large for the vector code are done one by one; its result for their neighbours
  // stands.
  private static void sin(float[] x, int xAt, float[] y, int yAt, int count) {
    float[] angles = new float[COUNT];
    for (int i = 0; i < count; i += COUNT) {
      FloatVector angle = load(x, xAt + i);
      angle.intoArray(angles, 0);
      VectorFunctions.sin(angle).intoArray(y, yAt + i);
      if (angle.abs().compare(VectorOperators.GT, LARGEST_ANGLE).anyTrue()) {
        correctLargeAngles(UnaryFunction.SIN, angles, y, yAt + i);
      }
    }
  }

  private static void cos(float[] x, int xAt, float[] y, int yAt, int count) {
    float[] angles = new float[COUNT];
    for (int i = 0; i < count; i += COUNT) {
      FloatVector angle = load(x, xAt + i);
      angle.intoArray(angles, 0);
      VectorFunctions.cos(angle).intoArray(y, yAt + i);
      if (angle.abs().compare(VectorOperators.GT, LARGEST_ANGLE).anyTrue()) {
        correctLargeAngles(UnaryFunction.COS, angles, y, yAt + i);
      }
    }
  }

  private static void correctLargeAngles(UnaryFunction op, float[] angles, float[] y, int yAt) {
    for (int i = 0; i < COUNT; i++) {
      if (!(Math.abs(angles[i]) <= LARGEST_ANGLE)) {
        y[yAt + i] = (float) Scalars.unary(op, angles[i]);
      }
    }
  }

  private static void scalar(UnaryFunction op, float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i++) {
      y[yAt + i] = (float) Scalars.unary(op, x[xAt + i]);
    }
  }
}
