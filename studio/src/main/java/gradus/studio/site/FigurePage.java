package gradus.studio.site;

import gradus.course.Setting;
import gradus.plot.Text;
import gradus.studio.report.Html;
import java.util.List;

/// The page of one recorded picture, for whoever teaches with it: large, with the settings and the
/// command that make it, on one sheet when it is printed.
public final class FigurePage {
  private FigurePage() {}

  /// The page as a document.
  ///
  /// @param all the pictures of its lesson, in order
  /// @param at which of them
  /// @param note when and with what it was recorded
  public static String of(Site site, List<RecordedFigure> all, int at, Text note) {
    RecordedFigure figure = all.get(at);
    Take take = figure.take();
    StringBuilder html = new StringBuilder(1 << 12);
    html.append("<div class=\"sheet\"><p class=\"eyebrow\"><a href=\"")
        .append(site.lesson(1, take.lesson()))
        .append("\">")
        .append(take.lesson().number())
        .append(' ')
        .append(Markup.both(take.lesson().title()))
        .append("</a> · ")
        .append(Markup.both(take.type().title()))
        .append("</p><h1>")
        .append(Markup.both(figure.title()))
        .append("</h1><figure class=\"large card\">")
        .append(figure.html(site, 1))
        .append("</figure>");
    settings(html, take);
    html.append("<p class=\"command\"><code>")
        .append(Html.escape(take.command()))
        .append("</code></p><p class=\"hint\">")
        .append(Markup.both(note))
        .append("</p>");
    neighbours(html, site, all, at);
    return new Page(site, 1, "figures", figure.title(), "figures", html.append("</div>").toString())
        .html();
  }

  private static void settings(StringBuilder html, Take take) {
    html.append("<dl class=\"settings\">");
    for (Setting setting : take.type().settings()) {
      String value = take.settings().getOrDefault(setting.name(), setting.initial());
      html.append(value.equals(setting.initial()) ? "<div><dt>" : "<div class=\"changed\"><dt>")
          .append(Markup.both(setting.title()))
          .append("</dt><dd>")
          .append(Markup.both(Take.shown(setting, value)))
          .append("</dd></div>");
    }
    html.append("</dl>");
  }

  private static void neighbours(StringBuilder html, Site site, List<RecordedFigure> all, int at) {
    html.append("<nav class=\"beside\"")
        .append(Markup.attribute("aria-label", Text.of("Other figures", "其他图")))
        .append(">");
    if (at > 0) {
      link(html, site, all.get(at - 1), Text.of("← before", "← 上一张"));
    }
    html.append("<a href=\"")
        .append(site.page(1, "figures"))
        .append("\">")
        .append(Markup.both(Text.of("All figures", "全部图")))
        .append("</a>");
    if (at + 1 < all.size()) {
      link(html, site, all.get(at + 1), Text.of("next →", "下一张 →"));
    }
    html.append("</nav>");
  }

  private static void link(StringBuilder html, Site site, RecordedFigure other, Text words) {
    html.append("<a href=\"")
        .append(site.page(1, other.page()))
        .append("\">")
        .append(Markup.both(words))
        .append("</a>");
  }
}
