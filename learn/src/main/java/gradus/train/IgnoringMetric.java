package gradus.train;

import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// A metric of the samples that do not have one label.
record IgnoringMetric(int label, Metric metric) implements Metric {
  @Override
  public String name() {
    return metric.name();
  }

  @Override
  public Optional<Aim> aim() {
    return metric.aim();
  }

  @Override
  public Accumulator start() {
    return new Counted(label, metric.start());
  }

  private static final class Counted implements Accumulator {
    private final int label;
    private final Accumulator count;
    private boolean any;

    Counted(int label, Accumulator count) {
      this.label = label;
      this.count = count;
    }

    @Override
    public void add(Tensor prediction, Tensor target) {
      boolean indices =
          target.dtype() == DType.INT32
              && prediction.shape().rank() == target.shape().rank() + 1
              && prediction.shape().remove(-1).equals(target.shape());
      int[] labels = indices ? target.toInts() : new int[0];
      int[] kept = IntStream.range(0, labels.length).filter(i -> labels[i] != label).toArray();
      if (kept.length == labels.length) {
        // Nothing to leave out, or nothing that fits: the metric itself says what is wrong.
        count.add(prediction, target);
        any = true;
      } else if (kept.length > 0) {
        Tensor rows = prediction.reshape(Shape.of(labels.length, prediction.size(-1)));
        Tensor places = Tensor.ofInts(kept);
        int[] counted = Arrays.stream(kept).map(i -> labels[i]).toArray();
        count.add(rows.take(places, 0), Tensor.ofInts(counted));
        any = true;
      }
    }

    @Override
    public double value() {
      return any ? count.value() : Double.NaN;
    }

    @Override
    public double[] state() {
      double[] own = any ? count.state() : new double[0];
      double[] all = Arrays.copyOf(own, own.length + 1);
      all[own.length] = any ? 1 : 0;
      return all;
    }

    @Override
    public void restore(double[] state) {
      any = state[state.length - 1] != 0;
      if (any) {
        count.restore(Arrays.copyOf(state, state.length - 1));
      }
    }
  }
}
