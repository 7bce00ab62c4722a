package gradus.studio.run;

import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.loss.Loss;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.studio.words.Numbers;
import gradus.table.Column;
import gradus.table.Table;
import gradus.table.TableEncoder;
import gradus.table.TableSplit;
import gradus.table.Target;
import gradus.tensor.Message;
import gradus.train.EarlyStopping;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// How well networks with a run's settings answer the rows of a table, each row answered once, by a
/// network that was trained on the others.
///
/// @param scores of each fold, the share that is right, or the root of the mean squared error in
///   the data's own units
/// @param fold of each row, by its place among the rows that have an answer
public record TableFolds(List<Double> scores, List<Integer> fold) {
  /// None.
  static final TableFolds NONE = new TableFolds(List.of(), List.of());

  private static final String ROW = "row number";

  /// The same folds whatever the seed of a run, so that runs can be compared.
  private static final long SEED = 42;

  private static final int VALIDATION_BATCH = 1000;

  /// Trains and tests a network for each fold.
  ///
  /// @param notes is told how each fold went
  static TableFolds of(TableSettings settings, Table all, Consumer<Message> notes) {
    List<TableSplit> folds = folds(settings, all);
    double[] scores = new double[folds.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = score(settings, folds.get(i));
      boolean classes = all.column(settings.target()) instanceof Column.Categories;
      notes.accept(
          Message.of(
              "fold %d of %d: %s",
              i + 1,
              scores.length,
              classes ? Numbers.percent(scores[i]) : Numbers.measure(scores[i])));
    }
    return new TableFolds(Arrays.stream(scores).boxed().toList(), places(settings, all));
  }

  private static List<TableSplit> folds(TableSettings settings, Table all) {
    return all.column(settings.target()) instanceof Column.Categories
        ? all.stratifiedFolds(settings.target(), settings.folds(), SEED)
        : all.folds(settings.folds(), SEED);
  }

  private static List<Integer> places(TableSettings settings, Table all) {
    double[] rows = IntStream.range(0, all.rows()).asDoubleStream().toArray();
    Column target = all.column(settings.target());
    Integer[] places = new Integer[all.rows()];
    List<TableSplit> folds = folds(settings, Table.of(target, new Column.Numbers(ROW, rows)));
    for (int i = 0; i < folds.size(); i++) {
      for (double row : ((Column.Numbers) folds.get(i).rest().column(ROW)).values()) {
        places[(int) row] = i;
      }
    }
    return List.of(places);
  }

  private static double score(TableSettings settings, TableSplit fold) {
    TableSplit seen = TableParts.split(fold.first(), settings);
    TableEncoder encoder = TableParts.encoder(seen.first(), settings);
    TrainingSettings training = settings.training();
    Model model = TableRun.model(settings, encoder);
    Dataset rows = encoder.dataset(seen.first());
    Batches batches = TableRun.batches(settings, encoder, rows);
    boolean classes = encoder.target() instanceof Target.Classes;
    Loss loss = classes ? training.balance().loss(rows) : Losses::mse;
    long steps = (long) training.epochs() * batches.batchCount();
    RateSearch.of(training, batches, one -> one.trainer(model, loss, steps), _ -> {})
        .training()
        .trainer(model, loss, steps)
        .callbacks(EarlyStopping.of().withPatience(TableRun.PATIENCE).withMinimumDelta(0))
        .fit(batches, encoder.dataset(seen.rest()).batch(VALIDATION_BATCH), training.epochs());
    Dataset test = encoder.dataset(fold.rest());
    return encoder.target() instanceof Target.Values values
        ? TableResult.deviations(model, test, values).rootMeanSquare()
        : Judgement.of(model, test).accuracy();
  }

  /// The mean score.
  public double mean() {
    return scores.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /// How far the scores are from their mean: their standard deviation.
  public double deviation() {
    double mean = mean();
    return Math.sqrt(
        scores.stream()
            .mapToDouble(score -> (score - mean) * (score - mean))
            .average()
            .orElse(Double.NaN));
  }
}
