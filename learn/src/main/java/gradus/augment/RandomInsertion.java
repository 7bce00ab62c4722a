package gradus.augment;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Synonyms of some words, put in at random places.
///
/// @param share how many, as a share of the words
record RandomInsertion(Lexicon lexicon, double share) implements TextAugmentation {
  RandomInsertion {
    Limits.share("insertion", "the share", share);
  }

  @Override
  public String name() {
    return "insertion(" + share + ", " + lexicon.name() + ")";
  }

  @Override
  public String apply(String text, RandomKey key) {
    Wording wording = Wording.of(lexicon, text);
    int wanted = wording.count(share);
    if (wording.size() == 0 || wanted == 0) {
      return text;
    }
    List<String> chosen = chosen(wording, wanted, key);
    if (chosen.isEmpty()) {
      return text;
    }
    int places = wording.size() + 1;
    float[] draws = key.fold(2).uniform(Shape.of(wanted)).toFloats();
    List<List<String>> inserted = new ArrayList<>();
    for (int i = 0; i < places; i++) {
      inserted.add(new ArrayList<>());
    }
    for (int i = 0; i < wanted; i++) {
      inserted.get((int) (draws[i] * places)).add(chosen.get(i));
    }
    return with(wording, inserted).text();
  }

  /// As many synonyms as wanted, each of a word at random; words come again only when all that have
  /// synonyms had their turn.
  private List<String> chosen(Wording wording, int wanted, RandomKey key) {
    float[] draws = key.fold(1).uniform(Shape.of(wanted)).toFloats();
    List<List<String>> found = new ArrayList<>();
    for (int i : new Draws(key.fold(0)).order(wording.size())) {
      List<String> synonyms = lexicon.synonyms(wording.words().get(i));
      if (!synonyms.isEmpty()) {
        found.add(synonyms);
      }
      if (found.size() == wanted) {
        break;
      }
    }
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < wanted && !found.isEmpty(); i++) {
      List<String> synonyms = found.get(i % found.size());
      chosen.add(synonyms.get((int) (draws[i] * synonyms.size())));
    }
    return chosen;
  }

  /// Words put in before each word, after the gap before it; and after the last one, before the
  /// punctuation at the end.
  private static Wording with(Wording wording, List<List<String>> inserted) {
    List<String> words = new ArrayList<>();
    List<String> gaps = new ArrayList<>(List.of(wording.gaps().getFirst()));
    int size = wording.size();
    for (int i = 0; i <= size; i++) {
      String last = gaps.getLast();
      boolean end = i == size;
      for (String word : inserted.get(i)) {
        if (end) {
          gaps.set(words.size(), "");
        }
        words.add(word);
        gaps.add("");
      }
      if (end) {
        gaps.set(words.size(), last);
      } else {
        words.add(wording.words().get(i));
        gaps.add(wording.gaps().get(i + 1));
      }
    }
    return new Wording(words, gaps);
  }
}
