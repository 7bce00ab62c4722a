package gradus.plot;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The layout of a [ConfusionChart].
record ConfusionLayout(ConfusionChart matrix) implements PanelLayout {
  private static final Text PREDICTED = Text.of("predicted class", "预测类别");
  private static final Text TRUE = Text.of("true class", "真实类别");
  private static final Text SHARE = Text.of("share of the true class", "占真实类别的比例");
  private static final double CELL = 46;
  private static final double SMALLEST_TYPE = 7;
  private static final double FAINTEST = 0.14;
  private static final String NONE = "\u00b7";

  private int classes() {
    return matrix.classes().size();
  }

  private Header header() {
    return Header.of(matrix.title());
  }

  private CategoryAxis foot() {
    return new CategoryAxis(PREDICTED, matrix.classes());
  }

  private ColorBar bar() {
    DoubleStream mistakes =
        IntStream.range(0, matrix.counts().values().size())
            .filter(i -> i / classes() != i % classes())
            .mapToDouble(i -> matrix.share(i / classes(), i % classes()));
    Span span = Span.fit(Scale.LOG, mistakes, 0, false);
    return new ColorBar(ConfusionLayout::mistake, span, SHARE, true);
  }

  /// The colour of a mistake. It is clear rather than pale, so that it suits a dark page too.
  private static Color mistake(double strength) {
    return Theme.MISTAKE.withOpacity(FAINTEST + (1 - FAINTEST) * Math.clamp(strength, 0, 1));
  }

  private RowNames names() {
    return new RowNames(TRUE, matrix.classes());
  }

  @Override
  public Size preferred(Canvas canvas, int columns) {
    double most = columns == 1 ? CELL : CELL * 0.75;
    double cell = Math.clamp(900.0 / Math.max(1, classes()), 16, most);
    double side = Math.max(200, cell * classes());
    double right = bar().room(canvas, side);
    double width = names().room(canvas) + side + right;
    double height =
        header().height(canvas, width) + side + foot().room(canvas, side / Math.max(1, classes()));
    return new Size(width, height);
  }

  @Override
  public Insets insets(Canvas canvas, double width, double height) {
    double top = header().height(canvas, width);
    double right = bar().room(canvas, height);
    double left = names().room(canvas);
    double side = Math.max(1, Math.min(width - left - right, height - top - 60));
    double band = side / Math.max(1, classes());
    double bottom = foot().room(canvas, band);
    return new Insets(top, right, bottom, Math.max(left, foot().reach(canvas, band)));
  }

  @Override
  public void draw(Canvas canvas, Box cell, Box wholeArea) {
    int size = Math.max(1, classes());
    Box area = wholeArea.fitted(size, size);
    double band = area.width() / size;
    header().draw(canvas, cell);
    Typeface numbers = numberFace(canvas, band);
    ColorBar bar = bar();
    for (int row = 0; row < classes(); row++) {
      for (int column = 0; column < classes(); column++) {
        Box box = new Box(area.x() + column * band, area.y() + row * band, band, band);
        drawCell(canvas, box, row, column, bar, numbers);
      }
    }
    names().draw(canvas, area, band);
    boolean slant = foot().room(canvas, band) > foot().room(canvas, 1e9);
    foot().draw(canvas, cell, area, slant);
    bar.draw(canvas, area);
    if (classes() == 0) {
      Placeholder.draw(canvas, area);
    }
  }

  private Typeface numberFace(Canvas canvas, double band) {
    double widest =
        IntStream.range(0, matrix.counts().values().size())
            .mapToDouble(i -> canvas.width(number(matrix.counts().values().get(i)), Theme.BODY))
            .max()
            .orElse(1);
    double fitting = Theme.BODY.size() * Math.min(1, (band - 6) / widest);
    return Theme.BODY.withSize(Math.min(fitting, band * 0.6));
  }

  private static String number(double count) {
    return count == 0 ? NONE : Long.toString((long) count);
  }

  private void drawCell(Canvas canvas, Box box, int row, int column, ColorBar bar, Typeface face) {
    double count = matrix.counts().at(row, column);
    double share = matrix.share(row, column);
    boolean right = row == column;
    Color color =
        right
            ? Theme.HIT.withOpacity(0.3 + 0.7 * share)
            : count == 0 ? Theme.CARD : bar.color(share);
    double gap = box.width() > 12 ? 1 : 0;
    canvas.fill(new Box(box.x(), box.y(), box.width() - gap, box.height() - gap), color);
    if (face.size() < SMALLEST_TYPE) {
      return;
    }
    canvas.text(
        number(count),
        box.centerX() - gap / 2,
        box.centerY() - gap / 2 + face.middle(),
        face,
        right || count == 0 ? Theme.MUTED : Theme.INK,
        Mark.Anchor.MIDDLE);
  }
}
