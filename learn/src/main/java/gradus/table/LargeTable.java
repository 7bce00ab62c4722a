package gradus.table;

import gradus.data.DataException;
import gradus.data.Dataset;
import gradus.data.Datasets;
import gradus.io.AtomicFiles;
import gradus.io.FileException;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// A CSV file that is larger than memory: its rows are read anew for whatever is asked, and what a
/// network takes of them goes to a file that is mapped.
///
/// ```java
/// LargeTable table = LargeTable.open(Path.of("flights.csv"));
/// Table answers = table.columns("delay");            // one column fits
/// TableEncoder encoder = table.fit(training, "delay");
/// Dataset train = table.dataset(encoder, training, Path.of("flights.f32"));
/// Batches batches = train.shuffle(42).batch(128).prefetch();
/// ```
///
/// [#rows(int...)], [#withValuesOf] and [#withTarget] give some of the rows, as those of [Table]
/// do, and read nothing but a column; what is asked of them is asked of these rows alone.
///
/// An encoder is fitted some columns at a time, as many as fit a quarter of the heap: one that is
/// fitted in memory is equal to it. Samples, their order in every epoch and so the weights of a
/// network are the same, bit for bit, as those of a [Table] of the same rows.
public final class LargeTable {
  /// The bytes of inputs that are made at a time; several copies of them exist for a moment.
  private static final int CHUNK = 1 << 19;

  private final Path file;
  private final CsvTables source;
  private final long budget;
  private final int @Nullable [] order;
  private final @Nullable Column answers;

  /// @param order the rows of the file, or null for all
  /// @param answers what is to be answered of each of them, where it is kept in memory
  private LargeTable(
      Path file, CsvTables source, long budget, int @Nullable [] order, @Nullable Column answers) {
    this.file = file;
    this.source = source;
    this.budget = budget;
    this.order = order;
    this.answers = answers;
  }

  /// What takes one part of a table after the other.
  @FunctionalInterface
  public interface Parts {
    /// Takes some rows.
    ///
    /// @throws FileException where what is done with them fails
    void accept(Table rows) throws FileException;
  }

  /// Finds out what a CSV file holds, in one pass.
  ///
  /// @throws FileException as for [Table#readCsv(Path)]
  public static LargeTable open(Path file) throws FileException {
    return open(file, CsvOptions.detected());
  }

  /// Finds out what a CSV file that is to be read in a given way holds.
  public static LargeTable open(Path file, CsvOptions options) throws FileException {
    long heap = Runtime.getRuntime().maxMemory();
    return new LargeTable(file, CsvTables.scanned(file, options), heap / 4, null, null);
  }

  /// The same where columns may take so many bytes of memory at a time.
  LargeTable withBudget(long bytes) {
    return new LargeTable(file, source, bytes, order, answers);
  }

  /// About how many bytes a [Table] of all columns and rows of the file would take.
  public long bytes() {
    return names().stream().mapToLong(source::bytes).sum();
  }

  /// At most about how many bytes a network's inputs of all rows of the file would take.
  public long inputBytes() {
    return names().stream().mapToLong(source::inputBytes).sum();
  }

  /// The number of rows.
  public int rows() {
    return order == null ? source.rows() : order.length;
  }

  /// The columns' names, in order.
  public List<String> names() {
    return source.names();
  }

  /// Some columns of all rows, in memory.
  ///
  /// @throws DataException where there is no such column
  /// @throws FileException where the file cannot be read any more
  public Table columns(String... names) throws FileException {
    for (String name : names) {
      requireColumn(name);
    }
    return read(List.of(names));
  }

  /// All columns of all rows, in memory.
  ///
  /// @throws FileException where the file cannot be read any more
  public Table inMemory() throws FileException {
    return read(names());
  }

  /// Some rows, in their order, which is that of the samples that are made of them.
  ///
  /// @throws DataException where there is no such row, or one is asked for twice
  public LargeTable rows(int... chosen) {
    BitSet seen = new BitSet(rows());
    int[] places = new int[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      int row = chosen[i];
      if (row < 0 || row >= rows()) {
        throw new DataException("table: there is no row %d; there are %d, from 0", row, rows());
      }
      if (seen.get(row)) {
        throw new DataException("table: row %d is asked for twice", row);
      }
      seen.set(row);
      places[i] = order == null ? row : order[row];
    }
    Column known = answers == null ? null : answers.rows(chosen);
    return new LargeTable(file, source, budget, places, known);
  }

  /// The rows in which a column has a value.
  ///
  /// @throws DataException where there is no such column
  /// @throws FileException where the file cannot be read any more
  public LargeTable withValuesOf(String name) throws FileException {
    Column column = columns(name).column(name);
    return column.missing() == 0
        ? this
        : rows(IntStream.range(0, column.size()).filter(row -> !column.isMissing(row)).toArray());
  }

