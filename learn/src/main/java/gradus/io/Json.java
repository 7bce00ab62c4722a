package gradus.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import gradus.io.JsonValue.JsonArray;
import gradus.io.JsonValue.JsonBoolean;
import gradus.io.JsonValue.JsonNull;
import gradus.io.JsonValue.JsonObject;
import gradus.io.JsonValue.JsonReal;
import gradus.io.JsonValue.JsonString;
import gradus.io.JsonValue.JsonWhole;
import gradus.tensor.Message;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON text to [JsonValue] and back, strictly.
///
/// Refused are: text that is not UTF-8, anything after the value, a name that occurs twice in an
/// object, nesting deeper than [#MAXIMUM_DEPTH], more than [#MAXIMUM_BYTES], comments and other
/// extensions, whole numbers beyond 64 bits, numbers too large for a `double`, and so many small
/// values that they would take far more memory than the text. A fraction is rounded to the nearest
/// `double`. What is written depends on the value alone: members stay in their order, lines end in
/// `\n`, and numbers take their shortest exact form.
public final class Json {
  /// How many arrays and objects may stand inside one another.
  public static final int MAXIMUM_DEPTH = 64;

  /// How long a text may be.
  public static final int MAXIMUM_BYTES = 100_000_000;

  private static final JsonFactory FACTORY = JsonText.factory();

  private Json() {}

  /// The value of a text.
  ///
  /// @throws JsonException if it is not one value in strict JSON; names the place
  public static JsonValue parse(String text) {
    return parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The value of a text in UTF-8.
  ///
  /// @throws JsonException if it is not one value in strict JSON; names the place
  public static JsonValue parse(byte[] utf8) {
    return JsonText.read(
        utf8,
        parser -> {
          parser.nextToken();
          return value(parser, new JsonMemory(utf8.length));
        });
  }

  /// The value in a file.
  ///
  /// @throws FormatException if it does not hold one value in strict JSON
  /// @throws FileException if it cannot be read
  public static JsonValue read(Path file) throws FileException {
    byte[] text = InputFile.of(file).bytes(MAXIMUM_BYTES, Message.verbatim("JSON"));
    try {
      return parse(text);
    } catch (JsonException failure) {
      throw new FormatException(
          file,
          Math.max(0, failure.offset()),
          failure.placeAndProblem(),
          Message.of("correct the file, or restore it from a copy"),
          failure);
    }
  }

  /// The text on one line, without spaces.
  ///
  /// @throws JsonException if the value is nested deeper than [#MAXIMUM_DEPTH]
  public static String compact(JsonValue value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      write(generator, value, 0);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /// The text with a line for each member and element, indented by two spaces; no final line end.
  ///
  /// @throws JsonException if the value is nested deeper than [#MAXIMUM_DEPTH]
  public static String pretty(JsonValue value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      generator.setPrettyPrinter(printer());
      write(generator, value, 0);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /// Replaces a file by the [pretty][#pretty] text and a line end, atomically (see [AtomicFiles]).
  ///
  /// @throws FileException if that fails; the old content is still there
  /// @throws JsonException if the value is nested deeper than [#MAXIMUM_DEPTH]
  public static void write(Path file, JsonValue value) throws FileException {
    AtomicFiles.write(file, pretty(value) + "\n");
  }

  private static PrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    return printer;
  }

  // The depth of this recursion is bounded by MAXIMUM_DEPTH, which the parser enforces.
  private static JsonValue value(JsonParser parser, JsonMemory memory) throws IOException {
    memory.add(parser);
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, memory);
      case START_ARRAY -> {
        List<JsonValue> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(parser, memory));
        }
        yield new JsonArray(elements);
      }
      case VALUE_STRING -> new JsonString(JsonText.unicode(parser, parser.getText()));
      case VALUE_NUMBER_INT -> new JsonWhole(JsonText.wholeNumber(parser));
      case VALUE_NUMBER_FLOAT -> {
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
          throw JsonText.failure(parser, "the number is too large for 64-bit floating point");
        }
        yield new JsonReal(number);
      }
      case VALUE_TRUE -> new JsonBoolean(true);
      case VALUE_FALSE -> new JsonBoolean(false);
      case VALUE_NULL -> new JsonNull();
      case null -> throw JsonText.failure(parser, "the text is empty");
      default -> throw JsonText.failure(parser, "expected a value");
    };
  }

  private static JsonValue object(JsonParser parser, JsonMemory memory) throws IOException {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = JsonText.unicode(parser, parser.currentName());
      if (members.containsKey(name)) {
        throw JsonText.failure(parser, "the name occurs twice in its object; remove one");
      }
      parser.nextToken();
      memory.addName(parser);
      members.put(name, value(parser, memory));
    }
    return new JsonObject(members);
  }

  private static void write(JsonGenerator generator, JsonValue value, int depth)
      throws IOException {
    switch (value) {
      case JsonObject(Map<String, JsonValue> members) -> {
        requireRoom(depth);
        generator.writeStartObject();
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
          generator.writeFieldName(member.getKey());
          write(generator, member.getValue(), depth + 1);
        }
        generator.writeEndObject();
      }
      case JsonArray(List<JsonValue> elements) -> {
        requireRoom(depth);
        generator.writeStartArray();
        for (JsonValue element : elements) {
          write(generator, element, depth + 1);
        }
        generator.writeEndArray();
      }
      case JsonString(String text) -> generator.writeString(text);
      case JsonWhole(long number) -> generator.writeNumber(number);
      case JsonReal(double number) -> generator.writeNumber(number);
      case JsonBoolean(boolean truth) -> generator.writeBoolean(truth);
      case JsonNull() -> generator.writeNull();
    }
  }

  private static void requireRoom(int depth) {
    if (depth >= MAXIMUM_DEPTH) {
      throw new JsonException(
          "", Message.of("nested deeper than %s; flatten the value", MAXIMUM_DEPTH));
    }
  }
}
