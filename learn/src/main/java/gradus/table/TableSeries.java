package gradus.table;

import gradus.data.DataException;
import gradus.tensor.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Series in the rows of tables.
final class TableSeries {
  private static final int MOST_COLUMNS = 10_000;

  private TableSeries() {}

  static Table of(Table table, String series, String time, List<String> values, List<String> kept) {
    Column names = table.column(series);
    requireAll(names);
    Map<String, List<Integer>> rows = new LinkedHashMap<>();
    for (int row : TableSplits.order(table, time)) {
      rows.computeIfAbsent(names.text(row), _ -> new ArrayList<>()).add(row);
    }
    // In the order in which they first stand in the table, whatever their times.
    List<List<Integer>> all =
        IntStream.range(0, table.rows()).mapToObj(names::text).distinct().map(rows::get).toList();
    int steps = all.stream().mapToInt(List::size).max().orElse(0);
    if ((long) steps * values.size() > MOST_COLUMNS) {
      throw new DataException(
          "series: the longest has %d steps of %d values, more than %d together; take fewer steps",
          steps, values.size(), MOST_COLUMNS);
    }
    int[] first = all.stream().mapToInt(List::getFirst).toArray();
    List<Column> columns = new ArrayList<>();
    columns.add(names.rows(first));
    for (String name : kept) {
      Column column = table.column(name);
      all.forEach(steady -> requireOne(column, names, steady));
      columns.add(column.rows(first));
    }
    List<Column.Numbers> numbers =
        values.stream().map(name -> numbers(table.column(name))).toList();
    for (int step = 0; step < steps; step++) {
      int at = step;
      for (Column.Numbers column : numbers) {
        double[] cells =
            all.stream()
                .mapToDouble(of -> at < of.size() ? column.values()[of.get(at)] : Double.NaN)
                .toArray();
        columns.add(new Column.Numbers(column.name() + "(" + (step + 1) + ")", cells));
      }
    }
    return Table.of(columns);
  }

  private static void requireAll(Column series) {
    for (int row = 0; row < series.size(); row++) {
      if (series.isMissing(row)) {
        throw new DataException(
            "series: row %d has no value in \"%s\", so it belongs to no series",
            row + 1, series.name());
      }
    }
  }

  private static void requireOne(Column column, Column series, List<Integer> rows) {
    String one = column.text(rows.getFirst());
    for (int row : rows) {
      if (!column.text(row).equals(one)) {
        throw new DataException(
            "series: column \"%s\" must have one value for each series, but for \"%s\" it has"
                + " \"%s\" and, in row %d, \"%s\"",
            column.name(), series.text(row), one, row + 1, column.text(row));
      }
    }
  }

  private static Column.Numbers numbers(Column column) {
    if (column instanceof Column.Numbers numbers) {
      return numbers;
    }
    int row =
        IntStream.range(0, column.size())
            .filter(one -> ColumnKind.number(column.text(one)) == null && !column.isMissing(one))
            .findFirst()
            .orElse(0);
    throw new DataException(
        "series: column \"%s\" holds no numbers, but in row %d \"%s\"; leave it out",
        column.name(), row + 1, column.text(row));
  }

  static TableEncoder encoder(Table table, String target, int channels, Target answered) {
    List<Column.Numbers> steps =
        table.columns().stream()
            .filter(column -> !column.name().equals(target))
            .map(TableSeries::numbers)
            .toList();
    if (channels < 1 || steps.isEmpty() || steps.size() % channels != 0) {
      throw new DataException(
          "series: %d columns cannot be steps of %d values each", steps.size(), channels);
    }
    Encoding[] encodings = new Encoding[steps.size()];
    List<Message> notes = new ArrayList<>();
    int constant = 0;
    for (int channel = 0; channel < channels; channel++) {
      int own = channel;
      double[] values =
          IntStream.range(0, steps.size() / channels)
              .mapToObj(step -> steps.get(step * channels + own).values())
              .flatMapToDouble(Arrays::stream)
              .filter(value -> !Double.isNaN(value))
              .toArray();
      double mean = Arrays.stream(values).average().orElse(0);
      double deviation = Encoding.deviation(values, mean);
      if (deviation == 0) {
        constant++;
        notes.add(Message.of("series: all values of \"%s\" are the same", steps.get(own).name()));
      }
      for (int i = channel; i < encodings.length; i += channels) {
        encodings[i] =
            new Encoding.Scaled(steps.get(i).name(), mean, deviation == 0 ? 1 : deviation, false);
      }
    }
    if (constant == channels) {
      throw new DataException("table: no column besides \"%s\" says anything", target);
    }
    return new TableEncoder(List.of(encodings), answered, notes);
  }
}
