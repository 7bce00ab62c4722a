package gradus.plot;

/// The widths of letters in the sans-serif fonts that browsers use for the figures' font stack
/// (Helvetica, Arial and Liberation Sans share them). Knowing them spares SVG the start of AWT.
enum StandardWidths implements TextMeasure {
  /// The one table.
  INSTANCE;

  /// Thousandths of the type size for the characters from space to tilde.
  private static final int[] ASCII = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584
  };

  private static final int OTHER_LETTER = 600;
  private static final int FULL_WIDTH = 1000;
  private static final int FIRST_FULL_WIDTH = 0x2e80;
  private static final double BOLD = 1.08;

  @Override
  public double width(String text, Typeface face) {
    int sum = text.codePoints().map(StandardWidths::width).sum();
    return sum * face.size() / 1000 * (face.bold() ? BOLD : 1);
  }

  private static int width(int codePoint) {
    if (codePoint >= ' ' && codePoint <= '~') {
      return ASCII[codePoint - ' '];
    }
    return codePoint >= FIRST_FULL_WIDTH ? FULL_WIDTH : OTHER_LETTER;
  }
}
