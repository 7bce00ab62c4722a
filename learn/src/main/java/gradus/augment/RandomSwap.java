package gradus.augment;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Words in each other's place.
///
/// @param share how many pairs, as a share of the words
record RandomSwap(Segmenter segmenter, double share) implements TextAugmentation {
  RandomSwap {
    Limits.share("swap", "the share", share);
  }

  @Override
  public String name() {
    return "swap(" + share + ", " + segmenter.name() + ")";
  }

  @Override
  public String apply(String text, RandomKey key) {
    Wording wording = Wording.of(segmenter, text);
    int size = wording.size();
    int pairs = wording.count(share);
    if (size < 2 || pairs == 0) {
      return text;
    }
    float[] draws = key.uniform(Shape.of(2 * pairs)).toFloats();
    List<String> words = new ArrayList<>(wording.words());
    for (int i = 0; i < pairs; i++) {
      int one = (int) (draws[2 * i] * size);
      int other = (int) (draws[2 * i + 1] * (size - 1));
      Collections.swap(words, one, other < one ? other : other + 1);
    }
    return wording.with(words).text();
  }
}