  /// The rows that have a value in a column that is to be answered, as [Table#withTarget] takes it:
  /// where numbers are those of classes, of all these rows they are.
  ///
  /// @throws DataException where there is no such column
  /// @throws FileException where the file cannot be read any more
  public LargeTable withTarget(String name) throws FileException {
    LargeTable answered = withValuesOf(name);
    Column column = answered.columns(name).withTarget(name).column(name);
    return new LargeTable(file, source, budget, answered.order, column);
  }

  /// What a person should look at, as [Table#doubts] says it.
  ///
  /// @param without columns that are not to be looked at
  /// @throws FileException where the file cannot be read any more
  public List<Message> doubts(String... without) throws FileException {
    List<String> left = new ArrayList<>(names().stream().filter(source::isOfWords).toList());
    left.removeAll(List.of(without));
    List<Message> doubts = new ArrayList<>();
    for (List<String> group : groups(left)) {
      doubts.addAll(read(group).doubts());
    }
    return List.copyOf(doubts);
  }

  /// What a person should know of rows that are to be answered, as [TableEncoder#doubts] says it.
  ///
  /// @throws DataException where there is no such column
  /// @throws FileException where the file cannot be read any more
  public List<Message> doubts(TableEncoder encoder) throws FileException {
    List<Message> doubts = new ArrayList<>();
    List<String> words = Doubts.columns(encoder);
    words.forEach(this::requireColumn);
    for (List<String> group : groups(words)) {
      doubts.addAll(Doubts.of(encoder, read(group), group));
    }
    return List.copyOf(doubts);
  }

  /// Of each row, the first one that holds the same, as [Table#firstCopies] says it.
  ///
  /// @param without columns that are not to be looked at
  /// @throws FileException where the file cannot be read any more
  public int[] firstCopies(String... without) throws FileException {
    List<String> left = new ArrayList<>(names());
    left.removeAll(List.of(without));
    LongStream.Builder stored = LongStream.builder();
    source.chunks(
        left,
        order == null ? null : chosen(),
        Math.max(1, CHUNK / (8 * left.size())),
        part -> LongStream.of(RowCopies.checksums(part)).forEach(stored));
    long[] sums = stored.build().toArray();
    return RowCopies.firsts(
        isAscending() ? sums : IntStream.of(places()).mapToLong(place -> sums[place]).toArray());
  }

  /// All rows in the file's order, a number of them after the other.
  ///
  /// @param size the rows of each part but the last
  /// @throws DataException where the size is below 1
  /// @throws FileException where the file cannot be read any more
  public void forEach(int size, Parts parts) throws FileException {
    if (size < 1) {
      throw new DataException("table: parts need at least one row, got %d", size);
    }
    source.chunks(names(), order == null ? null : chosen(), size, parts::accept);
  }

  /// What becomes of one part of a table.
  @FunctionalInterface
  public interface Change {
    /// Rows with other columns.
    ///
    /// @param before how many rows come before this part
    Table of(Table part, int before);
  }

  /// Writes all rows in the file's order as CSV, whole or not at all, each part as a function
  /// changes it.
  ///
  /// @param size the rows of each part but the last
  /// @param change from a part to what is written of it: always the same columns
  /// @throws FileException where this file cannot be read any more, or that one not be written
  public void writeCsv(Path to, int size, Change change) throws FileException {
    AtomicFiles.write(
        to,
        out -> {
          CsvRows rows = new CsvRows(out);
          forEach(size, part -> rows.write(change.of(part, rows.count())));
          rows.flush();
        });
  }

  private void requireColumn(String name) {
    if (!names().contains(name)) {
      throw new DataException(
          "table: there is no column \"%s\"; there are %s", name, Message.joined(", ", names()));
    }
  }

  /// Some columns of these rows, in their order.
  private Table read(List<String> columns) throws FileException {
    List<String> stored = columns.stream().filter(name -> !isAnswered(name)).toList();
    if (stored.isEmpty() && answers != null) {
      return Table.of(answers);
    }
    Table table = source.read(stored, order == null ? null : chosen());
    if (!isAscending()) {
      table = table.rows(places());
    }
    List<Column> all = new ArrayList<>();
    for (String name : columns) {
      all.add(answers != null && isAnswered(name) ? answers : table.column(name));
    }
    return Table.of(all);
  }

  private boolean isAnswered(String name) {
    return answers != null && answers.name().equals(name);
  }

  private BitSet chosen() {
    BitSet chosen = new BitSet(source.rows());
    if (order == null) {
      chosen.set(0, source.rows());
    } else {
      IntStream.of(order).forEach(chosen::set);
    }
    return chosen;
  }

  private boolean isAscending() {
    int[] rows = order;
    return rows == null || IntStream.range(1, rows.length).allMatch(i -> rows[i - 1] < rows[i]);
  }

