package gradus.examples;

import static gradus.nn.Layers.seed;

import module gradus.learn;

/// A network that learns a poem by heart, character by character, and goes on from any line of it.
public final class LearnsAPoem {
  /// William Blake, "The Tyger", 1794.
  static final String TYGER =
      """
      Tyger Tyger, burning bright,
      In the forests of the night;
      What immortal hand or eye,
      Could frame thy fearful symmetry?
      """;

  /// Li Bai, "Thoughts on a quiet night", about 726.
  static final String MOON = "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n";

  static TextModel train(String poem, long seed) {
    Tokenizer tokenizer = CharacterTokenizer.of(poem);
    // Often enough for windows of 32 characters that begin anywhere.
    TextWindows windows = TextWindows.of(tokenizer.encode(poem.repeat(40)), 32);
    Model model = Networks.characterLstm(tokenizer.size(), 16, 64, 1, 0, seed(seed));
    Trainer.of(model, Losses::crossEntropy, Adam.of(0.01)).fit(windows.shuffle(seed).batch(16), 20);
    return new TextModel(model, tokenizer);
  }

  static void main() {
    TextModel blake = train(TYGER, 42);
    IO.println("What" + blake.generate("What", 100, Sampling.greedy(), 1));
    IO.println("perplexity " + blake.perplexity(TYGER));
    IO.println("床前" + train(MOON, 42).generate("床前", 24, Sampling.greedy(), 1));
  }
}
