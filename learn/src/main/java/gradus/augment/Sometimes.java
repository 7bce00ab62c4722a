package gradus.augment;

import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;

/// A change that some samples get and others do not.
record Sometimes(SampleAugmentation change, double probability) implements SampleAugmentation {
  Sometimes {
    Limits.share("sometimes", "the probability", probability);
  }

  @Override
  public String name() {
    return "sometimes(" + probability + ", " + change.name() + ")";
  }

  @Override
  public Tensor apply(Tensor sample, RandomKey key) {
    return new Draws(key.fold(0)).uniform() < probability
        ? change.apply(sample, key.fold(1))
        : sample;
  }
}
