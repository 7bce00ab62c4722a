package gradus.augment;

import gradus.tensor.RandomKey;

/// A change that some texts get and others do not.
record TextsSometimes(TextAugmentation change, double probability) implements TextAugmentation {
  TextsSometimes {
    Limits.share("sometimes", "the probability", probability);
  }

  @Override
  public String name() {
    return "sometimes(" + probability + ", " + change.name() + ")";
  }

  @Override
  public String apply(String text, RandomKey key) {
    return new Draws(key.fold(0)).uniform() < probability ? change.apply(text, key.fold(1)) : text;
  }
}
