package gradus.augment;

import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;

/// Normally distributed noise on every value, of any sample.
record Noise(double deviation) implements SampleAugmentation {
  Noise {
    Limits.size("noise", "the standard deviation", deviation);
  }

  @Override
  public String name() {
    return "noise(" + deviation + ")";
  }

  @Override
  public Tensor apply(Tensor sample, RandomKey key) {
    return sample.plus(key.normal(sample.shape()).times(deviation));
  }
}
