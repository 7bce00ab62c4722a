package gradus.plot;

import gradus.tensor.Message;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Paints a drawing with Java2D, which works without a screen.
final class PngRenderer {
  private static final System.Logger LOGGER = System.getLogger("gradus.plot");
  private static final AtomicBoolean WARNED = new AtomicBoolean();
  private static final double MOST_PIXELS = 1e8;
  private static final float HALO = 3;

  private final Graphics2D graphics;
  private final AwtWidths widths;

  private PngRenderer(Graphics2D graphics, AwtWidths widths) {
    this.graphics = graphics;
    this.widths = widths;
  }

  static byte[] render(Figure figure, double scale, FontSource fonts) {
    if (!(scale > 0 && scale <= 100)) {
      throw new PlotException(
          "Figure.toPng: the scale must lie above 0 and at most at 100, not %s", scale);
    }
    return encode(paint(figure, scale, fonts));
  }

  static BufferedImage paint(Figure figure, double scale, FontSource fonts) {
    try {
      Locale locale = figure.locale();
      Font font = fonts.covering(letters(figure, locale));
      if (font == null) {
        locale = Locale.ENGLISH;
        font = fallback(figure, fonts);
      }
      AwtWidths widths = new AwtWidths(font);
      return paint(FigureLayout.layOut(figure, widths, locale), scale, widths);
    } catch (LinkageError | InternalError | NullPointerException broken) {
      // What a Java runtime without font libraries or without any font throws on first use.
      throw new PlotException(
          Message.of(
              "Figure.toPng: this Java runtime cannot draw text; install fontconfig and a font, or save"
                  + " the figure as .svg, which needs neither"),
          broken);
    }
  }

