package gradus.io;

import java.util.Locale;

/// Text from a file, made fit for a message: quoted, shortened, and with control characters escaped
/// so that a hostile name cannot move a terminal's cursor.
final class Quoted {
  private static final int LONGEST = 80;

  private Quoted() {}

  static String of(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    int shown = 0;
    for (int i = 0; i < text.length() && shown < LONGEST; shown++) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      switch (Character.getType(point)) {
        case Character.CONTROL,
            Character.FORMAT,
            Character.SURROGATE,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR ->
            quoted.append(String.format(Locale.ROOT, "\\u%04x", point));
        default -> quoted.appendCodePoint(point);
      }
    }
    if (text.codePointCount(0, text.length()) > LONGEST) {
      quoted.append("...");
    }
    return quoted.append('"').toString();
  }
}
