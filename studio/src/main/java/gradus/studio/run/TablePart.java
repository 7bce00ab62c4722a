package gradus.studio.run;

import gradus.data.Dataset;
import gradus.io.FileException;
import gradus.table.LargeTable;
import gradus.table.Table;
import gradus.table.TableEncoder;
import java.util.stream.IntStream;

/// Some of the rows of a run on a table: those to train on, to validate with or to test on.
public sealed interface TablePart {
  /// What is known of the rows in memory; at least what is to be answered, and what they are
  /// divided by.
  Table table();

  /// The rows as samples.
  Dataset samples();

  /// The rows with all their columns; of many that are not in memory some, evenly spaced.
  ///
  /// @throws FileException where they cannot be read any more
  Table shown() throws FileException;

  /// The number of rows.
  default int rows() {
    return table().rows();
  }

  /// Rows in memory.
  ///
  /// @param encoder what makes samples of them
  record InMemory(Table table, TableEncoder encoder) implements TablePart {
    @Override
    public Dataset samples() {
      return encoder.dataset(table);
    }

    @Override
    public Table shown() {
      return table;
    }
  }

  /// Rows of a file that is larger than memory.
  ///
  /// @param source where all their columns are
  /// @param most how many rows are shown at most
  record Streamed(Table table, Dataset samples, LargeTable source, int most) implements TablePart {
    @Override
    public Table shown() throws FileException {
      long rows = rows();
      int count = (int) Math.min(rows, most);
      return source
          .rows(IntStream.range(0, count).map(i -> (int) (i * rows / count)).toArray())
          .inMemory();
    }
  }
}