  /// All characters that a figure shows in a language.
  private static String letters(Figure figure, Locale locale) {
    Drawing drawing = FigureLayout.layOut(figure, StandardWidths.INSTANCE, locale);
    return drawing.marks().stream()
        .filter(Mark.Label.class::isInstance)
        .map(Mark.Label.class::cast)
        .map(label -> label.words().base() + label.words().superscript())
        .flatMapToInt(String::codePoints)
        .distinct()
        .sorted()
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static Font fallback(Figure figure, FontSource fonts) {
    boolean wantsChinese = figure.locale().getLanguage().equals("zh");
    if (wantsChinese && !WARNED.getAndSet(true)) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "No font on this machine covers the Chinese labels of a figure, so PNG shows the English"
              + " ones; install a font such as Noto Sans CJK or WenQuanYi Micro Hei, or save as"
              + " .svg");
    }
    Font font = fonts.covering(letters(figure, Locale.ENGLISH));
    return font == null ? new Font(Font.SANS_SERIF, Font.PLAIN, 12) : font;
  }

  private static BufferedImage paint(Drawing drawing, double scale, AwtWidths widths) {
    double width = Math.ceil(drawing.width() * scale);
    double height = Math.ceil(drawing.height() * scale);
    if (width * height > MOST_PIXELS) {
      throw new PlotException(
          "Figure.toPng: %.0f by %.0f pixels are more than 100 million; use a smaller scale or size",
          width, height);
    }
    BufferedImage image = new BufferedImage((int) width, (int) height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      prepare(graphics);
      graphics.setColor(awt(Theme.PAPER));
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      graphics.scale(scale, scale);
      PngRenderer renderer = new PngRenderer(graphics, widths);
      drawing.marks().forEach(renderer::draw);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  private static void prepare(Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
  }

  private static byte[] encode(BufferedImage image) {
    int width = image.getWidth();
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    return PngEncoder.encode(
        width,
        image.getHeight(),
        3,
        (row, target, offset) -> {
          for (int x = 0; x < width; x++) {
            int bits = pixels[row * width + x];
            target[offset + 3 * x] = (byte) (bits >> 16);
            target[offset + 3 * x + 1] = (byte) (bits >> 8);
            target[offset + 3 * x + 2] = (byte) bits;
          }
        });
  }

  private void draw(Mark mark) {
    switch (mark) {
      case Mark.Polyline line -> drawLine(path(line.x(), line.y()), line.stroke());
      case Mark.Polygon polygon -> {
        Path2D path = path(polygon.x(), polygon.y());
        path.closePath();
        fill(path, polygon.fill());
      }
      case Mark.Rectangle rectangle -> {
        Shape shape = shape(rectangle);
        fill(shape, rectangle.fill());
        drawLine(shape, rectangle.outline());
      }
      case Mark.Disc disc -> {
        double size = 2 * disc.radius();
        double left = disc.x() - disc.radius();
        Shape shape = new Ellipse2D.Double(left, disc.y() - disc.radius(), size, size);
        fill(shape, disc.fill());
        drawLine(shape, disc.outline());
      }
      case Mark.Label label -> drawLabel(label);
      case Mark.Raster raster -> drawRaster(raster);
      case Mark.Clip clip -> {
        Shape before = graphics.getClip();
        graphics.clip(rectangle(clip.box()));
        clip.marks().forEach(this::draw);
        graphics.setClip(before);
      }
    }
  }

  private static Path2D path(Values x, Values y) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < x.size(); i++) {
      if (i == 0) {
        path.moveTo(x.get(i), y.get(i));
      } else {
        path.lineTo(x.get(i), y.get(i));
      }
    }
    return path;
  }

  private static Rectangle2D rectangle(Box box) {
    return new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height());
  }

  private static Shape shape(Mark.Rectangle rectangle) {
    Box box = rectangle.box();
    double arc = 2 * rectangle.radius();
    return arc == 0
        ? rectangle(box)
        : new RoundRectangle2D.Double(box.x(), box.y(), box.width(), box.height(), arc, arc);
  }

  private void fill(Shape shape, @Nullable Color color) {
    if (color != null) {
      graphics.setColor(awt(color));
      graphics.fill(shape);
    }
  }

  private void drawLine(Shape shape, Mark.@Nullable Stroke stroke) {
    if (stroke != null) {
      graphics.setColor(awt(stroke.color()));
      graphics.setStroke(awt(stroke));
      graphics.draw(shape);
    }
  }

  private void drawLabel(Mark.Label label) {
    AffineTransform before = graphics.getTransform();
    graphics.translate(label.x(), label.y());
    graphics.rotate(Math.toRadians(label.degrees()));
    double width = label.words().width(widths, label.face());
    double x =
        switch (label.anchor()) {
          case START -> 0;
          case MIDDLE -> -width / 2;
          case END -> -width;
        };
    drawWords(label, label.words().base(), label.face(), x, 0);
    double after = x + widths.width(label.words().base(), label.face());
    double size = label.face().size();
    Typeface small = label.face().withSize(size * Words.SMALLER);
    drawWords(label, label.words().superscript(), small, after, -Words.RAISED * size);
    graphics.setTransform(before);
  }

  private void drawWords(Mark.Label label, String words, Typeface face, double x, double y) {
    if (words.isEmpty()) {
      return;
    }
    Font font = widths.font(face);
    if (label.halo()) {
      GlyphVector glyphs = font.createGlyphVector(graphics.getFontRenderContext(), words);
      drawLine(
          glyphs.getOutline((float) x, (float) y), new Mark.Stroke(Theme.PAPER, HALO, List.of()));
    }
    graphics.setFont(font);
    graphics.setColor(awt(label.color()));
    graphics.drawString(words, (float) x, (float) y);
  }

  private void drawRaster(Mark.Raster raster) {
    Picture picture = raster.picture();
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        image.setRGB(x, y, picture.bits(x, y));
      }
    }
    Box box = raster.box();
    AffineTransform place = AffineTransform.getTranslateInstance(box.x(), box.y());
    place.scale(box.width() / picture.width(), box.height() / picture.height());
    graphics.drawImage(image, place, null);
  }

  private static java.awt.Color awt(Color color) {
    int alpha = (int) Math.round(color.opacity() * 255);
    return new java.awt.Color(color.red(), color.green(), color.blue(), alpha);
  }

  private static BasicStroke awt(Mark.Stroke stroke) {
    boolean round = stroke.dashes().isEmpty() && stroke.width() > 1;
    int cap = round ? BasicStroke.CAP_ROUND : BasicStroke.CAP_BUTT;
    float width = (float) stroke.width();
    if (stroke.dashes().isEmpty()) {
      return new BasicStroke(width, cap, BasicStroke.JOIN_ROUND);
    }
    float[] dashes = new float[stroke.dashes().size()];
    for (int i = 0; i < dashes.length; i++) {
      dashes[i] = stroke.dashes().get(i).floatValue();
    }
    return new BasicStroke(width, cap, BasicStroke.JOIN_ROUND, 10, dashes, 0);
  }
}
