package gradus.train;

import gradus.tensor.ArgumentException;
import gradus.tensor.ShapeException;
import gradus.tensor.StateException;
import gradus.tensor.Tensor;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// The metrics by name.
///
/// Predictions of classes are outputs for each class, `[n, ..., classes]`; targets are class
/// indices, `INT32[n, ...]`, or probabilities, `[n, ..., classes]`, of which the largest counts.
/// With one output, `[n]` or `[n, 1]`, the classes are 0 and 1, and it says 1 where it is above a
/// threshold.
///
/// A metric refuses empty batches and labels out of range, and has no value before anything was
/// counted: [IllegalStateException].
public final class Metrics {
  private static final double HALF = 0.5;

  private Metrics() {}

  private record Named(String name, Optional<Aim> aim, Supplier<Metric.Accumulator> counts)
      implements Metric {
    static Named larger(String name, Supplier<Metric.Accumulator> counts) {
      return new Named(name, Optional.of(Aim.LARGER), counts);
    }

    static Named smaller(String name, Supplier<Metric.Accumulator> counts) {
      return new Named(name, Optional.of(Aim.SMALLER), counts);
    }

    @Override
    public Accumulator start() {
      return counts.get();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// The part of the samples whose class was predicted, with a threshold of 0.5 for one output.
  public static Metric accuracy() {
    return accuracy(HALF);
  }

  /// The part of the samples whose class was predicted.
  ///
  /// @param threshold where one output begins to say yes: 0.5 for probabilities, 0 for logits
  public static Metric accuracy(double threshold) {
    return Named.larger("accuracy", () -> new HitCounter("accuracy", 1, threshold));
  }

  /// The part of the samples whose class is among the `count` largest outputs, lower classes first
  /// among equal ones; named `top5Accuracy`.
  public static Metric topAccuracy(int count) {
    if (count < 1) {
      throw new ArgumentException("topAccuracy: must be of at least 1, got %s", count);
    }
    String name = "top" + count + "Accuracy";
    return Named.larger(name, () -> new HitCounter(name, count, HALF));
  }

  /// The mean over classes of the part of their predictions that is right: see
  /// [ConfusionMatrix#precision(Average)].
  public static Metric precision() {
    return precision(Average.MACRO);
  }

  /// Precision over all classes; named `precision`, `precisionMicro` or `precisionWeighted`.
  public static Metric precision(Average average) {
    return larger(name("precision", average), matrix -> matrix.precision(average));
  }

  /// The precision of one class, as for class 1 where there is one output; named `precision1`.
  public static Metric precision(int label) {
    return larger(name("precision", label), matrix -> matrix.precision(label));
  }

  /// The mean over classes of the part of their samples that was found: see
  /// [ConfusionMatrix#recall(Average)].
  public static Metric recall() {
    return recall(Average.MACRO);
  }

  /// Recall over all classes; named `recall`, `recallMicro` or `recallWeighted`.
  public static Metric recall(Average average) {
    return larger(name("recall", average), matrix -> matrix.recall(average));
  }

  /// The recall of one class; named `recall1`.
  public static Metric recall(int label) {
    return larger(name("recall", label), matrix -> matrix.recall(label));
  }

  /// The mean over classes of the harmonic means of precision and recall: see
  /// [ConfusionMatrix#f1(Average)].
  public static Metric f1() {
    return f1(Average.MACRO);
  }

  /// F1 over all classes; named `f1`, `f1Micro` or `f1Weighted`.
  public static Metric f1(Average average) {
    return larger(name("f1", average), matrix -> matrix.f1(average));
  }

  /// The F1 of one class; named `f1Of1`.
  public static Metric f1(int label) {
    return larger(name("f1Of", label), matrix -> matrix.f1(label));
  }

  /// Any number of the confusion matrix. It does not say whether larger or smaller is better.
  ///
  /// @param threshold where one output begins to say yes: 0.5 for probabilities, 0 for logits
  public static Metric ofMatrix(
      String name, double threshold, ToDoubleFunction<ConfusionMatrix> number) {
    return new Named(name, Optional.empty(), () -> new ConfusionCounter(name, threshold, number));
  }

  /// One that is better the larger.
  private static Metric larger(String name, ToDoubleFunction<ConfusionMatrix> number) {
    return Named.larger(name, () -> new ConfusionCounter(name, HALF, number));
  }

  /// The mean of `|p - t|` over all elements.
  public static Metric mae() {
    return Named.smaller("mae", () -> new ErrorMean("mae", Math::abs, mean -> mean));
  }

  /// The mean of `(p - t)^2` over all elements.
  public static Metric mse() {
    return Named.smaller("mse", () -> new ErrorMean("mse", error -> error * error, mean -> mean));
  }

  /// The square root of the mean of `(p - t)^2` over all elements.
  public static Metric rmse() {
    return Named.smaller("rmse", () -> new ErrorMean("rmse", error -> error * error, Math::sqrt));
  }

  /// The coefficient of determination: `1 - sum (p - t)^2 / sum (t - mean t)^2`, the mean over
  /// outputs where there are several.
  ///
  /// 1 is perfect, and 0 what predicting the mean would give. Where the targets are all the same,
  /// it is 1 if every prediction is exact, and else 0.
  ///
  /// # Shapes
  ///
  /// Both `[n]` or `[n, ...]`, each place after axis 0 being an output; or one of them `[n]` and
  /// the other `[n, 1]`.
  public static Metric r2() {
    return Named.larger("r2", Determination::new);
  }

  /// A metric of classes that leaves out the samples of one label, which need not be that of a
  /// class. A trainer whose loss ignores a label does this to its metrics by itself.
  ///
  /// Targets are class indices, `INT32[n, ...]`. Where all samples are left out, its value is
  /// not-a-number.
  public static Metric ignoring(int label, Metric metric) {
    return new IgnoringMetric(label, metric);
  }

  static void requireCounted(String metric, long count) {
    if (count == 0) {
      throw new StateException(
          "%s: nothing was counted yet, so there is no value; add a batch first", metric);
    }
  }

  private static String name(String metric, Average average) {
    if (average == Average.MACRO) {
      return metric;
    }
    String lower = average.name().toLowerCase(Locale.ROOT);
    return metric + lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
  }

  private static String name(String metric, int label) {
    if (label < 0) {
      throw new ArgumentException("%s: the class must be at least 0, got %d", metric, label);
    }
    return metric + label;
  }

  /// Refuses predictions and targets that are not number against number.
  static void requirePairs(String metric, Tensor prediction, Tensor target) {
    Labels.requireSamples(metric, prediction);
    boolean pairs =
        prediction.shape().elements() == target.shape().elements()
            && prediction.size(0) == (target.shape().rank() == 0 ? 0 : target.size(0))
            && (prediction.shape().equals(target.shape())
                || prediction.shape().elements() == prediction.size(0));
    if (!pairs) {
      throw new ShapeException(
          "%s: predictions %s and targets %s must have one shape; reshape one of them",
          metric, prediction.shape(), target.shape());
    }
  }
}
