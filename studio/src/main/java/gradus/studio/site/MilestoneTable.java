package gradus.studio.site;

import gradus.course.Course;
import gradus.course.Lesson;
import gradus.course.Measurement;
import gradus.course.Milestone;
import gradus.course.MilestoneResult;
import gradus.plot.Text;
import gradus.studio.report.Html;
import java.util.List;
import java.util.Optional;

/// What was claimed of a milestone and what was measured here, as the site shows it.
final class MilestoneTable {
  private MilestoneTable() {}

  /// The last thing that was measured of a milestone, in a line; nothing where none was kept.
  static Optional<Text> line(Milestone milestone) {
    List<MilestoneResult> kept = MilestoneResult.kept(milestone);
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    Measurement last = kept.getLast().measurements().getLast();
    return Optional.of(
        Text.of(
            last.what().english() + ": " + last.measured().english(),
            last.what().chinese() + "：" + last.measured().chinese()));
  }

  /// All that was kept of a lesson's milestone; empty where there is none.
  static String of(Lesson lesson) {
    StringBuilder html = new StringBuilder();
    for (MilestoneResult result : MilestoneResult.kept(Course.milestone(lesson.folder()))) {
      add(html, result);
    }
    return html.isEmpty()
        ? ""
        : "<section class=\"measured\" id=\"measured\"><h2>"
            + Markup.both(Text.of("Claimed, and measured here", "当年的说法，与这里的实测"))
            + "</h2>"
            + html
            + "</section>";
  }

  private static void add(StringBuilder html, MilestoneResult result) {
    html.append("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>");
    cell(html, "th", Text.of("what", "内容"));
    cell(html, "th", Text.of("claimed", "当年"));
    cell(html, "th", Text.of("measured", "实测"));
    cell(html, "th", Text.of("scale", "规模"));
    html.append("</tr></thead><tbody>");
    for (Measurement one : result.measurements()) {
      html.append("<tr>");
      cell(html, "td", one.what());
      cell(html, "td", one.claimed());
      html.append(one.holds() ? "<td class=\"right\">✓ " : "<td class=\"wrong\">✗ ")
          .append(Markup.both(one.measured()))
          .append("</td>");
      cell(html, "td", one.scale());
      html.append("</tr>");
    }
    html.append("</tbody></table></div><p class=\"provenance\"><code>")
        .append(Html.escape(result.command()))
        .append("</code> · ")
        .append(result.date())
        .append(" · ")
        .append(Html.escape(result.machine()))
        .append("</p>");
  }

  private static void cell(StringBuilder html, String tag, Text text) {
    html.append('<').append(tag).append('>').append(Markup.both(text));
    html.append("</").append(tag).append('>');
  }
}
