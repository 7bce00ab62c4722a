package gradus.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Code points, and texts to show in messages.
final class Unicode {
  /// What stands for a character that is not known or not complete.
  static final int REPLACEMENT = 0xfffd;

  private Unicode() {}

  /// Refuses numbers that are no token.
  static void requireToken(int token, int size) {
    if (token < 0 || token >= size) {
      throw new TextException(
          "tokenizer: there is no token %d; they run from 0 to %d", token, size - 1);
    }
  }

  /// Refuses halves of surrogate pairs: they are no characters and have no UTF-8 form.
  static void require(String operation, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isSurrogate(text.charAt(i))) {
        continue;
      }
      if (Character.isHighSurrogate(text.charAt(i))
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      throw new TextException(
          "%s: position %d holds half of a surrogate pair, U+%04X, which is no character; read the"
              + " text as UTF-8, or repair it",
          operation, text.codePointCount(0, i), (int) text.charAt(i));
    }
  }

  /// A character as it is named in messages: `"é" (U+00E9)`.
  static String name(int point) {
    return String.format(
        Locale.ROOT, "\"%s\" (U+%04X)", readable(Character.toString(point)), point);
  }

  /// Bytes in a form to be read.
  static String readable(byte[] utf8) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
      return readable(text.toString());
    } catch (CharacterCodingException partial) {
      var shown = new StringBuilder();
      for (byte one : utf8) {
        boolean plain = one > ' ' && one < 0x7f;
        shown.append(
            plain ? Character.toString(one) : String.format(Locale.ROOT, "\\x%02X", one & 0xff));
      }
      return shown.toString();
    }
  }

  private static String readable(String text) {
    var shown = new StringBuilder();
    text.codePoints()
        .forEach(point -> {
          switch (point) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> {
              switch (Character.getType(point)) {
                case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    shown.append(String.format(Locale.ROOT, "\\u%04x", point));
                default -> shown.appendCodePoint(point);
              }
            }
          }
        });
    return shown.toString();
  }
}
