package gradus.course;

import gradus.plot.Text;
import gradus.tensor.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A table of an experiment's numbers, whose columns have names in two languages.
///
/// @param columns the names of the columns
/// @param rows the cells of each row, as many as there are columns
public record NumberTable(List<Text> columns, List<List<Text>> rows) {
  /// Copies the lists.
  ///
  /// @throws CourseException where a row has not as many cells as there are columns
  public NumberTable {
    columns = List.copyOf(columns);
    List<List<Text>> copies = new ArrayList<>();
    for (List<Text> row : rows) {
      if (row.size() != columns.size()) {
        throw new CourseException(
            "table: a row has %d cells, but there are %d columns", row.size(), columns.size());
      }
      copies.add(List.copyOf(row));
    }
    rows = List.copyOf(copies);
  }

  /// A table without rows.
  public static NumberTable of(Text... columns) {
    return new NumberTable(List.of(columns), List.of());
  }

  /// The same with one more row. Numbers are written with as many digits as they need, at most 6.
  ///
  /// @param cells each a [Text], a [Number], a [Message], or a string that is the same in both
  ///   languages
  public NumberTable plus(Object... cells) {
    List<List<Text>> more = new ArrayList<>(rows);
    more.add(java.util.Arrays.stream(cells).map(NumberTable::text).toList());
    return new NumberTable(columns, more);
  }

  private static Text text(Object cell) {
    return switch (cell) {
      case Text text -> text;
      case Message message -> Text.of(message.in(Locale.ENGLISH), message.in(Locale.CHINESE));
      case Double number -> Text.of(written(number));
      case Float number -> Text.of(written(number));
      default -> Text.of(cell.toString());
    };
  }

  /// A number with at most 6 digits that say something.
  public static String written(double number) {
    if (!Double.isFinite(number)) {
      return Double.toString(number);
    }
    double size = Math.abs(number);
    if (number == Math.rint(number) && size < 1e6) {
      return Long.toString((long) number);
    }
    String format = size >= 1e6 || size < 1e-4 ? "%.3e" : size >= 100 ? "%.2f" : "%.4f";
    return String.format(Locale.ROOT, format, number);
  }
}
