package gradus.table;

import gradus.data.DataException;
import gradus.io.AtomicFiles;
import gradus.io.FileException;
import gradus.tensor.Message;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Rows and named columns.
///
/// It is immutable; what gives another table shares what stays the same.
public final class Table {
  private final Map<String, Column> columns;
  private final int rows;

  private Table(Map<String, Column> columns, int rows) {
    this.columns = columns;
    this.rows = rows;
  }

  /// A table of these columns.
  ///
  /// @throws DataException where there is none, they are of different lengths, or two have one name
  public static Table of(Collection<? extends Column> columns) {
    Map<String, Column> named = new LinkedHashMap<>();
    int rows = -1;
    for (Column column : columns) {
      if (named.put(column.name(), column) != null) {
        throw new DataException("table: two columns are called \"%s\"", column.name());
      }
      if (rows >= 0 && column.size() != rows) {
        throw new DataException(
            "table: column \"%s\" has %d rows, but those before it have %d",
            column.name(), column.size(), rows);
      }
      rows = column.size();
    }
    if (rows < 0) {
      throw new DataException("table: needs at least one column");
    }
    return new Table(named, rows);
  }

  /// A table of these columns.
  public static Table of(Column... columns) {
    return of(List.of(columns));
  }

  /// Reads a CSV file; encoding, delimiter, header and the columns' kinds are found out.
  ///
  /// A column is numbers or dates if every value is one, where the decimals of numbers may stand
  /// after a comma unless that separates fields; categories if its words come again; and texts
  /// otherwise. The file is read in passes, so only its columns are in memory.
  ///
  /// @throws FileException where it cannot be read, or is ragged: the message names the line
  public static Table readCsv(Path file) throws FileException {
    return readCsv(file, CsvOptions.detected());
  }

  /// Reads a CSV file in a given way.
  public static Table readCsv(Path file, CsvOptions options) throws FileException {
    return CsvTables.read(file, options);
  }

  /// The number of rows.
  public int rows() {
    return rows;
  }

  /// The columns' names, in order.
  public List<String> names() {
    return List.copyOf(columns.keySet());
  }

  /// The columns, in order.
  public List<Column> columns() {
    return List.copyOf(columns.values());
  }

  /// The column of a name.
  ///
  /// @throws DataException where there is none; the message names those that there are
  public Column column(String name) {
    Column column = columns.get(name);
    if (column == null) {
      throw new DataException(
          "table: there is no column \"%s\"; there are %s", name, Message.joined(", ", names()));
    }
    return column;
  }

  /// The table without some columns.
  ///
  /// @throws DataException where there is no such column, or none would be left
  public Table without(String... names) {
    Map<String, Column> left = new LinkedHashMap<>(columns);
    for (String name : names) {
      column(name);
      left.remove(name);
    }
    return of(left.values());
  }

  /// The table with a column in the place of the one that has its name, or at the end.
  public Table with(Column column) {
    Map<String, Column> changed = new LinkedHashMap<>(columns);
    changed.put(column.name(), column);
    return of(changed.values());
  }

  /// The table with a column's numbers, dates or texts taken as categories: numbers that are names
  /// of classes, for example.
  public Table withCategories(String name) {
    Column column = column(name);
    if (column instanceof Column.Categories) {
      return this;
    }
    Words words =
        Words.of(
            IntStream.range(0, rows)
                .filter(row -> !column.isMissing(row))
                .mapToObj(column::text)
                .distinct()
                .toList());
    int[] codes = IntStream.range(0, rows).map(row -> words.place(column.text(row))).toArray();
    return with(new Column.Categories(name, words.ordered(), codes));
  }

  /// Some rows, in their order; a row may come more than once.
  public Table rows(int... chosen) {
    for (int row : chosen) {
      if (row < 0 || row >= rows) {
        throw new DataException("table: there is no row %d; there are %d, from 0", row, rows);
      }
    }
    return of(columns.values().stream().map(column -> column.rows(chosen)).toList());
  }

  /// The rows that have a value in a column that is to be answered. The column becomes categories
  /// where it holds at most ten different whole numbers that come at least ten times each on
  /// average: those are taken for the numbers of classes.
  public Table withTarget(String name) {
    return TableEncoder.withTarget(withValuesOf(name), name);
  }

  /// The rows in which a column has a value.
  public Table withValuesOf(String name) {
    Column column = column(name);
    return column.missing() == 0
        ? this
        : rows(IntStream.range(0, rows).filter(row -> !column.isMissing(row)).toArray());
  }

  /// The rows in the order of a column of dates or numbers; equal ones stay in their order.
  ///
  /// @throws DataException where the column holds neither, or misses some
  public Table sorted(String column) {
    return rows(TableSplits.order(this, column));
  }

