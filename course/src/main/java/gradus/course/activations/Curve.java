package gradus.course.activations;

import gradus.nn.Layer;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// A function and its slope at some places.
///
/// @param x the places
/// @param y the function's values there
/// @param slope its derivatives there, by the library's own calculus
record Curve(double[] x, double[] y, double[] slope) {
  /// Below this a slope hardly lets a gradient through.
  static final double SATURATED = 0.05;

  /// A function at some places.
  static Curve of(Layer function, double... places) {
    Tensor x = Tensor.ofDoubles(places).tracked();
    Tensor y = function.apply(x);
    Tensor slope = y.sum().gradients(List.of(x)).getFirst();
    return new Curve(places, y.toDoubles(), slope.toDoubles());
  }

  /// The values where the slope is nearly zero, and NaN elsewhere.
  double[] saturated() {
    double[] values = y.clone();
    for (int i = 0; i < values.length; i++) {
      if (Math.abs(slope[i]) >= SATURATED) {
        values[i] = Double.NaN;
      }
    }
    return values;
  }

  /// The part of the places where the slope is nearly zero.
  double saturatedPart() {
    return Arrays.stream(slope).filter(s -> Math.abs(s) < SATURATED).count() / (double) x.length;
  }

  double largestSlope() {
    return Arrays.stream(slope).map(Math::abs).max().orElse(0);
  }
}
