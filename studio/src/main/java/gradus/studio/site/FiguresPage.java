package gradus.studio.site;

import gradus.course.Lesson;
import gradus.plot.Text;
import java.util.List;

/// The overview of all recorded pictures, by lesson and experiment.
public final class FiguresPage {
  private FiguresPage() {}

  /// The page as a document.
  ///
  /// @param figures in the order of the lessons, those of a take together
  public static String of(Site site, List<RecordedFigure> figures) {
    Text title = Text.of("Figures", "图集");
    StringBuilder html = new StringBuilder(1 << 16);
    html.append("<div class=\"gallery\"><h1>")
        .append(Markup.both(title))
        .append("</h1><p class=\"lead\">")
        .append(
            Markup.both(
                Text.of(
                    "Every picture of the lessons, each on a page of its own: large, with its"
                        + " settings and the command that makes it. Printed, it fills a sheet.",
                    "课文中的每一张图，各有一页：大图、设置和生成它的命令。打印时正好一张横向的 A4 纸。")))
        .append("</p>");
    for (Lesson lesson : site.lessons()) {
      List<RecordedFigure> own =
          figures.stream().filter(figure -> figure.take().lesson().equals(lesson)).toList();
      if (!own.isEmpty()) {
        lesson(html, site, lesson, own);
      }
    }
    return new Page(site, 0, "figures", title, "figures", html.append("</div>").toString()).html();
  }

  private static void lesson(
      StringBuilder html, Site site, Lesson lesson, List<RecordedFigure> figures) {
    html.append("<section><h2><a href=\"")
        .append(site.lesson(0, lesson))
        .append("\">")
        .append(lesson.number())
        .append(' ')
        .append(Markup.both(lesson.title()))
        .append("</a></h2>");
    Take before = null;
    for (RecordedFigure figure : figures) {
      Take take = figure.take();
      if (!take.equals(before)) {
        html.append(before == null ? "<h3>" : "</div><h3>")
            .append(Markup.both(take.type().title()));
        if (!take.changes().isEmpty()) {
          html.append(" <small>").append(Markup.both(take.changes())).append("</small>");
        }
        html.append("</h3><div class=\"tiles\">");
        before = take;
      }
      html.append("<a class=\"tile card\" href=\"")
          .append(site.page(0, figure.page()))
          .append("\">")
          .append(figure.tile(site, 0))
          .append("<span>")
          .append(Markup.both(figure.title()))
          .append("</span></a>");
    }
    html.append("</div></section>");
  }
}
