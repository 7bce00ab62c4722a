package gradus.nn;

import gradus.tensor.ArgumentException;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A block of a Transformer: attention, then two dense layers for each step, both with a way
/// around. Causal it is the block of a GPT, otherwise that of an encoder.
///
/// Normalised before, `x + f(norm(x))` (Xiong et al., "On layer normalization in the Transformer
/// architecture", 2020), or after, `norm(x + f(x))` (Vaswani et al., 2017).
///
/// # Shapes
///
/// `[batch, time, size]` becomes the same.
///
/// @param dropout the rate for what each part adds, in training
/// @param normFirst whether each part sees normalised numbers, rather than the sums being
///   normalised
public record TransformerBlock(
    MultiHeadAttention attention,
    LayerNorm attentionNorm,
    Layer feedForward,
    LayerNorm feedForwardNorm,
    double dropout,
    boolean normFirst)
    implements RememberingLayer<KeyValues>, PyTorchLayer {
  @Override
  public Tensor apply(Tensor x) {
    return apply(x, Masked.keys(x));
  }

  /// With a mask: see [MultiHeadAttention#attend].
  public Tensor apply(Tensor x, @Nullable Tensor mask) {
    Tensor y = around(attentionNorm, x, part -> attention.attend(part, mask));
    return around(feedForwardNorm, y, feedForward::apply);
  }

  /// The output for the steps after those that were seen: see [MultiHeadAttention#next].
  public KeyValues.Step next(Tensor x, @Nullable KeyValues seen) {
    KeyValues.Step step = attention.next(normFirst ? attentionNorm.apply(x) : x, seen);
    Tensor y = around(attentionNorm, x, _ -> step.output());
    return new KeyValues.Step(around(feedForwardNorm, y, feedForward::apply), step.seen());
  }

  @Override
  public Step<KeyValues> next(Tensor x, @Nullable KeyValues seen, int position) {
    KeyValues.Step step = next(x, seen);
    return new Step<>(step.output(), step.seen());
  }

  private Tensor around(LayerNorm norm, Tensor x, UnaryOperator<Tensor> part) {
    return around(norm, x, part, dropout, normFirst);
  }

  static Tensor around(
      LayerNorm norm, Tensor x, UnaryOperator<Tensor> part, double dropout, boolean normFirst) {
    Dropout drop = new Dropout(dropout);
    return normFirst
        ? x.plus(drop.apply(part.apply(norm.apply(x))))
        : norm.apply(x.plus(drop.apply(part.apply(x))));
  }

  @Override
  public PyTorchNames inPyTorch() {
    PyTorchNames names =
        PyTorchNames.of()
            .layer("self_attn", attention)
            .layer("norm1", attentionNorm)
            .layer("norm2", feedForwardNorm);
    return feedForwardInPyTorch(names, feedForward);
  }

  /// Where it is two dense layers, these stand in PyTorch's block itself.
  static PyTorchNames feedForwardInPyTorch(PyTorchNames names, Layer feedForward) {
    if (feedForward instanceof Sequential(List<Layer> layers)) {
      List<Layer> dense = layers.stream().filter(Dense.class::isInstance).toList();
      if (dense.size() == 2) {
        return names.layer("linear1", dense.getFirst()).layer("linear2", dense.getLast());
      }
    }
    return names.layer("feedForward", feedForward);
  }

  /// A block to be built.
  ///
  /// @param units how many units lie between the two dense layers; 0 for four times the size
  public record Spec(
      MultiHeadAttention.Spec attention,
      int units,
      Activation activation,
      double dropout,
      boolean normFirst)
      implements LayerSpec {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException where one is out of range
    public Spec {
      var _ = new Dropout(dropout);
      if (units < 0) {
        throw new ArgumentException(
            "transformerBlock: the number of units must be positive, or 0 for four times the size,"
                + " got %s",
            units);
      }
    }

    /// Normalised before, GELU, four times the size between, no dropout.
    public static Spec of(int heads) {
      return new Spec(MultiHeadAttention.Spec.of(heads), 0, Activation.GELU, 0, true);
    }

    /// With other attention.
    public Spec withAttention(MultiHeadAttention.Spec attention) {
      return new Spec(attention, units, activation, dropout, normFirst);
    }

    /// With steps that see only themselves and those before.
    public Spec withCausal(boolean causal) {
      return withAttention(attention.withCausal(causal));
    }

    /// With another number of units.
    public Spec withUnits(int units) {
      return new Spec(attention, units, activation, dropout, normFirst);
    }

    /// With another activation between the dense layers.
    public Spec withActivation(Activation activation) {
      return new Spec(attention, units, activation, dropout, normFirst);
    }

    /// With dropout of what each part adds, between the dense layers and of attention weights.
    public Spec withDropout(double dropout) {
      return new Spec(attention.withDropout(dropout), units, activation, dropout, normFirst);
    }

    /// With normalisation before each part, or after each sum.
    public Spec withNormFirst(boolean normFirst) {
      return new Spec(attention, units, activation, dropout, normFirst);
    }

    @Override
    public TransformerBlock build(Shape input, Initialization initialization) {
      return new TransformerBlock(
          attention.build(input, initialization.child("attention")),
          LayerNorm.Spec.of().build(input, initialization.child("attentionNorm")),
          feedForward(input, initialization.child("feedForward")),
          LayerNorm.Spec.of().build(input, initialization.child("feedForwardNorm")),
          dropout,
          normFirst);
    }

    /// The two dense layers.
    Sequential feedForward(Shape input, Initialization place) {
      int size = input.size(-1);
      LayerSpec widen = Dense.Spec.of(units == 0 ? 4 * size : units);
      return new Sequential.Spec(
              dropout == 0
                  ? List.of(widen, activation, Dense.Spec.of(size))
                  : List.of(widen, activation, new Dropout(dropout), Dense.Spec.of(size)))
          .build(input, place);
    }
  }
}
