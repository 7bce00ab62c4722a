package gradus.text;

import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.io.Json;
import gradus.io.JsonException;
import gradus.io.Safetensors;
import gradus.nn.Continuation;
import gradus.nn.Layer;
import gradus.nn.Model;
import gradus.nn.RememberingLayer;
import gradus.tensor.DType;
import gradus.tensor.Message;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// A model of text with the tokenizer that it was trained with: it writes, judges texts, and is
/// saved as one file.
///
/// ```java
/// var writer = new TextModel(model, CharacterTokenizer.of(poems));
/// IO.println(writer.generate("床前", 30, Sampling.greedy(), 1));
/// Iterator<String> live = writer.generate("床前", Sampling.of(), 1);   // piece by piece
/// writer.save(Path.of("poet.safetensors"), Map.of());
/// ```
///
/// The model turns tokens `INT32 [batch, time]` into logits `[batch, time, vocabulary]` of each
/// next one, as [gradus.networks.Networks#characterLstm] and [gradus.networks.Networks#gpt] do.
/// Recurrent layers remember everything, and a token costs one step. A model with attention sees at
/// most as many tokens as it was built for; when they are used up it goes on from the last half of
/// them.
///
/// @param model what predicts
/// @param tokenizer what its tokens mean
public record TextModel(Model model, Tokenizer tokenizer) {
  /// The text of a model file that holds the tokenizer.
  private static final String TOKENIZER = "text.tokenizer";

  /// Longer than any that is written.
  private static final int LONGEST_TOKENIZER = 1 << 24;

  /// Checks that the two belong together.
  ///
  /// @throws TextException where the model does not take tokens, has not one output for each, or
  ///   cannot go on step by step
  public TextModel {
    var input = model.inputs().getFirst();
    if (model.inputs().size() > 1 || input.dtype() != DType.INT32 || input.shape().rank() != 1) {
      throw new TextException(
          "text model: the model must take tokens, INT32 [time], but takes %s; begin it with an embedding",
          model.inputs().stream().map(Signature::toString).collect(Collectors.joining(" and ")));
    }
    var output = step(model);
    if (output.rank() != 3 || output.size(1) != 1 || output.size(2) != tokenizer.size()) {
      throw new TextException(
          "text model: for one token the model must give logits [1, 1, %d], one for each of the tokenizer's tokens, but gives %s; end it with dense(%d), and use the tokenizer it was trained with",
          tokenizer.size(), output, tokenizer.size());
    }
  }

  private static Shape step(Model model) {
    try {
      return Continuation.start(model.layers())
          .next(Tensor.symbolic(DType.INT32, Shape.of(1, 1)))
          .output()
          .shape();
    } catch (TensorException | IllegalStateException failure) {
      throw new TextException(
          "text model: the model cannot go on token by token: %s", Message.of(failure));
    }
  }

  /// The most tokens that the model sees at once; 0 where it remembers any number.
  public int context() {
    boolean limited =
        model.layersByPath().values().stream()
            .anyMatch(layer -> layer instanceof RememberingLayer<?> memory && !memory.isEndless());
    return limited ? model.input().shape().size(0) : 0;
  }

  /// The token that texts without a prompt begin after: the line end where there is one token for
  /// it, else the first.
  public int startToken() {
    try {
      var tokens = tokenizer.encode("\n");
      return tokens.length == 1 && tokenizer.decode(tokens).equals("\n") ? tokens[0] : 0;
    } catch (TextException unknown) {
      return 0;
    }
  }

  /// The text that follows a prompt, without an end, each piece computed when it is asked for.
  ///
  /// The same model, prompt, sampling and seed always give the same text.
  ///
  /// @param prompt what to go on from; where it is empty, [#startToken]
  /// @throws TextException where the prompt has a character that the tokenizer does not know
  public Generation generate(String prompt, Sampling sampling, long seed) {
    var tokens = prompt.isEmpty() ? new int[] {startToken()} : tokenizer.encode(prompt);
    return new Generation(reading(), tokens, tokenizer, sampling, RandomKey.of(seed));
  }

