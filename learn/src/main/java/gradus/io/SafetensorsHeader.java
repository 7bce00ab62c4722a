package gradus.io;

import gradus.tensor.DType;
import gradus.tensor.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a safetensors file says about itself before its data: the tensors in it, and texts.
///
/// @param tensors name, type and shape of each tensor, in the file's order
/// @param metadata texts by name, in the file's order
public record SafetensorsHeader(List<Entry> tensors, Map<String, String> metadata) {

  /// Copies both.
  public SafetensorsHeader {
    tensors = List.copyOf(tensors);
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /// One tensor in the file.
  ///
  /// @param name the tensor's name
  /// @param storedAs the type in the file, as `BF16`
  /// @param dtype the type that it is read as, as `FLOAT32`
  /// @param shape the sizes
  /// @param begin its first byte, counted from the start of the data
  /// @param end the byte after its last
  public record Entry(
      String name, String storedAs, DType dtype, Shape shape, long begin, long end) {}

  /// The number of elements of all tensors together.
  public long elements() {
    return tensors.stream().mapToLong(entry -> entry.shape().elements()).sum();
  }
}
