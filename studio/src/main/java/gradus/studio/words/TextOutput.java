package gradus.studio.words;

import gradus.io.Json;
import gradus.io.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/// Text that someone else wrote, a model, a file or another program, on its way to a person.
public final class TextOutput {
  /// What moves a terminal's cursor, or turns the direction of all that follows.
  private static final String INVISIBLE = "\\p{Cc}\\u2028-\\u202e\\u2066-\\u2069";

  private TextOutput() {}

  /// A text without what would move a terminal's cursor, but for line ends and tabs.
  public static String clean(String text) {
    return text.replaceAll("[" + INVISIBLE + "&&[^\n\t]]", "?");
  }

  /// A text on one line, without what would move a terminal's cursor.
  public static String line(String text) {
    return text.replaceAll("[" + INVISIBLE + "]", "?");
  }

  /// A value as JSON on one line, in which what would move a terminal's cursor or turn the
  /// direction of text stands as an escape, which means the same.
  public static String json(JsonValue value) {
    return Pattern.compile("[" + INVISIBLE + "]")
        .matcher(Json.compact(value))
        .replaceAll(
            found -> String.format(Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0)));
  }
}
