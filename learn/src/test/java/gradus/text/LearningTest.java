package gradus.text;

import static gradus.nn.Layers.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.loss.Losses;
import gradus.networks.Networks;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.train.Callbacks;
import gradus.train.CheckpointException;
import gradus.train.Metrics;
import gradus.train.Trainer;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models learn texts, in letters and in Chinese characters, and write what they learned.
class LearningTest {
  /// The loss of a model that knows only how frequent each token is.
  private static double unigramEntropy(int[] tokens, int size) {
    var counts = new int[size];
    IntStream.of(tokens).forEach(token -> counts[token]++);
    return IntStream.of(counts)
        .filter(count -> count > 0)
        .mapToDouble(count -> (double) count / tokens.length)
        .map(share -> -share * Math.log(share))
        .sum();
  }

  private static void learnsByHeart(String text, Tokenizer tokenizer, String prompt, int epochs) {
    int[] tokens = tokenizer.encode(text);
    Model model = Networks.characterLstm(tokenizer.size(), 32, 128, 1, 0, seed(3));
    var history =
        Trainer.of(model, Losses::crossEntropy, Adam.of(1e-2))
            .metrics(Metrics.accuracy())
            .fit(TextWindows.of(tokens, 40).shuffle(3).batch(4), epochs);
    assertThat(history.last("accuracy")).isGreaterThan(0.9);
    var writer = new TextModel(model, tokenizer);
    assertThat(writer.loss(text)).isLessThan(unigramEntropy(tokens, tokenizer.size()) / 4);
    String rest = text.substring(text.indexOf(prompt) + prompt.length()).substring(0, 60);
    int length = tokenizer.encode(rest).length;
    // The last token may reach further.
    assertThat(writer.generate(prompt, length, Sampling.greedy(), 1)).startsWith(rest);
  }

  @Test
  void writesASonnetThatItLearned() {
    String text = Texts.english();
    learnsByHeart(text, CharacterTokenizer.of(text), "Shall I compare", 100);
  }

  @Test
  void writesChinesePoemsThatItLearned() {
    String text = Texts.chinese();
    learnsByHeart(text, CharacterTokenizer.of(text), "静夜思\n床前", 200);
  }

  @Test
  void writesInBytePairs() {
    String text = Texts.english();
    learnsByHeart(text, BytePairTokenizer.train(text, 300), "Shall I compare", 200);
  }

  @Test
  void validatesAndRefusesToGoOnWithAnotherText(@TempDir Path folder) {
    var tokenizer = CharacterTokenizer.of(Texts.english());
    var parts = TextWindows.of(tokenizer.encode(Texts.english()), 16).batch(8).split(0.8);
    Model model = Networks.gpt(tokenizer.size(), 16, 8, 1, 2, 0.1, seed(1));
    Path checkpoint = folder.resolve("checkpoint");
    var trainer =
        Trainer.of(model, Losses::crossEntropy, Adam.of(1e-2)).metrics(Metrics.accuracy());
    var history =
        trainer
            .callbacks(Callbacks.checkpoint(checkpoint))
            .fit(parts.first().shuffle(1), parts.rest(), 2);
    assertThat(history.names()).contains("valLoss", "valAccuracy");
    assertThat(history.last("valLoss")).isLessThan(Math.log(tokenizer.size()));
    assertThat(trainer.resume(checkpoint).fit(parts.first().shuffle(1), parts.rest(), 3).epochs())
        .hasSize(3);
    assertThatThrownBy(() -> trainer.resume(checkpoint).fit(parts.first().shuffle(2), 4))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("data set");
  }
}
