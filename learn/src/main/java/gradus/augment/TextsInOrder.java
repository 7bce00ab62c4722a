package gradus.augment;

import gradus.tensor.RandomKey;

/// One change of a text after the other, each with random numbers of its own.
record TextsInOrder(TextAugmentation first, TextAugmentation second) implements TextAugmentation {
  @Override
  public String name() {
    return first.name() + ", " + second.name();
  }

  @Override
  public String apply(String text, RandomKey key) {
    return second.apply(first.apply(text, key.fold(0)), key.fold(1));
  }
}
