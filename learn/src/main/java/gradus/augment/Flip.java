package gradus.augment;

import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;

/// Left and right, or top and bottom, changed places.
record Flip(boolean vertical) implements SampleAugmentation {
  @Override
  public String name() {
    return vertical ? "verticalFlip" : "horizontalFlip";
  }

  @Override
  public Tensor apply(Tensor sample, RandomKey key) {
    Picture picture = Picture.of(name(), sample);
    return sample.flip(vertical ? picture.shape().rank() - 2 : picture.shape().rank() - 1);
  }
}
