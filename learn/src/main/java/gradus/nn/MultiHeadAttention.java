package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.StateException;
import gradus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Attention by several heads side by side, each with its own part of queries, keys and values.
///
/// Vaswani et al., "Attention is all you need", 2017.
///
/// # Shapes
///
/// `[batch, time, size]` becomes `[batch, time, size]`. Masks broadcast against `[batch, heads,
/// queries, keys]`: `[queries, keys]` for all, `[batch, 1, 1, keys]` for padding.
///
/// @param inputWeight `[size, 3 size]`: queries, keys and values, as one product
/// @param inputBias `[3 size]`; null for none
/// @param outputWeight `[size, size]`
/// @param outputBias `[size]`; null for none
/// @param heads how many; they share the size evenly
/// @param causal whether a step sees only itself and those before
/// @param rotary whether queries and keys are turned by their place: see [Attention#rotary]
/// @param dropout the rate for attention weights, in training
public record MultiHeadAttention(
    Parameter inputWeight,
    @Nullable Parameter inputBias,
    Parameter outputWeight,
    @Nullable Parameter outputBias,
    int heads,
    boolean causal,
    boolean rotary,
    double dropout)
    implements RememberingLayer<KeyValues>, PyTorchLayer {
  /// Checks that parameters and heads fit.
  ///
  /// @throws ShapeException where they do not
  public MultiHeadAttention {
    var _ = new Dropout(dropout);
    int size = outputWeight.shape().rank() == 2 ? outputWeight.shape().size(0) : 0;
    boolean biases =
        (inputBias == null || inputBias.shape().equals(Shape.of(3 * size)))
            && (outputBias == null || outputBias.shape().equals(Shape.of(size)));
    if (!outputWeight.shape().equals(Shape.of(size, size))
        || !inputWeight.shape().equals(Shape.of(size, 3 * size))
        || !biases) {
      throw new ShapeException(
          "multiHeadAttention: needs weights [size, 3 size] and [size, size] with biases as wide, got %s and %s",
          inputWeight.shape(), outputWeight.shape());
    }
    requireHeads(size, heads);
    if (rotary) {
      Attention.evenHalf("multiHeadAttention", size / heads);
    }
  }

  private static void requireHeads(int size, int heads) {
    if (heads < 1 || size % heads != 0) {
      throw new ShapeException(
          "multiHeadAttention: %d heads cannot share a size of %d evenly", heads, size);
    }
  }

  @Override
  public Tensor apply(Tensor x) {
    return attend(x, Masked.keys(x));
  }

  /// Each step's view of the steps of its own sequence.
  ///
  /// @param mask true where a step may see another; null for all, or all before where causal
  public Tensor attend(Tensor x, @Nullable Tensor mask) {
    Tensor parts = split(require(x), 0, 3);
    Tensor all = both(mask, x.size(1), x.size(1));
    return merge(
        Attention.attend(
            turned(parts.select(0, 0), 0),
            turned(parts.select(0, 1), 0),
            parts.select(0, 2),
            all,
            dropout));
  }

  /// Each step's view of another sequence, as a decoder's of what it translates.
  ///
  /// @param memory `[batch, keys, size]`
  /// @param mask true where a step may see one of the memory; null for all
  public Tensor attend(Tensor x, Tensor memory, @Nullable Tensor mask) {
    return attend(x, memory, mask, null);
  }

  /// Each step's view of another sequence, or of its own where memory and x are the same, with
  /// numbers added to the scores: see [Attention#attend(Tensor, Tensor, Tensor, Tensor, Tensor)].
  ///
  /// @param memory `[batch, keys, size]`
  /// @param mask true where a step may see one of the memory; null for all
  /// @param bias what is added to each score; broadcasts against `[batch, heads, queries, keys]`,
  ///   as `[heads, queries, keys]` for one of each head. Null for none
  public Tensor attend(Tensor x, Tensor memory, @Nullable Tensor mask, @Nullable Tensor bias) {
    Tensor query = split(require(x), 0, 1).select(0, 0);
    Tensor parts = split(require(memory), 1, 3);
    Tensor all = both(mask, x.size(1), memory.size(1));
    return merge(
        Attention.attend(
            turned(query, 0),
            turned(parts.select(0, 0), 0),
            parts.select(0, 1),
            all,
            bias,
            dropout));
  }

  /// The keys and values of another sequence, which are the same for every step that looks at it.
  ///
  /// @param memory `[batch, keys, size]`
  public KeyValues remember(Tensor memory) {
    Tensor parts = split(require(memory), 1, 3);
    return new KeyValues(null, turned(parts.select(0, 0), 0).transpose(), parts.select(0, 1));
  }

  /// Each step's view of another sequence whose keys and values are known: [#remember].
  ///
  /// @param mask true where a step may see one of the memory; null for all
  public Tensor attend(Tensor x, KeyValues memory, @Nullable Tensor mask) {
    Tensor query = turned(split(require(x), 0, 1).select(0, 0), 0);
    Tensor all = both(mask, x.size(1), KeyValues.length(memory));
    return merge(Attention.attend(query, memory, all, dropout));
  }

  /// The output for the steps after those that were seen, as if the whole had been computed again.
  ///
  /// @param seen null at the start
  /// @throws IllegalStateException where this attention is not causal: then earlier outputs would
  ///   change
  public KeyValues.Step next(Tensor x, @Nullable KeyValues seen) {
    if (!causal) {
      throw new StateException(
          "multiHeadAttention: only a causal one goes on step by step; build it withCausal(true)");
    }
    int from = KeyValues.length(seen);
    Tensor parts = split(require(x), 0, 3);
    Tensor keys = turned(parts.select(0, 1), from).transpose();
    KeyValues all = KeyValues.join(seen, keys, parts.select(0, 2));
    Tensor mask = both(null, x.size(1), KeyValues.length(all));
    Tensor mixed = Attention.attend(turned(parts.select(0, 0), from), all, mask, dropout);
    return new KeyValues.Step(merge(mixed), all);
  }

  @Override
  public Step<KeyValues> next(Tensor x, @Nullable KeyValues seen, int position) {
    KeyValues.Step step = next(x, seen);
    return new Step<>(step.output(), step.seen());
  }

  /// What it remembers grows with each step.
  @Override
  public boolean isEndless() {
    return false;
  }

  private Tensor require(Tensor x) {
    int size = outputWeight.shape().size(0);
    if (x.shape().rank() != 3 || x.size(-1) != size) {
      throw new ShapeException(
          "multiHeadAttention: takes [batch, time, %d], got %s", size, x.shape());
    }
    return x;
  }

  /// Parts `from` to `to` of queries, keys and values, `[parts, batch, heads, time, size]`.
  private Tensor split(Tensor x, int from, int to) {
    int size = x.size(-1);
    Tensor weight = inputWeight.value();
    boolean whole = to - from == 3;
    Tensor y = x.matmul(whole ? weight : weight.slice(1, from * size, to * size));
    if (inputBias != null) {
      Tensor bias = inputBias.value();
      y = y.plus(whole ? bias : bias.slice(0, from * size, to * size));
    }
    return y.reshape(x.size(0), x.size(1), to - from, heads, size / heads).transpose(2, 0, 3, 1, 4);
  }

  private Tensor turned(Tensor x, int from) {
    return rotary ? Attention.rotary(x, from) : x;
  }

  private @Nullable Tensor both(@Nullable Tensor mask, int queries, int keys) {
    // One query at the end sees everything.
    if (!causal || queries == 1) {
      return mask;
    }
    Tensor past = Attention.causalMask(queries, keys);
    return mask == null ? past : mask.and(past);
  }

  private Tensor merge(Tensor mixed) {
    Tensor joined =
        mixed
            .transpose(0, 2, 1, 3)
            .reshape(mixed.size(0), mixed.size(2), outputWeight.shape().size(0));
    Tensor y = joined.matmul(outputWeight.value());
    return outputBias == null ? y : y.plus(outputBias.value());
  }

  @Override
  public PyTorchNames inPyTorch() {
    return PyTorchNames.of()
        .transposed("in_proj_weight", inputWeight)
        .tensor("in_proj_bias", inputBias)
        .transposed("out_proj.weight", outputWeight)
        .tensor("out_proj.bias", outputBias);
  }

  /// Multi-head attention to be built: weights by Glorot's uniform distribution, biases of 0.
  public record Spec(int heads, boolean causal, boolean rotary, double dropout, boolean bias)
      implements LayerSpec {
    /// Checks the settings.
    ///
    /// @throws ShapeException where there are no heads
    public Spec {
      var _ = new Dropout(dropout);
      if (heads < 1) {
        throw new ShapeException("multiHeadAttention: needs at least one head, got %s", heads);
      }
    }

    /// All steps see each other; with biases and without dropout.
    public static Spec of(int heads) {
      return new Spec(heads, false, false, 0, true);
    }

    /// With steps that see only themselves and those before.
    public Spec withCausal(boolean causal) {
      return new Spec(heads, causal, rotary, dropout, bias);
    }

    /// With queries and keys turned by their place.
    public Spec withRotary(boolean rotary) {
      return new Spec(heads, causal, rotary, dropout, bias);
    }

    /// With dropout of attention weights, in training.
    public Spec withDropout(double dropout) {
      return new Spec(heads, causal, rotary, dropout, bias);
    }

    /// Without biases.
    public Spec withoutBias() {
      return new Spec(heads, causal, rotary, dropout, false);
    }

    @Override
    public MultiHeadAttention build(Shape input, Initialization initialization) {
      if (input.rank() != 2) {
        throw new ShapeException(
            "multiHeadAttention: a sample must be [time, size], got %s", input);
      }
      int size = input.size(1);
      requireHeads(size, heads);
      Initializer zeros = Initializers.zeros();
      Initializer glorot = Initializers.glorotUniform();
      return new MultiHeadAttention(
          initialization.parameter("inputWeight", Shape.of(size, 3 * size), glorot),
          bias ? initialization.parameter("inputBias", Shape.of(3 * size), zeros) : null,
          initialization.parameter("outputWeight", Shape.of(size, size), glorot),
          bias ? initialization.parameter("outputBias", Shape.of(size), zeros) : null,
          heads,
          causal,
          rotary,
          dropout);
    }
  }
}
