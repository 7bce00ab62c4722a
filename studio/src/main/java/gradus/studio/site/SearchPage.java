package gradus.studio.site;

import gradus.plot.Text;

/// The page that searches the lessons' titles, headings and texts in both languages, in an index
/// that is a script.
public final class SearchPage {
  private SearchPage() {}

  /// The page as a document.
  ///
  /// @param index the path of the script from the root
  public static String of(Site site, String index) {
    Text title = Text.of("Search", "搜索");
    String body =
        "<div class=\"searching\"><h1>"
            + Markup.both(title)
            + "</h1><form id=\"form\" role=\"search\"><input type=\"search\" id=\"words\" name=\"q\""
            + " autocomplete=\"off\""
            + Markup.attribute("aria-label", Text.of("What to look for", "要找什么"))
            + Markup.attribute("placeholder", Text.of("momentum, overfitting …", "动量、过拟合……"))
            + "></form><p class=\"hint\" id=\"count\" role=\"status\"></p><ol id=\"found\"></ol></div>";
    return new Page(site, 0, "search", title, "search", body).html(java.util.List.of(index));
  }
}
