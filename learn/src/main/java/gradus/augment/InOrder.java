package gradus.augment;

import gradus.data.Batch;
import gradus.tensor.RandomKey;

/// One change after the other, each with random numbers of its own.
record InOrder(Augmentation first, Augmentation second) implements Augmentation {
  @Override
  public String name() {
    return first.name() + ", " + second.name();
  }

  @Override
  public Batch apply(Batch batch, RandomKey key) {
    return second.apply(first.apply(batch, key.fold(0)), key.fold(1));
  }
}
