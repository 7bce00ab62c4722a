package gradus.augment;

import gradus.tensor.RandomKey;

/// One of four changes of a text, at random: synonyms, insertion, swap or deletion.
///
/// @param alpha how many of the words change, as a share of all
record Eda(Lexicon lexicon, double alpha) implements TextAugmentation {
  private static final int CHANGES = 4;

  Eda {
    Limits.share("eda", "the share", alpha);
  }

  @Override
  public String name() {
    return "eda(" + alpha + ", " + lexicon.name() + ")";
  }

  @Override
  public String apply(String text, RandomKey key) {
    TextAugmentation change =
        switch (new Draws(key.fold(0)).below(CHANGES)) {
          case 0 -> new SynonymReplacement(lexicon, alpha);
          case 1 -> new RandomInsertion(lexicon, alpha);
          case 2 -> new RandomSwap(lexicon, alpha);
          default -> new RandomDeletion(lexicon, alpha);
        };
    return change.apply(text, key.fold(1));
  }
}
