package gradus.tensor.kernel;

import static gradus.tensor.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The steps that a [SingleLoop] may have, by the names of their functions, each with the bits of
/// the loop that has it alone.
final class LoopSteps {
  private LoopSteps() {}

  static FloatVector load(float[] x, int at) {
    return VectorMath.load(x, at);
  }

  static VectorMask<Float> load(boolean[] x, int at) {
    return VectorMask.fromArray(SPECIES, x, at);
  }

  static FloatVector broadcast(float x) {
    return VectorMath.broadcast(x);
  }

  static void store(FloatVector x, float[] y, int at) {
    x.intoArray(y, at);
  }

  static void store(VectorMask<Float> x, boolean[] y, int at) {
    x.intoArray(y, at);
  }

  static FloatVector negate(FloatVector x) {
    return x.neg();
  }

  static FloatVector abs(FloatVector x) {
    return x.abs();
  }

  static FloatVector sign(FloatVector x) {
    return VectorFunctions.sign(x);
  }

  static FloatVector reciprocal(FloatVector x) {
    return VectorFunctions.reciprocal(x);
  }

  static FloatVector square(FloatVector x) {
    return x.mul(x);
  }

  static FloatVector sqrt(FloatVector x) {
    return x.sqrt();
  }

  static FloatVector rsqrt(FloatVector x) {
    return VectorFunctions.rsqrt(x);
  }

  static FloatVector relu(FloatVector x) {
    return VectorFunctions.relu(x);
  }

  static FloatVector add(FloatVector a, FloatVector b) {
    return a.add(b);
  }

  static FloatVector subtract(FloatVector a, FloatVector b) {
    return a.sub(b);
  }

  static FloatVector multiply(FloatVector a, FloatVector b) {
    return a.mul(b);
  }

  static FloatVector divide(FloatVector a, FloatVector b) {
    return a.div(b);
  }

  static FloatVector maximum(FloatVector a, FloatVector b) {
    return a.max(b);
  }

  static FloatVector minimum(FloatVector a, FloatVector b) {
    return a.min(b);
  }

  static VectorMask<Float> less(FloatVector a, FloatVector b) {
    return a.compare(VectorOperators.LT, b);
  }

  static VectorMask<Float> lessOrEqual(FloatVector a, FloatVector b) {
    return a.compare(VectorOperators.LE, b);
  }

  static VectorMask<Float> greater(FloatVector a, FloatVector b) {
    return a.compare(VectorOperators.GT, b);
  }

  static VectorMask<Float> greaterOrEqual(FloatVector a, FloatVector b) {
    return a.compare(VectorOperators.GE, b);
  }

  static VectorMask<Float> equal(FloatVector a, FloatVector b) {
    return a.compare(VectorOperators.EQ, b);
  }

  static VectorMask<Float> notEqual(FloatVector a, FloatVector b) {
    return a.compare(VectorOperators.NE, b);
  }

  static FloatVector where(VectorMask<Float> c, FloatVector a, FloatVector b) {
    return b.blend(a, c);
  }
}
