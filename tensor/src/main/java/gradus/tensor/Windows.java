package gradus.tensor;

/// The shape rules of slices and their transpose, pads.
final class Windows {
  private Windows() {}

  static Signature slice(Op.Slice op, Tensor x) {
    Shape shape = x.shape();
    if (op.starts().size() != shape.rank()
        || op.stops().size() != shape.rank()
        || op.steps().size() != shape.rank()) {
      throw new ShapeException(
          "slice: needs a start, stop and step for each axis of %s, got %s", shape, op);
    }
    var sizes = new int[shape.rank()];
    for (int axis = 0; axis < sizes.length; axis++) {
      int start = op.starts().get(axis);
      int stop = op.stops().get(axis);
      int step = op.steps().get(axis);
      if (step < 1) {
        throw new ShapeException("slice: the step at axis %d must be positive, got %d", axis, step);
      }
      if (start < 0 || start > stop || stop > shape.size(axis)) {
        throw new IndexException(
            "slice: the range %d to %d does not fit axis %d of %s, which has size %d",
            start, stop, axis, shape, shape.size(axis));
      }
      sizes[axis] = Math.ceilDiv(stop - start, step);
    }
    return new Signature(x.dtype(), Shape.of(sizes));
  }

  static Signature pad(Op.Pad op, Tensor x) {
    Checks.holds("pad", x.dtype(), op.value());
    Shape shape = x.shape();
    if (op.before().size() != shape.rank()
        || op.after().size() != shape.rank()
        || op.interior().size() != shape.rank()) {
      throw new ShapeException(
          "pad: needs one number for each axis of %s, got %s before and %s after",
          shape, op.before(), op.after());
    }
    var sizes = new int[shape.rank()];
    for (int axis = 0; axis < sizes.length; axis++) {
      int before = op.before().get(axis);
      int after = op.after().get(axis);
      int interior = op.interior().get(axis);
      if (before < 0 || after < 0 || interior < 0) {
        throw new ShapeException(
            "pad: padding must not be negative, got %d before, %d after and %d between at axis %d"
                + " of %s; use slice to cut",
            before, after, interior, axis, shape);
      }
      int size = shape.size(axis);
      long padded = (long) before + after + size + (long) interior * Math.max(0, size - 1);
      if (padded > Integer.MAX_VALUE) {
        throw new ShapeException(
            "pad: axis %d of %s would grow to %d, more than 2^31 - 1; pad less",
            axis, shape, padded);
      }
      sizes[axis] = (int) padded;
    }
    return new Signature(x.dtype(), Shape.of("pad", sizes));
  }
}
