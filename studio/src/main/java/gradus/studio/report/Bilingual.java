package gradus.studio.report;

import gradus.plot.Text;
import gradus.studio.words.Language;
import gradus.studio.words.Messages;
import gradus.tensor.Message;
import java.util.Locale;

/// Texts as HTML in both languages at once, of which the page shows one.
final class Bilingual {
  private final Messages english = new Messages(Language.ENGLISH);
  private final Messages chinese = new Messages(Language.CHINESE);

  /// Both texts of a key, escaped.
  String of(String key, Object... values) {
    return of(english.text(key, values), chinese.text(key, values));
  }

  /// What the library says, in both languages, escaped.
  String of(Message message) {
    return of(english.text(message), chinese.text(message));
  }

  /// Both languages of a text, escaped.
  String of(Text text) {
    return of(text.english(), text.chinese());
  }

  private static String of(String one, String other) {
    return one.equals(other)
        ? Html.escape(one)
        : String.format(
            Locale.ROOT,
            "<span class=\"en\" lang=\"en\">%s</span><span class=\"zh\" lang=\"zh\">%s</span>",
            Html.escape(one),
            Html.escape(other));
  }
}
