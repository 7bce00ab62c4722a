package gradus.tensor;

/// What the numbers are of a picture that is made larger or smaller.
///
/// With `alignCorners` the outermost numbers of both pictures lie on each other; without, their
/// outermost edges do. Both are as in PyTorch, without smoothing of smaller pictures (`antialias`).
public enum Interpolation {
  /// The number whose place is the nearest at or before. It has no corners to align.
  NEAREST,
  /// Weighted means of the two nearest along each axis: bilinear in pictures, trilinear in volumes.
  LINEAR,
  /// Sums of the four nearest along each axis by Keys's cubic polynomial with `a = -0.75`: bicubic
  /// in pictures. They may leave the range of the numbers that there are.
  ///
  /// Keys, "Cubic convolution interpolation for digital image processing", 1981.
  CUBIC;

  private static final double CUBIC_SLOPE = -0.75;

  static void require(Interpolation how, boolean alignCorners) {
    if (how == NEAREST && alignCorners) {
      throw new TensorException(
          "interpolate: NEAREST has no corners to align; use LINEAR or CUBIC, or do not align");
    }
  }

  /// This tensor with another size along an axis.
  Tensor resize(Tensor x, int axis, int outputs, boolean alignCorners) {
    int size = x.size(axis);
    if (size == outputs) {
      return x;
    }
    if (this == NEAREST) {
      var places = (int[]) Arrays.allocate(DType.INT32, outputs);
      // Single precision, as in PyTorch: it decides where a place falls on the boundary of two.
      float scale = (float) size / outputs;
      for (int o = 0; o < outputs; o++) {
        places[o] = Math.min((int) (o * scale), size - 1);
      }
      return x.take(Tensor.of(Shape.of(outputs), places), axis);
    }
    Tensor weights = weights(size, outputs, alignCorners).cast(x.dtype());
    int rank = x.shape().rank();
    if (axis == rank - 1) {
      return x.matmulTransposed(weights);
    }
    // The axes after this one are one, so that the product sees rows and columns.
    Shape rest = x.shape().part(axis + 1, rank);
    Shape flat = x.shape().part(0, axis + 1).plus(Shape.of(rest.elements()));
    Tensor y = weights.matmul(x.reshape(flat));
    return y.reshape(x.shape().with(axis, outputs));
  }

  /// What each new number takes of each old one, `[outputs, size]`.
  private Tensor weights(int size, int outputs, boolean alignCorners) {
    Shape shape = Shape.of("interpolate", outputs, size);
    var weights = (double[]) Arrays.allocate(DType.FLOAT64, shape.elements());
    for (int o = 0; o < outputs; o++) {
      double place =
          alignCorners
              ? (outputs == 1 ? 0 : o * (size - 1.0) / (outputs - 1))
              : (o + 0.5) * size / outputs - 0.5;
      if (this == LINEAR) {
        place = Math.clamp(place, 0, size - 1);
      }
      int left = (int) Math.floor(place);
      for (int tap = left - 1; tap <= left + 2; tap++) {
        double share = share(Math.abs(place - tap));
        weights[o * size + Math.clamp(tap, 0, size - 1)] += share;
      }
    }
    return Tensor.of(shape, weights);
  }

  /// How much a number counts at a distance.
  private double share(double distance) {
    double d = distance;
    double a = CUBIC_SLOPE;
    return switch (this) {
      case NEAREST -> d <= 0.5 ? 1 : 0;
      case LINEAR -> Math.max(0, 1 - d);
      case CUBIC ->
          d <= 1
              ? ((a + 2) * d - (a + 3)) * d * d + 1
              : d < 2 ? ((a * d - 5 * a) * d + 8 * a) * d - 4 * a : 0;
    };
  }
}
