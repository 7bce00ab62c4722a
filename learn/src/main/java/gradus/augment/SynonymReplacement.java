package gradus.augment;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Some words, each with a synonym in its place.
///
/// @param share how many of the words, as a share of all
record SynonymReplacement(Lexicon lexicon, double share) implements TextAugmentation {
  SynonymReplacement {
    Limits.share("synonyms", "the share", share);
  }

  @Override
  public String name() {
    return "synonyms(" + share + ", " + lexicon.name() + ")";
  }

  @Override
  public String apply(String text, RandomKey key) {
    Wording wording = Wording.of(lexicon, text);
    int wanted = wording.count(share);
    if (wording.size() == 0) {
      return text;
    }
    float[] draws = key.fold(1).uniform(Shape.of(wording.size())).toFloats();
    List<String> words = new ArrayList<>(wording.words());
    for (int i : new Draws(key.fold(0)).order(words.size())) {
      if (wanted == 0) {
        break;
      }
      List<String> others = lexicon.synonyms(words.get(i));
      if (!others.isEmpty()) {
        words.set(i, like(words.get(i), others.get((int) (draws[i] * others.size()))));
        wanted--;
      }
    }
    return wording.with(words).text();
  }

  /// A word with capitals where another one has them: in the first place, or throughout.
  private static String like(String model, String word) {
    int first = model.offsetByCodePoints(0, 1);
    if (!Character.isUpperCase(model.codePointAt(0))) {
      return word;
    }
    String upper = word.toUpperCase(Locale.ROOT);
    if (first < model.length() && model.equals(model.toUpperCase(Locale.ROOT))) {
      return upper;
    }
    int rest = word.offsetByCodePoints(0, 1);
    return word.substring(0, rest).toUpperCase(Locale.ROOT) + word.substring(rest);
  }
}
