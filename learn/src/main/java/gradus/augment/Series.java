package gradus.augment;

import gradus.data.DataException;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/// The values of a time series, step by step.
record Series(Shape shape, int steps, int channels, float[] values) {
  /// The series in a tensor `[time]` or `[time, channels]`.
  static Series of(String name, Tensor sample) {
    Shape shape = sample.shape();
    if (shape.rank() != 1 && shape.rank() != 2) {
      throw new DataException("%s: takes series [time] or [time, channels], got %s", name, shape);
    }
    int channels = shape.rank() == 1 ? 1 : shape.size(1);
    return new Series(shape, shape.size(0), channels, sample.toFloats());
  }

  /// The series read at other times, between steps by interpolation.
  ///
  /// @param times for each step of the result the time, from 0 to the last step
  Tensor at(double[] times) {
    float[] result = new float[values.length];
    for (int step = 0; step < steps; step++) {
      int before = Math.min((int) times[step], Math.max(0, steps - 2));
      int after = Math.min(before + 1, steps - 1);
      float share = (float) (times[step] - before);
      for (int c = 0; c < channels; c++) {
        float from = values[before * channels + c];
        result[step * channels + c] = from + share * (values[after * channels + c] - from);
      }
    }
    return Tensor.of(shape, result);
  }
}
