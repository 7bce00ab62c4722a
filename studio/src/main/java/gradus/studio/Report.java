package gradus.studio;

import gradus.io.FileException;
import gradus.plot.Figure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// A run as one HTML page that needs nothing else: both languages, of which one is shown, light and
/// dark, all figures inside.
final class Report {
  private final RunResult result;
  private final Map<String, Figure> figures;
  private final Language language;
  private final Bilingual words = new Bilingual();

  /// @param language the one that is shown first
  Report(RunResult result, Map<String, Figure> figures, Language language) {
    this.result = result;
    this.figures = figures;
    this.language = language;
  }

  String toHtml() {
    String name = Html.escape(result.folder().name());
    String title =
        Html.escape(new Messages(language).text("report.title", result.samples().title()));
    Html page = new Html();
    page.add(
        "<!doctype html>\n<html lang=\"%s\" data-lang=\"%s\">\n<head>\n"
            .formatted(language.locale().toLanguageTag(), language.code()));
    page.add("<meta charset=\"utf-8\">\n");
    page.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.add("<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.add("<meta name=\"generator\" content=\"Gradus " + Version.TEXT + "\">\n");
    page.element("title", title + " · " + name).add("\n");
    page.element("style", "\n" + resource("report.css")).add("\n</head>\n<body>\n");
    page.add(bar());
    page.add("<main>\n").add(hero(name));
    var sections = new ReportSections(result, words);
    section(page, "data", "report.data.text", sections.classes() + figure("samples"));
    section(page, "network", "report.network.text", sections.network());
    section(page, "training", "report.training.text", figure("history") + sections.epochs());
    section(page, "predictions", "report.predictions.text", figure("predictions"));
    section(page, "confusion", "report.confusion.text", sections.confusion());
    section(page, "classes", "report.classes.text", sections.perClass());
    if (figures.containsKey("mistakes")) {
      section(page, "mistakes", "report.mistakes.text", figure("mistakes"));
    }
    section(page, "again", "report.again.text", sections.settings() + sections.files());
    page.add("</main>\n");
    page.element("footer", words.of("report.footer", Version.TEXT)).add("\n");
    page.element("script", "\n" + resource("report.js")).add("\n</body>\n</html>\n");
    return page.toString();
  }

  private String bar() {
    Html nav = new Html();
    for (String id :
        new String[] {"data", "network", "training", "confusion", "mistakes", "again"}) {
      if (!id.equals("mistakes") || figures.containsKey(id)) {
        nav.element("a href=\"#" + id + "\"", words.of("report." + id));
      }
    }
    return new Html()
        .add("<header>")
        .element("span class=\"brand\"", "Gradus")
        .element("nav", nav.toString())
        .add("<span class=\"switches\">")
        .element("button type=\"button\" data-set-lang=\"en\"", "English")
        .element("button type=\"button\" data-set-lang=\"zh\" lang=\"zh\"", "中文")
        .element("button type=\"button\" data-theme-switch aria-label=\"light / dark\"", "◐")
        .add("</span></header>\n")
        .toString();
  }

  private String hero(String name) {
    Judgement test = result.test();
    double share = test.accuracy();
    // A ring whose circumference is 100, so that lengths are percentages.
    String ring =
        String.format(
            Locale.ROOT,
            """
            <svg class="ring" viewBox="0 0 36 36" role="img" aria-hidden="true">
            <circle class="track" cx="18" cy="18" r="15.9155"/>
            <circle class="value" cx="18" cy="18" r="15.9155" stroke-dasharray="%.2f 100"/>
            </svg>\
            """,
            100 * share);
    Html tiles = new Html();
    tile(
        tiles,
        "report.tile.mistakes",
        Numbers.count(test.mistakes()),
        Numbers.count(test.actual().length));
    tile(tiles, "report.tile.loss", Numbers.loss(test.loss()));
    tile(tiles, "report.tile.parameters", Numbers.count(result.model().parameterCount()));
    tile(tiles, "report.tile.seconds", Numbers.seconds(result.history().seconds()) + " s");
    tile(tiles, "report.tile.speed", Numbers.count(Math.round(result.samplesPerSecond())));
    return new Html()
        .add("<section class=\"hero\">")
        .add("<div class=\"score\">" + ring)
        .element("div class=\"percent\"", Numbers.percent(share))
        .add("</div><div>")
        .element("p class=\"run\"", name)
        .element("h1", words.of("report.title", result.samples().title()))
        .element(
            "p class=\"lead\"",
            words.of(
                "report.lead",
                Numbers.percent(share),
                Numbers.count(result.samples().training().size()),
                Numbers.count(test.actual().length)))
        .element("div class=\"tiles\"", tiles.toString())
        .add("</div></section>\n")
        .toString();
  }

  private void tile(Html tiles, String key, String value, Object... values) {
    tiles.element("div", "<b>" + Html.escape(value) + "</b>" + words.of(key, values));
  }

  private void section(Html page, String id, String text, String content) {
    page.add("<section id=\"" + id + "\">")
        .element("h2", words.of("report." + id))
        .element("p", words.of(text))
        .add("\n" + content)
        .add("</section>\n");
  }

  private String figure(String name) {
    Figure figure = Objects.requireNonNull(figures.get(name));
    Html both = new Html();
    for (Language one : Language.values()) {
      both.element(
          "div class=\"figure %s\"".formatted(one.code()), figure.in(one.locale()).toSvg());
    }
    return both.add("\n").toString();
  }

  private static String resource(String name) {
    try (InputStream in = Report.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write() throws FileException {
    gradus.io.AtomicFiles.write(result.folder().report(), toHtml());
  }
}
