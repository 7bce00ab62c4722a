package gradus.plot;

import java.util.Locale;

/// A label in English and Chinese; the figure's locale decides which one is drawn.
///
/// SVG always shows the chosen language, because browsers have fonts. PNG shows Chinese where a
/// font that covers it is found, and the English label otherwise.
///
/// ```java
/// Text rate = Text.of("learning rate", "学习率");
/// ```
///
/// @param english the English label; may be empty
/// @param chinese the Chinese label; where empty, the English one stands in
public record Text(String english, String chinese) {
  /// No label at all.
  public static final Text EMPTY = new Text("", "");

  /// The same label in every language, such as a number, a formula or a user's own words.
  public static Text of(String label) {
    return new Text(label, label);
  }

  /// A label in both languages.
  public static Text of(String english, String chinese) {
    return new Text(english, chinese);
  }

  /// The label for a locale: Chinese where its language is `zh`, else English; where the wanted one
  /// is empty, the other.
  public String in(Locale locale) {
    boolean wantsChinese = locale.getLanguage().equals("zh");
    String wanted = wantsChinese ? chinese : english;
    String other = wantsChinese ? english : chinese;
    return wanted.isEmpty() ? other : wanted;
  }

  /// Whether there is nothing to draw in either language.
  public boolean isEmpty() {
    return english.isEmpty() && chinese.isEmpty();
  }
}
