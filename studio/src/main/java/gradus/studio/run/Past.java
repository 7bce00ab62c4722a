package gradus.studio.run;

import gradus.table.Column;
import gradus.table.Table;
import java.util.Arrays;
import java.util.stream.IntStream;

/// What a network sees of a series before the row that it answers.
///
/// Where changes are answered, it answers how far a row is from the one before, and sees the
/// earlier ones by their distance from that too: so it goes on with a trend, where a network that
/// answers the numbers themselves stays among those that it was trained on.
///
/// @param column the series
/// @param rows how many rows before a row it sees
/// @param changes whether changes are answered
public record Past(String column, int rows, boolean changes) {
  /// The rows of a series in its order with their past, without the first ones, which have none.
  public Table of(Table series) {
    Table lagged = series.withLags(column, rows);
    if (!changes) {
      return lagged;
    }
    double[] last = numbers(lagged, 1);
    Table changed = lagged;
    for (int lag = 2; lag <= rows; lag++) {
      double[] earlier = numbers(lagged, lag);
      double[] distance =
          IntStream.range(0, last.length).mapToDouble(row -> earlier[row] - last[row]).toArray();
      changed = changed.with(new Column.Numbers(name(lag), distance));
    }
    return changed;
  }

  /// The rows with what is to be answered in the series' column.
  public Table answers(Table lagged) {
    double[] start = start(lagged);
    double[] values = ((Column.Numbers) lagged.column(column)).values();
    return lagged.with(
        new Column.Numbers(
            column,
            IntStream.range(0, start.length)
                .mapToDouble(row -> values[row] - start[row])
                .toArray()));
  }

  /// What is added to the network's answer for each row.
  public double[] start(Table lagged) {
    return changes ? numbers(lagged, 1) : new double[lagged.rows()];
  }

  /// What the series was some rows before each row.
  double[] before(Table lagged, int lag) {
    double[] told = numbers(lagged, lag);
    double[] start = lag == 1 ? new double[told.length] : start(lagged);
    return IntStream.range(0, told.length).mapToDouble(row -> told[row] + start[row]).toArray();
  }

  /// A series whose first rows that nothing is known of are as the nearest known one.
  ///
  /// @param values NaN where a row is not known; changed
  public void fillBeginning(double[] values) {
    double known =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).findFirst().orElse(0);
    for (int row = 0; row < Math.min(rows, values.length); row++) {
      known = Double.isNaN(values[row]) ? known : values[row];
      values[row] = known;
    }
  }

  private String name(int lag) {
    return column + "(-" + lag + ")";
  }

  private double[] numbers(Table lagged, int lag) {
    return ((Column.Numbers) lagged.column(name(lag))).values();
  }
}
