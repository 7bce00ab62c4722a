package gradus.table;

import gradus.data.Batch;
import gradus.data.Dataset;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.IntStream;

/// A process with a small heap that goes once through the rows of a file.
final class LargeTableChild {
  private LargeTableChild() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    Dataset samples = arguments[1].equals("table") ? inMemory(file) : mapped(file, arguments[2]);
    long seen = 0;
    Iterator<Batch> batches = samples.shuffle(1).batch(100).prefetch().epoch(0);
    while (batches.hasNext()) {
      seen += batches.next().size();
    }
    System.out.println(seen + " samples");
  }

  private static Dataset inMemory(Path file) throws Exception {
    Table table = Table.readCsv(file);
    return TableEncoder.fit(table, "kind").dataset(table);
  }

  private static Dataset mapped(Path file, String inputs) throws Exception {
    LargeTable table = LargeTable.open(file);
    int[] training = IntStream.range(0, table.rows()).filter(row -> row % 5 != 0).toArray();
    return table.dataset(table.fit(training, "kind"), training, Path.of(inputs));
  }
}
