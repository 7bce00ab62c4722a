package gradus.table;

import gradus.tensor.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// What may not be meant as it is read.
final class Doubts {
  /// What people write for numbers besides `1234.5`: `1,234.5`, `12 %`, `3,5`, `$20`.
  private static final Pattern LIKE_NUMBER =
      Pattern.compile(
          "[$€£¥]?\\s?[+-]?(\\d{1,3}([,' \\u00a0]\\d{3})+|\\d+)([.,]\\d+)?\\s?[%$€£¥元]?");

  private static final int LONGEST = 40;
  private static final double NEARLY_ALL = 0.9;

  private Doubts() {}

  static List<Message> of(Table table) {
    List<Message> doubts = new ArrayList<>();
    for (Column column : table.columns()) {
      if (column instanceof Column.Categories || column instanceof Column.Texts) {
        look(column, doubts);
      }
    }
    return List.copyOf(doubts);
  }

  private static void look(Column column, List<Message> doubts) {
    int filled = column.size() - column.missing();
    int[] others =
        IntStream.range(0, column.size())
            .filter(row -> !column.isMissing(row) && ColumnKind.number(column.text(row)) == null)
            .toArray();
    int numbers = filled - others.length;
    if (others.length == 0) {
      return;
    }
    if (2 * numbers >= filled) {
      doubts.add(
          Message.of(
              "column \"%s\" is taken for words, though %d of its %d values are numbers; row %d is"
                  + " \"%s\"",
              column.name(), numbers, filled, others[0] + 1, column.text(others[0])));
      return;
    }
    long alike = IntStream.of(others).filter(row -> isLikeNumber(column.text(row))).count();
    if (numbers + alike >= NEARLY_ALL * filled) {
      doubts.add(
          Message.of(
              "column \"%s\" is taken for words, though its values look like numbers: row %d is"
                  + " \"%s\"; write them as 1234.5",
              column.name(), others[0] + 1, column.text(others[0])));
    }
  }

  private static boolean isLikeNumber(String text) {
    return text.length() <= LONGEST && LIKE_NUMBER.matcher(text).matches();
  }

  /// The columns of words, which may have others than the training part.
  static List<String> columns(TableEncoder encoder) {
    return encoder.encodings().stream()
        .filter(Encoding.OneHot.class::isInstance)
        .map(Encoding::column)
        .toList();
  }

  static List<Message> of(TableEncoder encoder, Table table) {
    return of(encoder, table, columns(encoder));
  }

  /// Of some columns.
  static List<Message> of(TableEncoder encoder, Table table, List<String> columns) {
    List<Message> doubts = new ArrayList<>();
    for (Encoding encoding : encoder.encodings()) {
      if (encoding instanceof Encoding.OneHot words && columns.contains(words.column())) {
        look(words, table.column(words.column()), doubts);
      }
    }
    return List.copyOf(doubts);
  }

  private static void look(Encoding.OneHot known, Column column, List<Message> doubts) {
    Set<String> words = new HashSet<>(known.words());
    int[] unknown =
        IntStream.range(0, column.size())
            .filter(row -> !column.isMissing(row) && !words.contains(column.text(row)))
            .toArray();
    if (unknown.length > 0) {
      doubts.add(
          Message.of(
              "%d of %d rows have words in \"%s\" that the training part did not have, and that"
                  + " count as none: row %d is \"%s\"",
              unknown.length,
              column.size(),
              column.name(),
              unknown[0] + 1,
              column.text(unknown[0])));
    }
  }
}
