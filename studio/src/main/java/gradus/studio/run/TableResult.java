package gradus.studio.run;

import gradus.data.Batch;
import gradus.data.Dataset;
import gradus.io.FileException;
import gradus.io.JsonValue;
import gradus.nn.Model;
import gradus.studio.words.Version;
import gradus.table.ColumnImportance;
import gradus.table.Target;
import gradus.tensor.Tensor;
import gradus.tensor.Threads;
import gradus.train.History;
import gradus.train.LearningRateCurve;
import gradus.train.Probe;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// Everything that came of a run on a table.
///
/// @param settings what it was started with
/// @param folder where its files are
/// @param parts the rows
/// @param folds how well networks of their own answered each fold
/// @param model the trained network
/// @param rates the losses of the learning rates that were tried; null where none was looked for
/// @param history what was measured epoch by epoch
/// @param classes what the network makes of the rows to test on, where it answers classes
/// @param numbers and where it answers numbers
/// @param importances how much it relies on each column, the most first
/// @param probe what the network looks like inside after training
public record TableResult(
    TableSettings settings,
    RunFolder folder,
    TableParts parts,
    TableFolds folds,
    Model model,
    @Nullable LearningRateCurve rates,
    History history,
    @Nullable Judgement classes,
    @Nullable Deviations numbers,
    List<ColumnImportance> importances,
    Probe probe)
    implements RunResult {
  private static final int EXCHANGES = 5;

  /// How many numbers go into a network at a time, where a row has at least so many, in it or
  /// between its layers.
  private static final int ANSWERED_VALUES = 1 << 24;

  private static final int FEWEST_VALUES = 256;

  /// Numbers that a network answers beside the right ones, in the data's own units.
  ///
  /// @param actual the right ones
  /// @param predicted the network's
  /// @param mean that of the rows to train on, which is what knows nothing would answer
  public record Deviations(double[] actual, double[] predicted, double mean) {

    /// The numbers themselves, where changes are answered.
    ///
    /// @param start what each row's change starts from
    /// @param level the mean of the numbers to train on
    public Deviations from(double[] start, double level) {
      return new Deviations(sum(actual, start), sum(predicted, start), level);
    }

    private static double[] sum(double[] a, double[] b) {
      double[] sum = a.clone();
      Arrays.setAll(sum, i -> a[i] + b[i]);
      return sum;
    }

    /// The root of the mean squared error.
    public double rootMeanSquare() {
      return rootMeanSquare(predicted);
    }

    /// The root of the mean squared error of other answers.
    public double rootMeanSquareOf(double[] answers) {
      return rootMeanSquare(answers);
    }

    /// The root of the mean squared error of the training rows' mean.
    public double ofTheMean() {
      double[] always = new double[actual.length];
      Arrays.fill(always, mean);
      return rootMeanSquare(always);
    }

    private double rootMeanSquare(double[] answers) {
      double sum = 0;
      for (int i = 0; i < actual.length; i++) {
        sum += (answers[i] - actual[i]) * (answers[i] - actual[i]);
      }
      return Math.sqrt(sum / actual.length);
    }

    /// The mean of the error without its sign.
    public double meanAbsolute() {
      double sum = 0;
      for (int i = 0; i < actual.length; i++) {
        sum += Math.abs(predicted[i] - actual[i]);
      }
      return sum / actual.length;
    }

    /// Which share of the variance is explained: 1 less the squared errors over those of the test
    /// rows' own mean.
    public double determination() {
      double own = Arrays.stream(actual).average().orElse(0);
      double squares = Arrays.stream(actual).map(value -> (value - own) * (value - own)).sum();
      double error = rootMeanSquare();
      return 1 - error * error * actual.length / squares;
    }
  }

  /// Looks at the rows to test on, once.
  ///
  /// @throws FileException where they cannot be read any more
  static TableResult of(
      TableSettings settings,
      RunFolder folder,
      TableParts parts,
      TableFolds folds,
      Model model,
      @Nullable LearningRateCurve rates,
      History history)
      throws FileException {
    Dataset test = parts.test().samples();
    Judgement classes = parts.isOfClasses() ? Judgement.of(model, test) : null;
    Deviations numbers =
        parts.encoder().target() instanceof Target.Values values
            ? deviations(model, test, values)
                .from(parts.past().start(parts.test().table()), parts.mean(values))
            : null;
    List<ColumnImportance> importances =
        parts.test().rows() < 2 || settings.form() != TableForm.ROWS
            ? List.of()
            : ColumnImportance.of(
                model,
                parts.encoder(),
                parts.test().shown(),
                TableRun.loss(parts),
                EXCHANGES,
                settings.training().seed());
    return new TableResult(
        settings,
        folder,
        parts,
        folds,
        model,
        rates,
        history,
        classes,
        numbers,
        importances,
        Probes.of(parts, model, settings));
  }

  /// What a network answers for samples, in the data's own units.
  public static Deviations deviations(Model model, Dataset test, Target.Values values) {
    int size = Math.max(1, ANSWERED_VALUES / Math.max(FEWEST_VALUES, test.inputShape().size(0)));
    DoubleStream.Builder predicted = DoubleStream.builder();
    Iterator<Batch> batches = test.batch(size).epoch(0);
    while (batches.hasNext()) {
      Tensor told = model.predict(batches.next().input());
      Arrays.stream(told.toDoubles()).forEach(predicted);
    }
    return new Deviations(
        inUnits(test.targets().toDoubles(), values),
        inUnits(predicted.build().toArray(), values),
        values.mean());
  }

  private static double[] inUnits(double[] standardised, Target.Values values) {
    return Arrays.stream(standardised)
        .map(value -> values.mean() + value * values.deviation())
        .toArray();
  }

  /// The error of those who answer what a series was some rows before.
  ///
  /// @param lag how many rows
  public double ofThePast(int lag) {
    Deviations told = numbers;
    return told == null
        ? Double.NaN
        : told.rootMeanSquareOf(parts.past().before(parts.test().table(), lag));
  }

  /// The share of the rows to test on that are of the most frequent class: what knows nothing would
  /// get right.
  public double ofTheMostFrequent() {
    int[] counts = parts.test().samples().classCounts();
    return (double) Arrays.stream(counts).max().orElse(0) / parts.test().rows();
  }

  @Override
  public JsonValue toJson() {
    var json =
        JsonValue.object()
            .put("run", folder.path().toAbsolutePath().normalize().toString())
            .put("data", settings.data().toString())
            .put("target", settings.target())
            .put("model", settings.model())
            .put("parameters", model.parameterCount())
            .put("trainRows", parts.training().rows())
            .put("validationRows", parts.validation().rows())
            .put("testRows", parts.test().rows());
    Judgement judged = classes;
    if (judged != null) {
      json.put("testAccuracy", judged.accuracy())
          .put("testLoss", judged.loss())
          .put("mostFrequentClass", ofTheMostFrequent())
          .put("confusionMatrix", DigitsResult.confusion(judged.matrix()))
          .put(
              "classes",
              JsonValue.array(parts.encoder().classes().stream().map(JsonValue::of).toList()));
    }
    Deviations told = numbers;
    if (told != null) {
      json.put("testRmse", told.rootMeanSquare())
          .put("testMae", told.meanAbsolute())
          .put("testR2", told.determination())
          .put("rmseOfTheMean", told.ofTheMean());
      if (settings.lags() > 0) {
        json.put("rmseOfTheRowBefore", ofThePast(1))
            .put("rmseOfTheSeasonBefore", ofThePast(settings.lags()));
      }
    }
    if (!folds.scores().isEmpty()) {
      json.put("folds", JsonValue.array(folds.scores().stream().map(JsonValue::of).toList()))
          .put("foldsMean", folds.mean())
          .put("foldsDeviation", folds.deviation())
          .put("foldOf", JsonValue.array(folds.fold().stream().map(JsonValue::of).toList()));
    }
    var importance = JsonValue.object();
    importances.forEach(one -> importance.put(one.column(), one.increase()));
    json.put("importance", importance.build());
    settings.training().putInto(json);
    return json.put("threads", Threads.count())
        .put("trainSeconds", history.seconds())
        .put("weightsSha256", weightsSha256())
        .put("history", historyJson())
        .put(Checkup.PROBE, probe.toJson())
        .put("version", Version.TEXT)
        .build();
  }
}
