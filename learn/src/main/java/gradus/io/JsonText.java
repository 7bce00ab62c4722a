package gradus.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import gradus.tensor.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// JSON text as strict tokens: what the tree reader and the safetensors header reader share.
final class JsonText {
  // Names come from files: interning or sharing a symbol table would let one grow the process.
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Json.MAXIMUM_DEPTH)
                  .maxStringLength(Json.MAXIMUM_BYTES)
                  .maxNameLength(1 << 16)
                  .maxNumberLength(1000)
                  .build())
          .build();

  private static final Pattern CHARACTER =
      Pattern.compile("^Unexpected character \\('(.+)' \\(code");
  private static final Pattern WORD = Pattern.compile("^Unrecognized token '([^']*)'");

  private JsonText() {}

  static JsonFactory factory() {
    return FACTORY;
  }

  /// Something that takes one value from a parser.
  @FunctionalInterface
  interface Reading<T> {
    T from(JsonParser parser) throws IOException;
  }

  /// What `reading` makes of the one value in the text.
  ///
  /// @throws JsonException if the text is not one value in strict JSON
  static <T> T read(byte[] utf8, Reading<T> reading) {
    if (utf8.length > Json.MAXIMUM_BYTES) {
      throw new JsonException(
          "",
          Message.of("%d bytes are more than the allowed %d", utf8.length, Json.MAXIMUM_BYTES),
          0);
    }
    requireUtf8(utf8);
    // From characters, not bytes: given bytes, the parser would guess at UTF-16 and UTF-32.
    try (JsonParser parser =
        FACTORY.createParser(
            new InputStreamReader(new ByteArrayInputStream(utf8), StandardCharsets.UTF_8))) {
      try {
        T result = reading.from(parser);
        if (parser.nextToken() != null) {
          throw failure(parser, "the text goes on after the end of the value");
        }
        return result;
      } catch (JsonException failure) {
        throw inBytes(failure.path(), failure.reason(), failure.offset(), utf8);
      } catch (JsonProcessingException failure) {
        String path = path(parser.getParsingContext());
        long offset =
            failure.getLocation() == null
                ? parser.currentLocation().getCharOffset()
                : failure.getLocation().getCharOffset();
        throw inBytes(path, problem(failure), offset, utf8);
      }
    } catch (IOException failure) {
      throw new JsonException("", Message.of(failure), 0);
    }
  }

  /// A complaint about the parser's current token.
  static JsonException failure(JsonParser parser, String problem, Object... values) {
    JsonStreamContext context = parser.getParsingContext();
    JsonToken token = parser.currentToken();
    JsonStreamContext place =
        token != null && token.isStructStart() ? context.getParent() : context;
    return new JsonException(
        path(place), Message.of(problem, values), parser.currentTokenLocation().getCharOffset());
  }

  /// The current token as a whole number.
  static long wholeNumber(JsonParser parser) throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      default -> throw failure(parser, "the whole number has more than 64 bits");
    };
  }

  /// The text, if no half of a surrogate pair came into it through an escape.
  static String unicode(JsonParser parser, String text) {
    if (!isUnicode(text)) {
      throw failure(parser, "the text holds half of a surrogate pair");
    }
    return text;
  }

  /// Whether no half of a surrogate pair stands alone in the text.
  static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (text.codePointAt(i) <= Character.MAX_VALUE) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static JsonException inBytes(String path, Message problem, long chars, byte[] utf8) {
    int bytes = 0;
    for (long left = chars; bytes < utf8.length; bytes++) {
      boolean starts = (utf8[bytes] & 0xc0) != 0x80;
      if (starts && left <= 0) {
        break;
      }
      if (starts) {
        left -= (utf8[bytes] & 0xf0) == 0xf0 ? 2 : 1;
      }
    }
    return new JsonException(path, problem, bytes);
  }

  /// What the parser complains about, in words of our own where they are known.
  private static Message problem(JsonProcessingException failure) {
    // The parser's own idea of the place follows in further lines.
    String line = failure.getOriginalMessage().lines().findFirst().orElse("");
    Matcher character = CHARACTER.matcher(line);
    Matcher word = WORD.matcher(line);
    if (failure instanceof JsonEOFException) {
      return Message.of("the text ends in the middle of a value");
    } else if (failure instanceof StreamConstraintsException) {
      return Message.of("it is larger or deeper than what is read (%s)", line);
    } else if (character.find()) {
      return Message.of("the character %s cannot stand here", Quoted.of(character.group(1)));
    } else if (word.find()) {
      return Message.of("the word %s cannot stand here", Quoted.of(word.group(1)));
    }
    return Message.of("this is no JSON (%s)", line);
  }

  private static void requireUtf8(byte[] utf8) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(utf8);
    CharBuffer out = CharBuffer.allocate(Math.min(utf8.length + 1, 1 << 13));
    CoderResult result;
    do {
      result = decoder.decode(in, out.clear(), true);
    } while (result.isOverflow());
    if (result.isError()) {
      throw new JsonException("", Message.of("the text is not UTF-8"), in.position());
    }
  }

  private static String path(@Nullable JsonStreamContext context) {
    Deque<JsonStreamContext> outwards = new ArrayDeque<>();
    for (JsonStreamContext at = context; at != null; at = at.getParent()) {
      outwards.push(at);
    }
    String path = "";
    for (JsonStreamContext at : outwards) {
      if (at.inArray()) {
        path += "[" + at.getCurrentIndex() + "]";
      } else if (at.inObject() && at.getCurrentName() != null) {
        path = JsonCursor.memberPath(path, at.getCurrentName());
      }
    }
    return path;
  }
}
