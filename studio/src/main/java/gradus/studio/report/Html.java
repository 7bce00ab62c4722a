package gradus.studio.report;

/// HTML in the making.
public final class Html {
  private final StringBuilder text = new StringBuilder();

  /// Text from anywhere, made fit to stand in HTML, in an attribute too.
  public static String escape(String text) {
    var escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(point -> {
          switch (point) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            case '\'' -> escaped.append("&#39;");
            default -> {
              boolean allowed = point >= ' ' || point == '\n' || point == '\t';
              escaped.appendCodePoint(allowed ? point : 0xfffd);
            }
          }
        });
    return escaped.toString();
  }

  /// Adds HTML as it is.
  public Html add(String html) {
    text.append(html);
    return this;
  }

  /// Adds an element around HTML.
  ///
  /// @param tag its name, with attributes: `td class="number"`
  public Html element(String tag, String html) {
    text.append('<').append(tag).append('>').append(html);
    int space = tag.indexOf(' ');
    text.append("</").append(space < 0 ? tag : tag.substring(0, space)).append('>');
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