  /// Of each row, its place among these rows in the file's order.
  private int[] places() {
    int[] rows = order;
    if (rows == null) {
      return IntStream.range(0, source.rows()).toArray();
    }
    int[] sorted = rows.clone();
    Arrays.sort(sorted);
    return IntStream.of(rows).map(row -> Arrays.binarySearch(sorted, row)).toArray();
  }

  /// The encoder that some rows ask for, equal to that of [TableEncoder#fit].
  ///
  /// @param training the rows to train on, ascending
  /// @param without columns that are not to be looked at
  /// @throws DataException as for [TableEncoder#fit], or where rows are not ascending
  /// @throws FileException where the file cannot be read any more
  public TableEncoder fit(int[] training, String target, String... without) throws FileException {
    requireColumn(target);
    return ascending(training).fit(target, without);
  }

  /// The encoder that these rows ask for, equal to that of [TableEncoder#fit].
  ///
  /// @param without columns that are not to be looked at
  /// @throws DataException as for [TableEncoder#fit]
  /// @throws FileException where the file cannot be read any more
  public TableEncoder fit(String target, String... without) throws FileException {
    requireColumn(target);
    Table known = TableEncoder.withTarget(read(List.of(target)), target);
    Target answered = TableEncoder.target(known.column(target));
    List<String> left = new ArrayList<>(names());
    left.remove(target);
    left.removeAll(List.of(without));
    List<TableEncoder> parts = new ArrayList<>();
    for (List<String> group : groups(left)) {
      Table some = read(group).with(known.column(target));
      parts.add(TableEncoder.part(some, target, answered));
    }
    if (parts.isEmpty()) {
      throw new DataException("table: no column besides \"%s\" says anything", target);
    }
    return TableEncoder.fitted(parts, target);
  }

  /// Columns that fit the budget together; a larger one stands alone.
  private List<List<String>> groups(List<String> names) {
    List<List<String>> groups = new ArrayList<>();
    long taken = Long.MAX_VALUE / 2;
    for (String name : names) {
      long bytes = source.bytes(name) * rows() / source.rows();
      if (taken + bytes > budget) {
        groups.add(new ArrayList<>());
        taken = 0;
      }
      groups.getLast().add(name);
      taken += bytes;
    }
    return groups;
  }

  private LargeTable ascending(int[] wanted) {
    int before = -1;
    for (int row : wanted) {
      if (row <= before || row >= rows()) {
        throw new DataException(
            "table: rows must be ascending and from 0 to %d, but %d comes after %d",
            rows() - 1, row, before);
      }
      before = row;
    }
    if (wanted.length == 0) {
      throw new DataException("table: no rows are asked for");
    }
    return rows(wanted);
  }

  /// Some rows as samples, whose inputs lie in a file; targets are in memory.
  ///
  /// @param wanted the rows, ascending
  /// @param inputs the file, which is written anew: as many floats as there are rows times
  ///   features; it must stay as long as the data set is used
  /// @throws DataException as for [TableEncoder#dataset], or where rows are not ascending
  /// @throws FileException where a file cannot be read or written
  public Dataset dataset(TableEncoder encoder, int[] wanted, Path inputs) throws FileException {
    return ascending(wanted).dataset(encoder, inputs);
  }

  /// These rows as samples, whose inputs lie in a file; targets are in memory.
  ///
  /// @param inputs the file, which is written anew: as many floats as there are rows times
  ///   features; it must stay as long as the data set is used
  /// @throws DataException as for [TableEncoder#dataset]
  /// @throws FileException where a file cannot be read or written
  public Dataset dataset(TableEncoder encoder, Path inputs) throws FileException {
    List<String> columns =
        new ArrayList<>(encoder.encodings().stream().map(Encoding::column).toList());
    columns.add(encoder.target().column());
    columns.forEach(this::requireColumn);
    columns.removeIf(this::isAnswered);
    int width = encoder.features().size();
    int size = Math.max(1, CHUNK / (4 * width));
    List<Tensor> targets = new ArrayList<>();
    int[] places = places();
    try (PlacedRows out = PlacedRows.open(inputs, places, width)) {
      source.chunks(
          columns,
          chosen(),
          size,
          table -> {
            Column known = answers;
            int[] rows = out.next(table.rows());
            Dataset samples = encoder.dataset(known == null ? table : table.with(known.rows(rows)));
            targets.add(samples.targets());
            out.write(samples.inputs().toFloats());
          });
    }
    Tensor told = Tensor.concat(0, targets);
    Tensor inOrder = isAscending() ? told : told.take(Tensor.ofInts(places), 0);
    Dataset samples = Datasets.mapped(inputs, Shape.of(width), inOrder);
    return encoder.classes().isEmpty() ? samples : samples.withClasses(encoder.classes());
  }
}
