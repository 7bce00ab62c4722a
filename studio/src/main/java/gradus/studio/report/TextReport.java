package gradus.studio.report;

import gradus.plot.Figure;
import gradus.studio.run.Corpus;
import gradus.studio.run.EpochSamples;
import gradus.studio.run.TextResult;
import gradus.studio.words.EpochTable;
import gradus.studio.words.Language;
import gradus.studio.words.Messages;
import gradus.studio.words.Numbers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/// The report of a run on text.
final class TextReport {
  private static final int EXCERPT = 240;

  private final TextResult result;
  private final Map<String, Figure> figures;
  private final Language language;
  private final boolean pictures;
  private final ReportPage page;

  /// @param language the one that is shown first
  /// @param pictures whether figures were saved as files too
  TextReport(TextResult result, Map<String, Figure> figures, Language language, boolean pictures) {
    this.result = result;
    this.figures = figures;
    this.language = language;
    this.pictures = pictures;
    page = new ReportPage(language);
  }

  String toHtml() {
    var parts = new ReportParts(result, page.words());
    hero();
    page.section("report.text.writing", writing(result.writing()));
    page.section("report.text.samples", samples());
    page.section("report.text.data", data());
    page.section("report.text.network", parts.network("report.text.input"));
    page.section(
        "report.text.training",
        ReportPage.figure(Objects.requireNonNull(figures.get("history")))
            + parts.epochs(EpochTable.ofText(result.corpus().tokensPerCharacter())));
    page.section("report.doctor", parts.doctor());
    Figure attention = figures.get("attention");
    if (attention != null) {
      page.section("report.text.attention", parts.scrolling(ReportPage.figure(attention)));
    }
    Path[] more = pictures ? new Path[] {result.folder().figures()} : new Path[0];
    page.section("report.text.again", parts.again(result.settings().command(), more));
    String title = new Messages(language).text("report.text.title", result.corpus().title());
    return page.toHtml(title + " · " + result.folder().name());
  }

  private void hero() {
    Bilingual words = page.words();
    String score =
        "<div class=\"plain\"><div class=\"percent\">"
            + Numbers.fixed(result.bitsPerCharacter())
            + "</div><span>"
            + words.of("report.text.bits")
            + "</span></div>";
    String tiles =
        page.tile("report.text.tile.perplexity", Numbers.fixed(Math.exp(result.loss())))
            + page.tile("report.text.tile.loss", Numbers.loss(result.loss()))
            + page.tile("report.text.tile.vocabulary", count(result.corpus().tokenizer().size()))
            + page.tile("report.tile.parameters", count(result.model().parameterCount()))
            + page.tile("report.tile.seconds", Numbers.seconds(result.history().seconds()) + " s")
            + page.tile("report.text.tile.speed", count(Math.round(result.charactersPerSecond())));
    page.hero(
        score,
        result.folder().name(),
        words.of("report.text.title", result.corpus().title()),
        words.of(
            "report.text.lead",
            count(result.corpus().characters()),
            Numbers.fixed(result.bitsPerCharacter()),
            result.best().number()),
        tiles);
  }

  private static String count(long number) {
    return Numbers.count(number);
  }

  private static String writing(String text) {
    return "<pre class=\"writing\">" + Html.escape(text) + "</pre>\n";
  }

  private String samples() {
    Html list = new Html();
    list.add("<ol class=\"samples\">");
    for (EpochSamples.Sample sample : result.samples()) {
      double loss = result.history().epochs().get(sample.epoch() - 1).value("valLoss");
      boolean best = sample.epoch() == result.best().number();
      list.add(best ? "<li class=\"best\">" : "<li>")
          .element(
              "div",
              page.words().of("report.text.epoch", sample.epoch(), Numbers.loss(loss))
                  + (best ? " · " + page.words().of("report.text.best") : ""))
          .add(writing(sample.text()))
          .add("</li>");
    }
    return list.add("</ol>\n").toString();
  }

  private String data() {
    Corpus corpus = result.corpus();
    Bilingual words = page.words();
    String text = corpus.text();
    int end = text.offsetByCodePoints(0, Math.min(EXCERPT, corpus.characters()));
    return "<p class=\"note\">"
        + words.of("data.text.size", count(corpus.characters()), count(corpus.distinctCharacters()))
        + "<br>"
        + words.of(
            "data.text.split",
            count(corpus.training().tokenCount()),
            count(corpus.validation().tokenCount()),
            count(corpus.tokenizer().size()),
            corpus.training().context())
        + "</p>"
        + writing(text.substring(0, end).strip() + " …");
  }
}
