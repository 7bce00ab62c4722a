package gradus.augment;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;

/// Words left out, each with a probability, but never all.
record RandomDeletion(Segmenter segmenter, double probability) implements TextAugmentation {
  RandomDeletion {
    Limits.share("deletion", "the probability", probability);
  }

  @Override
  public String name() {
    return "deletion(" + probability + ", " + segmenter.name() + ")";
  }

  @Override
  public String apply(String text, RandomKey key) {
    Wording wording = Wording.of(segmenter, text);
    int size = wording.size();
    if (size < 2) {
      return text;
    }
    float[] draws = key.fold(0).uniform(Shape.of(size)).toFloats();
    boolean[] kept = new boolean[size];
    boolean any = false;
    for (int i = 0; i < size; i++) {
      kept[i] = draws[i] >= probability;
      any |= kept[i];
    }
    if (!any) {
      kept[new Draws(key.fold(1)).below(size)] = true;
    }
    return wording.keeping(kept).text();
  }
}
