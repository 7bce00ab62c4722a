package gradus.studio.words;

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
}
