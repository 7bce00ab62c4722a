package gradus.plot;

import gradus.tensor.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/// A field of colours over two axes with a colour bar: a matrix cell by cell, or a function of two
/// variables with contours, the paths of optimizers and the points of samples.
///
/// ```java
/// HeatMap.ofFunction(Text.of("Rosenbrock"), f, Range.of(-2, 2), Range.of(-1, 3))
///     .withContours(Values.geometric(0.1, 1000, 20))
///     .withPath(Series.of("Adam", xs, ys));
/// HeatMap.ofSamples(Text.of("answer"), grid, Range.of(-1, 1), Range.of(-1, 1))
///     .withPoints(classOne)
///     .withPoints(classZero);
/// ```
///
/// NaN and infinite cells are grey. On a logarithmic colour scale, cells at or below zero take the
/// lowest colour.
///
/// @param title what stands above the field
/// @param x the horizontal axis; linear
/// @param y the vertical axis; linear
/// @param grid the values; row 0 is the topmost of a matrix and the lowest of a function
/// @param xRange the coordinates of the first and the last column
/// @param yRange the coordinates of the first and the last row
/// @param layout whether the grid is a matrix or a function
/// @param colors the colours of the values
/// @param colorScale linear or logarithmic
/// @param filled whether the field is coloured; if not, only contours and paths are drawn
/// @param contours the levels at which lines of equal value are drawn; two or more also set the
///   stretch of the colours
/// @param paths lines over the field with a dot at each step, save where dots would lie on each
///   other; the first point is marked by a ring, the last by a disc
/// @param points loose points over the field and its paths, in groups of one colour each: discs,
///   those of each second group squares
public record HeatMap(
    Text title,
    Axis x,
    Axis y,
    Grid grid,
    Range xRange,
    Range yRange,
    Layout layout,
    ColorMap colors,
    Scale colorScale,
    boolean filled,
    Values contours,
    List<Series> paths,
    List<Series> points)
    implements Panel {
  /// What a grid holds, which decides how it lies on the page.
  public enum Layout {
    /// Square cells, row 0 on top, as matrices are written.
    MATRIX,
    /// Samples at the crossings of a lattice, row 0 at the bottom, filling the chart.
    FUNCTION
  }

  /// The number of samples along each side of a function.
  private static final int SAMPLES = 301;

  /// @throws PlotException if an axis is logarithmic, or a function has fewer than 2 rows or
  ///   columns
  public HeatMap {
    paths = List.copyOf(paths);
    points = List.copyOf(points);
    Message name = Message.of("heat map \"%s\"", title.english());
    if (x.scale() == Scale.LOG || y.scale() == Scale.LOG) {
      throw new PlotException(
          "%s: both axes must be linear; sample the function over logarithms instead", name);
    }
    if (layout == Layout.FUNCTION && (grid.rows() < 2 || grid.columns() < 2)) {
      throw new PlotException(
          "%s: a function needs at least 2 rows and 2 columns of samples, not %d and %d",
          name, grid.rows(), grid.columns());
    }
  }

  /// A field without points.
  ///
  /// @throws PlotException if an axis is logarithmic, or a function has fewer than 2 rows or
  ///   columns
  public HeatMap(
      Text title,
      Axis x,
      Axis y,
      Grid grid,
      Range xRange,
      Range yRange,
      Layout layout,
      ColorMap colors,
      Scale colorScale,
      boolean filled,
      Values contours,
      List<Series> paths) {
    this(
        title,
        x,
        y,
        grid,
        xRange,
        yRange,
        layout,
        colors,
        colorScale,
        filled,
        contours,
        paths,
        List.of());
  }

  /// A matrix, cell by cell; rows and columns are counted from 0.
  public static HeatMap ofMatrix(Text title, Grid grid) {
    return new HeatMap(
        title,
        Axis.of(Text.EMPTY),
        Axis.of(Text.EMPTY),
        grid,
        new Range(0, Math.max(1, grid.columns() - 1)),
        new Range(0, Math.max(1, grid.rows() - 1)),
        Layout.MATRIX,
        ColorMap.VIRIDIS,
        Scale.LINEAR,
        true,
        Values.of(new double[0]),
        List.of());
  }

  /// A function of two variables, sampled at 301 by 301 points.
  public static HeatMap ofFunction(Text title, DoubleBinaryOperator f, Range xRange, Range yRange) {
    return ofSamples(title, Grid.sample(f, xRange, yRange, SAMPLES, SAMPLES), xRange, yRange);
  }

  /// A function of two variables that was sampled already, such as a network's answers.
  ///
  /// @param grid its values; row 0 lies at `yRange.from()`, column 0 at `xRange.from()`
  /// @throws PlotException if there are fewer than 2 rows or columns
  public static HeatMap ofSamples(Text title, Grid grid, Range xRange, Range yRange) {
    return new HeatMap(
        title,
        Axis.of(Text.of("x")),
        Axis.of(Text.of("y")),
        grid,
        xRange,
        yRange,
        Layout.FUNCTION,
        ColorMap.VIRIDIS,
        Scale.LINEAR,
        true,
        Values.of(new double[0]),
        List.of());
  }

  /// The same map with another title: what was sampled is not sampled again.
  public HeatMap withTitle(Text newTitle) {
    return new HeatMap(
        newTitle,
        x,
        y,
        grid,
        xRange,
        yRange,
        layout,
        colors,
        colorScale,
        filled,
        contours,
        paths,
        points);
  }

  /// The same field over other axes.
  ///
  /// @throws PlotException if an axis is logarithmic
  public HeatMap withAxes(Axis newX, Axis newY) {
    return new HeatMap(
        title,
        newX,
        newY,
        grid,
        xRange,
        yRange,
        layout,
        colors,
        colorScale,
        filled,
        contours,
        paths,
        points);
  }

  /// The same field in other colours.
  public HeatMap withColors(ColorMap newColors, Scale newScale) {
    return new HeatMap(
        title, x, y, grid, xRange, yRange, layout, newColors, newScale, filled, contours, paths,
        points);
  }

  /// The same field with lines of equal value. Where the levels are logarithmic, so are the
  /// colours: all are positive, and either each is the one before times the same number, or they
  /// span more than two decades. [#withColors] afterwards chooses another scale.
  public HeatMap withContours(Values levels) {
    Scale scale = Scale.isLogarithmic(levels) ? Scale.LOG : colorScale;
    return new HeatMap(
        title, x, y, grid, xRange, yRange, layout, colors, scale, filled, levels, paths, points);
  }

  /// The same contours and paths on white paper; the contours take the colours of their levels.
  public HeatMap withoutFill() {
    return new HeatMap(
        title,
        x,
        y,
        grid,
        xRange,
        yRange,
        layout,
        colors,
        colorScale,
        false,
        contours,
        paths,
        points);
  }

  /// The same field with one more path over it.
  public HeatMap withPath(Series path) {
    List<Series> more = new ArrayList<>(paths);
    more.add(path);
    return new HeatMap(
        title,
        x,
        y,
        grid,
        xRange,
        yRange,
        layout,
        colors,
        colorScale,
        filled,
        contours,
        more,
        points);
  }

  /// The same field with one more group of loose points over it. The first group, the third and so
  /// on are discs, the others squares, so that no two neighbours differ by colour alone.
  public HeatMap withPoints(Series group) {
    List<Series> more = new ArrayList<>(points);
    more.add(group);
    return new HeatMap(
        title,
        x,
        y,
        grid,
        xRange,
        yRange,
        layout,
        colors,
        colorScale,
        filled,
        contours,
        paths,
        more);
  }
}
