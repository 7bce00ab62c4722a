package gradus.text;

import gradus.io.JsonCursor;
import gradus.io.JsonException;
import gradus.io.JsonValue;
import gradus.tensor.Message;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A token for each character of a text: a Unicode code point, so that a Chinese character or an
/// emoji is one token as a letter is.
///
/// ```java
/// var tokenizer = CharacterTokenizer.of("床前明月光");       // 5 tokens
/// var bounded = CharacterTokenizer.of(novel, 3000);          // 2999 characters and the unknown
/// ```
///
/// Tokens are numbered by code point. Where the vocabulary is bounded, the last token stands for
/// every other character, and is written as U+FFFD.
public final class CharacterTokenizer implements Tokenizer {
  static final String TYPE = "characters";

  private final int[] characters;
  private final boolean unknown;

  private CharacterTokenizer(int[] characters, boolean unknown) {
    this.characters = characters;
    this.unknown = unknown;
  }

  /// A tokenizer for the characters of a text, and for no others.
  ///
  /// @throws TextException where there are none, or half of a surrogate pair is among them
  public static CharacterTokenizer of(String text) {
    var characters = points(text).distinct().sorted().toArray();
    if (characters.length > MAXIMUM_SIZE) {
      throw new TextException(
          "tokenizer: %d different characters are more than %d; bound them with of(text, maximum)",
          characters.length, MAXIMUM_SIZE);
    }
    return new CharacterTokenizer(characters, false);
  }

  /// A tokenizer of a bounded size for any text: the most frequent characters of this one, those
  /// with the smaller code point of equally frequent ones, and a token for all that are unknown.
  ///
  /// @param maximum the most tokens there may be, the unknown one included
  /// @throws TextException where the maximum is out of range, the text is empty, or half of a
  ///   surrogate pair is in it
  public static CharacterTokenizer of(String text, int maximum) {
    if (maximum < 2 || maximum > MAXIMUM_SIZE) {
      throw new TextException(
          "tokenizer: needs from 2 tokens, a character and the unknown one, to %d, got %d",
          MAXIMUM_SIZE, maximum);
    }
    Map<Integer, Integer> counts = new HashMap<>();
    points(text).forEach(point -> counts.merge(point, 1, Integer::sum));
    var characters =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(maximum - 1L)
            .mapToInt(Map.Entry::getKey)
            .sorted()
            .toArray();
    return new CharacterTokenizer(characters, true);
  }

  private static IntStream points(String text) {
    if (text.isEmpty()) {
      throw new TextException("tokenizer: the text is empty; there are no characters to learn");
    }
    Unicode.require("tokenizer", text);
    return text.codePoints();
  }

  @Override
  public int size() {
    return characters.length + (unknown ? 1 : 0);
  }

  /// Whether there is a token for characters that are not known: the last one.
  public boolean hasUnknown() {
    return unknown;
  }

  /// The tokens of a text, one for each code point.
  ///
  /// @throws TextException where a character is not known and there is no token for such, or half
  ///   of a surrogate pair is in the text
  @Override
  public int[] encode(String text) {
    Unicode.require("encode", text);
    var tokens = text.codePoints().toArray();
    for (int i = 0; i < tokens.length; i++) {
      int found = Arrays.binarySearch(characters, tokens[i]);
      if (found < 0 && !unknown) {
        throw new TextException(
            "encode: the character %s at position %d is not one of the %d that this tokenizer knows;"
                + " leave it out, make the tokenizer of a text that has it, or bound its size,"
                + " of(text, maximum), so that there is a token for unknown characters",
            Unicode.name(tokens[i]), i, characters.length);
      }
      tokens[i] = found < 0 ? characters.length : found;
    }
    return tokens;
  }

  @Override
  public byte[] bytes(int token) {
    Unicode.requireToken(token, size());
    int point = token < characters.length ? characters[token] : Unicode.REPLACEMENT;
    return Character.toString(point).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String text(int token) {
    return token == characters.length && unknown ? "<unknown>" : Tokenizer.super.text(token);
  }

  @Override
  public JsonValue toJson() {
    return JsonValue.object()
        .put("type", TYPE)
        .put("characters", new String(characters, 0, characters.length))
        .put("unknown", unknown)
        .build();
  }

  static CharacterTokenizer read(JsonCursor json) {
    json.allowOnly("type", "characters", "unknown");
    var member = json.member("characters");
    var characters = member.text().codePoints().toArray();
    if (characters.length == 0 || characters.length > MAXIMUM_SIZE) {
      throw new JsonException(
          member.path(),
          Message.of("expected from 1 to %d characters, got %d", MAXIMUM_SIZE, characters.length));
    }
    for (int i = 1; i < characters.length; i++) {
      if (characters[i - 1] >= characters[i]) {
        throw new JsonException(
            member.path(),
            Message.of(
                "expected characters in the order of their code points, each once, but %s comes after %s",
                Unicode.name(characters[i]), Unicode.name(characters[i - 1])));
      }
    }
    return new CharacterTokenizer(characters, json.member("unknown").truth());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CharacterTokenizer that
        && unknown == that.unknown
        && Arrays.equals(characters, that.characters);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(characters) + Boolean.hashCode(unknown);
  }

  /// What it is: `65 characters`, `2999 characters and the unknown`.
  @Override
  public String toString() {
    return characters.length + " characters" + (unknown ? " and the unknown" : "");
  }
}
