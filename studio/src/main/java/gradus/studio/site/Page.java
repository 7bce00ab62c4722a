package gradus.studio.site;

import gradus.plot.Text;
import gradus.studio.report.Html;
import java.util.List;

/// An HTML page of the site: its head, the header that all share, and what it is about.
///
/// @param site where it lies
/// @param depth how many folders deep
/// @param place the entry of the header that it belongs to: the entry's path
/// @param title what it is called
/// @param name of its own style sheet and script
/// @param body its HTML
public record Page(Site site, int depth, String place, Text title, String name, String body) {
  private record Entry(String path, Text title) {}

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("", Text.of("Course", "课程")),
          new Entry("digits", Text.of("Digits", "手写数字")),
          new Entry("glass", Text.of("Glass box", "玻璃箱")),
          new Entry("runs", Text.of("Runs", "训练")));

  private static final List<Entry> RECORDED =
      List.of(
          new Entry("", Text.of("Course", "课程")),
          new Entry("figures", Text.of("Figures", "图集")),
          new Entry("search", Text.of("Search", "搜索")));

  private static final String LOGO =
      "<svg width=\"26\" height=\"26\" viewBox=\"0 0 26 26\" aria-hidden=\"true\">"
          + "<rect x=\"1\" y=\"15\" width=\"7\" height=\"10\" rx=\"2\" fill=\"#0072b2\"/>"
          + "<rect x=\"9.5\" y=\"9\" width=\"7\" height=\"16\" rx=\"2\" fill=\"#009e73\"/>"
          + "<rect x=\"18\" y=\"2\" width=\"7\" height=\"23\" rx=\"2\" fill=\"#d55e00\"/></svg>";

  /// The page as a document.
  public String html() {
    return html(List.of());
  }

  /// The page as a document, with scripts that hold its data.
  ///
  /// @param data their paths from the root
  String html(List<String> data) {
    StringBuilder html = new StringBuilder(1 << 14);
    html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .append("<title data-en=\"")
        .append(Html.escape(title.english() + " – Gradus"))
        .append("\" data-zh=\"")
        .append(Html.escape(title.chinese() + " – Gradus"))
        .append("\">")
        .append(Html.escape(title.english() + " – Gradus"))
        .append("</title>")
        .append("<link rel=\"icon\" href=\"")
        .append(file("site/icon.svg"))
        .append("\">")
        .append("<script src=\"")
        .append(file("site/early.js"))
        .append("\"></script>");
    for (String sheet : List.of("lib/katex/katex.min.css", "site/base.css", own(".css"))) {
      html.append("<link rel=\"stylesheet\" href=\"").append(file(sheet)).append("\">");
    }
    if (!site.live()) {
      html.append("<link rel=\"stylesheet\" href=\"").append(file("site/book.css")).append("\">");
    }
    for (String script : data) {
      html.append("<script defer src=\"").append(file(script)).append("\"></script>");
    }
    // A browser takes no modules from a folder; there the same code is one plain script.
    html.append(site.live() ? "<script type=\"module\" src=\"" : "<script defer src=\"")
        .append(file(own(".js")))
        .append("\"></script>")
        .append("</head>\n<body data-live=\"")
        .append(site.live())
        .append("\" data-root=\"")
        .append("../".repeat(depth))
        .append("\">")
        .append("<a class=\"skip\" href=\"#main\">")
        .append(Markup.both(Text.of("To the content", "跳到正文")))
        .append("</a>")
        .append(header())
        .append("<main id=\"main\">")
        .append(body)
        .append("</main></body></html>\n");
    return html.toString();
  }

  private String own(String ending) {
    return "site/" + name + ending;
  }

  private String file(String path) {
    return site.file(depth, path);
  }

  private String header() {
    StringBuilder html = new StringBuilder();
    html.append("<header class=\"top\"><a class=\"brand\" aria-label=\"Gradus\" href=\"")
        .append(site.page(depth, ""))
        .append("\">")
        .append(LOGO)
        .append("<span>Gradus</span></a><nav")
        .append(Markup.attribute("aria-label", Text.of("Pages", "页面")))
        .append(">");
    for (Entry entry : site.live() ? ENTRIES : RECORDED) {
      html.append("<a href=\"")
          .append(site.page(depth, entry.path()))
          .append(entry.path().equals(place) ? "\" aria-current=\"page\">" : "\">")
          .append(Markup.both(entry.title()))
          .append("</a>");
    }
    return html.append("</nav><div class=\"tools\">")
        .append("<button type=\"button\" class=\"btn quiet\" id=\"language\" lang=\"\">")
        .append("<span lang=\"en\">中文</span><span lang=\"zh\">English</span></button>")
        .append("<button type=\"button\" class=\"btn quiet icon\" id=\"theme\"")
        .append(Markup.attribute("aria-label", Text.of("Light or dark", "浅色或深色")))
        .append("><svg width=\"16\" height=\"16\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">")
        .append("<circle cx=\"8\" cy=\"8\" r=\"6.5\" fill=\"none\" stroke=\"currentColor\"")
        .append(" stroke-width=\"1.6\"/><path d=\"M8 1.5a6.5 6.5 0 0 1 0 13z\"")
        .append(" fill=\"currentColor\"/></svg></button></div></header>")
        .toString();
  }
}
