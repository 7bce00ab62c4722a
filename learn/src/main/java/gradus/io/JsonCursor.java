package gradus.io;

import gradus.io.JsonValue.JsonArray;
import gradus.io.JsonValue.JsonBoolean;
import gradus.io.JsonValue.JsonNull;
import gradus.io.JsonValue.JsonObject;
import gradus.io.JsonValue.JsonReal;
import gradus.io.JsonValue.JsonString;
import gradus.io.JsonValue.JsonWhole;
import gradus.tensor.Message;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A JSON value together with its place in the document, for reading with errors that teach:
/// `model.layers[2].units: expected a whole number, got "12"`.
///
/// ```java
/// JsonCursor model = Json.read(file).cursor("model");
/// int units = model.member("layers").element(2).member("units").integer();
/// double rate = model.optional("rate").map(JsonCursor::number).orElse(0.01);
/// ```
///
/// @param value the value
/// @param path its place, as in `model.layers[2].units`
public record JsonCursor(JsonValue value, String path) {

  /// The member of that name.
  ///
  /// @throws JsonException if this is no object or has no such member
  public JsonCursor member(String name) {
    Map<String, JsonValue> members = members();
    JsonValue found = members.get(name);
    if (found == null) {
      throw new JsonException(
          path,
          Message.of(
              "expected a member %s, got only %s", Quoted.of(name), names(members.keySet())));
    }
    return new JsonCursor(found, memberPath(path, name));
  }

  /// The member of that name, if there is one and it is not null.
  ///
  /// @throws JsonException if this is no object
  public Optional<JsonCursor> optional(String name) {
    return Optional.ofNullable(members().get(name))
        .filter(found -> !(found instanceof JsonNull))
        .map(found -> new JsonCursor(found, memberPath(path, name)));
  }

  /// The element at `index`, counted from 0.
  ///
  /// @throws JsonException if this is no array or has no such element
  public JsonCursor element(int index) {
    List<JsonCursor> elements = elements();
    if (index < 0 || index >= elements.size()) {
      throw new JsonException(
          path, Message.of("expected an element %s, got an array of %s", index, elements.size()));
    }
    return elements.get(index);
  }

  /// All elements.
  ///
  /// @throws JsonException if this is no array
  public List<JsonCursor> elements() {
    if (!(value instanceof JsonArray(List<JsonValue> elements))) {
      throw expected("an array");
    }
    return new Elements(elements, path);
  }

  /// Cursors that are made when they are asked for: an array may have millions of elements.
  private static final class Elements extends AbstractList<JsonCursor> implements RandomAccess {
    private final List<JsonValue> elements;
    private final String path;

    Elements(List<JsonValue> elements, String path) {
      this.elements = elements;
      this.path = path;
    }

    @Override
    public JsonCursor get(int index) {
      return new JsonCursor(elements.get(index), path + "[" + index + "]");
    }

    @Override
    public int size() {
      return elements.size();
    }
  }

  /// The names of the members, in order.
  ///
  /// @throws JsonException if this is no object
  public List<String> names() {
    return List.copyOf(members().keySet());
  }

  /// Refuses members other than these, so that a misspelt setting is not silently ignored.
  ///
  /// @throws JsonException if there is another, or this is no object
  public JsonCursor allowOnly(String... known) {
    for (String name : members().keySet()) {
      if (!Set.of(known).contains(name)) {
        throw new JsonException(
            memberPath(path, name),
            Message.of("is not known here; known are %s", names(List.of(known))));
      }
    }
    return this;
  }

  /// The text.
  ///
  /// @throws JsonException if this is none
  public String text() {
    if (value instanceof JsonString(String text)) {
      return text;
    }
    throw expected("a text");
  }

  /// The whole number.
  ///
  /// @throws JsonException if this is none
  public long wholeNumber() {
    if (value instanceof JsonWhole(long number)) {
      return number;
    }
    throw expected("a whole number");
  }

  /// The whole number, if it fits an `int`.
  ///
  /// @throws JsonException if this is none, or is too large
  public int integer() {
    long number = wholeNumber();
    if (number != (int) number) {
      throw expected("a whole number from %s to %s", Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    return (int) number;
  }

  /// The number; also of the texts `"NaN"`, `"Infinity"` and `"-Infinity"`.
  ///
  /// @throws JsonException if this is none, or a whole number that no `double` holds exactly
  public double number() {
    return switch (value) {
      case JsonReal(double number) -> number;
      case JsonWhole(long number) -> {
        if ((long) (double) number != number || number == Long.MAX_VALUE) {
          throw expected("a number that 64-bit floating point holds exactly");
        }
        yield number;
      }
      case JsonString(String text) ->
          switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw expected("a number");
          };
      default -> throw expected("a number");
    };
  }

  /// True or false.
  ///
  /// @throws JsonException if this is neither
  public boolean truth() {
    if (value instanceof JsonBoolean(boolean truth)) {
      return truth;
    }
    throw expected("true or false");
  }

  /// Whether this is null.
  public boolean isNull() {
    return value instanceof JsonNull;
  }

  /// A complaint about this value, for checks that this class does not know: `PATH: expected WHAT,
  /// got VALUE`.
  ///
  /// @param template what would be right, told as by [Message#of(String, Object...)]
  public JsonException expected(String template, @Nullable Object... arguments) {
    return new JsonException(
        path, Message.of("expected %s, got %s", Message.of(template, arguments), shown()));
  }

  static String memberPath(String parent, String name) {
    if (name.matches("[A-Za-z_][A-Za-z0-9_]{0,60}")) {
      return parent.isEmpty() ? name : parent + "." + name;
    }
    return parent + "[" + Quoted.of(name) + "]";
  }

  private Map<String, JsonValue> members() {
    if (value instanceof JsonObject(Map<String, JsonValue> members)) {
      return members;
    }
    throw expected("an object");
  }

  private Message shown() {
    return switch (value) {
      case JsonObject(Map<String, JsonValue> members) ->
          Message.of("an object with %s", names(members.keySet()));
      case JsonArray(List<JsonValue> elements) -> Message.of("an array of %d", elements.size());
      case JsonString(String text) -> Message.verbatim(Quoted.of(text));
      case JsonWhole(long number) -> Message.verbatim(Long.toString(number));
      case JsonReal(double number) -> Message.verbatim(Double.toString(number));
      case JsonBoolean(boolean truth) -> Message.verbatim(Boolean.toString(truth));
      case JsonNull() -> Message.verbatim("null");
    };
  }

  private static Message names(Iterable<String> names) {
    List<String> some = new ArrayList<>();
    for (String name : names) {
      if (some.size() == 12) {
        some.add("...");
        break;
      }
      some.add(Quoted.of(name));
    }
    return some.isEmpty() ? Message.of("nothing") : Message.verbatim(String.join(", ", some));
  }
}
