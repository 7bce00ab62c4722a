package gradus.studio.report;

import gradus.plot.Figure;
import gradus.studio.run.DigitsResult;
import gradus.studio.run.DigitsSettings;
import gradus.studio.run.Judgement;
import gradus.studio.run.Samples;
import gradus.studio.words.EpochTable;
import gradus.studio.words.Language;
import gradus.studio.words.Messages;
import gradus.studio.words.Numbers;
import gradus.studio.words.PathText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The report of a run on images of digits.
final class DigitsReport {
  private final DigitsResult result;
  private final Map<String, Figure> figures;
  private final Language language;
  private final ReportPage page;

  /// @param language the one that is shown first
  DigitsReport(DigitsResult result, Map<String, Figure> figures, Language language) {
    this.result = result;
    this.figures = figures;
    this.language = language;
    page = new ReportPage(language);
  }

  String toHtml() {
    Bilingual words = page.words();
    var sections = new DigitsSections(result, words);
    var parts = new ReportParts(result, words);
    hero();
    page.section("report.data", sections.classes() + figure("samples"));
    page.section("report.network", parts.network("report.input"));
    page.section("report.training", figure("history") + parts.epochs(EpochTable.ofDigits()));
    if (figures.containsKey("rates")) {
      page.detail("report.rates", figure("rates"));
    }
    page.section("report.doctor", parts.doctor());
    inside();
    page.detail("report.predictions", figure("predictions"));
    page.section("report.confusion", parts.scrolling(figure("confusion")) + sections.pairs());
    page.detail("report.classes", sections.perClass());
    page.detail("report.reliability", figure("reliability"));
    if (figures.containsKey("mistakes")) {
      page.section("report.mistakes", figure("mistakes"));
    }
    page.detail("report.why", figure("why"));
    page.section("report.again", parts.again(command(), result.folder().figures()));
    String title = new Messages(language).text("report.title", result.samples().title());
    return page.toHtml(title + " · " + result.folder().name());
  }

  private void inside() {
    StringBuilder pictures = new StringBuilder();
    for (String name : List.of("weights", "maps")) {
      if (figures.containsKey(name)) {
        pictures.append("<p>").append(page.words().of("report.inside." + name)).append("</p>");
        pictures.append(figure(name));
      }
    }
    if (!pictures.isEmpty()) {
      page.section("report.inside", pictures.toString());
    }
  }

  private String command() {
    DigitsSettings settings = result.settings();
    if (Samples.areOwnPictures(settings.data())) {
      return "gradus train "
          + PathText.quoted(settings.data())
          + (settings.pictures().from() == null ? " --model " + settings.model() : "")
          + settings.pictures().options()
          + " "
          + settings.training().options();
    }
    return String.format(
        Locale.ROOT,
        "gradus mnist --recipe %s --data %s --model %s%s %s",
        settings.recipe().title(),
        PathText.quoted(settings.data()),
        settings.model(),
        settings.pictures().options(),
        settings.training().options());
  }

  private void hero() {
    Judgement test = result.test();
    double share = test.accuracy();
    String tiles =
        page.tile(
                "report.tile.mistakes",
                Numbers.count(test.mistakes()),
                Numbers.count(test.actual().length))
            + page.tile("report.tile.loss", Numbers.loss(test.loss()))
            + page.tile("report.tile.parameters", Numbers.count(result.model().parameterCount()))
            + page.tile("report.tile.seconds", Numbers.seconds(result.history().seconds()) + " s")
            + page.tile("report.tile.speed", Numbers.count(Math.round(result.samplesPerSecond())));
    Bilingual words = page.words();
    page.hero(
        ReportPage.ring(share),
        result.folder().name(),
        words.of("report.title", result.samples().title()),
        words.of(
            "report.lead",
            Numbers.percent(share),
            Numbers.count(result.samples().training().size()),
            Numbers.count(test.actual().length)),
        tiles);
  }

  private String figure(String name) {
    return ReportPage.figure(Objects.requireNonNull(figures.get(name)));
  }
}
