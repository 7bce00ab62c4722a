package gradus.studio.run;

import gradus.table.Column;
import gradus.table.Table;
import gradus.table.TableSplit;
import gradus.tensor.Message;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Rows that are copies of others and are kept on one side where rows are divided at random, so
/// that a test asks nothing that was learnt by heart.
final class TableCopies {
  /// The column that says which row is the first copy of each; a zero byte, so that no column of a
  /// file can be called like this.
  private static final String FIRST = "\0first";

  private static final String ROW = "\0number";

  /// A larger share of the rows are no copies, but rows of few different values.
  private static final double MOST = 0.2;

  private TableCopies() {}

  /// The rows with what [#split] needs to know of copies, where there are some.
  ///
  /// @param firsts of each row, the first one that holds the same
  static Table marked(Table table, int[] firsts, List<Message> notes) {
    int copies = (int) IntStream.range(0, firsts.length).filter(row -> firsts[row] != row).count();
    if (copies == 0) {
      return table;
    }
    if (copies > MOST * firsts.length) {
      notes.add(
          Message.of(
              "%d of %d rows hold the same as others; so many are taken for rows of few different"
                  + " values, and divided like all others",
              copies, firsts.length));
      return table;
    }
    notes.add(
        Message.of(
            "%d of %d rows are copies of others; each is divided together with the first of them",
            copies, firsts.length));
    return table.with(new Column.Categories(FIRST, List.of(), firsts));
  }

  /// The rows without what is known of copies.
  static Table unmarked(Table table) {
    return table.names().contains(FIRST) ? table.without(FIRST) : table;
  }

  /// Divides rows, and brings copies that are on both sides to that of the first of them; where a
  /// class would then be missing on one, rows stay as they are divided.
  ///
  /// @param division how rows are divided that have no copies, which keeps their order
  static TableSplit split(Table table, String target, Function<Table, TableSplit> division) {
    if (!table.names().contains(FIRST)) {
      return division.apply(table);
    }
    int[] rows = IntStream.range(0, table.rows()).toArray();
    TableSplit numbered = division.apply(table.with(new Column.Categories(ROW, List.of(), rows)));
    BitSet before = new BitSet();
    IntStream.of(codes(numbered.first(), ROW)).forEach(before::set);
    BitSet known = new BitSet();
    BitSet sides = new BitSet();
    int[] firsts = codes(table, FIRST);
    BitSet after = new BitSet();
    for (int row : rows) {
      if (!known.get(firsts[row])) {
        known.set(firsts[row]);
        sides.set(firsts[row], before.get(row));
      }
      after.set(row, sides.get(firsts[row]));
    }
    TableSplit moved =
        new TableSplit(
            table.rows(IntStream.of(rows).filter(after::get).toArray()),
            table.rows(IntStream.of(rows).filter(row -> !after.get(row)).toArray()));
    boolean kept =
        classes(moved.first(), target).equals(classes(numbered.first(), target))
            && classes(moved.rest(), target).equals(classes(numbered.rest(), target));
    return kept
        ? moved
        : new TableSplit(numbered.first().without(ROW), numbered.rest().without(ROW));
  }

  private static int[] codes(Table table, String column) {
    return ((Column.Categories) table.column(column)).codes();
  }

  /// The classes that a part has; of one that answers numbers, whether it has any.
  private static BitSet classes(Table part, String target) {
    BitSet classes = new BitSet();
    if (part.column(target) instanceof Column.Categories words) {
      IntStream.of(words.codes()).forEach(classes::set);
    } else {
      classes.set(0, Math.min(1, part.rows()));
    }
    return classes;
  }
}
