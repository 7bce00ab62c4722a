package gradus.table;

import gradus.data.DataException;
import gradus.data.Dataset;
import gradus.data.Datasets;
import gradus.io.FileException;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

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
/// An encoder is fitted some columns at a time, as many as fit a quarter of the heap: one that is
/// fitted in memory is equal to it. Samples, their order in every epoch and so the weights of a
/// network are the same, bit for bit, as those of a [Table] of the same rows.
public final class LargeTable {
  /// The bytes of inputs that are made at a time; several copies of them exist for a moment.
  private static final int CHUNK = 1 << 19;

  private final Path file;
  private final CsvTables rows;
  private final long budget;

  private LargeTable(Path file, CsvTables rows, long budget) {
    this.file = file;
    this.rows = rows;
    this.budget = budget;
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
    return new LargeTable(file, CsvTables.scanned(file, options), heap / 4);
  }

  /// The same where columns may take so many bytes of memory at a time.
  LargeTable withBudget(long bytes) {
    return new LargeTable(file, rows, bytes);
  }

  /// About how many bytes a [Table] of all columns would take.
  public long bytes() {
    return names().stream().mapToLong(rows::bytes).sum();
  }

  /// The number of rows.
  public int rows() {
    return rows.rows();
  }

  /// The columns' names, in order.
  public List<String> names() {
    return rows.names();
  }

  /// Some columns of all rows, in memory.
  ///
  /// @throws DataException where there is no such column
  /// @throws FileException where the file cannot be read any more
  public Table columns(String... names) throws FileException {
    for (String name : names) {
      requireColumn(name);
    }
    return rows.read(List.of(names), null);
  }

  private void requireColumn(String name) {
    if (!names().contains(name)) {
      throw new DataException(
          "table: there is no column \"%s\"; there are %s", name, Message.joined(", ", names()));
    }
  }

  /// The encoder that some rows ask for, equal to that of [TableEncoder#fit].
  ///
  /// @param training the rows to train on, ascending
  /// @param without columns that are not to be looked at
  /// @throws DataException as for [TableEncoder#fit], or where rows are not ascending
  /// @throws FileException where the file cannot be read any more
  public TableEncoder fit(int[] training, String target, String... without) throws FileException {
    requireColumn(target);
    BitSet chosen = chosen(training);
    Table answers = TableEncoder.withTarget(rows.read(List.of(target), chosen), target);
    Target answered = TableEncoder.target(answers.column(target));
    List<String> left = new ArrayList<>(names());
    left.remove(target);
    left.removeAll(List.of(without));
    List<TableEncoder> parts = new ArrayList<>();
    for (List<String> group : groups(left)) {
      Table some = rows.read(group, chosen).with(answers.column(target));
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
      long bytes = rows.bytes(name);
      if (taken + bytes > budget) {
        groups.add(new ArrayList<>());
        taken = 0;
      }
      groups.getLast().add(name);
      taken += bytes;
    }
    return groups;
  }

  private BitSet chosen(int[] wanted) {
    BitSet chosen = new BitSet(rows());
    int before = -1;
    for (int row : wanted) {
      if (row <= before || row >= rows()) {
        throw new DataException(
            "table: rows must be ascending and from 0 to %d, but %d comes after %d",
            rows() - 1, row, before);
      }
      chosen.set(row);
      before = row;
    }
    if (wanted.length == 0) {
      throw new DataException("table: no rows are asked for");
    }
    return chosen;
  }

  /// Some rows as samples, whose inputs lie in a file; targets are in memory.
  ///
  /// @param wanted the rows, ascending
  /// @param inputs the file, which is written anew: as many floats as there are rows times
  ///   features; it must stay as long as the data set is used
  /// @throws DataException as for [TableEncoder#dataset], or where rows are not ascending
  /// @throws FileException where a file cannot be read or written
  public Dataset dataset(TableEncoder encoder, int[] wanted, Path inputs) throws FileException {
    BitSet chosen = chosen(wanted);
    List<String> columns =
        new ArrayList<>(encoder.encodings().stream().map(Encoding::column).toList());
    columns.add(encoder.target().column());
    columns.forEach(this::requireColumn);
    int width = encoder.features().size();
    int chunk = Math.max(1, CHUNK / (4 * width));
    List<Tensor> targets = new ArrayList<>();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(inputs))) {
      rows.chunks(
          columns,
          chosen,
          chunk,
          table -> {
            Dataset samples = encoder.dataset(table);
            targets.add(samples.targets());
            write(samples.inputs().toFloats(), out, inputs);
          });
    } catch (FileException failure) {
      throw failure;
    } catch (IOException failure) {
      throw FileException.of("write", inputs, failure);
    }
    Tensor answers = Tensor.concat(0, targets);
    Dataset samples = Datasets.mapped(inputs, Shape.of(width), answers);
    return encoder.classes().isEmpty() ? samples : samples.withClasses(encoder.classes());
  }

  private static void write(float[] values, OutputStream out, Path file) throws FileException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    try {
      out.write(bytes.array());
    } catch (IOException failure) {
      throw FileException.of("write", file, failure);
    }
  }
}
