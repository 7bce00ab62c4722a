package gradus.studio.report;

import gradus.course.Chapter;
import gradus.course.Measurement;
import gradus.course.Milestone;
import gradus.course.MilestoneResult;
import gradus.course.NumberTable;
import gradus.course.Recording;
import gradus.plot.Text;
import gradus.studio.words.Language;
import gradus.studio.words.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// The report of a milestone that was made again.
///
/// @param milestone which one
/// @param result what was measured
/// @param chapters what each chapter showed, by its name, as [#chapter] has it
/// @param language the one that is shown first
public record MilestoneReport(
    Milestone milestone, MilestoneResult result, Map<String, String> chapters, Language language) {
  private static final Pattern NUMBER = Pattern.compile("[-+−±≈<>]?\\s*\\d|[-–—]?$");

  /// Copies the map.
  public MilestoneReport {
    chapters = Map.copyOf(chapters);
  }

  /// What a chapter showed, as a part of the report.
  public static String chapter(Recording recording) {
    Bilingual words = new Bilingual();
    Html html = new Html();
    recording.sentences().forEach(sentence -> html.element("p", words.of(sentence)));
    recording.figures().values().forEach(figure -> html.add(ReportPage.figure(figure)));
    recording.tables().values().forEach(table -> html.add(table(table, words)));
    return html.toString();
  }

  /// The page.
  public String toHtml() {
    ReportPage page = new ReportPage(language);
    Bilingual words = page.words();
    long held = result.measurements().stream().filter(Measurement::holds).count();
    page.hero(
        "<div class=\"percent\">" + milestone.year() + "</div>",
        milestone.name(),
        words.of(milestone.what()),
        words.of(milestone.claim()),
        page.tile(
                "milestone.tile.held",
                Numbers.count(held) + " / " + Numbers.count(result.measurements().size()))
            + page.tile("milestone.tile.seconds", Numbers.seconds(result.seconds()))
            + page.tile("milestone.tile.seed", Long.toString(result.seed())));
    page.section("report.milestone", measurements(result.measurements(), words));
    List<Chapter> all = new ArrayList<>(milestone.chapters());
    milestone.own().stream().filter(one -> chapters.containsKey(one.name())).forEach(all::add);
    for (Chapter chapter : all) {
      String shown = Objects.requireNonNullElse(chapters.get(chapter.name()), "");
      page.section(chapter.name(), chapter.title(), shown);
    }
    page.section("report.milestone.again", again(words));
    return page.toHtml(milestone.year() + " " + milestone.what().in(language.locale()));
  }

  private String again(Bilingual words) {
    return new Html()
        .element("pre", "<code>" + Html.escape(result.command()) + "</code>")
        .add("<dl>")
        .element("dt", words.of("report.machine"))
        .element("dd", Html.escape(result.machine()))
        .element("dt", words.of("report.milestone.date"))
        .element("dd", Html.escape(result.date().toString()))
        .add("</dl>\n")
        .toString();
  }

  private static String measurements(List<Measurement> measurements, Bilingual words) {
    Html table =
        new Html()
            .add(
                "<div class=\"scroll\" tabindex=\"0\"><table class=\"words\"><thead><tr><th></th>");
    for (String key : List.of("milestone.claimed", "milestone.measured", "milestone.scale")) {
      table.element("th", words.of(key));
    }
    table.add("</tr></thead><tbody>");
    for (Measurement one : measurements) {
      table
          .add("<tr>")
          .element("th", words.of(one.what()))
          .element("td", words.of(one.claimed()))
          .element("td", (one.holds() ? "✓ " : "✗ ") + words.of(one.measured()))
          .element("td", words.of(one.scale()))
          .add("</tr>");
    }
    return table.add("</tbody></table></div>\n").toString();
  }

  private static String table(NumberTable table, Bilingual words) {
    Html html =
        new Html().add("<div class=\"scroll\" tabindex=\"0\"><table class=\"numbers\"><thead><tr>");
    for (int i = 0; i < table.columns().size(); i++) {
      html.element("th" + kind(table, i), words.of(table.columns().get(i)));
    }
    html.add("</tr></thead><tbody>");
    for (List<Text> row : table.rows()) {
      html.add("<tr>");
      for (int i = 0; i < row.size(); i++) {
        html.element("td" + kind(table, i), words.of(row.get(i)));
      }
      html.add("</tr>");
    }
    return html.add("</tbody></table></div>\n").toString();
  }

  /// The class of a column in which something does not begin like a number.
  private static String kind(NumberTable table, int column) {
    boolean numbers =
        table.rows().stream()
            .allMatch(row -> NUMBER.matcher(row.get(column).english()).lookingAt());
    return numbers ? "" : " class=\"text\"";
  }
}
