package gradus.studio.words;

/// Text that a model wrote, on its way to a person.
public final class TextOutput {
  private TextOutput() {}

  /// A text without what would move a terminal's cursor, but for line ends and tabs.
  public static String clean(String text) {
    return text.replaceAll("[\\p{Cc}&&[^\n\t]]", "?");
  }

  /// A text on one line, without what would move a terminal's cursor.
  public static String line(String text) {
    return text.replaceAll("[\\p{Cc}\u2028\u2029]", "?");
  }
}
