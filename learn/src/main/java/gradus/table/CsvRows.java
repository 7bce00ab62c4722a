package gradus.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/// A CSV file in UTF-8 that tables of the same columns are written to, one after the other, below
/// one line of their names.
final class CsvRows {
  private final CsvWriter writer;
  private int count;

  CsvRows(OutputStream out) {
    var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
  }

  /// How many rows are written.
  int count() {
    return count;
  }

  void write(Table table) {
    if (count == 0) {
      writer.writeRecord(table.names());
    }
    for (int row = 0; row < table.rows(); row++) {
      int at = row;
      writer.writeRecord(table.columns().stream().map(column -> column.text(at)).toList());
    }
    count += table.rows();
  }

  void flush() throws IOException {
    writer.flush();
  }
}
