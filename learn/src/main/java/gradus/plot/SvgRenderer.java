package gradus.plot;

import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes a drawing as SVG 1.1. Clipping uses nested `svg` elements, which need no ids: several
/// figures can stand in one page without their ids colliding.
final class SvgRenderer {
  // The first four share the widths that the layout reckons with; the rest cover Chinese.
  private static final String FAMILIES =
      "Helvetica,Arial,'Liberation Sans',Arimo,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',"
          + "'Noto Sans SC','Source Han Sans SC','WenQuanYi Micro Hei',sans-serif";

  private final StringBuilder out = new StringBuilder(1 << 14);

  private SvgRenderer() {}

  static String render(Drawing drawing) {
    SvgRenderer renderer = new SvgRenderer();
    renderer.document(drawing);
    return renderer.out.toString();
  }

  private void document(Drawing drawing) {
    String width = number(drawing.width());
    String height = number(drawing.height());
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
    attribute("width", width);
    attribute("height", height);
    attribute("viewBox", "0 0 " + width + " " + height);
    attribute("font-family", FAMILIES);
    out.append(">\n");
    if (!drawing.title().isEmpty()) {
      out.append("<title>").append(escaped(drawing.title())).append("</title>\n");
    }
    out.append("<rect width=\"100%\" height=\"100%\"");
    paint("fill", Theme.PAPER);
    out.append("/>\n");
    drawing.marks().forEach(this::draw);
    out.append("</svg>\n");
  }

  private void draw(Mark mark) {
    switch (mark) {
      case Mark.Polyline line -> polyline(line);
      case Mark.Polygon polygon -> polygon(polygon);
      case Mark.Rectangle rectangle -> rectangle(rectangle);
      case Mark.Disc disc -> disc(disc);
      case Mark.Label label -> label(label);
      case Mark.Raster raster -> raster(raster);
      case Mark.Clip clip -> clip(clip);
    }
  }

  private void polyline(Mark.Polyline line) {
    out.append("<polyline fill=\"none\" stroke-linejoin=\"round\"");
    if (line.stroke().dashes().isEmpty() && line.stroke().width() > 1) {
      attribute("stroke-linecap", "round");
    }
    stroke(line.stroke());
    points(line.x(), line.y());
    out.append("/>\n");
  }

  private void polygon(Mark.Polygon polygon) {
    out.append("<polygon");
    paint("fill", polygon.fill());
    points(polygon.x(), polygon.y());
    out.append("/>\n");
  }

  private void points(Values x, Values y) {
    out.append(" points=\"");
    for (int i = 0; i < x.size(); i++) {
      out.append(i == 0 ? "" : " ").append(number(x.get(i))).append(',').append(number(y.get(i)));
    }
    out.append('"');
  }

  private void rectangle(Mark.Rectangle rectangle) {
    out.append("<rect");
    box(rectangle.box());
    if (rectangle.radius() > 0) {
      attribute("rx", number(rectangle.radius()));
    }
    paint("fill", rectangle.fill());
    stroke(rectangle.outline());
    out.append("/>\n");
  }

  private void disc(Mark.Disc disc) {
    out.append("<circle");
    attribute("cx", number(disc.x()));
    attribute("cy", number(disc.y()));
    attribute("r", number(disc.radius()));
    paint("fill", disc.fill());
    stroke(disc.outline());
    out.append("/>\n");
  }

  private void label(Mark.Label label) {
    out.append("<text");
    attribute("x", number(label.x()));
    attribute("y", number(label.y()));
    attribute("font-size", number(label.face().size()));
    if (label.face().bold()) {
      attribute("font-weight", "bold");
    }
    switch (label.anchor()) {
      case START -> {}
      case MIDDLE -> attribute("text-anchor", "middle");
      case END -> attribute("text-anchor", "end");
    }
    if (label.degrees() != 0) {
      String place = number(label.x()) + " " + number(label.y());
      attribute("transform", "rotate(" + number(label.degrees()) + " " + place + ")");
    }
    if (label.halo()) {
      attribute("stroke", Theme.PAPER.hex());
      attribute("stroke-width", "3");
      attribute("stroke-linejoin", "round");
      attribute("paint-order", "stroke");
    }
    paint("fill", label.color());
    out.append('>').append(escaped(label.words().base()));
    superscript(label);
    out.append("</text>\n");
  }

  private void superscript(Mark.Label label) {
    String text = label.words().superscript();
    if (!text.isEmpty()) {
      out.append("<tspan");
      attribute("dy", number(-Words.RAISED * label.face().size()));
      attribute("font-size", number(Words.SMALLER * label.face().size()));
      out.append('>').append(escaped(text)).append("</tspan>");
    }
  }

  private void raster(Mark.Raster raster) {
    out.append("<image preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\"");
    box(raster.box());
    String data = Base64.getEncoder().encodeToString(PngEncoder.encode(raster.picture()));
    attribute("href", "data:image/png;base64," + data);
    out.append("/>\n");
  }

  private void clip(Mark.Clip clip) {
    Box box = clip.box();
    out.append("<svg overflow=\"hidden\"");
    box(box);
    attribute(
        "viewBox",
        List.of(box.x(), box.y(), box.width(), box.height()).stream()
            .map(SvgRenderer::number)
            .collect(Collectors.joining(" ")));
    out.append(">\n");
    clip.marks().forEach(this::draw);
    out.append("</svg>\n");
  }

  private void box(Box box) {
    attribute("x", number(box.x()));
    attribute("y", number(box.y()));
    attribute("width", number(box.width()));
    attribute("height", number(box.height()));
  }

  private void stroke(Mark.@Nullable Stroke stroke) {
    if (stroke == null) {
      return;
    }
    paint("stroke", stroke.color());
    if (stroke.width() != 1) {
      attribute("stroke-width", number(stroke.width()));
    }
    if (!stroke.dashes().isEmpty()) {
      String dashes =
          stroke.dashes().stream().map(SvgRenderer::number).collect(Collectors.joining(" "));
      attribute("stroke-dasharray", dashes);
    }
  }

  private void paint(String name, @Nullable Color color) {
    attribute(name, color == null ? "none" : color.hex());
    if (color != null && color.opacity() < 1) {
      attribute(name + "-opacity", number(color.opacity()));
    }
  }

  private void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"").append(value).append('"');
  }

  /// A number with at most two decimals, the same in every locale.
  private static String number(double value) {
    long hundredths = Math.round(value * 100);
    String sign = hundredths < 0 ? "-" : "";
    long rest = Math.abs(hundredths);
    String whole = sign + rest / 100;
    long decimals = rest % 100;
    if (decimals == 0) {
      return whole;
    }
    return decimals % 10 == 0
        ? whole + "." + decimals / 10
        : whole + (decimals < 10 ? ".0" : ".") + decimals;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
