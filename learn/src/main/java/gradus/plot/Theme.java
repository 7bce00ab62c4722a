package gradus.plot;

/// The look that all figures share: colours, type sizes and distances, in pixels at scale 1.
final class Theme {
  static final Color PAPER = Color.rgb(0xffffff);
  static final Color INK = Color.rgb(0x1f2328);
  static final Color MUTED = Color.rgb(0x59636e);
  static final Color AXIS = Color.rgb(0x8b949e);
  static final Color GRID = Color.rgb(0xe7eaee);
  static final Color FRAME = Color.rgb(0xd1d9e0);
  static final Color REFERENCE = Color.rgb(0x6e7781);
  static final Color MISSING = Color.rgb(0xdfe3e8);
  static final Color CARD = Color.rgb(0xf6f8fa);

  // Ink is still read on the strongest of mistakes; what went right is quiet beside them.
  static final Color MISTAKE = Color.rgb(0xe8793a);
  static final Color RIGHT = Color.rgb(0x007a59);
  static final Color WRONG = Color.rgb(0xb04a00);
  static final Color HIT = Color.rgb(0xd5e8f5);

  static final Typeface FIGURE_TITLE = new Typeface(18, true);
  static final Typeface SUBTITLE = new Typeface(13, false);
  static final Typeface PANEL_TITLE = new Typeface(13.5, true);
  static final Typeface AXIS_LABEL = new Typeface(12, false);
  static final Typeface TICK = new Typeface(11, false);
  static final Typeface LEGEND = new Typeface(12, false);
  static final Typeface BODY = new Typeface(12.5, false);
  static final Typeface CAPTION = new Typeface(12, false);

  static final double MARGIN = 20;
  static final double GAP_ACROSS = 30;
  static final double GAP_DOWN = 26;
  static final double LINE_WIDTH = 2;
  static final double POINT_RADIUS = 3;

  private Theme() {}

  /// A colour of lines as text: the two that judge are too light on paper for small letters.
  static Color asText(Color color) {
    if (color.equals(Palette.GREEN.color())) {
      return RIGHT;
    }
    return color.equals(Palette.VERMILION.color()) ? WRONG : color;
  }

  /// Ink or paper, whichever stands out more on a colour.
  static Color readableOn(Color background) {
    return background.contrast(INK) >= background.contrast(PAPER) ? INK : PAPER;
  }
}
