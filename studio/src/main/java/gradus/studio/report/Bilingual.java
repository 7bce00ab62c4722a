package gradus.studio.report;

import gradus.studio.words.Language;
import gradus.studio.words.Messages;
import java.util.Locale;

/// Texts as HTML in both languages at once, of which the page shows one.
final class Bilingual {
  private final Messages english = new Messages(Language.ENGLISH);
  private final Messages chinese = new Messages(Language.CHINESE);

  /// Both texts of a key, escaped.
  String of(String key, Object... values) {
    String one = english.text(key, values);
    String other = chinese.text(key, values);
    return one.equals(other)
        ? Html.escape(one)
        : String.format(
            Locale.ROOT,
            "<span class=\"en\" lang=\"en\">%s</span><span class=\"zh\" lang=\"zh\">%s</span>",
            Html.escape(one),
            Html.escape(other));
  }
}
