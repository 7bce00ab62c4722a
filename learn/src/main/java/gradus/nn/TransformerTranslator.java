package gradus.nn;

import gradus.tensor.DType;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.List;

/// A [Transformer] of tokens: it turns the tokens of both sequences into vectors, adds to these the
/// waves that tell their places, and gives the logits of each next token of the target.
///
/// Tokens that only fill up a source are not seen. At the end of a target they need no mask: what
/// comes before does not see them, and a loss leaves them out ([gradus.loss.CrossEntropy]'s ignored
/// index).
///
/// Vaswani et al., "Attention is all you need", 2017. Unlike there, the two tables and the last
/// layer have weights of their own.
///
/// @param source the vectors of the source's tokens, which are multiplied by the root of their size
/// @param target those of the target's tokens
/// @param positions whether the places of tokens are told; without them the encoder sees a bag of
///   tokens
/// @param output from a vector to the logits of the target's tokens
/// @param padding the token that fills up the shorter sources of a batch
/// @param dropout the rate for the sums of vectors and waves, in training
public record TransformerTranslator(
    Embedding source,
    Embedding target,
    boolean positions,
    Transformer transformer,
    Dense output,
    int padding,
    double dropout)
    implements EncoderDecoder<TransformerTranslator.State> {
  /// Checks the rate.
  ///
  /// @throws IllegalArgumentException where it is no rate
  public TransformerTranslator {
    var _ = new Dropout(dropout);
  }

  /// What is known after some tokens of the target.
  ///
  /// @param memory keys and values of the source, for each block of the decoder
  /// @param mask true where a step of the source may be seen, `[batch, 1, 1, source]`
  /// @param seen keys and values of the target so far, for each block of the decoder
  /// @param position how many tokens of the target were seen
  public record State(List<KeyValues> memory, Tensor mask, List<KeyValues> seen, int position) {
    /// Copies the lists.
    public State {
      memory = List.copyOf(memory);
      seen = List.copyOf(seen);
    }
  }

  @Override
  public Tensor translate(Tensor sources, Tensor targets) {
    Pass pass = Pass.current();
    Tensor from = embedded("source", source, sources, 0);
    Tensor to = embedded("target", target, targets, 0);
    Tensor y =
        pass.apply(
            this,
            "transformer",
            transformer,
            () -> transformer.apply(from, to, seen(sources), null));
    return pass.apply(this, "output", output, y);
  }

  @Override
  public State begin(Tensor sources) {
    Tensor mask = seen(sources);
    Tensor memory = transformer.encode(embedded("source", source, sources, 0), mask);
    return new State(transformer.remember(memory), mask, List.of(), 0);
  }

  @Override
  public Step<State> next(Tensor tokens, State state) {
    Tensor x = embedded("target", target, tokens, state.position);
    Transformer.Step step = transformer.next(x, state.memory, state.seen, state.mask);
    int position = state.position + tokens.size(1);
    return new Step<>(
        Pass.current().apply(this, "output", output, step.output()),
        new State(state.memory, state.mask, step.seen(), position));
  }

  @Override
  public State rows(State state, Tensor rows) {
    return new State(
        state.memory.stream().map(one -> one.rows(rows)).toList(),
        state.mask.take(rows, 0),
        state.seen.stream().map(one -> one.rows(rows)).toList(),
        state.position);
  }

  /// From the first block of the decoder to the last.
  @Override
  public List<Tensor> alignments(Tensor sources, Tensor targets) {
    var weights = new AttentionWeights();
    Tensor _ = Pass.inference().observe(weights).run(() -> apply(List.of(sources, targets)));
    List<Tensor> all = List.copyOf(weights.weights().values());
    // The encoder attends first; then each block of the decoder to the target and to the source.
    int first = transformer.encoder().size() + 1;
    return java.util.stream.IntStream.range(0, transformer.decoder().size())
        .mapToObj(block -> all.get(first + 2 * block))
        .toList();
  }

  private Tensor embedded(String component, Embedding table, Tensor tokens, int from) {
    Tensor rows = Pass.current().apply(this, component, table, tokens);
    Tensor x = rows.times(Math.sqrt(rows.size(-1)));
    return new Dropout(dropout).apply(positions ? new SinusoidalPositions().apply(x, from) : x);
  }

  private Tensor seen(Tensor sources) {
    return sources.notEqualTo(padding).reshape(sources.size(0), 1, 1, sources.size(1));
  }

  /// A translator to be built.
  ///
  /// @param sources how many tokens the source's language has
  /// @param targets how many the target's has
  /// @param size the size of the vectors
  public record Spec(
      int sources,
      int targets,
      int size,
      Transformer.Spec transformer,
      boolean positions,
      int padding)
      implements LayerSpec, MultiInputSpec {
    /// Checks the sizes.
    ///
    /// @throws ShapeException where one is not positive, or the padding is no token of the source
    public Spec {
      var _ = Embedding.Spec.of(sources, size).withPadding(padding);
      var _ = Embedding.Spec.of(targets, size);
      if (transformer.sourceTime() > 0) {
        throw new ShapeException(
            "transformerTranslator: source and target come apart; leave out withSourceTime");
      }
    }

    /// Two blocks on each side, of four heads, with positions and padding 0.
    public static Spec of(int sources, int targets, int size) {
      return new Spec(
          sources, targets, size, Transformer.Spec.of(TransformerBlock.Spec.of(4)), true, 0);
    }

    /// With another transformer inside.
    public Spec withTransformer(Transformer.Spec transformer) {
      return new Spec(sources, targets, size, transformer, positions, padding);
    }

    /// With the places of tokens told, or not.
    public Spec withPositions(boolean positions) {
      return new Spec(sources, targets, size, transformer, positions, padding);
    }

    /// With another token that fills up sources.
    public Spec withPadding(int padding) {
      return new Spec(sources, targets, size, transformer, positions, padding);
    }

    @Override
    public DType inputType() {
      return DType.INT32;
    }

    @Override
    public TransformerTranslator build(Shape input, Initialization initialization) {
      Shape vectors = vectors("transformerTranslator", input, size);
      return new TransformerTranslator(
          Embedding.Spec.of(sources, size).build(input, initialization.child("source")),
          Embedding.Spec.of(targets, size).build(input, initialization.child("target")),
          positions,
          transformer.build(vectors, initialization.child("transformer")),
          Dense.Spec.of(targets).build(vectors, initialization.child("output")),
          padding,
          transformer.block().dropout());
    }

    @Override
    public TransformerTranslator build(List<Shape> inputs, Initialization initialization) {
      return build(inputs.getLast(), initialization);
    }

    /// The shape of a sample's vectors.
    static Shape vectors(String name, Shape input, int size) {
      if (input.rank() != 1) {
        throw new ShapeException(
            "%s: a sample must be tokens, [time], got %s; %s",
            name, input, Message.of("give a source and a target of integers"));
      }
      return Shape.of(input.size(0), size);
    }
  }
}
