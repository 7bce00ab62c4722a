package gradus.text;

import gradus.io.JsonCursor;
import gradus.io.JsonException;
import gradus.io.JsonValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// What turns text into tokens, numbers from 0 to `size - 1`, and tokens into text.
///
/// ```java
/// var tokenizer = CharacterTokenizer.of("to be or not to be");
/// int[] tokens = tokenizer.encode("not");
/// String same = tokenizer.decode(tokens);
/// ```
///
/// Tokenizers never change, and may be used by several threads.
public sealed interface Tokenizer permits CharacterTokenizer, BytePairTokenizer {
  /// The most tokens that a tokenizer may have.
  int MAXIMUM_SIZE = 1 << 18;

  /// The number of tokens.
  int size();

  /// The tokens of a text.
  ///
  /// @throws TextException where it holds half of a surrogate pair, or what has no token
  int[] encode(String text);

  /// The UTF-8 bytes that a token stands for, which may be a part of a character.
  ///
  /// @throws TextException where there is no such token
  byte[] bytes(int token);

  /// The text of tokens. Bytes that make no character, as where a character's first or last token
  /// is missing, become U+FFFD.
  ///
  /// @throws TextException where there is no such token
  default String decode(int... tokens) {
    var all = new ByteArrayOutputStream();
    for (int token : tokens) {
      all.writeBytes(bytes(token));
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /// One token in a form to be read: its text, where line ends and other control characters are
  /// written as `\n` or `\u0007`, and bytes that make no character as `\xE4`.
  ///
  /// @throws TextException where there is no such token
  default String text(int token) {
    return Unicode.readable(bytes(token));
  }

  /// Everything that makes this tokenizer, for [#fromJson].
  JsonValue toJson();

  /// The tokenizer that [#toJson] wrote.
  ///
  /// @throws JsonException where this is none; names the place
  static Tokenizer fromJson(JsonCursor json) {
    var type = json.member("type");
    return switch (type.text()) {
      case CharacterTokenizer.TYPE -> CharacterTokenizer.read(json);
      case BytePairTokenizer.TYPE -> BytePairTokenizer.read(json);
      default ->
          throw type.expected("\"%s\" or \"%s\"", CharacterTokenizer.TYPE, BytePairTokenizer.TYPE);
    };
  }
}
