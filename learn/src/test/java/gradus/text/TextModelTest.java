package gradus.text;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.io.FormatException;
import gradus.io.Json;
import gradus.io.Safetensors;
import gradus.networks.Networks;
import gradus.nn.Model;
import gradus.nn.MultiInputLayer;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextModelTest {
  private static final CharacterTokenizer LETTERS = CharacterTokenizer.of("\nabcdefgh ");

  private static TextModel recurrent(Tokenizer tokenizer) {
    return new TextModel(
        Networks.characterLstm(tokenizer.size(), 8, 12, 2, 0.1, seed(1)), tokenizer);
  }

  /// A model without training whose logits are far from equal.
  private static TextModel gpt(Tokenizer tokenizer, int context) {
    Model model = Networks.gpt(tokenizer.size(), context, 8, 2, 2, 0.1, seed(1));
    model.parameters().values().forEach(cell -> cell.set(cell.stored().times(4)));
    return new TextModel(model, tokenizer);
  }

  /// What a model writes when it computes everything again for each token.
  private static String recomputed(TextModel text, String prompt, int length, long seed) {
    List<Integer> tokens =
        new ArrayList<>(Arrays.stream(text.tokenizer().encode(prompt)).boxed().toList());
    List<Integer> written = new ArrayList<>();
    int context = text.context();
    for (int i = 0; i < length; i++) {
      int[] seen = tokens.stream().mapToInt(t -> t).toArray();
      Tensor y = text.model().apply(Tensor.of(Shape.of(1, seen.length), seen));
      int token =
          Sampling.of().choose(y.select(0, 0).select(0, seen.length - 1), RandomKey.of(seed).at(i));
      if (tokens.size() == context) {
        tokens = new ArrayList<>(tokens.subList(context - context / 2, context));
      }
      tokens.add(token);
      written.add(token);
    }
    return text.tokenizer().decode(written.stream().mapToInt(t -> t).toArray());
  }

  @Test
  void writesWhatRecomputingWouldWrite() {
    for (TextModel text : List.of(recurrent(LETTERS), gpt(LETTERS, 12))) {
      for (long seed = 0; seed < 3; seed++) {
        String written = text.generate("abc", 50, Sampling.of(), seed);
        assertThat(written).isEqualTo(recomputed(text, "abc", 50, seed)).hasSize(50);
      }
    }
  }

  @Test
  void writesTheSameTextForTheSameSeed() {
    TextModel text = recurrent(LETTERS);
    String written = text.generate("ab", 40, Sampling.of(), 5);
    assertThat(text.generate("ab", 40, Sampling.of(), 5)).isEqualTo(written);
    assertThat(text.generate("ab", 40, Sampling.of(), 6)).isNotEqualTo(written);
    assertThat(text.generate("ab", 40, Sampling.greedy(), 5))
        .isEqualTo(text.generate("ab", 40, Sampling.greedy(), 6));
    // Piece by piece, and in two parts.
    Generation live = text.generate("ab", Sampling.of(), 5);
    var pieces = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      assertThat(live.hasNext()).isTrue();
      pieces.append(live.next());
    }
    assertThat(pieces + live.take(30)).isEqualTo(written);
    assertThat(live.tokenCount()).isEqualTo(40);
  }

  @Test
  void goesOnPastItsContext() {
    TextModel text = gpt(LETTERS, 8);
    assertThat(text.context()).isEqualTo(8);
    assertThat(recurrent(LETTERS).context()).isZero();
    // A prompt longer than the context, and a text many times as long.
    assertThat(text.generate("abcdefghabcdefghabc", 100, Sampling.of(), 1)).hasSize(100);
    // With a context of one token there is nothing to keep.
    assertThat(gpt(LETTERS, 1).generate("ab", 5, Sampling.of(), 1)).hasSize(5);
  }

  @Test
  void beginsAnEmptyPromptAfterALineEnd() {
    TextModel text = recurrent(LETTERS);
    assertThat(text.startToken()).isEqualTo(LETTERS.encode("\n")[0]);
    assertThat(text.generate("", 20, Sampling.of(), 3))
        .isEqualTo(text.generate("\n", 20, Sampling.of(), 3));
    var plain = CharacterTokenizer.of("abc");
    assertThat(recurrent(plain).startToken()).isZero();
    assertThat(recurrent(plain).generate("", 20, Sampling.of(), 3))
        .isEqualTo(recurrent(plain).generate("a", 20, Sampling.of(), 3));
  }

  @Test
  void neverCutsCharacters() {
    String text = Texts.chinese() + "😀😀";
    var bytes = BytePairTokenizer.train(text, 256);
    Generation live = recurrent(bytes).generate("月", Sampling.of(), 1);
    for (int i = 0; i < 200; i++) {
      String piece = live.next();
      assertThat(piece).isNotEmpty();
      Unicode.require("piece", piece);
    }
    // A model that has learned by heart what a token is followed by: the bytes of these signs.
    String sign = "月😀é";
    int[] tokens = bytes.encode(sign);
    Model model = Model.of(Shape.of(1), seed(1), embedding(256, 256));
    float[] table = new float[256 * 256];
    for (int i = 0; i < tokens.length; i++) {
      table[256 * tokens[i] + tokens[(i + 1) % tokens.length]] = 1;
    }
    model.load(Map.of("0.weight", Tensor.of(Shape.of(256, 256), table)));
    Generation signs = new TextModel(model, bytes).generate("é", Sampling.greedy(), 1);
    assertThat(List.of(signs.next(), signs.next(), signs.next(), signs.next()))
        .containsExactly("月", "😀", "é", "月");
    assertThat(signs.tokenCount()).isEqualTo(3 + 4 + 2 + 3);
    assertThat(signs.take(3)).isEmpty();
    assertThat(signs.take(1)).isEqualTo("😀");
  }

  @Test
  void judgesATextTokenByToken() {
    String judged = "abcdefgh abcdefgh hgfedcba\nabc";
    for (TextModel text : List.of(recurrent(LETTERS), gpt(LETTERS, 64))) {
      int[] tokens = LETTERS.encode(judged);
      Tensor y = text.model().apply(Tensor.of(Shape.of(1, tokens.length), tokens)).select(0, 0);
      double[] logs = y.logSoftmax(1).toDoubles();
      double expected = 0;
      for (int i = 0; i + 1 < tokens.length; i++) {
        expected -= logs[i * LETTERS.size() + tokens[i + 1]] / (tokens.length - 1);
      }
      assertThat(text.loss(judged)).isCloseTo(expected, within(1e-5));
      assertThat(text.perplexity(judged)).isCloseTo(Math.exp(expected), within(1e-4));
    }
    // Longer than the context, and longer than what is read at once.
    String longer = judged.repeat(30);
    assertThat(gpt(LETTERS, 16).loss(longer)).isBetween(0.5, 10.0);
    assertThat(recurrent(LETTERS).loss(longer)).isBetween(2.0, 2.6);
    assertThatThrownBy(() -> recurrent(LETTERS).loss("a"))
        .isInstanceOf(TextException.class)
        .hasMessageContaining("at least two");
  }

  @Test
  void comesBackFromItsFile(@TempDir Path folder) throws IOException {
    var pairs = BytePairTokenizer.train(Texts.english(), 300);
    for (TextModel text : List.of(recurrent(LETTERS), recurrent(pairs), gpt(LETTERS, 8))) {
      Path file = folder.resolve("text.safetensors");
      text.save(file, Map.of("made", "today"));
      TextModel read = TextModel.load(file);
      assertThat(read.tokenizer()).isEqualTo(text.tokenizer());
      assertThat(Safetensors.weightsSha256(read.model().weights()))
          .isEqualTo(Safetensors.weightsSha256(text.model().weights()));
      assertThat(read.generate("abc", 30, Sampling.of(), 9))
          .isEqualTo(text.generate("abc", 30, Sampling.of(), 9));
      assertThat(Safetensors.readMetadata(file)).containsEntry("made", "today");
      assertThat(Model.load(file).parameterCount()).isEqualTo(text.model().parameterCount());
    }
  }

  @Test
  void refusesFilesOfNoTextModel(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("model.safetensors");
    TextModel text = recurrent(LETTERS);
    text.model().save(file);
    assertThatThrownBy(() -> TextModel.load(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("holds no tokenizer, so it is no text model")
        .hasMessageContaining("Model.load");
    text.model().save(file, Map.of("text.tokenizer", "{\"type\":"));
    assertThatThrownBy(() -> TextModel.load(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("the tokenizer is damaged");
    text.model().save(file, Map.of("text.tokenizer", "[0,".repeat(1 << 23)));
    assertThatThrownBy(() -> TextModel.load(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("characters, more than");
    var other = CharacterTokenizer.of("abc");
    text.model().save(file, Map.of("text.tokenizer", Json.compact(other.toJson())));
    assertThatThrownBy(() -> TextModel.load(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("model and tokenizer do not fit");
    assertThatThrownBy(() -> text.save(file, Map.of("text.tokenizer", "x")))
        .isInstanceOf(TextException.class);
    assertThatThrownBy(() -> text.save(file, Map.of("gradus.seed", "x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// Takes tokens and something else.
  record Told() implements MultiInputLayer {
    @Override
    public Tensor apply(List<Tensor> inputs) {
      return inputs.getLast();
    }
  }

  @Test
  void refusesModelsThatAreNotForItsTokens() {
    assertThatThrownBy(() -> new TextModel(Networks.mnistDense(seed(1)), LETTERS))
        .isInstanceOf(TextException.class)
        .hasMessageContaining("begin it with an embedding");
    var two = List.of(new Signature(DType.INT32, Shape.of(4)), Signature.floats(2));
    assertThatThrownBy(() -> new TextModel(Model.of(two, seed(1), new Told()), LETTERS))
        .isInstanceOf(TextException.class)
        .hasMessageContaining("but takes INT32[4] and FLOAT32[2]");
    assertThatThrownBy(() -> new TextModel(Networks.characterLstm(7, 4, 4, 1, 0, seed(1)), LETTERS))
        .hasMessageContaining("end it with dense(10)");
    var last = Model.of(Shape.of(5), seed(1), embedding(10, 4), lstm(4).withLastOnly(true));
    assertThatThrownBy(() -> new TextModel(last, LETTERS)).isInstanceOf(TextException.class);
    var both =
        Model.of(
            Shape.of(5), seed(1), embedding(10, 4), lstm(4).withBidirectional(true), dense(10));
    assertThatThrownBy(() -> new TextModel(both, LETTERS))
        .hasMessageContaining("cannot go on token by token");
    var inside = Model.of(Shape.of(5), seed(1), masked(0, embedding(10, 4), lstm(4)), dense(10));
    assertThatThrownBy(() -> new TextModel(inside, LETTERS))
        .hasMessageContaining("recurrent is inside a masked");
    assertThatThrownBy(() -> recurrent(LETTERS).generate("xyz", 3, Sampling.of(), 1))
        .hasMessageContaining("\"x\" (U+0078) at position 0");
    assertThatThrownBy(() -> recurrent(LETTERS).generate("a", -1, Sampling.of(), 1))
        .isInstanceOf(TextException.class);
  }
}
