package gradus.studio.run;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.table.Column;
import gradus.table.Table;
import gradus.table.TableSplit;
import gradus.tensor.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableCopiesTest {
  private static final TableSettings SETTINGS = TableSettings.usual(Path.of("/t.csv"), "kind");

  /// Rows of two classes, of which some are copies of earlier ones.
  private static Table table(Random random, int rows, double copied) {
    double[] values = new double[rows];
    String[] kinds = new String[rows];
    for (int row = 0; row < rows; row++) {
      int from = row > 20 && random.nextDouble() < copied ? random.nextInt(row) : -1;
      values[row] = from < 0 ? random.nextGaussian() : values[from];
      kinds[row] = from < 0 ? "ab".substring(row % 2, row % 2 + 1) : kinds[from];
    }
    return Table.of(new Column.Numbers("x", values), new Column.Texts("kind", List.of(kinds)))
        .withCategories("kind");
  }

  private static Set<String> texts(Table table) {
    Set<String> texts = new HashSet<>();
    for (int row = 0; row < table.rows(); row++) {
      texts.add(table.column("x").text(row) + table.column("kind").text(row));
    }
    return texts;
  }

  @Test
  void findsTheFirstOfEach() {
    var random = new Random(1);
    for (int round = 0; round < 30; round++) {
      Table table = table(random, 25 + random.nextInt(80), 0.3);
      double[] values = ((Column.Numbers) table.column("x")).values();
      int[] expected =
          IntStream.range(0, values.length)
              .map(row ->
                  IntStream.range(0, values.length)
                      .filter(first -> values[first] == values[row])
                      .findFirst()
                      .orElseThrow())
              .toArray();
      assertThat(table.firstCopies()).isEqualTo(expected);
    }
  }

  /// No row that is trained on is validated with or tested on, all rows are there, and the shares
  /// of parts and classes are nearly those that were asked for.
  @Test
  void keepsCopiesOnOneSide() {
    var random = new Random(2);
    for (int round = 0; round < 20; round++) {
      Table table = table(random, 400, 0.1);
      List<Message> notes = new ArrayList<>();
      Table marked = TableCopies.marked(table, table.firstCopies(), notes);
      assertThat(notes.toString()).contains("of 400 rows are copies of others");
      TableSplit parts = TableParts.split(marked, SETTINGS);
      TableSplit seen = TableParts.split(parts.first(), SETTINGS);
      List<Table> all =
          List.of(
              TableCopies.unmarked(seen.first()),
              TableCopies.unmarked(seen.rest()),
              TableCopies.unmarked(parts.rest()));
      assertThat(all).allSatisfy(part -> assertThat(part.names()).containsExactly("x", "kind"));
      assertThat(all.stream().mapToInt(Table::rows).sum()).isEqualTo(400);
      assertThat(all.stream().mapToInt(part -> texts(part).size()).sum())
          .isEqualTo(texts(table).size());
      assertThat(all.getLast().rows()).isBetween(60, 100);
      int[] counts = ((Column.Categories) all.getLast().column("kind")).counts();
      assertThat(Arrays.stream(counts).min().orElse(0)).isGreaterThan(25);
    }
  }

  @Test
  void withoutCopiesNothingChanges() {
    Table table = table(new Random(3), 100, 0);
    List<Message> notes = new ArrayList<>();
    assertThat(TableCopies.marked(table, table.firstCopies(), notes)).isSameAs(table);
    assertThat(notes).isEmpty();
  }

  /// Where many rows are the same, they were measured so.
  @Test
  void rowsOfFewValuesAreNoCopies() {
    Table table = table(new Random(4), 200, 0.6);
    List<Message> notes = new ArrayList<>();
    assertThat(TableCopies.marked(table, table.firstCopies(), notes)).isSameAs(table);
    assertThat(notes.toString()).contains("taken for rows of few different values");
  }
}
