package gradus.studio.words;

import gradus.tensor.Message;
import java.util.Locale;
import java.util.ResourceBundle;

/// Everything that a person reads, in one language: the texts of `messages.properties` (English)
/// and `messages_zh.properties`.
public final class Messages {
  private static final String BUNDLE = "gradus.studio.messages";

  private final Language language;
  private final ResourceBundle bundle;

  public Messages(Language language) {
    this.language = language;
    // English is the root bundle, so that the machine's own locale never stands in for it.
    Locale locale = language == Language.ENGLISH ? Locale.ROOT : language.locale();
    bundle = ResourceBundle.getBundle(BUNDLE, locale);
  }

  public Language language() {
    return language;
  }

  public ResourceBundle bundle() {
    return bundle;
  }

  public boolean has(String key) {
    return bundle.containsKey(key);
  }

  /// The text of a key, with `{0}`, `{1}`, ... replaced by the values, of which a [Message] is told
  /// in this language.
  public String text(String key, Object... values) {
    return fill(bundle.getString(key), values);
  }

  /// What the library says, in this language.
  public String text(Message message) {
    return message.in(language.locale());
  }

  /// Replaces places in one pass, so that a value may hold braces.
  private String fill(String pattern, Object... values) {
    var text = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      int open = pattern.indexOf('{', at);
      int close = open < 0 ? -1 : pattern.indexOf('}', open);
      if (close < 0 || !pattern.substring(open + 1, close).matches("\\d")) {
        int end = open < 0 ? pattern.length() : open + 1;
        text.append(pattern, at, end);
        at = end;
        continue;
      }
      int index = pattern.charAt(open + 1) - '0';
      text.append(pattern, at, open).append(index < values.length ? told(values[index]) : "");
      at = close + 1;
    }
    return text.toString();
  }

  private Object told(Object value) {
    return value instanceof Message message ? text(message) : value;
  }
}
