package gradus.tensor;

/// What is known of a tensor before it has values: its element type and shape.
public record Signature(DType dtype, Shape shape) {
  /// The signature of a float tensor with these sizes.
  public static Signature floats(int... sizes) {
    return new Signature(DType.FLOAT32, Shape.of(sizes));
  }

  /// The signature of a tensor of 32-bit integers with these sizes, such as tokens.
  public static Signature ints(int... sizes) {
    return new Signature(DType.INT32, Shape.of(sizes));
  }

  /// Type and shape, as in `FLOAT32[2, 3]`.
  @Override
  public String toString() {
    return dtype + shape.toString();
  }
}
