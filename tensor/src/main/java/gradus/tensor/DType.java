package gradus.tensor;

/// The type of a tensor's elements.
public enum DType {
  /// 32-bit floating point, stored in a `float[]`: the type to work in.
  FLOAT32(4),
  /// 64-bit floating point, stored in a `double[]`: the type to check gradients in.
  FLOAT64(8),
  /// 32-bit signed integers, stored in an `int[]`: labels and indices.
  INT32(4),
  /// 64-bit signed integers, stored in a `long[]`: what files of other libraries hold. They can be
  /// read, moved, written and [cast][Tensor#cast], but there is no arithmetic with them.
  INT64(8),
  /// Truth values, stored in a `boolean[]`: masks.
  BOOL(1);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /// The size of one element in bytes.
  public int bytes() {
    return bytes;
  }

  /// Whether gradients can flow through elements of this type.
  public boolean isFloating() {
    return switch (this) {
      case FLOAT32, FLOAT64 -> true;
      case INT32, INT64, BOOL -> false;
    };
  }
}
