package gradus.studio.site;

import gradus.io.JsonValue;
import gradus.plot.Text;
import gradus.studio.report.Html;

/// Texts as HTML in both languages at once, of which the page shows one.
public final class Markup {
  private Markup() {}

  /// Both languages, escaped.
  public static String both(Text text) {
    return bothHtml(Html.escape(text.english()), Html.escape(text.chinese()));
  }

  /// Both languages, which are HTML already.
  static String bothHtml(String english, String chinese) {
    return english.equals(chinese)
        ? english
        : "<span lang=\"en\">" + english + "</span><span lang=\"zh\">" + chinese + "</span>";
  }

  /// Both languages as whole blocks.
  static String blocks(String english, String chinese) {
    return english.equals(chinese)
        ? english
        : "<div lang=\"en\">" + english + "</div><div lang=\"zh\">" + chinese + "</div>";
  }

  /// Both languages, for a page's script.
  public static JsonValue json(Text text) {
    return JsonValue.object().put("en", text.english()).put("zh", text.chinese()).build();
  }

  /// A link to the page before or after this one.
  ///
  /// @param which of them
  /// @param number of the other page, as in `5.2`
  static String neighbour(String address, Text which, String number, Text title) {
    return "<a href=\""
        + address
        + "\"><small>"
        + both(which)
        + "</small><b>"
        + number
        + ' '
        + both(title)
        + "</b></a>";
  }

  /// An attribute that has a language, such as a name for screen readers: the page sets it.
  public static String attribute(String name, Text text) {
    return " "
        + name
        + "=\""
        + Html.escape(text.chinese())
        + "\" data-"
        + name
        + "-en=\""
        + Html.escape(text.english())
        + "\" data-"
        + name
        + "-zh=\""
        + Html.escape(text.chinese())
        + "\"";
  }
}