  /// What a person should look at: columns that are taken for words, though nearly all of their
  /// values are numbers, or look like some.
  public List<Message> doubts() {
    return Doubts.of(this);
  }

  /// Of each row, the first one that holds the same in all columns: itself, where there is no such
  /// row before it.
  public int[] firstCopies() {
    return RowCopies.firsts(RowCopies.checksums(this));
  }

  /// The table with what a column of numbers held one to `count` rows before, in columns called
  /// `NAME(-1)` to `NAME(-count)`: what a series was, for those who want to know what it will be.
  /// The first rows, which have no such past, are left out.
  ///
  /// @throws DataException where the column holds no numbers, or there are no more rows than that
  public Table withLags(String name, int count) {
    if (!(column(name) instanceof Column.Numbers numbers)) {
      throw new DataException("lags: column \"%s\" holds no numbers", name);
    }
    if (count < 1 || count >= rows) {
      throw new DataException(
          "lags: a past of %d rows must be at least 1 and shorter than the %d rows", count, rows);
    }
    Table later = rows(IntStream.range(count, rows).toArray());
    for (int lag = 1; lag <= count; lag++) {
      later =
          later.with(
              new Column.Numbers(
                  lagged(name, lag),
                  Arrays.copyOfRange(numbers.values(), count - lag, rows - lag)));
    }
    return later;
  }

  /// What [#withLags] calls a column.
  static String lagged(String name, int lag) {
    return name + "(-" + lag + ")";
  }

  /// A table with a row for each series, of one that has a row for each step.
  ///
  /// Each column of values becomes as many columns as the longest series has steps, called
  /// `NAME(1)`, `NAME(2)`, ...; they stand step by step, and for each step in the order of the
  /// values. Shorter series miss the last ones.
  ///
  /// @param series the column that says of which series a row is; it comes first in the result
  /// @param time the column of dates or numbers in whose order the steps follow each other
  /// @param values the columns of numbers
  /// @param kept columns that have one value for each series, such as its class
  /// @throws DataException where a column is of another kind, a series has several values where it
  ///   must have one, or a series would take more than 10,000 columns
  public Table withSeries(String series, String time, List<String> values, List<String> kept) {
    return TableSeries.of(this, series, time, values, kept);
  }

  /// Two parts at random: `round(rows * fraction)` rows and the others.
  ///
  /// @throws DataException where the fraction leaves a part empty
  public TableSplit split(double fraction, long seed) {
    return TableSplits.random(this, fraction, seed);
  }

  /// Two parts at random, each category of a column divided in the same proportion.
  ///
  /// @throws DataException where the column has no categories, or a part would be empty
  public TableSplit stratifiedSplit(String column, double fraction, long seed) {
    return TableSplits.stratified(this, column, fraction, seed);
  }

  /// Two parts at random, with all rows of one value of a column in the same part: the pictures of
  /// one patient, for example, of whom the other part must know nothing. The first part has the
  /// fraction of the values, not of the rows.
  ///
  /// @throws DataException where a part would be empty
  public TableSplit groupedSplit(String column, double fraction, long seed) {
    return TableSplits.grouped(this, column, fraction, seed);
  }

  /// Two parts by a column of dates or numbers: the earliest `round(rows * fraction)` rows and the
  /// later ones, each in order of time; rows of one time stay together, in the first part.
  ///
  /// @throws DataException where the column has no order or misses values, or a part would be empty
  public TableSplit chronologicalSplit(String column, double fraction) {
    return TableSplits.chronological(this, column, fraction);
  }

  /// The first rows and columns, aligned, as many as a terminal shows, and how many there are. As
  /// many pairs of parts as asked, at random: each row is in the rest of one pair and in the first
  /// part of all others.
  ///
  /// @throws DataException where there are fewer than two folds, or fewer rows than folds
  public List<TableSplit> folds(int count, long seed) {
    return TableSplits.folds(this, count, seed);
  }

  /// [#folds(int, long)] in which the classes of a column have about the same shares everywhere.
  ///
  /// @throws DataException where the column holds no categories, there are fewer than two folds, or
  ///   fewer rows than folds
  public List<TableSplit> stratifiedFolds(String column, int count, long seed) {
    return TableSplits.stratifiedFolds(this, column, count, seed);
  }

  /// Writes a CSV file in UTF-8, whole or not at all, with the names of the columns in its first
  /// line.
  public void writeCsv(Path file) throws FileException {
    AtomicFiles.write(
        file,
        out -> {
          CsvRows rows = new CsvRows(out);
          rows.write(this);
          rows.flush();
        });
  }

  @Override
  public String toString() {
    return TableText.of(this);
  }
}
