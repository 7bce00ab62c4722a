package gradus.tensor;

/// Numbers at equal distances, and ones at equal distances, for [Tensor]'s factories.
final class Sequences {
  private Sequences() {}

  static Tensor arange(double start, double stop, double step) {
    double steps = Math.max(0, Math.ceil((stop - start) / step));
    if (step == 0 || !Double.isFinite(start) || !Double.isFinite(stop) || Double.isNaN(steps)) {
      throw new TensorException(
          "arange: needs a finite start and stop and a step that is not 0, got %s to %s by %s",
          start, stop, step);
    }
    if (steps > Integer.MAX_VALUE) {
      throw new ShapeException(
          "arange: from %s to %s by %s are more than 2^31 - 1 elements, the most that one tensor"
              + " can hold; take larger steps",
          start, stop, step);
    }
    var values = new float[(int) steps];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (start + i * step);
    }
    return Tensor.of(Shape.of(values.length), values);
  }

  static Tensor eye(int size) {
    Shape shape = Shape.of("eye", size, size);
    var values = new float[shape.elements()];
    for (int i = 0; i < size; i++) {
      values[i * (size + 1)] = 1;
    }
    return Tensor.of(shape, values);
  }

  static Tensor linspace(double start, double stop, int count) {
    Shape shape = Shape.of("linspace", count);
    var values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (start + (stop - start) * i / Math.max(1, count - 1));
    }
    if (count > 1) {
      // The last one exactly, whatever the rounding.
      values[count - 1] = (float) stop;
    }
    return Tensor.of(shape, values);
  }
}
