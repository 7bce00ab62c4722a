package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A block of a Transformer's decoder: attention to the steps before, attention to a memory (what
/// the encoder made of the other sequence), then two dense layers, each with a way around.
///
/// Vaswani et al., "Attention is all you need", 2017.
///
/// # Shapes
///
/// `[batch, time, size]` and a memory `[batch, keys, size]` become `[batch, time, size]`.
///
/// @param dropout the rate for what each part adds, in training
/// @param normFirst whether each part sees normalised numbers, rather than the sums being
///   normalised
public record DecoderBlock(
    MultiHeadAttention attention,
    LayerNorm attentionNorm,
    MultiHeadAttention memoryAttention,
    LayerNorm memoryNorm,
    Layer feedForward,
    LayerNorm feedForwardNorm,
    double dropout,
    boolean normFirst)
    implements MultiInputLayer, PyTorchLayer {
  /// The output for a sequence and a memory.
  ///
  /// @throws ShapeException where there are more inputs, or fewer
  @Override
  public Tensor apply(List<Tensor> inputs) {
    if (inputs.size() != 2) {
      return apply(inputs.getFirst());
    }
    return apply(inputs.get(0), inputs.get(1));
  }

  /// Refuses: a decoder's block needs a memory, so it cannot stand in a sequence of layers. A
  /// [Transformer] gives it one.
  ///
  /// @throws ShapeException always
  @Override
  public Tensor apply(Tensor x) {
    throw new ShapeException(
        "decoderBlock: takes a sequence and a memory; call apply(x, memory), or build a"
            + " transformer, whose encoder makes the memory");
  }

  /// The output for a sequence and a memory.
  public Tensor apply(Tensor x, Tensor memory) {
    return apply(x, memory, null, null);
  }

  /// The output for a sequence and a memory of which not everything is to be seen.
  ///
  /// @param mask true where a step may see another of its own, besides being causal; null for all
  /// @param memoryMask true where a step may see one of the memory; null for all
  public Tensor apply(Tensor x, Tensor memory, @Nullable Tensor mask, @Nullable Tensor memoryMask) {
    Tensor y = around(attentionNorm, x, part -> attention.attend(part, mask));
    return after(y, part -> memoryAttention.attend(part, memory, memoryMask));
  }

  /// The output for the steps after those that were seen: see [MultiHeadAttention#next].
  public KeyValues.Step next(
      Tensor x, Tensor memory, @Nullable KeyValues seen, @Nullable Tensor memoryMask) {
    return next(x, seen, part -> memoryAttention.attend(part, memory, memoryMask));
  }

  /// What [#next(Tensor, KeyValues, KeyValues, Tensor)] needs of a memory: computed once, not at
  /// each step.
  public KeyValues remember(Tensor memory) {
    return memoryAttention.remember(memory);
  }

  /// The output for the steps after those that were seen, with a memory whose keys and values are
  /// known: [#remember].
  public KeyValues.Step next(
      Tensor x, KeyValues memory, @Nullable KeyValues seen, @Nullable Tensor memoryMask) {
    return next(x, seen, part -> memoryAttention.attend(part, memory, memoryMask));
  }

  private KeyValues.Step next(Tensor x, @Nullable KeyValues seen, UnaryOperator<Tensor> toMemory) {
    KeyValues.Step step = attention.next(normFirst ? attentionNorm.apply(x) : x, seen);
    Tensor y = around(attentionNorm, x, _ -> step.output());
    return new KeyValues.Step(after(y, toMemory), step.seen());
  }

  private Tensor after(Tensor y, UnaryOperator<Tensor> toMemory) {
    Tensor z = around(memoryNorm, y, toMemory);
    return around(feedForwardNorm, z, feedForward::apply);
  }

  private Tensor around(LayerNorm norm, Tensor x, UnaryOperator<Tensor> part) {
    return TransformerBlock.around(norm, x, part, dropout, normFirst);
  }

  @Override
  public PyTorchNames inPyTorch() {
    PyTorchNames names =
        PyTorchNames.of()
            .layer("self_attn", attention)
            .layer("norm1", attentionNorm)
            .layer("multihead_attn", memoryAttention)
            .layer("norm2", memoryNorm)
            .layer("norm3", feedForwardNorm);
    return TransformerBlock.feedForwardInPyTorch(names, feedForward);
  }

  /// A block to be built, with the settings of a [TransformerBlock]; its attention to its own steps
  /// is causal.
  public record Spec(TransformerBlock.Spec block) implements LayerSpec {
    @Override
    public DecoderBlock build(Shape input, Initialization initialization) {
      MultiHeadAttention.Spec attention = block.attention();
      LayerNorm.Spec norm = LayerNorm.Spec.of();
      return new DecoderBlock(
          attention.withCausal(true).build(input, initialization.child("attention")),
          norm.build(input, initialization.child("attentionNorm")),
          attention
              .withCausal(false)
              .withRotary(false)
              .build(input, initialization.child("memoryAttention")),
          norm.build(input, initialization.child("memoryNorm")),
          block.feedForward(input, initialization.child("feedForward")),
          norm.build(input, initialization.child("feedForwardNorm")),
          block.dropout(),
          block.normFirst());
    }
  }
}
