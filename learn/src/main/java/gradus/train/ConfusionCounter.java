package gradus.train;

import gradus.tensor.ArgumentException;
import gradus.tensor.IndexException;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.function.ToDoubleFunction;

/// A [ConfusionMatrix] in the making, batch by batch, and a number that is read off it. Not for
/// several threads at once.
public final class ConfusionCounter implements Metric.Accumulator {
  private final String name;
  private final double threshold;
  private final ToDoubleFunction<ConfusionMatrix> number;
  private long[][] counts = new long[0][0];

  ConfusionCounter(String name, double threshold, ToDoubleFunction<ConfusionMatrix> number) {
    this.name = name;
    this.threshold = threshold;
    this.number = number;
  }

  /// @throws ShapeException where a batch is empty, or predictions and targets do not fit each
  ///   other or earlier batches
  /// @throws IndexException where a label is not one of the classes
  @Override
  public void add(Tensor prediction, Tensor target) {
    add(Labels.of(name, prediction, target, threshold));
  }

  void add(Labels labels) {
    int classes = labels.classes();
    if (counts.length == 0) {
      counts = new long[classes][classes];
    }
    if (classes != counts.length) {
      throw new ShapeException(
          "%s: this batch has %d classes, but earlier ones have %d", name, classes, counts.length);
    }
    int[] actual = labels.actual();
    int[] predicted = labels.predicted();
    for (int i = 0; i < actual.length; i++) {
      requireClass(actual[i], i);
      requireClass(predicted[i], i);
    }
    for (int i = 0; i < actual.length; i++) {
      counts[actual[i]][predicted[i]]++;
    }
  }

  private void requireClass(int label, int sample) {
    if (label < 0 || label >= counts.length) {
      throw new IndexException(
          "%s: class %d of sample %d is out of range: there are %d classes",
          name, label, sample, counts.length);
    }
  }

  /// The matrix of everything that was counted.
  ///
  /// @throws IllegalStateException where nothing was
  public ConfusionMatrix matrix() {
    Metrics.requireCounted(name, counts.length);
    return ConfusionMatrix.of(counts);
  }

  @Override
  public double value() {
    return number.applyAsDouble(matrix());
  }

  @Override
  public double[] state() {
    int classes = counts.length;
    var state = new double[classes * classes];
    for (int i = 0; i < state.length; i++) {
      state[i] = counts[i / classes][i % classes];
    }
    return state;
  }

  @Override
  public void restore(double[] state) {
    int classes = (int) Math.round(Math.sqrt(state.length));
    if (classes * classes != state.length) {
      throw new ArgumentException(
          "%s: a stored count must be a square table, got %d numbers", name, state.length);
    }
    counts = new long[classes][classes];
    for (int i = 0; i < state.length; i++) {
      counts[i / classes][i % classes] = (long) state[i];
    }
  }
}
