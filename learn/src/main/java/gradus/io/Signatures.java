package gradus.io;

import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Signature;
import java.util.List;

/// Types and shapes of tensors as JSON: `{"dtype": "FLOAT32", "shape": [1, 28, 28]}`.
public final class Signatures {
  private Signatures() {}

  /// A type and shape as JSON.
  public static JsonValue toJson(Signature signature) {
    return JsonValue.object()
        .put("dtype", signature.dtype().name())
        .put("shape", toJson(signature.shape()))
        .build();
  }

  /// Several types and shapes as a JSON array.
  public static JsonValue toJson(List<Signature> signatures) {
    return JsonValue.array(signatures.stream().map(Signatures::toJson).toList());
  }

  /// The sizes of a shape as a JSON array.
  public static JsonValue toJson(Shape shape) {
    return JsonValue.array(shape.toList().stream().map(size -> JsonValue.of((long) size)).toList());
  }

  /// The type and shape that [#toJson(Signature)] wrote.
  ///
  /// @throws JsonException where it is something else
  public static Signature fromJson(JsonCursor json) {
    JsonCursor type = json.allowOnly("dtype", "shape").member("dtype");
    for (DType dtype : DType.values()) {
      if (dtype.name().equals(type.text())) {
        return new Signature(dtype, shape(json.member("shape")));
      }
    }
    throw type.expected("one of %s", List.of(DType.values()));
  }

  /// The types and shapes that [#toJson(List)] wrote.
  ///
  /// @throws JsonException where it is something else
  public static List<Signature> list(JsonCursor json) {
    return json.elements().stream().map(Signatures::fromJson).toList();
  }

  /// The shape that [#toJson(Shape)] wrote.
  ///
  /// @throws JsonException where it is something else
  public static Shape shape(JsonCursor json) {
    return Shape.of(json.elements().stream().map(JsonCursor::integer).toList());
  }
}
