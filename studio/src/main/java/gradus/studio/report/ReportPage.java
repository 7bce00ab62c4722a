package gradus.studio.report;

import gradus.plot.Figure;
import gradus.plot.Panel;
import gradus.plot.Text;
import gradus.studio.words.Language;
import gradus.studio.words.Numbers;
import gradus.studio.words.Resources;
import gradus.studio.words.Version;
import java.util.Locale;

/// A report in the making: one HTML page that needs nothing else, in both languages, of which one
/// is shown, light and dark.
final class ReportPage {
  private final Language language;
  private final Bilingual words = new Bilingual();
  private final Html nav = new Html();
  private final Html main = new Html();

  /// @param language the one that is shown first
  ReportPage(Language language) {
    this.language = language;
  }

  Bilingual words() {
    return words;
  }

  /// A tile of a number and what it is.
  String tile(String key, String value, Object... values) {
    return "<div><b>" + Html.escape(value) + "</b>" + words.of(key, values) + "</div>";
  }

  /// A share as a number inside a ring of which as much is filled.
  static String ring(double share) {
    // A ring whose circumference is 100, so that lengths are percentages.
    return String.format(
        Locale.ROOT,
        """
        <svg class="ring" viewBox="0 0 36 36" role="img" aria-hidden="true">
        <circle class="track" cx="18" cy="18" r="15.9155"/>
        <circle class="value" cx="18" cy="18" r="15.9155" stroke-dasharray="%.2f 100"/>
        </svg><div class="percent">%s</div>\
        """,
        100 * share,
        Numbers.percent(share));
  }

  /// Adds what comes first.
  ///
  /// @param score what stands out, as HTML
  /// @param run the run's name
  /// @param title the heading, in both languages
  /// @param lead a sentence below it, in both languages
  /// @param tiles those below that
  ReportPage hero(String score, String run, String title, String lead, String tiles) {
    main.add("<section class=\"hero\">")
        .element("div class=\"score\"", score)
        .add("<div>")
        .element("p class=\"run\"", Html.escape(run))
        .element("h1", title)
        .element("p class=\"lead\"", lead)
        .element("div class=\"tiles\"", tiles)
        .add("</div></section>\n");
    return this;
  }

  /// Adds a section that the bar at the top leads to.
  ///
  /// @param key the text of its heading; what explains it is the text `KEY.text`
  ReportPage section(String key, String content) {
    nav.element("a href=\"#" + id(key) + "\"", words.of(key));
    return detail(key, content);
  }

  /// Adds a section that the bar at the top leaves out.
  ReportPage detail(String key, String content) {
    main.add("<section id=\"" + id(key) + "\">")
        .element("h2", words.of(key))
        .element("p", words.of(key + ".text"))
        .add("\n" + content)
        .add("</section>\n");
    return this;
  }

  /// Adds a section that the bar at the top leads to, with a heading of its own.
  ///
  /// @param name what links call it
  ReportPage section(String name, Text title, String content) {
    nav.element("a href=\"#" + name + "\"", words.of(title));
    main.add("<section id=\"" + name + "\">")
        .element("h2", words.of(title))
        .add("\n" + content)
        .add("</section>\n");
    return this;
  }

  private static String id(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  /// A figure in both languages, for a wide page and for a narrow one.
  static String figure(Figure figure) {
    if (Narrow.isWordless(figure)) {
      return wordless(figure);
    }
    Html both = new Html();
    for (Language one : Language.values()) {
      Figure told = figure.in(one.locale());
      String narrow = Narrow.svg(told);
      both.add("<div class=\"figure " + one.code() + "\">");
      if (narrow.isEmpty()) {
        both.add(told.toSvg());
      } else {
        both.element("div class=\"wide\"", told.toSvg()).element("div class=\"narrow\"", narrow);
      }
      both.add("</div>");
    }
    return both.add("\n").toString();
  }

  /// Pictures that are the same in every language and legible at every width, below their titles.
  private static String wordless(Figure figure) {
    Html all = new Html().add("<div class=\"figure\">");
    for (Panel panel : figure.panels()) {
      for (Language one : Language.values()) {
        all.element(
            "p class=\"caption " + one.code() + "\"", Html.escape(panel.title().in(one.locale())));
      }
      all.add(Narrow.untitled(panel).toSvg());
    }
    return all.add("</div>\n").toString();
  }

  /// The whole page.
  ///
  /// @param title what a browser's tab shows
  String toHtml(String title) {
    Html page = new Html();
    page.add(
        String.format(
            Locale.ROOT,
            "<!doctype html>\n<html lang=\"%s\" data-lang=\"%s\">\n<head>\n",
            language.locale().toLanguageTag(),
            language.code()));
    page.add("<meta charset=\"utf-8\">\n");
    page.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.add("<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.add("<meta name=\"generator\" content=\"Gradus " + Version.TEXT + "\">\n");
    page.element("title", Html.escape(title)).add("\n");
    page.element("style", "\n" + Resources.text("report/report.css")).add("\n</head>\n<body>\n");
    page.add(bar());
    page.add("<main>\n").add(main.toString()).add("</main>\n");
    page.element("footer", words.of("report.footer", Version.TEXT)).add("\n");
    page.element("script", "\n" + Resources.text("report/report.js")).add("\n</body>\n</html>\n");
    return page.toString();
  }

  private String bar() {
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
}
