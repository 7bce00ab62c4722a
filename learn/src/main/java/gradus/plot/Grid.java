package gradus.plot;

import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/// A matrix of numbers in row-major order, such as a weight matrix or a sampled loss surface.
///
/// @param rows the number of rows
/// @param columns the number of columns
/// @param values the cells, row after row
public record Grid(int rows, int columns, Values values) {
  /// @throws PlotException if there are not `rows` times `columns` values
  public Grid {
    if (rows < 0 || columns < 0 || (long) rows * columns != values.size()) {
      throw new PlotException(
          "Grid: %d rows of %d columns need %d values, but there are %d",
          rows, columns, (long) rows * columns, values.size());
    }
  }

  /// A copy of a matrix.
  ///
  /// @throws PlotException if the rows differ in length
  public static Grid of(double[][] matrix) {
    int columns = matrix.length == 0 ? 0 : matrix[0].length;
    for (int row = 0; row < matrix.length; row++) {
      if (matrix[row].length != columns) {
        throw new PlotException(
            "Grid: row 0 has %d columns but row %d has %d; all rows must have the same length",
            columns, row, matrix[row].length);
      }
    }
    double[] cells = Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
    return new Grid(matrix.length, columns, Values.of(cells));
  }

  /// A copy of a matrix of counts.
  ///
  /// @throws PlotException if the rows differ in length
  public static Grid of(long[][] matrix) {
    return of(
        Arrays.stream(matrix)
            .map(row -> Arrays.stream(row).asDoubleStream().toArray())
            .toArray(double[][]::new));
  }

  /// A copy of a matrix of counts.
  ///
  /// @throws PlotException if the rows differ in length
  public static Grid of(int[][] matrix) {
    return of(
        Arrays.stream(matrix)
            .map(row -> Arrays.stream(row).asDoubleStream().toArray())
            .toArray(double[][]::new));
  }

  /// A copy of a tensor, such as a weight matrix, of any element type.
  ///
  /// # Shapes
  ///
  /// `[rows, columns]`
  ///
  /// @throws PlotException if the shape is another one
  public static Grid of(Tensor matrix) {
    if (matrix.shape().rank() != 2) {
      throw new PlotException(
          "Grid.of: needs a matrix [rows, columns], not %s; slice or reshape it first",
          matrix.shape());
    }
    double[] cells = matrix.toDoubles();
    return new Grid(matrix.shape().size(0), matrix.shape().size(1), Values.of(cells));
  }

  /// `f(x, y)` on a lattice of `rows` by `columns` points that includes the ends of both ranges;
  /// row 0 lies at `y.from()`.
  ///
  /// @throws PlotException if there are fewer than 2 rows or columns
  public static Grid sample(DoubleBinaryOperator f, Range x, Range y, int rows, int columns) {
    Values xs = Values.spaced(x.from(), x.to(), columns);
    Values ys = Values.spaced(y.from(), y.to(), rows);
    double[] cells =
        IntStream.range(0, rows * columns)
            .mapToDouble(i -> f.applyAsDouble(xs.get(i % columns), ys.get(i / columns)))
            .toArray();
    return new Grid(rows, columns, Values.of(cells));
  }

  /// The value in one cell.
  public double at(int row, int column) {
    return values.get(row * columns + column);
  }
}
