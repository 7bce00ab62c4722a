package gradus.studio.run;

import gradus.networks.Networks;
import gradus.nn.LayerSpec;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.Recurrent;
import gradus.nn.Seed;
import gradus.studio.words.Choices;
import gradus.studio.words.UserException;
import gradus.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A kind of network for text that `--model` chooses, with sizes and settings that are known to
/// work.
public enum TextModelChoice {
  /// Long short-term memory, the classic of character models.
  LSTM(256, 1, 64, 0.1, 0.004),
  /// Gated recurrent units, a little smaller.
  GRU(256, 1, 64, 0.1, 0.004),
  /// A simple recurrent network, which forgets soon.
  RNN(256, 1, 64, 0.1, 0.001),
  /// A small Transformer that looks back at up to a context of tokens.
  GPT(128, 4, 64, 0.1, 0.002);

  /// The most numbers of a token's vector where the layers' own size is larger.
  private static final int WIDEST_VECTOR = 128;

  private static final int HEAD_SIZE = 32;

  private final int hidden;
  private final int layers;
  private final int context;
  private final double dropout;
  private final double learningRate;

  /// How large a network is.
  ///
  /// @param hidden units in a layer, or the width of a Transformer
  /// @param layers how many layers, or blocks
  /// @param context tokens in a window
  /// @param dropout the share of values that is dropped while training
  public record Sizes(int hidden, int layers, int context, double dropout) {
    public Sizes {
      TrainingSettings.requireAtLeastOne("--hidden", hidden);
      TrainingSettings.requireAtLeastOne("--layers", layers);
      TrainingSettings.requireAtLeastOne("--context", context);
      if (!(dropout >= 0 && dropout < 1)) {
        throw new UserException("error.dropout", Double.toString(dropout));
      }
    }
  }

  TextModelChoice(int hidden, int layers, int context, double dropout, double learningRate) {
    this.hidden = hidden;
    this.layers = layers;
    this.context = context;
    this.dropout = dropout;
    this.learningRate = learningRate;
  }

  public static Choices<TextModelChoice> all() {
    Map<String, TextModelChoice> all = new LinkedHashMap<>();
    for (TextModelChoice choice : values()) {
      all.put(choice.title(), choice);
    }
    return new Choices<>("textModel", all);
  }

  /// The name that `--model` takes.
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// How large it is where no option says otherwise.
  public Sizes sizes() {
    return new Sizes(hidden, layers, context, dropout);
  }

  /// How it is trained where no option says otherwise.
  ///
  /// @param epochs how often everything is seen
  public TrainingSettings training(int epochs) {
    return new TrainingSettings(epochs, 32, "adam", learningRate, "cosine", 42);
  }

  /// A network for a vocabulary.
  public Model build(int vocabulary, Sizes sizes, long seed) {
    Seed own = Seed.of(seed);
    int units = sizes.hidden();
    int width = Math.min(units, WIDEST_VECTOR);
    return switch (this) {
      case LSTM ->
          Networks.characterLstm(vocabulary, width, units, sizes.layers(), sizes.dropout(), own);
      case GRU -> recurrent(vocabulary, width, Layers.gru(units), sizes, own);
      case RNN -> recurrent(vocabulary, width, Layers.simpleRnn(units), sizes, own);
      case GPT -> {
        int heads = units % HEAD_SIZE == 0 ? units / HEAD_SIZE : 1;
        yield Networks.gpt(
            vocabulary, sizes.context(), units, sizes.layers(), heads, sizes.dropout(), own);
      }
    };
  }

  /// What [Networks#characterLstm] is, with another kind of layers.
  private static Model recurrent(
      int vocabulary, int width, Recurrent.Spec layer, Sizes sizes, Seed seed) {
    List<LayerSpec> parts = new ArrayList<>();
    parts.add(Layers.embedding(vocabulary, width));
    double between = sizes.layers() > 1 ? sizes.dropout() : 0;
    parts.add(layer.withLayers(sizes.layers()).withDropout(between));
    if (sizes.dropout() > 0) {
      parts.add(Layers.dropout(sizes.dropout()));
    }
    parts.add(Layers.dense(vocabulary));
    return Model.of(Shape.of(1), seed, parts.toArray(LayerSpec[]::new));
  }
}
