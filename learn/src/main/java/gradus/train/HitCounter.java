package gradus.train;

import gradus.tensor.Tensor;

/// The part of the samples whose true class is among the largest outputs.
final class HitCounter implements Metric.Accumulator {
  private final String name;
  private final int top;
  private final double threshold;
  private long hits;
  private long samples;

  HitCounter(String name, int top, double threshold) {
    this.name = name;
    this.top = top;
    this.threshold = threshold;
  }

  @Override
  public void add(Tensor prediction, Tensor target) {
    if (top == 1) {
      Labels labels = Labels.of(name, prediction, target, threshold);
      int[] actual = labels.actual();
      int[] predicted = labels.predicted();
      int right = 0;
      for (int i = 0; i < actual.length; i++) {
        right += actual[i] == predicted[i] ? 1 : 0;
      }
      count(right, actual.length);
      return;
    }
    Labels.requireSamples(name, prediction);
    int[] actual = Labels.classes(name, prediction, target);
    int classes = prediction.size(-1);
    double[] outputs = prediction.toDoubles();
    int right = 0;
    for (int i = 0; i < actual.length; i++) {
      right += ahead(outputs, i * classes, classes, actual[i]) < top ? 1 : 0;
    }
    count(right, actual.length);
  }

  private void count(int right, int all) {
    hits += right;
    samples += all;
  }

  /// How many classes come before one, by their outputs; not-a-number counts as largest.
  private static int ahead(double[] outputs, int from, int classes, int label) {
    double own = outputs[from + label];
    int ahead = 0;
    for (int other = 0; other < classes; other++) {
      double output = outputs[from + other];
      boolean equal = output == own || (Double.isNaN(output) && Double.isNaN(own));
      boolean before = equal ? other < label : output > own || Double.isNaN(output);
      ahead += before ? 1 : 0;
    }
    return ahead;
  }

  @Override
  public double value() {
    Metrics.requireCounted(name, samples);
    return (double) hits / samples;
  }

  @Override
  public double[] state() {
    return new double[] {hits, samples};
  }

  @Override
  public void restore(double[] state) {
    hits = (long) state[0];
    samples = (long) state[1];
  }
}
