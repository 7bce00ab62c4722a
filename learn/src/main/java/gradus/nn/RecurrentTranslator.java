package gradus.nn;

import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A translator of recurrent cells: an encoder reads the source from both ends, and a decoder
/// begins with the state that it ended with. That state is all that the decoder knows of the
/// source, or, with attention, it looks back at each step:
///
/// ```
/// a = softmax(h W m^T / sqrt(size))     how much step h looks at each of the encoder's outputs m
/// c = a m                               what it sees there
/// y = tanh([c, h] V)
/// ```
///
/// Sutskever, Vinyals and Le, "Sequence to sequence learning with neural networks", 2014; Bahdanau,
/// Cho and Bengio, "Neural machine translation by jointly learning to align and translate", 2015;
/// this form of attention is the "general" one of Luong, Pham and Manning, "Effective approaches to
/// attention-based neural machine translation", 2015, with scores divided by the root of the size,
/// and without feeding `y` back.
///
/// @param source the vectors of the source's tokens
/// @param encoder in both directions
/// @param target the vectors of the target's tokens
/// @param decoder in one direction, with twice as many units as the encoder has in each
/// @param score `W`; null without attention
/// @param mix `V`; null without attention
/// @param output to the logits of the target's tokens
/// @param padding the token that fills up the shorter sources of a batch
public record RecurrentTranslator(
    Embedding source,
    Recurrent encoder,
    Embedding target,
    Recurrent decoder,
    @Nullable Dense score,
    @Nullable Dense mix,
    Dense output,
    int padding)
    implements EncoderDecoder<RecurrentTranslator.State> {
  /// Checks that the parts fit.
  ///
  /// @throws ShapeException where they do not
  public RecurrentTranslator {
    int layers = decoder.forward().size();
    if (encoder.backward().size() != layers
        || encoder.forward().size() != layers
        || !decoder.backward().isEmpty()
        || 2 * encoder.forward().getFirst().hidden() != decoder.forward().getFirst().hidden()
        || (score == null) != (mix == null)) {
      throw new ShapeException(
          "recurrentTranslator: needs an encoder in both directions and a decoder in one, of as many layers, with twice as many units in each as the encoder has in a direction, and score and mix or neither");
    }
  }

  /// What is known after some tokens of the target.
  ///
  /// @param decoder what the decoder remembers
  /// @param memory the encoder's outputs, `[batch, 1, source, size]`
  /// @param mask true where a step of the source may be seen, `[batch, 1, 1, source]`
  public record State(RecurrentState decoder, Tensor memory, Tensor mask) {}

  @Override
  public State begin(Tensor sources) {
    Pass pass = Pass.current();
    Tensor mask = sources.notEqualTo(padding);
    int time = sources.size(1);
    Tensor lengths = Tensor.range(time).plus(1).times(mask.cast(DType.INT32)).max(1);
    Tensor x = pass.apply(this, "source", source, sources);
    Sequence read = encoder.run(x, null, lengths);
    RecurrentState end = read.state();
    Tensor memory = end.memory();
    return new State(
        new RecurrentState(joined(end.hidden()), memory == null ? null : joined(memory)),
        read.outputs().expand(1),
        mask.reshape(sources.size(0), 1, 1, time));
  }

  /// Both directions of each layer side by side, `[layers, batch, 2 hidden]`.
  private static Tensor joined(Tensor ends) {
    List<Tensor> layers = new ArrayList<>();
    for (int i = 0; i < ends.size(0); i += 2) {
      layers.add(Tensor.concat(-1, List.of(ends.select(0, i), ends.select(0, i + 1))));
    }
    return Tensor.stack(0, layers);
  }

  @Override
  public Step<State> next(Tensor tokens, State state) {
    Pass pass = Pass.current();
    Tensor x = pass.apply(this, "target", target, tokens);
    Sequence written = decoder.run(x, state.decoder);
    Tensor h = written.outputs();
    if (score != null && mix != null) {
      Tensor query = pass.apply(this, "score", score, h).expand(1);
      Tensor seen = Attention.attend(query, state.memory, state.memory, state.mask).squeeze(1);
      h = pass.apply(this, "mix", mix, Tensor.concat(-1, List.of(seen, h))).tanh();
    }
    return new Step<>(
        pass.apply(this, "output", output, h),
        new State(written.state(), state.memory, state.mask));
  }

  @Override
  public State rows(State state, Tensor rows) {
    Tensor memory = state.decoder.memory();
    return new State(
        new RecurrentState(
            state.decoder.hidden().take(rows, 1), memory == null ? null : memory.take(rows, 1)),
        state.memory.take(rows, 0),
        state.mask.take(rows, 0));
  }

  /// One, with one head, where there is attention.
  @Override
  public List<Tensor> alignments(Tensor sources, Tensor targets) {
    var weights = new AttentionWeights();
    Tensor _ = Pass.inference().observe(weights).run(() -> apply(List.of(sources, targets)));
    return List.copyOf(weights.weights().values());
  }

  /// A translator to be built.
  ///
  /// @param sources how many tokens the source's language has
  /// @param targets how many the target's has
  /// @param size the size of the tokens' vectors
  /// @param cells the decoder's; the encoder has half as many units in each direction
  /// @param attention whether the decoder looks back at the source
  public record Spec(
      int sources, int targets, int size, Recurrent.Spec cells, boolean attention, int padding)
      implements LayerSpec, MultiInputSpec {
    /// Checks the sizes.
    ///
    /// @throws ShapeException where one is not positive, or the padding is no token of the source
    public Spec {
      var _ = Embedding.Spec.of(sources, size).withPadding(padding);
      var _ = Embedding.Spec.of(targets, size);
    }

    /// One layer of LSTM cells, with attention and padding 0.
    public static Spec of(int sources, int targets, int size) {
      Recurrent.Spec cells = Recurrent.Spec.of(Recurrent.Kind.LSTM, size);
      return new Spec(sources, targets, size, cells, true, 0);
    }

    /// With other cells.
    public Spec withCells(Recurrent.Spec cells) {
      return new Spec(sources, targets, size, cells, attention, padding);
    }

    /// With attention to the source, or without.
    public Spec withAttention(boolean attention) {
      return new Spec(sources, targets, size, cells, attention, padding);
    }

    /// With another token that fills up sources.
    public Spec withPadding(int padding) {
      return new Spec(sources, targets, size, cells, attention, padding);
    }

    @Override
    public DType inputType() {
      return DType.INT32;
    }

    /// @throws ShapeException where a sample is no sequence of tokens, or the decoder's units
    ///   cannot be halved
    @Override
    public RecurrentTranslator build(Shape input, Initialization initialization) {
      if (cells.hidden() % 2 != 0
          || cells.bidirectional()
          || cells.timeFirst()
          || cells.lastOnly()) {
        throw new ShapeException(
            "recurrentTranslator: the decoder needs an even number of units, since the encoder has half of them in each direction, and all outputs, batch first; got %d units",
            cells.hidden());
      }
      Shape vectors = TransformerTranslator.Spec.vectors("recurrentTranslator", input, size);
      int hidden = cells.hidden();
      Shape outputs = Shape.of(input.size(0), hidden);
      Dense.Spec square = Dense.Spec.of(hidden).withoutBias();
      Recurrent.Spec half = cells.withHidden(hidden / 2).withBidirectional(true);
      return new RecurrentTranslator(
          table(sources).build(input, initialization.child("source")),
          half.build(vectors, initialization.child("encoder")),
          table(targets).build(input, initialization.child("target")),
          cells.build(vectors, initialization.child("decoder")),
          attention ? square.build(outputs, initialization.child("score")) : null,
          attention
              ? square.build(Shape.of(input.size(0), 2 * hidden), initialization.child("mix"))
              : null,
          Dense.Spec.of(targets).build(outputs, initialization.child("output")),
          padding);
    }

    /// Of numbers as large as those that a cell gives.
    private Embedding.Spec table(int tokens) {
      return Embedding.Spec.of(tokens, size).withWeight(Initializers.normal(1));
    }

    @Override
    public RecurrentTranslator build(List<Shape> inputs, Initialization initialization) {
      return build(inputs.getLast(), initialization);
    }
  }
}
