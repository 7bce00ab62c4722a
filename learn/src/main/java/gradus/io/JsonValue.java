package gradus.io;

import gradus.tensor.Message;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A JSON value: an immutable tree whose objects keep the order of their members.
///
/// Whole numbers are exact `long`s, all others exact `double`s: what is written is read back as the
/// same value of the same kind. JSON has no NaN or infinity; [#of(double)] makes the texts `"NaN"`,
/// `"Infinity"` and `"-Infinity"` of them, and [JsonCursor#number] reads those back.
///
/// ```java
/// JsonValue value = JsonValue.object().put("units", 10).put("activation", "relu").build();
/// ```
///
/// A tree holds only what can be written: texts and names are valid Unicode, numbers are finite.
public sealed interface JsonValue {

  /// Named members, in order.
  record JsonObject(Map<String, JsonValue> members) implements JsonValue {
    /// Copies the members.
    ///
    /// @throws JsonException if a name is not valid Unicode
    public JsonObject {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
      members.keySet().forEach(JsonValue::requireUnicode);
    }
  }

  /// Elements, in order.
  record JsonArray(List<JsonValue> elements) implements JsonValue {
    /// Copies the elements.
    public JsonArray {
      elements = List.copyOf(elements);
    }
  }

  /// A text.
  record JsonString(String value) implements JsonValue {
    /// Checks the text.
    ///
    /// @throws JsonException if it is not valid Unicode (half of a surrogate pair)
    public JsonString {
      requireUnicode(value);
    }
  }

  /// A whole number of at most 64 bits.
  record JsonWhole(long value) implements JsonValue {}

  /// A finite number that is written with a point or an exponent.
  record JsonReal(double value) implements JsonValue {
    /// Checks the number.
    ///
    /// @throws JsonException if it is NaN or infinite; [JsonValue#of(double)] takes those too
    public JsonReal {
      if (!Double.isFinite(value)) {
        throw new JsonException(
            "", Message.of("%s is no JSON number; write it as a text or as null", value));
      }
    }
  }

  /// True or false.
  record JsonBoolean(boolean value) implements JsonValue {}

  /// Nothing.
  record JsonNull() implements JsonValue {}

  /// A text.
  static JsonValue of(String text) {
    return new JsonString(text);
  }

  /// A whole number.
  static JsonValue of(long number) {
    return new JsonWhole(number);
  }

  /// A number; NaN and infinities become the texts `"NaN"`, `"Infinity"` and `"-Infinity"`.
  static JsonValue of(double number) {
    return Double.isFinite(number) ? new JsonReal(number) : new JsonString(Double.toString(number));
  }

  /// True or false.
  static JsonValue of(boolean truth) {
    return new JsonBoolean(truth);
  }

  /// Nothing.
  static JsonValue ofNull() {
    return new JsonNull();
  }

  /// An array of these elements.
  static JsonValue array(List<? extends JsonValue> elements) {
    return new JsonArray(List.copyOf(elements));
  }

  /// An array of these elements.
  static JsonValue array(JsonValue... elements) {
    return new JsonArray(List.of(elements));
  }

  /// An object that is filled member by member.
  static ObjectBuilder object() {
    return new ObjectBuilder();
  }

  /// This value with its place, for reading out of it with errors that name the place.
  ///
  /// @param name what the whole is called in messages, as `model` in `model.layers[2].units`; may
  ///   be empty
  default JsonCursor cursor(String name) {
    return new JsonCursor(this, name);
  }

  /// An object in the making.
  final class ObjectBuilder {
    private final Map<String, JsonValue> members = new LinkedHashMap<>();

    private ObjectBuilder() {}

    /// Adds a member.
    ///
    /// @throws JsonException if there already is one of that name
    public ObjectBuilder put(String name, JsonValue value) {
      if (members.putIfAbsent(name, value) != null) {
        throw new JsonException(
            "", Message.of("the object already has a member %s", Quoted.of(name)));
      }
      return this;
    }

    /// Adds a text.
    public ObjectBuilder put(String name, String text) {
      return put(name, of(text));
    }

    /// Adds a whole number.
    public ObjectBuilder put(String name, long number) {
      return put(name, of(number));
    }

    /// Adds a number; for NaN and infinities see [JsonValue#of(double)].
    public ObjectBuilder put(String name, double number) {
      return put(name, of(number));
    }

    /// Adds true or false.
    public ObjectBuilder put(String name, boolean truth) {
      return put(name, of(truth));
    }

    /// The object.
    public JsonValue build() {
      return new JsonObject(members);
    }
  }

  private static void requireUnicode(String text) {
    if (!JsonText.isUnicode(text)) {
      throw new JsonException(
          "", Message.of("%s holds half of a surrogate pair; repair the text", Quoted.of(text)));
    }
  }
}
