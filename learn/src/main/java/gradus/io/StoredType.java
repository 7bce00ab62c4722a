package gradus.io;

import gradus.tensor.DType;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An element type of the safetensors format that can be read, and the type it becomes.
///
/// The order is that of the reference implementation, which writes the last ones first.
enum StoredType {
  BOOL(1, DType.BOOL),
  U8(1, DType.INT32),
  I8(1, DType.INT32),
  I16(2, DType.INT32),
  U16(2, DType.INT32),
  F16(2, DType.FLOAT32),
  BF16(2, DType.FLOAT32),
  I32(4, DType.INT32),
  U32(4, DType.INT32),
  F32(4, DType.FLOAT32),
  F64(8, DType.FLOAT64),
  I64(8, DType.INT32),
  U64(8, DType.INT32);

  private final int bytes;
  private final DType dtype;

  StoredType(int bytes, DType dtype) {
    this.bytes = bytes;
    this.dtype = dtype;
  }

  /// The size of one stored element.
  int bytes() {
    return bytes;
  }

  /// The type that the elements have once they are read.
  DType dtype() {
    return dtype;
  }

  /// The type that is stored without any conversion.
  static StoredType of(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> F32;
      case FLOAT64 -> F64;
      case INT32 -> I32;
      case INT64 -> I64;
      case BOOL -> BOOL;
    };
  }

  static @Nullable StoredType named(String name) {
    for (StoredType type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    return null;
  }

  static String known() {
    return Arrays.stream(values()).map(Enum::name).sorted().collect(Collectors.joining(", "));
  }
}
