package gradus.studio.report;

import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.LineChart;
import gradus.plot.Panel;
import java.util.List;

/// Figures for the width of a telephone, where those for a wide page would be too small to read.
final class Narrow {
  private static final int WIDTH = 340;
  private static final int CHART_HEIGHT = 250;
  private static final int AROUND_CHARTS = 70;
  private static final int PICTURES = 3;

  private Narrow() {}

  /// The same figure with its charts below each other and fewer pictures with captions side by
  /// side; itself where that changes nothing.
  static Figure of(Figure figure) {
    List<Panel> panels = figure.panels();
    if (panels.stream().allMatch(LineChart.class::isInstance)) {
      return Figure.of(figure.title(), 1, panels)
          .withSize(WIDTH, AROUND_CHARTS + CHART_HEIGHT * panels.size());
    }
    if (panels.stream().anyMatch(Narrow::isCaptioned)) {
      return Figure.of(figure.title(), 1, panels.stream().map(Narrow::narrowed).toList());
    }
    return figure;
  }

  private static boolean isCaptioned(Panel panel) {
    return panel instanceof ImageGrid grid
        && grid.columns() > PICTURES
        && grid.tiles().stream().anyMatch(tile -> !tile.caption().isEmpty());
  }

  private static Panel narrowed(Panel panel) {
    return panel instanceof ImageGrid grid && isCaptioned(panel)
        ? new ImageGrid(grid.title(), PICTURES, grid.tiles())
        : panel;
  }
}
