package gradus.studio.report;

import gradus.plot.Figure;
import gradus.studio.run.Judgement;
import gradus.studio.run.TableFolds;
import gradus.studio.run.TableForm;
import gradus.studio.run.TableParts;
import gradus.studio.run.TableResult;
import gradus.studio.words.EpochTable;
import gradus.studio.words.Language;
import gradus.studio.words.Messages;
import gradus.studio.words.Numbers;
import gradus.table.Encoding;
import gradus.table.Terms;
import gradus.tensor.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The report of a run on a table.
final class TableReport {
  private static final int MOST_NAMES = 60;

  private final TableResult result;
  private final Map<String, Figure> figures;
  private final Language language;
  private final boolean pictures;
  private final TableForm form;
  private final ReportPage page;

  /// @param language the one that is shown first
  /// @param pictures whether figures were saved as files too
  TableReport(
      TableResult result, Map<String, Figure> figures, Language language, boolean pictures) {
    this.result = result;
    form = result.settings().form();
    this.figures = figures;
    this.language = language;
    this.pictures = pictures;
    page = new ReportPage(language);
  }

  String toHtml() {
    var parts = new ReportParts(result, page.words());
    hero();
    page.section(form.key("report.table.data"), data());
    page.section("report.table.network", parts.network(form.key("report.table.input")));
    EpochTable epochs = result.classes() == null ? EpochTable.ofNumbers() : EpochTable.ofDigits();
    page.section(form.key("report.table.training"), figure("history") + parts.epochs(epochs));
    if (figures.containsKey("rates")) {
      page.detail("report.rates", figure("rates"));
    }
    page.section("report.doctor", parts.doctor());
    if (figures.containsKey("confusion")) {
      page.section("report.confusion", parts.scrolling(figure("confusion")));
    }
    if (figures.containsKey("roc")) {
      page.detail("report.roc", figure("roc"));
    }
    if (figures.containsKey("reliability")) {
      page.detail("report.reliability", figure("reliability"));
    }
    if (figures.containsKey("predictions")) {
      page.section(form.key("report.table.predictions"), figure("predictions"));
    }
    if (figures.containsKey("importance")) {
      page.section("report.table.importance", figure("importance"));
    }
    Path[] more = pictures ? new Path[] {result.folder().figures()} : new Path[0];
    page.section("report.table.again", parts.again(result.settings().command(), more));
    String title =
        new Messages(language)
            .text("report.table.title", result.parts().title(), result.settings().target());
    return page.toHtml(title + " · " + result.folder().name());
  }

  private void hero() {
    Bilingual words = page.words();
    TableParts rows = result.parts();
    String tiles =
        page.tile(form.key("report.table.tile.rows"), Numbers.count(rows.training().rows()))
            + page.tile(form.key("report.table.tile.test"), Numbers.count(rows.test().rows()))
            + page.tile(
                "report.table.tile.columns", Numbers.count(rows.encoder().encodings().size()))
            + folds()
            + page.tile("report.tile.parameters", Numbers.count(result.model().parameterCount()))
            + page.tile("report.tile.seconds", Numbers.seconds(result.history().seconds()) + " s");
    page.hero(
        score(),
        result.folder().name(),
        words.of("report.table.title", rows.title(), result.settings().target()),
        lead(),
        tiles);
  }

  private String folds() {
    TableFolds folds = result.folds();
    if (folds.scores().isEmpty()) {
      return "";
    }
    boolean classes = result.classes() != null;
    String mean = classes ? Numbers.percent(folds.mean()) : Numbers.measure(folds.mean());
    String deviation =
        classes ? Numbers.percent(folds.deviation()) : Numbers.measure(folds.deviation());
    return page.tile("report.table.tile.folds", mean + " ± " + deviation, folds.scores().size());
  }

  private String score() {
    Judgement classes = result.classes();
    if (classes != null) {
      return ReportPage.ring(classes.accuracy());
    }
    TableResult.Deviations numbers = Objects.requireNonNull(result.numbers());
    return "<div class=\"plain\"><div class=\"percent\">"
        + Numbers.measure(numbers.rootMeanSquare())
        + "</div><span>"
        + page.words().of("report.table.rmse")
        + "</span></div>";
  }

  private String lead() {
    Bilingual words = page.words();
    Judgement classes = result.classes();
    if (classes != null) {
      return words.of(
          form.key("report.table.lead.classes"),
          Numbers.percent(classes.accuracy()),
          Numbers.count(result.parts().test().rows()),
          Numbers.percent(result.ofTheMostFrequent()));
    }
    TableResult.Deviations numbers = Objects.requireNonNull(result.numbers());
    return words.of(
        form.key("report.table.lead.numbers"),
        Numbers.measure(numbers.meanAbsolute()),
        Numbers.count(result.parts().test().rows()),
        Numbers.measure(numbers.ofTheMean()),
        String.format(Locale.ROOT, "%.3f", numbers.determination()));
  }

  private String data() {
    Html list = new Html();
    list.element(
        "p class=\"note\"",
        page.words()
            .of(
                form.key("data.table.split"),
                Numbers.count(result.parts().training().rows()),
                Numbers.count(result.parts().validation().rows()),
                Numbers.count(result.parts().test().rows())));
    if (!result.parts().notes().isEmpty()) {
      list.add("<ul>");
      for (Message note : result.parts().notes()) {
        list.element("li", page.words().of(note));
      }
      list.add("</ul>\n");
    }
    list.add("<dl>");
    Map<String, List<Encoding>> kinds =
        result.parts().encoder().encodings().stream()
            .collect(Collectors.groupingBy(TableReport::kind, TreeMap::new, Collectors.toList()));
    kinds.forEach((kind, encodings) -> {
      int inputs = encodings.stream().mapToInt(one -> one.features().size()).sum();
      String more = encodings.size() > MOST_NAMES ? " …" : "";
      String names =
          encodings.stream()
              .limit(MOST_NAMES)
              .map(one -> Html.escape(one.column()))
              .collect(Collectors.joining(" · ", "", more));
      list.element("dt", page.words().of("report.table.encoding." + kind, inputs))
          .element("dd", names);
    });
    return list.add("</dl>\n").toString();
  }

  /// What a column becomes, as the texts call it.
  private static String kind(Encoding encoding) {
    return switch (encoding) {
      case Encoding.Scaled _ -> "numbers";
      case Encoding.OneHot _ -> "words";
      case Encoding.Calendar _ -> "dates";
      case Terms _ -> "terms";
    };
  }

  private String figure(String name) {
    return ReportPage.figure(Objects.requireNonNull(figures.get(name)));
  }
}
