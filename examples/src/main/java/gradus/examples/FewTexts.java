package gradus.examples;

import static gradus.nn.Layers.*;

import module gradus.learn;

import java.util.List;
import java.util.Locale;

/// Four opinions, which are too few: a network that sees them changed at random (EDA) also
/// understands words that stand in none of them.
public final class FewTexts {
  private static final List<String> LABELS = List.of("good", "bad", "good", "bad");

  static final LabelledTexts SEEN =
      LabelledTexts.of(
          List.of("a wonderful film", "a terrible film", "I enjoyed it", "I hated it"), LABELS);

  static final LabelledTexts UNSEEN =
      LabelledTexts.of(
          List.of("marvelous movie", "dreadful movie", "Savored it", "Detested it"), LABELS);

  /// A dictionary of one's own; the module `gradus.words` has English and Chinese as a whole.
  static final Synonyms SYNONYMS =
      Synonyms.ofGroups(
          "opinions",
          List.of("wonderful", "marvelous", "great"),
          List.of("terrible", "dreadful"),
          List.of("enjoyed", "savored"),
          List.of("hated", "detested"));

  /// How often each text has words of each of 512 buckets, so that no word is unknown.
  static Tensor buckets(List<String> texts) {
    float[][] counts = new float[texts.size()][512];
    for (int i = 0; i < counts.length; i++) {
      for (String word : texts.get(i).split(" ", -1)) {
        counts[i][Math.floorMod(31 * word.toLowerCase(Locale.ROOT).hashCode(), 512)]++;
      }
    }
    return Tensor.of(counts);
  }

  /// The share of unseen texts that are answered right, after training on changed ones.
  static double accuracy(TextAugmentation change, long seed) {
    Batches train = SEEN.batches(SEEN.numbers().shuffle(seed).batch(2), FewTexts::buckets, change);
    Model model = Model.of(train.inputShape(), seed(seed), dense(2));
    Trainer trainer =
        Trainer.of(model, Losses::crossEntropy, Adam.of(0.03)).metrics(Metrics.accuracy());
    trainer.fit(train, 200);
    Batches test = UNSEEN.batches(UNSEEN.numbers().batch(4), FewTexts::buckets);
    return trainer.evaluate(test).value("accuracy");
  }

  static void main() {
    TextAugmentation eda = TextAugmentations.eda(Lexicon.of(Segmenter.letters(), SYNONYMS), 0.3);
    IO.println("right in " + accuracy(eda.sometimes(0), 42) + " without changes");
    IO.println("right in " + accuracy(eda.sometimes(0.9), 42) + " with them");
  }
}
