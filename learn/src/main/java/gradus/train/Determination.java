package gradus.train;

import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;

/// The coefficient of determination, by a running mean and sum of squared deviations of each
/// output's targets (Welford, "Note on a method for calculating corrected sums of squares and
/// products", 1962), which loses no digits where the mean is large.
final class Determination implements Metric.Accumulator {
  private long samples;
  private double[] means = {};
  private double[] deviations = {};
  private double[] residuals = {};

  @Override
  public void add(Tensor prediction, Tensor target) {
    Metrics.requirePairs("r2", prediction, target);
    int rows = prediction.size(0);
    int outputs = prediction.shape().elements() / rows;
    if (samples == 0) {
      allocate(outputs);
    }
    if (outputs != means.length) {
      throw new ShapeException(
          "r2: this batch has %d outputs for each sample, but earlier ones have %d",
          outputs, means.length);
    }
    double[] p = prediction.toDoubles();
    double[] t = target.toDoubles();
    for (int row = 0; row < rows; row++) {
      samples++;
      for (int output = 0; output < outputs; output++) {
        double value = t[row * outputs + output];
        double before = value - means[output];
        means[output] += before / samples;
        deviations[output] += before * (value - means[output]);
        double error = p[row * outputs + output] - value;
        residuals[output] += error * error;
      }
    }
  }

  private void allocate(int outputs) {
    means = new double[outputs];
    deviations = new double[outputs];
    residuals = new double[outputs];
  }

  @Override
  public double value() {
    Metrics.requireCounted("r2", samples);
    double sum = 0;
    for (int output = 0; output < means.length; output++) {
      sum +=
          deviations[output] == 0
              ? (residuals[output] == 0 ? 1 : 0)
              : 1 - residuals[output] / deviations[output];
    }
    return sum / means.length;
  }

  @Override
  public double[] state() {
    int outputs = means.length;
    var state = new double[1 + 3 * outputs];
    state[0] = samples;
    System.arraycopy(means, 0, state, 1, outputs);
    System.arraycopy(deviations, 0, state, 1 + outputs, outputs);
    System.arraycopy(residuals, 0, state, 1 + 2 * outputs, outputs);
    return state;
  }

  @Override
  public void restore(double[] state) {
    int outputs = (state.length - 1) / 3;
    samples = (long) state[0];
    allocate(outputs);
    System.arraycopy(state, 1, means, 0, outputs);
    System.arraycopy(state, 1 + outputs, deviations, 0, outputs);
    System.arraycopy(state, 1 + 2 * outputs, residuals, 0, outputs);
  }
}
