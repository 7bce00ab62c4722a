package gradus.table;

import gradus.data.Batch;
import gradus.data.DataException;
import gradus.data.Dataset;
import gradus.data.SplitMix64;
import gradus.loss.Loss;
import gradus.nn.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/// How much a model relies on one column: how much larger its loss is when the column's values are
/// exchanged at random among the rows, which leaves all but their connection with the answer.
///
/// Columns that say the same share their importance, since each stands in for the other (Breiman,
/// "Random Forests", 2001; Fisher, Rudin and Dominici, "All Models are Wrong, but Many are Useful",
/// 2019).
///
/// @param column the column
/// @param increase the mean of the loss with exchanged values, less the loss with the right ones;
///   about 0, perhaps less, where the model does not use the column
/// @param deviation how far the single exchanges are from that mean: their standard deviation
public record ColumnImportance(String column, double increase, double deviation) {
  private static final int BATCH = 1000;

  /// The importance of each column that goes into a model, the largest first.
  ///
  /// @param table rows with their answers, best ones that the model was not trained on
  /// @param exchanges how often each column is exchanged
  /// @throws DataException where there are fewer than two rows or no exchanges
  public static List<ColumnImportance> of(
      Model model, TableEncoder encoder, Table table, Loss loss, int exchanges, long seed) {
    if (table.rows() < 2 || exchanges < 1) {
      throw new DataException(
          "importance: needs at least two rows and one exchange, got %d and %d",
          table.rows(), exchanges);
    }
    double right = loss(model, encoder.dataset(table), loss);
    List<ColumnImportance> all = new ArrayList<>();
    for (Encoding encoding : encoder.encodings()) {
      Column column = table.column(encoding.column());
      double[] increases = new double[exchanges];
      for (int i = 0; i < exchanges; i++) {
        long number = (long) all.size() * exchanges + i;
        int[] order = new SplitMix64(seed, number).permutation(table.rows());
        Table exchanged = table.with(column.rows(order));
        increases[i] = loss(model, encoder.dataset(exchanged), loss) - right;
      }
      all.add(of(column.name(), increases));
    }
    all.sort(Comparator.comparingDouble(one -> -one.increase()));
    return List.copyOf(all);
  }

  private static ColumnImportance of(String column, double[] increases) {
    double mean = 0;
    for (double increase : increases) {
      mean += increase / increases.length;
    }
    double variance = 0;
    for (double increase : increases) {
      variance += (increase - mean) * (increase - mean) / increases.length;
    }
    return new ColumnImportance(column, mean, Math.sqrt(variance));
  }

  private static double loss(Model model, Dataset rows, Loss loss) {
    double sum = 0;
    Iterator<Batch> batches = rows.batch(BATCH).epoch(0);
    while (batches.hasNext()) {
      Batch batch = batches.next();
      sum += loss.of(model.predict(batch.input()), batch.target()).item() * batch.size();
    }
    return sum / rows.size();
  }
}
