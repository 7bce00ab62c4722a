package gradus.course.transformer;

import static gradus.nn.Layers.lstm;
import static gradus.nn.Layers.recurrentTranslator;
import static gradus.nn.Layers.seed;
import static gradus.nn.Layers.transformerBlock;
import static gradus.nn.Layers.transformerTranslator;

import gradus.nn.Activation;
import gradus.nn.Model;
import gradus.nn.MultiInputSpec;
import gradus.nn.Transformer;
import gradus.plot.Palette;
import gradus.plot.Text;

/// A translator to be compared.
enum Kind {
  /// Encoder and decoder of attention alone.
  TRANSFORMER("transformer", "Transformer", Palette.BLUE, 3e-3),
  /// An LSTM that looks back at the source.
  LSTM_ATTENTION("LSTM with attention", "带注意力的 LSTM", Palette.GREEN, 1e-2),
  /// An LSTM that knows the source by one vector.
  LSTM("LSTM, one vector", "LSTM（一个向量）", Palette.VERMILION, 1e-2);

  // A Text does not change.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Text title;

  private final Palette color;
  private final double rate;

  Kind(String english, String chinese, Palette color, double rate) {
    this.title = Text.of(english, chinese);
    this.color = color;
    this.rate = rate;
  }

  /// The learning rate that suits it: at that of the transformer LSTMs learn much more slowly.
  double rate() {
    return rate;
  }

  Text title() {
    return title;
  }

  Palette color() {
    return color;
  }

  /// A model of a corpus, of about as many parameters whichever kind it is.
  ///
  /// @param size of the vectors
  /// @param layers on each side of the transformer; the LSTMs have one and more units
  Model model(Corpus corpus, int size, int layers, long start) {
    int tokens = Task.WORDS.size();
    int units = layers == 1 ? size * 3 / 2 : size * 2;
    MultiInputSpec spec =
        switch (this) {
          case TRANSFORMER -> transformer(size, 4, layers, true);
          case LSTM_ATTENTION -> recurrentTranslator(tokens, tokens, size).withCells(lstm(units));
          case LSTM ->
              recurrentTranslator(tokens, tokens, size).withCells(lstm(units)).withAttention(false);
        };
    return Model.of(corpus.inputs(), seed(start), spec);
  }

  /// A transformer of blocks that normalise first.
  static MultiInputSpec transformer(int size, int heads, int layers, boolean positions) {
    int tokens = Task.WORDS.size();
    return transformerTranslator(tokens, tokens, size)
        .withPositions(positions)
        .withTransformer(
            Transformer.Spec.of(
                    transformerBlock(heads).withActivation(Activation.RELU).withNormFirst(true))
                .withBlocks(layers, layers));
  }
}
