package gradus.table;

import gradus.data.DataException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How one column of a table becomes numbers, as found on the training part.
public sealed interface Encoding
    permits Encoding.Scaled, Encoding.OneHot, Encoding.Calendar, Terms {
  /// The largest number whose square is one as well.
  double LARGEST = 1e150;

  /// The column.
  String column();

  /// The names of the numbers that it becomes.
  List<String> features();

  /// Writes a row's numbers.
  ///
  /// @param at where the first one goes
  void write(Column column, int row, float[] to, int at);

  /// Numbers less their mean, over their standard deviation. A missing one becomes the mean, and
  /// where the training part misses some, a second number says so.
  ///
  /// @param mean over the training part
  /// @param deviation of the whole training part, not of a sample: divided by `n`
  /// @param marksMissing whether there is the second number
  record Scaled(String column, double mean, double deviation, boolean marksMissing)
      implements Encoding {
    @Override
    public List<String> features() {
      return marksMissing ? List.of(column, column + "=?") : List.of(column);
    }

    @Override
    public void write(Column values, int row, float[] to, int at) {
      boolean missing = values.isMissing(row);
      double value = missing ? mean : ((Column.Numbers) values).values()[row];
      to[at] = (float) ((value - mean) / deviation);
      if (marksMissing) {
        to[at + 1] = missing ? 1 : 0;
      }
    }
  }

  /// One number for each word, 1 for the row's own and 0 for the others; all 0 for a word that the
  /// training part does not have, and for none.
  record OneHot(String column, List<String> words) implements Encoding {
    /// Copies the list.
    public OneHot {
      words = List.copyOf(words);
    }

    @Override
    public List<String> features() {
      return words.stream().map(word -> column + "=" + word).toList();
    }

    @Override
    public void write(Column values, int row, float[] to, int at) {
      int place = values.isMissing(row) ? -1 : words.indexOf(values.text(row));
      if (place >= 0) {
        to[at + place] = 1;
      }
    }
  }

  /// A date as its day, standardised, and its places in the year, the week and, where there are
  /// times, the day: each as sine and cosine, so that December is next to January. All are 0 for a
  /// missing one.
  ///
  /// @param mean the mean day since 1970
  /// @param deviation the days' standard deviation
  /// @param hasTimes whether some are not at midnight
  record Calendar(String column, double mean, double deviation, boolean hasTimes)
      implements Encoding {
    private static final double SECONDS = 86_400;

    @Override
    public List<String> features() {
      List<String> names = new ArrayList<>();
      names.add(column);
      for (String part : hasTimes ? List.of("year", "week", "day") : List.of("year", "week")) {
        names.add(column + " sin(" + part + ")");
        names.add(column + " cos(" + part + ")");
      }
      return List.copyOf(names);
    }

    @Override
    public void write(Column values, int row, float[] to, int at) {
      LocalDateTime date = ((Column.Dates) values).values().get(row);
      if (date == null) {
        return;
      }
      to[at] = (float) ((days(date) - mean) / deviation);
      double year = (date.getDayOfYear() - 1.0) / date.toLocalDate().lengthOfYear();
      double week = (date.getDayOfWeek().getValue() - 1) / 7.0;
      circle(to, at + 1, year);
      circle(to, at + 3, week);
      if (hasTimes) {
        circle(to, at + 5, date.toLocalTime().toSecondOfDay() / SECONDS);
      }
    }

    private static void circle(float[] to, int at, double turn) {
      to[at] = (float) Math.sin(2 * Math.PI * turn);
      to[at + 1] = (float) Math.cos(2 * Math.PI * turn);
    }

    static double days(LocalDateTime date) {
      return date.toEpochSecond(ZoneOffset.UTC) / SECONDS;
    }
  }

  /// What the training part's column of numbers becomes; null where it says nothing.
  static @Nullable Scaled of(Column.Numbers numbers) {
    double[] values = Arrays.stream(numbers.values()).filter(v -> !Double.isNaN(v)).toArray();
    for (double value : values) {
      if (Math.abs(value) > LARGEST) {
        throw new DataException(
            "table: column \"%s\" holds %s, too large to calculate with; leave the column out, or"
                + " its value empty",
            numbers.name(), value);
      }
    }
    double mean = Arrays.stream(values).average().orElse(0);
    double deviation = deviation(values, mean);
    boolean missing = values.length < numbers.size();
    if (deviation == 0 && !(missing && values.length > 0)) {
      return null;
    }
    return new Scaled(numbers.name(), mean, deviation == 0 ? 1 : deviation, missing);
  }

  /// What the training part's column of dates becomes; null where it says nothing.
  static @Nullable Calendar of(Column.Dates dates) {
    List<LocalDateTime> known = dates.values().stream().filter(Objects::nonNull).toList();
    double[] days = known.stream().mapToDouble(Calendar::days).toArray();
    double mean = Arrays.stream(days).average().orElse(0);
    double deviation = deviation(days, mean);
    boolean times = known.stream().anyMatch(date -> date.toLocalTime().toSecondOfDay() != 0);
    return deviation == 0 ? null : new Calendar(dates.name(), mean, deviation, times);
  }

  /// What the training part's column of words becomes; null where it says nothing.
  ///
  /// @param most how many words it keeps: the most frequent ones
  static @Nullable OneHot of(Column.Categories column, int most) {
    int[] counts = column.counts();
    List<Integer> frequent =
        IntStream.range(0, counts.length)
            .filter(code -> counts[code] > 0)
            .boxed()
            .sorted((a, b) -> Integer.compare(counts[b], counts[a]))
            .limit(most)
            .sorted()
            .toList();
    boolean constant = frequent.size() < 2 && column.missing() == 0;
    return constant || frequent.isEmpty()
        ? null
        : new OneHot(column.name(), frequent.stream().map(column.categories()::get).toList());
  }

  static double deviation(double[] values, double mean) {
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    double deviation = Math.sqrt(squares);
    // What rounding leaves of a constant column is no deviation.
    return deviation > 1e-12 * Math.abs(mean) ? deviation : 0;
  }
}