  /// The text that follows a prompt, which is not repeated.
  ///
  /// @param prompt what to go on from; where it is empty, [#startToken]
  /// @param length the number of tokens, which for characters is that of characters
  /// @throws TextException where the prompt has a character that the tokenizer does not know, or
  ///   the length is negative
  public String generate(String prompt, int length, Sampling sampling, long seed) {
    return generate(prompt, sampling, seed).take(length);
  }

  /// The mean cross-entropy of a text's tokens, in nats: `-log p(token | the tokens before it)`,
  /// for all tokens but the first.
  ///
  /// The model reads the text as one that it writes: see [#context].
  ///
  /// @throws TextException where the text has fewer than two tokens, or an unknown character
  public double loss(String text) {
    var tokens = tokenizer.encode(text);
    if (tokens.length < 2) {
      throw new TextException(
          "loss: a text of %d tokens has none to predict; give at least two", tokens.length);
    }
    var sum = new double[1];
    reading()
        .read(
            tokens,
            (first, logits) -> {
              int rows = Math.min(logits.size(0), tokens.length - 1 - first);
              if (rows > 0) {
                var targets = Arrays.copyOfRange(tokens, first + 1, first + 1 + rows);
                var chosen =
                    logits
                        .slice(0, 0, rows)
                        .cast(DType.FLOAT64)
                        .logSoftmax(1)
                        .takeAlong(Tensor.of(Shape.of(rows, 1), targets), 1);
                sum[0] -= chosen.sum().item();
              }
            });
    return sum[0] / (tokens.length - 1);
  }

  /// Among how many equally likely tokens the model is in doubt: `exp(loss)`.
  ///
  /// @throws TextException as in [#loss]
  public double perplexity(String text) {
    return Math.exp(loss(text));
  }

  private Reading reading() {
    return new Reading(model, context());
  }

  /// Replaces a file by this model and its tokenizer, with further texts about it. [Model#load]
  /// reads the model alone, and [gradus.io.Safetensors#readMetadata] the texts.
  ///
  /// @param texts by names that begin neither with `gradus.` nor with `text.`
  /// @throws FileException where it cannot be written; the old file is still there
  public void save(Path file, Map<String, String> texts) throws FileException {
    for (String name : texts.keySet()) {
      if (name.startsWith("text.")) {
        throw new TextException(
            "save: the text %s cannot begin with text., as the tokenizer's does; rename it", name);
      }
    }
    Map<String, String> all = new LinkedHashMap<>(texts);
    all.put(TOKENIZER, Json.compact(tokenizer.toJson()));
    model.save(file, all);
  }

  /// The model and tokenizer in a file that [#save] wrote.
  ///
  /// @param layers the types of layers that are not part of this library
  /// @throws FormatException where the file holds no text model, or a damaged one
  /// @throws FileException where it cannot be read
  @SafeVarargs
  public static TextModel load(Path file, Class<? extends Layer>... layers) throws FileException {
    var texts = Safetensors.readMetadata(file);
    var text = texts.get(TOKENIZER);
    if (text == null) {
      throw new FormatException(
          file,
          0,
          "it holds no tokenizer, so it is no text model",
          "name a file that TextModel.save wrote, or load it with Model.load");
    }
    if (text.length() > LONGEST_TOKENIZER) {
      throw new FormatException(
          file,
          0,
          Message.of(
              "its tokenizer takes %d characters, more than the %d that are read",
              text.length(), LONGEST_TOKENIZER),
          Message.of("restore the file from a copy"));
    }
    Tokenizer tokenizer;
    try {
      tokenizer = Tokenizer.fromJson(Json.parse(text).cursor(TOKENIZER));
    } catch (JsonException failure) {
      throw new FormatException(
          file,
          0,
          Message.of("the tokenizer is damaged: %s", failure.explanation()),
          Message.of("restore the file from a copy"),
          failure);
    }
    var model = Model.load(file, layers);
    try {
      return new TextModel(model, tokenizer);
    } catch (TextException failure) {
      throw new FormatException(
          file,
          0,
          Message.of("model and tokenizer do not fit: %s", failure.explanation()),
          Message.of("restore the file from a copy"),
          failure);
    }
  }
}
