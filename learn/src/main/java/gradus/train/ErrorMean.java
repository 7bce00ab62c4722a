package gradus.train;

import gradus.tensor.Tensor;
import java.util.function.DoubleUnaryOperator;

/// A mean over all elements of what their errors cost.
final class ErrorMean implements Metric.Accumulator {
  private final String name;
  private final DoubleUnaryOperator cost;
  private final DoubleUnaryOperator result;
  private double sum;
  private long elements;

  ErrorMean(String name, DoubleUnaryOperator cost, DoubleUnaryOperator result) {
    this.name = name;
    this.cost = cost;
    this.result = result;
  }

  @Override
  public void add(Tensor prediction, Tensor target) {
    Metrics.requirePairs(name, prediction, target);
    double[] p = prediction.toDoubles();
    double[] t = target.toDoubles();
    for (int i = 0; i < p.length; i++) {
      sum += cost.applyAsDouble(p[i] - t[i]);
    }
    elements += p.length;
  }

  @Override
  public double value() {
    Metrics.requireCounted(name, elements);
    return result.applyAsDouble(sum / elements);
  }

  @Override
  public double[] state() {
    return new double[] {sum, elements};
  }

  @Override
  public void restore(double[] state) {
    sum = state[0];
    elements = (long) state[1];
  }
}
