package gradus.augment;

import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;

/// Each channel of a series times a factor of its own, normally distributed around 1.
record Scaling(double deviation) implements SampleAugmentation {
  Scaling {
    Limits.size("scaling", "the standard deviation", deviation);
  }

  @Override
  public String name() {
    return "scaling(" + deviation + ")";
  }

  @Override
  public Tensor apply(Tensor sample, RandomKey key) {
    Series series = Series.of("scaling", sample);
    float[] factors = new Draws(key).normal(series.channels());
    float[] values = series.values();
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) (1 + deviation * factors[i % factors.length]);
    }
    return Tensor.of(series.shape(), values);
  }
}
