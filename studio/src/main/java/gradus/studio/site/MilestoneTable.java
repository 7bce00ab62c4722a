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
    html.append("<table><thead><tr>");
    cell(html, "th scope=\"col\"", Text.of("claimed", "当年"));
    cell(html, "th scope=\"col\"", Text.of("measured", "实测"));
    html.append("</tr></thead>");
    for (Measurement one : result.measurements()) {
      html.append("<tbody><tr>");
      cell(html, "th scope=\"rowgroup\" colspan=\"2\"", one.what());
      html.append("</tr><tr>");
      cell(html, "td", one.claimed());
      html.append(one.holds() ? "<td class=\"right\">✓ " : "<td class=\"wrong\">✗ ")
          .append(Markup.both(one.measured()))
          .append("</td></tr><tr class=\"scale\">");
      cell(html, "td colspan=\"2\"", one.scale());
      html.append("</tr></tbody>");
    }
    html.append("</table><p class=\"provenance\"><code>")
        .append(Html.escape(result.command()))
        .append("</code> · ")
        .append(result.date())
        .append(" · ")
        .append(Html.escape(result.machine()))
        .append("</p>");
  }

  /// @param tag with its attributes
  private static void cell(StringBuilder html, String tag, Text text) {
    html.append('<').append(tag).append('>').append(Markup.both(text));
    html.append("</").append(tag, 0, 2).append('>');
  }
}
