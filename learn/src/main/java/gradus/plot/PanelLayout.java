package gradus.plot;

/// How one kind of panel is laid out: how large it likes to be, what room its labels need around
/// the plot area, and which marks it consists of.
sealed interface PanelLayout
    permits LineLayout,
        ScatterLayout,
        BarLayout,
        HeatMapLayout,
        ImageLayout,
        ConfusionLayout,
        MatrixLayout,
        NetworkLayout,
        ParallelLayout,
        TextLayout {
  /// The layout of a panel.
  static PanelLayout of(Panel panel) {
    return switch (panel) {
      case LineChart chart -> LineLayout.of(chart);
      case ScatterChart chart -> ScatterLayout.of(chart);
      case BarChart chart -> BarLayout.of(chart);
      case HeatMap map -> HeatMapLayout.of(map);
      case ImageGrid grid -> new ImageLayout(grid);
      case ConfusionChart matrix -> new ConfusionLayout(matrix);
      case MatrixChart chart -> MatrixLayout.of(chart);
      case NetworkChart chart -> NetworkLayout.of(chart);
      case ParallelChart chart -> ParallelLayout.of(chart);
      case TextPanel panelOfText -> new TextLayout(panelOfText);
    };
  }

  /// Width and height in pixels.
  record Size(double width, double height) {
    /// A comfortable size for a chart in a figure of so many columns.
    static Size ofChart(int columns) {
      return switch (columns) {
        case 1 -> new Size(640, 400);
        case 2 -> new Size(450, 320);
        case 3 -> new Size(340, 270);
        default -> new Size(290, 240);
      };
    }
  }

  /// The size that this panel likes in a figure of so many columns of panels.
  Size preferred(Canvas canvas, int columns);

  /// The room around the plot area in a cell of this size.
  Insets insets(Canvas canvas, double width, double height);

  /// Whether the plot area lines up with those of the panels beside, above and below.
  default boolean aligns() {
    return true;
  }

  /// Draws the panel in its cell, with the plot area where it was put.
  void draw(Canvas canvas, Box cell, Box area);
}
