package gradus.studio.run;

import gradus.tensor.Tensor;
import gradus.train.Metric;
import org.jspecify.annotations.Nullable;

/// A metric whose count in progress can be looked at between batches.
final class LiveMetric implements Metric {
  private final Metric metric;
  private @Nullable Accumulator latest;
  private long added;

  LiveMetric(Metric metric) {
    this.metric = metric;
  }

  @Override
  public String name() {
    return metric.name();
  }

  @Override
  public Accumulator start() {
    Accumulator count = metric.start();
    latest = count;
    added = 0;
    return new Accumulator() {
      @Override
      public void add(Tensor prediction, Tensor target) {
        count.add(prediction, target);
        added++;
      }

      @Override
      public double value() {
        return count.value();
      }

      @Override
      public double[] state() {
        return count.state();
      }

      @Override
      public void restore(double[] state) {
        count.restore(state);
      }
    };
  }

  /// The value of the count that was started last; not-a-number before its first batch.
  double value() {
    Accumulator count = latest;
    return count == null || added == 0 ? Double.NaN : count.value();
  }
}
