package gradus.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import gradus.data.Batch;
import gradus.data.Batches;
import gradus.data.DataException;
import gradus.data.Dataset;
import gradus.data.Datasets;
import gradus.io.ChildJvm;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeTableTest {
  @TempDir private Path folder;

  /// Columns of every kind, some with gaps, one that never changes and one that tells the answer.
  private Path write(int rows, String answer) throws IOException {
    var random = new Random(7);
    Path file = folder.resolve("rows.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("size;note;day;colour;same;leak;kind\n");
      for (int i = 0; i < rows; i++) {
        String colour = "rgb".charAt(random.nextInt(3)) + "ed";
        out.write(
            String.format(
                Locale.ROOT,
                "%s;\"word%d, and %s\n number %d\";2024-0%d-1%d;%s;7;%s;%s%n",
                i % 9 == 4 ? "" : String.format(Locale.ROOT, "%.3f", 1e6 + random.nextGaussian()),
                random.nextInt(5),
                colour,
                i,
                1 + random.nextInt(9),
                random.nextInt(9),
                i % 11 == 3 ? "" : colour,
                "pq".charAt(i % 2),
                answer.equals("classes") ? "xy".charAt(i % 2) : Integer.toString(3 * i % 1000)));
      }
    }
    return file;
  }

  private static int[] training(int rows) {
    return IntStream.range(0, rows).filter(row -> row % 5 != 2).toArray();
  }

  private static List<Batch> batches(Batches batches, int epoch) {
    List<Batch> all = new ArrayList<>();
    Iterator<Batch> each = batches.epoch(epoch);
    each.forEachRemaining(all::add);
    return all;
  }

  /// Whatever is read at a time, what comes of it is what comes of the rows in memory.
  @Test
  void givesWhatATableInMemoryGives() throws IOException {
    for (String answer : new String[] {"classes", "numbers"}) {
      Path file = write(400, answer);
      int[] rows = training(400);
      Table table = Table.readCsv(file).rows(rows);
      TableEncoder encoder = TableEncoder.fit(table, "kind");
      Dataset inMemory = encoder.dataset(table);
      for (long budget : new long[] {1, 4000, 1L << 40}) {
        LargeTable large = LargeTable.open(file).withBudget(budget);
        TableEncoder fitted = large.fit(rows, "kind");
        assertThat(fitted).isEqualTo(encoder);
        assertThat(fitted.notes().toString()).isEqualTo(encoder.notes().toString());
        Dataset mapped = large.dataset(fitted, rows, folder.resolve("inputs" + budget + answer));
        assertThat(mapped.size()).isEqualTo(inMemory.size());
        assertThat(mapped.classNames()).isEqualTo(inMemory.classNames());
        assertThat(mapped.fingerprint()).isEqualTo(inMemory.fingerprint());
        for (int epoch = 0; epoch < 2; epoch++) {
          List<Batch> expected = batches(inMemory.shuffle(3).batch(32), epoch);
          List<Batch> read = batches(mapped.shuffle(3).batch(32).prefetch(), epoch);
          assertThat(read).hasSameSizeAs(expected);
          for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).input().toFloats())
                .isEqualTo(expected.get(i).input().toFloats());
            assertThat(read.get(i).target().toDoubles())
                .isEqualTo(expected.get(i).target().toDoubles());
          }
        }
      }
    }
  }

  /// Rows in any order, of which some have no answer: as those of a table in memory.
  @Test
  void givesSomeRowsInTheirOrder() throws IOException {
    for (String answer : new String[] {"classes", "numbers"}) {
      Path file = write(400, answer);
      var random = new Random(5);
      int[] some = IntStream.range(0, 400).filter(row -> row % 7 != 3).toArray();
      for (int i = some.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int kept = some[i];
        some[i] = some[j];
        some[j] = kept;
      }
      // Columns with gaps, which withValuesOf leaves out, and with numbers that become classes.
      for (String target : new String[] {"kind", "size", "colour"}) {
        Table table = Table.readCsv(file).rows(some).withTarget(target);
        TableEncoder encoder = TableEncoder.fit(table, target);
        LargeTable large = LargeTable.open(file).withBudget(3000).rows(some).withTarget(target);
        assertThat(large.rows()).isEqualTo(table.rows());
        TableEncoder fitted = large.fit(target);
        assertThat(fitted).isEqualTo(encoder);
        Dataset mapped = large.dataset(fitted, folder.resolve("placed" + answer + target));
        assertThat(mapped.fingerprint()).isEqualTo(encoder.dataset(table).fingerprint());
        assertThat(large.inMemory().toString()).isEqualTo(table.toString());
        assertThat(large.doubts().toString()).isEqualTo(table.doubts().toString());
        int[] reversed =
            IntStream.iterate(large.rows() - 1, row -> row >= 0, row -> row - 1).toArray();
        assertThat(large.rows(reversed).inMemory().toString())
            .isEqualTo(table.rows(reversed).toString());
      }
    }
  }

  @Test
  void numbersOfClassesAreClassesOfAllRows() throws IOException {
    Path file = folder.resolve("classes.csv");
    StringBuilder text = new StringBuilder("x,kind\n");
    IntStream.range(0, 300).forEach(i -> text.append(i * i % 17).append(',').append(i % 3 + "\n"));
    Files.writeString(file, text);
    // Of 25 rows alone, three different numbers would be numbers.
    int[] few = IntStream.range(0, 25).toArray();
    LargeTable large = LargeTable.open(file).withTarget("kind").rows(few);
    Table table = Table.readCsv(file).withTarget("kind").rows(few);
    TableEncoder fitted = large.fit("kind");
    assertThat(fitted).isEqualTo(TableEncoder.fit(table, "kind"));
    assertThat(fitted.classes()).containsExactly("0", "1", "2");
    assertThat(large.dataset(fitted, folder.resolve("few")).fingerprint())
        .isEqualTo(fitted.dataset(table).fingerprint());
  }

  @Test
  void givesPartsInTheFilesOrder() throws IOException {
    Path file = write(50, "classes");
    LargeTable large = LargeTable.open(file);
    List<Table> parts = new ArrayList<>();
    large.forEach(20, parts::add);
    assertThat(parts).extracting(Table::rows).containsExactly(20, 20, 10);
    Table table = Table.readCsv(file);
    for (int row = 0; row < 50; row++) {
      for (Column column : table.columns()) {
        assertThat(parts.get(row / 20).column(column.name()).text(row % 20))
            .isEqualTo(column.text(row));
      }
    }
    assertThatThrownBy(() -> large.forEach(0, parts::add))
        .hasMessageContaining("parts need at least one row, got 0");
    assertThatThrownBy(() -> large.rows(3, 3)).hasMessageContaining("row 3 is asked for twice");
    assertThatThrownBy(() -> large.rows(50)).hasMessageContaining("there is no row 50");
  }

  /// The inputs are no more than what is said.
  @Test
  void saysHowMuchInputsTake() throws IOException {
    LargeTable large = LargeTable.open(write(200, "classes"));
    long taken = 4L * 200 * large.fit("kind").features().size();
    assertThat(large.inputBytes()).isBetween(taken, 4L * 200 * 2500);
  }

  @Test
  void readsTheColumnsThatAreAskedFor() throws IOException {
    LargeTable large = LargeTable.open(write(50, "classes"));
    assertThat(large.rows()).isEqualTo(50);
    assertThat(large.names())
        .containsExactly("size", "note", "day", "colour", "same", "leak", "kind");
    Table some = large.columns("kind", "size");
    assertThat(some.names()).containsExactly("kind", "size");
    assertThat(some.rows()).isEqualTo(50);
    assertThat(large.bytes()).isBetween(50L * 100, 50L * 1000);
    assertThat(large.fit(training(50), "kind", "leak", "note").encodings())
        .extracting(Encoding::column)
        .containsExactly("size", "day", "colour");
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    LargeTable large = LargeTable.open(write(50, "classes"));
    assertThatThrownBy(() -> large.columns("none"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("there is no column \"none\"");
    assertThatThrownBy(() -> large.fit(new int[] {3, 2}, "kind"))
        .hasMessageContaining("rows must be ascending and from 0 to 49, but 2 comes after 3");
    assertThatThrownBy(() -> large.fit(new int[] {50}, "kind")).hasMessageContaining("ascending");
    assertThatThrownBy(() -> large.fit(new int[0], "kind")).hasMessageContaining("no rows");
    assertThatThrownBy(
            () -> large.fit(training(50), "kind", "size", "note", "day", "colour", "leak"))
        .hasMessageContaining("no column besides \"kind\" says anything");
    Path file = Files.write(folder.resolve("f32"), new byte[15]);
    assertThatThrownBy(() -> Datasets.mapped(file, Shape.of(2), Tensor.zeros(2)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("holds 15 bytes, but 2 inputs [2] of FLOAT32 are 16");
    Path none =
        Files.write(folder.resolve("nan"), new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xc0, 0x7f});
    assertThatThrownBy(() -> Datasets.mapped(none, Shape.of(1), Tensor.zeros(2)))
        .hasMessageContaining("sample 1, column 0 of the inputs is NaN");
  }

  /// A heap that the rows do not fit: 60 columns of 60,000 numbers are 29 MB, and as many floats
  /// 14.
  @Test
  void fitsAHeapThatTheRowsDoNot() throws Exception {
    int rows = 60_000;
    int columns = 60;
    var random = new Random(1);
    Path file = folder.resolve("large.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int c = 0; c < columns; c++) {
        out.write("c" + c + ",");
      }
      out.write("kind\n");
      for (int i = 0; i < rows; i++) {
        for (int c = 0; c < columns; c++) {
          out.write(random.nextInt(1000) / 8.0 + ",");
        }
        out.write("xy".charAt(i % 2) + "\n");
      }
    }
    assertThat(child(file, "table")).as("in memory").isNotZero();
    assertThat(child(file, "large")).as("from the file").isZero();
  }

  private int child(Path file, String how) throws Exception {
    Path log = folder.resolve(how + ".log");
    Process process =
        ChildJvm.builder(
                List.of(),
                List.of("-Xmx28m", "--add-modules=jdk.incubator.vector"),
                List.of(CsvReader.class, NullMarked.class),
                LargeTableChild.class,
                file.toString(),
                how,
                folder.resolve("inputs").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int status = process.waitFor();
    if (how.equals("large")) {
      assertThat(Files.readString(log)).contains("48000 samples");
    } else {
      assertThat(Files.readString(log)).contains("OutOfMemoryError");
    }
    return status;
  }
}
