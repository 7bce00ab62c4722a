package gradus.table;

import gradus.data.DataException;
import gradus.data.Dataset;
import gradus.data.Folds;
import gradus.data.Split;
import gradus.data.SplitMix64;
import gradus.tensor.Tensor;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// How a table is divided into two parts.
final class TableSplits {
  private TableSplits() {}

  static TableSplit random(Table table, double fraction, long seed) {
    return of(table, rows(table).split(fraction, seed));
  }

  static TableSplit stratified(Table table, String name, double fraction, long seed) {
    return of(table, labelled(table, name).stratifiedSplit(fraction, seed));
  }

  static List<TableSplit> folds(Table table, int count, long seed) {
    return Folds.of(rows(table), count, seed).stream().map(split -> of(table, split)).toList();
  }

  static List<TableSplit> stratifiedFolds(Table table, String name, int count, long seed) {
    return Folds.stratified(labelled(table, name), count, seed).stream()
        .map(split -> of(table, split))
        .toList();
  }

  /// The numbers of the rows, with a column's classes for labels.
  private static Dataset labelled(Table table, String name) {
    if (!(table.column(name) instanceof Column.Categories classes)) {
      throw new DataException(
          "split: column \"%s\" holds no categories; call withCategories first, or split at random",
          name);
    }
    // Rows without a value are a class of their own.
    int[] labels =
        Arrays.stream(classes.codes())
            .map(code -> code < 0 ? classes.categories().size() : code)
            .toArray();
    return Dataset.of(Tensor.range(table.rows()).reshape(-1, 1), Tensor.ofInts(labels));
  }

  static TableSplit grouped(Table table, String name, double fraction, long seed) {
    Column column = table.column(name);
    List<String> values =
        IntStream.range(0, table.rows()).mapToObj(column::text).distinct().toList();
    int wanted = (int) Math.round(values.size() * fraction);
    int[] order = new SplitMix64(seed, 0).permutation(values.size());
    List<String> first =
        Arrays.stream(order).limit(Math.max(0, wanted)).mapToObj(values::get).toList();
    Set<String> chosen = Set.copyOf(first);
    return parts(table, fraction, row -> chosen.contains(column.text(row)));
  }

  static TableSplit chronological(Table table, String name, double fraction) {
    int[] order = order(table, name);
    double[] times = times(table.column(name));
    int wanted = (int) Math.round(order.length * fraction);
    if (wanted < 1 || wanted >= order.length) {
      throw empty(table, fraction);
    }
    while (wanted < order.length && times[order[wanted]] == times[order[wanted - 1]]) {
      wanted++;
    }
    if (wanted == order.length) {
      throw empty(table, fraction);
    }
    return new TableSplit(
        table.rows(Arrays.copyOf(order, wanted)),
        table.rows(Arrays.copyOfRange(order, wanted, order.length)));
  }

  /// The rows by a column's size, or its dates.
  static int[] order(Table table, String name) {
    Column column = table.column(name);
    if (column.missing() > 0) {
      throw new DataException(
          "split: %d rows have no value in column \"%s\", so they have no place in its order;"
              + " call withValuesOf first",
          column.missing(), name);
    }
    double[] times = times(column);
    return IntStream.range(0, times.length)
        .boxed()
        .sorted(Comparator.comparingDouble(row -> times[row]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double[] times(Column column) {
    return switch (column) {
      case Column.Numbers numbers -> numbers.values();
      case Column.Dates dates ->
          dates.values().stream()
              .mapToDouble(date -> date == null ? 0 : date.toEpochSecond(ZoneOffset.UTC))
              .toArray();
      case Column.Categories _, Column.Texts _ ->
          throw new DataException(
              "split: column \"%s\" holds neither dates nor numbers to order rows by",
              column.name());
    };
  }

  private static Dataset rows(Table table) {
    return Dataset.of(Tensor.range(table.rows()).reshape(-1, 1), Tensor.zeros(table.rows()));
  }

  private static TableSplit of(Table table, Split split) {
    return new TableSplit(
        table.rows(split.first().inputs().reshape(-1).toInts()),
        table.rows(split.rest().inputs().reshape(-1).toInts()));
  }

  private static TableSplit parts(Table table, double fraction, IntPredicate isFirst) {
    int[] first = IntStream.range(0, table.rows()).filter(isFirst).toArray();
    int[] rest = IntStream.range(0, table.rows()).filter(isFirst.negate()).toArray();
    if (first.length == 0 || rest.length == 0) {
      throw empty(table, fraction);
    }
    return new TableSplit(table.rows(first), table.rows(rest));
  }

  private static DataException empty(Table table, double fraction) {
    return new DataException(
        "split: a fraction of %s of %d rows leaves a part empty", fraction, table.rows());
  }
}
