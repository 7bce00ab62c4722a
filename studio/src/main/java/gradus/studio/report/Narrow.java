package gradus.studio.report;

import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.LineChart;
import gradus.plot.Panel;
import gradus.plot.Text;
import java.util.List;

/// Figures for the width of a telephone, where those for a wide page would be too small to read.
final class Narrow {
  private static final int WIDTH = 340;
  private static final int CHART_HEIGHT = 250;
  private static final int AROUND_CHARTS = 70;
  private static final int PICTURES = 3;

  private Narrow() {}

  /// The same figure with its charts below each other, and fewer pictures side by side; empty where
  /// it is as well as it is.
  static String svg(Figure figure) {
    List<Panel> panels = figure.panels();
    if (panels.stream().allMatch(LineChart.class::isInstance)) {
      return Figure.of(figure.title(), 1, panels)
          .withSize(WIDTH, AROUND_CHARTS + CHART_HEIGHT * panels.size())
          .in(figure.locale())
          .toSvg();
    }
    if (panels.stream().allMatch(ImageGrid.class::isInstance)) {
      List<ImageGrid> grids =
          panels.stream()
              .map(ImageGrid.class::cast)
              .map(grid ->
                  new ImageGrid(grid.title(), Math.min(PICTURES, grid.columns()), grid.tiles()))
              .toList();
      return Figure.of(figure.title(), 1, grids).in(figure.locale()).toSvg();
    }
    return "";
  }

  /// Whether a figure is of pictures without captions alone.
  static boolean isWordless(Figure figure) {
    return figure.title().isEmpty()
        && figure.panels().stream()
            .allMatch(panel ->
                panel instanceof ImageGrid grid
                    && grid.tiles().stream().allMatch(tile -> tile.caption().isEmpty()));
  }

  /// The pictures of a panel without its title.
  static Figure untitled(Panel panel) {
    return panel instanceof ImageGrid grid
        ? Figure.of(new ImageGrid(Text.EMPTY, grid.columns(), grid.tiles()))
        : Figure.of(panel);
  }
}
