package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An encoder and a decoder: the encoder's blocks see a source sequence as a whole, and the
/// decoder's see a target sequence up to each step and what the encoder made of the source. For
/// translation, for example, where the target is what has been written so far.
///
/// Vaswani et al., "Attention is all you need", 2017.
///
/// ```java
/// Tensor y = transformer.apply(source, target);
/// ```
///
/// # Shapes
///
/// `[batch, source, size]` and `[batch, target, size]` become `[batch, target, size]`.
///
/// As a layer among others, a transformer that knows how long the source is takes both sequences
/// joined along the time, the source first: `[batch, source + target, size]` becomes `[batch,
/// target, size]`.
///
/// @param encoderNorm normalises what the encoder gives; null for nothing
/// @param decoderNorm normalises what the decoder gives; null for nothing
/// @param sourceTime how many steps of a joined input are the source; 0 where it takes both apart
public record Transformer(
    List<TransformerBlock> encoder,
    @Nullable LayerNorm encoderNorm,
    List<DecoderBlock> decoder,
    @Nullable LayerNorm decoderNorm,
    int sourceTime)
    implements MultiInputLayer, PyTorchLayer {
  /// Copies the lists.
  ///
  /// @throws ShapeException where there is no block on a side, or the source's time is negative
  public Transformer {
    encoder = List.copyOf(encoder);
    decoder = List.copyOf(decoder);
    requireBlocks(encoder.size(), decoder.size(), sourceTime);
  }

  private static void requireBlocks(int encoders, int decoders, int sourceTime) {
    if (encoders < 1 || decoders < 1 || sourceTime < 0) {
      throw new ShapeException(
          "transformer: needs at least one block on each side and a source time of at least 0, got"
              + " %d, %d and %d",
          encoders, decoders, sourceTime);
    }
  }

  /// The output for both sequences joined: see the type.
  @Override
  public Tensor apply(Tensor x) {
    if (sourceTime == 0) {
      throw new ShapeException(
          "transformer: takes a source and a target; call apply(source, target), or say how many"
              + " steps of a joined sequence are the source, withSourceTime(n)");
    }
    if (x.shape().rank() != 3 || x.size(1) < sourceTime) {
      throw new ShapeException(
          "transformer: takes [batch, %d + target, size], the source's steps first, got %s",
          sourceTime, x.shape());
    }
    Tensor mask = Masked.keys(x);
    return apply(
        x.slice(1, 0, sourceTime),
        x.slice(1, sourceTime, x.size(1)),
        mask == null ? null : mask.slice(3, 0, sourceTime),
        mask == null ? null : mask.slice(3, sourceTime, x.size(1)));
  }

  /// The output for a source and a target, or for both joined.
  ///
  /// @throws ShapeException where there are more inputs
  @Override
  public Tensor apply(List<Tensor> inputs) {
    return switch (inputs.size()) {
      case 1 -> apply(inputs.getFirst());
      case 2 -> apply(inputs.get(0), inputs.get(1));
      default ->
          throw new ShapeException(
              "transformer: takes a source and a target, got %d inputs", inputs.size());
    };
  }

  /// The output for a source and a target.
  public Tensor apply(Tensor source, Tensor target) {
    return apply(source, target, null, null);
  }

  /// The output for sources and targets of which not everything is to be seen.
  ///
  /// @param sourceMask true where a step of the source may be seen, for padding `[batch, 1, 1,
  ///   source]`; null for all
  /// @param targetMask true where a step of the target may see another, besides being causal; null
  ///   for all
  public Tensor apply(
      Tensor source, Tensor target, @Nullable Tensor sourceMask, @Nullable Tensor targetMask) {
    return decode(target, encode(source, sourceMask), targetMask, sourceMask);
  }

  /// What the encoder makes of a source: the memory of the decoder.
  public Tensor encode(Tensor source, @Nullable Tensor mask) {
    Tensor y = source;
    for (TransformerBlock block : encoder) {
      y = block.apply(y, mask);
    }
    return encoderNorm == null ? y : encoderNorm.apply(y);
  }

  /// The output for a target with a memory.
  public Tensor decode(
      Tensor target, Tensor memory, @Nullable Tensor mask, @Nullable Tensor memoryMask) {
    Tensor y = target;
    for (DecoderBlock block : decoder) {
      y = block.apply(y, memory, mask, memoryMask);
    }
    return decoderNorm == null ? y : decoderNorm.apply(y);
  }

  /// What [#next] gives: the output for new steps of the target, and what to remember for those
  /// after.
  ///
  /// @param seen one for each block of the decoder
  public record Step(Tensor output, List<KeyValues> seen) {
    /// Copies the list.
    public Step {
      seen = List.copyOf(seen);
    }
  }

  /// The output for the steps of the target after those that were seen, as if the whole had been
  /// computed again.
  ///
  /// @param seen empty at the start
  public Step next(
      Tensor target, Tensor memory, List<KeyValues> seen, @Nullable Tensor memoryMask) {
    return next(target, remember(memory), seen, memoryMask);
  }

  /// What [#next(Tensor, List, List, Tensor)] needs of a memory, one for each block of the decoder:
  /// computed once, not at each step.
  public List<KeyValues> remember(Tensor memory) {
    return decoder.stream().map(block -> block.remember(memory)).toList();
  }

  /// The output for the steps of the target after those that were seen, with a memory whose keys
  /// and values are known: [#remember].
  ///
  /// @param memory one for each block of the decoder
  /// @param seen empty at the start
  public Step next(
      Tensor target, List<KeyValues> memory, List<KeyValues> seen, @Nullable Tensor memoryMask) {
    List<KeyValues> after = new ArrayList<>();
    Tensor y = target;
    for (int i = 0; i < decoder.size(); i++) {
      KeyValues before = seen.isEmpty() ? null : seen.get(i);
      KeyValues.Step step = decoder.get(i).next(y, memory.get(i), before, memoryMask);
      y = step.output();
      after.add(step.seen());
    }
    return new Step(decoderNorm == null ? y : decoderNorm.apply(y), after);
  }

  @Override
  public PyTorchNames inPyTorch() {
    PyTorchNames names = PyTorchNames.of();
    for (int i = 0; i < encoder.size(); i++) {
      names = names.layer("encoder.layers." + i, encoder.get(i));
    }
    for (int i = 0; i < decoder.size(); i++) {
      names = names.layer("decoder.layers." + i, decoder.get(i));
    }
    return names.layer("encoder.norm", encoderNorm).layer("decoder.norm", decoderNorm);
  }

  /// A transformer to be built; where blocks normalise first, each side ends with a normalisation,
  /// because nothing else would normalise their sums.
  ///
  /// @param block the settings of every block; those of the decoder are causal
  /// @param norms whether each side ends with a normalisation; PyTorch's `nn.Transformer` always
  ///   has them
  public record Spec(
      TransformerBlock.Spec block, int encoders, int decoders, int sourceTime, boolean norms)
      implements LayerSpec {
    /// Checks the numbers.
    ///
    /// @throws ShapeException where there is no block on a side, or the source's time is negative
    public Spec {
      requireBlocks(encoders, decoders, sourceTime);
    }

    /// With normalisations at the ends where blocks normalise first.
    ///
    /// @throws ShapeException where there is no block on a side, or the source's time is negative
    public Spec(TransformerBlock.Spec block, int encoders, int decoders, int sourceTime) {
      this(block, encoders, decoders, sourceTime, block.normFirst());
    }

    /// Two blocks on each side, for a source and a target apart.
    public static Spec of(TransformerBlock.Spec block) {
      return new Spec(block, 2, 2, 0);
    }

    /// With other numbers of blocks.
    public Spec withBlocks(int encoders, int decoders) {
      return new Spec(block, encoders, decoders, sourceTime, norms);
    }

    /// With a joined input, of which so many steps are the source.
    public Spec withSourceTime(int sourceTime) {
      return new Spec(block, encoders, decoders, sourceTime, norms);
    }

    /// With a normalisation at each side's end, or without.
    public Spec withNorms(boolean norms) {
      return new Spec(block, encoders, decoders, sourceTime, norms);
    }

    @Override
    public Transformer build(Shape input, Initialization initialization) {
      List<TransformerBlock> encoder = new ArrayList<>();
      for (int i = 0; i < encoders; i++) {
        encoder.add(block.build(input, initialization.child("encoder." + i)));
      }
      List<DecoderBlock> decoder = new ArrayList<>();
      for (int i = 0; i < decoders; i++) {
        Initialization place = initialization.child("decoder." + i);
        decoder.add(new DecoderBlock.Spec(block).build(input, place));
      }
      LayerNorm.Spec norm = LayerNorm.Spec.of();
      return new Transformer(
          encoder,
          norms ? norm.build(input, initialization.child("encoderNorm")) : null,
          decoder,
          norms ? norm.build(input, initialization.child("decoderNorm")) : null,
          sourceTime);
    }
  }
}
