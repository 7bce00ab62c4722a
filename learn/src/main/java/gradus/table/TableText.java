package gradus.table;

import gradus.io.Cells;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A table as it is printed: its first rows in columns, numbers aligned to the right.
final class TableText {
  private static final int ROWS = 10;
  private static final int WIDEST_CELL = 24;
  private static final String BETWEEN = "  ";
  private static final String MISSING = "\u00b7";
  private static final String MORE = "\u2026";

  private TableText() {}

  static String of(Table table) {
    int rows = Math.min(table.rows(), ROWS);
    List<List<String>> columns =
        table.columns().stream().map(column -> lines(column, rows)).toList();
    int fitting = fitting(columns);
    List<List<String>> shown = new ArrayList<>(columns.subList(0, fitting));
    if (fitting < columns.size()) {
      shown.add(Collections.nCopies(rows + 1, MORE));
    }
    StringBuilder text = new StringBuilder();
    for (int line = 0; line <= rows; line++) {
      int place = line;
      String cells = String.join(BETWEEN, shown.stream().map(column -> column.get(place)).toList());
      text.append(cells.stripTrailing()).append('\n');
    }
    text.append(table.rows()).append(" rows");
    return fitting < columns.size()
        ? text.append(" of ").append(columns.size()).append(" columns").toString()
        : text.toString();
  }

  /// How many columns a terminal shows, with room to say that there are more.
  private static int fitting(List<List<String>> columns) {
    int width = -BETWEEN.length();
    for (int i = 0; i < columns.size(); i++) {
      width += BETWEEN.length() + Cells.width(columns.get(i).getFirst());
      boolean last = i == columns.size() - 1;
      if (width + (last ? 0 : BETWEEN.length() + Cells.width(MORE)) > Cells.USUAL_COLUMNS) {
        return i;
      }
    }
    return columns.size();
  }

  private static List<String> lines(Column column, int rows) {
    List<String> lines =
        Stream.concat(
                Stream.of(column.name()),
                IntStream.range(0, rows)
                    .mapToObj(row -> column.isMissing(row) ? MISSING : column.text(row)))
            .map(text -> Cells.cut(text, WIDEST_CELL))
            .toList();
    int width = Cells.widest(lines);
    boolean right = column instanceof Column.Numbers;
    return lines.stream()
        .map(line -> right ? Cells.right(line, width) : Cells.left(line, width))
        .toList();
  }
}
