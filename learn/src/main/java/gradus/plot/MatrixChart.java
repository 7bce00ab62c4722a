package gradus.plot;

import gradus.tensor.Message;
import java.util.List;

/// A table of numbers as colours whose rows and columns have names, such as how much each word of a
/// text attends to each other. Its cells are the darker the larger their numbers are.
///
/// @param title what stands above the table
/// @param rows the names of the rows
/// @param rowLabel what the rows are; may be empty
/// @param columns the names of the columns
/// @param columnLabel what the columns are; may be empty
/// @param values one for each row and column, finite
/// @param unit what the values are; may be empty
public record MatrixChart(
    Text title,
    List<Text> rows,
    Text rowLabel,
    List<Text> columns,
    Text columnLabel,
    Grid values,
    Text unit)
    implements Panel {
  /// @throws PlotException if there is not one value for each row and column, or one is not finite
  public MatrixChart {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    Message table = Message.of("matrix \"%s\"", title.english());
    if (values.rows() != rows.size() || values.columns() != columns.size()) {
      throw new PlotException(
          "%s: %d rows and %d columns need values of [%d, %d], not [%d, %d]",
          table,
          rows.size(),
          columns.size(),
          rows.size(),
          columns.size(),
          values.rows(),
          values.columns());
    }
    for (int i = 0; i < values.values().size(); i++) {
      if (!Double.isFinite(values.values().get(i))) {
        throw new PlotException(
            "%s: the value in row %d, column %d must be finite, not %s",
            table, i / values.columns(), i % values.columns(), values.values().get(i));
      }
    }
  }

  /// A table whose names say all.
  ///
  /// @throws PlotException if there is not one value for each row and column, or one is not finite
  public static MatrixChart of(Text title, List<Text> rows, List<Text> columns, Grid values) {
    return new MatrixChart(title, rows, Text.EMPTY, columns, Text.EMPTY, values, Text.EMPTY);
  }

  /// The same table with words for what its rows, columns and values are.
  public MatrixChart withLabels(Text newRows, Text newColumns, Text newUnit) {
    return new MatrixChart(title, rows, newRows, columns, newColumns, values, newUnit);
  }
}
