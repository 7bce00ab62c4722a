package gradus.augment;

import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;
import java.util.function.BiFunction;

/// Pictures that an affine map moves, which is drawn anew for each.
///
/// @param map from random numbers and the picture to the map
record Moved(String name, float fill, BiFunction<Draws, Picture, Affine> map)
    implements SampleAugmentation {
  @Override
  public Tensor apply(Tensor sample, RandomKey key) {
    Picture picture = Picture.of(name, sample);
    return map.apply(new Draws(key), picture).of(picture, fill).tensor();
  }
}
