package gradus.table;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One column of a table: a name and a value, or none, for each row.
public sealed interface Column {
  /// The column's name.
  String name();

  /// The number of rows.
  int size();

  /// Whether a row has no value here.
  boolean isMissing(int row);

  /// A row's value as a person reads it; empty where it is missing.
  String text(int row);

  /// The column of some rows, in their order; a row may come more than once.
  Column rows(int... rows);

  /// The number of rows without a value.
  default int missing() {
    return (int) IntStream.range(0, size()).filter(this::isMissing).count();
  }

  /// Numbers.
  ///
  /// @param values NaN where there is none; not to be changed
  record Numbers(String name, double[] values) implements Column {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public boolean isMissing(int row) {
      return Double.isNaN(values[row]);
    }

    @Override
    public String text(int row) {
      double value = values[row];
      if (Double.isNaN(value)) {
        return "";
      }
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? Long.toString((long) value)
          : Double.toString(value);
    }

    @Override
    public Numbers rows(int... rows) {
      return new Numbers(name, IntStream.of(rows).mapToDouble(row -> values[row]).toArray());
    }
  }

  /// One of a few words for each row.
  ///
  /// @param categories the words, in the order of the alphabet; if all are numbers, by their size
  /// @param codes each row's place among the words, or -1; not to be changed
  record Categories(String name, List<String> categories, int[] codes) implements Column {
    /// Copies the list.
    public Categories {
      categories = List.copyOf(categories);
    }

    @Override
    public int size() {
      return codes.length;
    }

    @Override
    public boolean isMissing(int row) {
      return codes[row] < 0;
    }

    @Override
    public String text(int row) {
      return isMissing(row) ? "" : categories.get(codes[row]);
    }

    /// How many rows have each of the categories.
    public int[] counts() {
      int[] counts = new int[categories.size()];
      IntStream.of(codes).filter(code -> code >= 0).forEach(code -> counts[code]++);
      return counts;
    }

    @Override
    public Categories rows(int... rows) {
      return new Categories(name, categories, IntStream.of(rows).map(row -> codes[row]).toArray());
    }
  }

  /// Days and times, without a zone.
  ///
  /// @param values null where there is none
  record Dates(String name, List<@Nullable LocalDateTime> values) implements Column {
    @Override
    public int size() {
      return values.size();
    }

    @Override
    public boolean isMissing(int row) {
      return values.get(row) == null;
    }

    @Override
    public String text(int row) {
      LocalDateTime value = values.get(row);
      if (value == null) {
        return "";
      }
      boolean midnight = value.toLocalTime().toSecondOfDay() == 0;
      return midnight ? value.toLocalDate().toString() : value.toString().replace('T', ' ');
    }

    @Override
    public Dates rows(int... rows) {
      List<@Nullable LocalDateTime> chosen = new ArrayList<>();
      for (int row : rows) {
        chosen.add(values.get(row));
      }
      return new Dates(name, chosen);
    }
  }

  /// Texts that are neither of the others.
  ///
  /// @param values empty where there is none
  record Texts(String name, List<String> values) implements Column {
    /// Copies the list.
    public Texts {
      values = List.copyOf(values);
    }

    @Override
    public int size() {
      return values.size();
    }

    @Override
    public boolean isMissing(int row) {
      return values.get(row).isEmpty();
    }

    @Override
    public String text(int row) {
      return values.get(row);
    }

    @Override
    public Texts rows(int... rows) {
      return new Texts(name, IntStream.of(rows).mapToObj(values::get).toList());
    }
  }
}
