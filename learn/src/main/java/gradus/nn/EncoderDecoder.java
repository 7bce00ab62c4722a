package gradus.nn;

import gradus.tensor.DType;
import gradus.tensor.Message;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.List;

/// A layer that reads a source sequence of tokens and tells, at each place of a target sequence,
/// which token comes next: for translation, where the target is what has been written so far.
///
/// In training it is given the whole target at once, moved by one place, so that no place sees the
/// token that it is to tell (teacher forcing). It writes step by step: it begins with the source
/// and goes on from one state to the next.
///
/// ```java
/// Model model = Model.of(
///     List.of(Signature.ints(12), Signature.ints(9)), seed(42), transformerTranslator(50, 40, 64));
/// Tensor logits = model.apply(List.of(source, target));
/// ```
///
/// # Shapes
///
/// Tokens `INT32 [batch, source]` and `INT32 [batch, target]` become logits `[batch, target,
/// tokens]`. Given one sequence alone, it is told to write what it reads: the sequence is source
/// and target.
///
/// Sutskever, Vinyals and Le, "Sequence to sequence learning with neural networks", 2014.
///
/// @param <S> what it knows after some steps: a value that is never changed
public interface EncoderDecoder<S> extends MultiInputLayer {
  /// The logits for new tokens of the target, and what to go on from.
  record Step<S>(Tensor output, S state) {}

  /// What is known of sources before the first token of their targets.
  ///
  /// @param source `INT32 [batch, source]`
  S begin(Tensor source);

  /// The logits for the tokens of the target after those that were seen, as if the whole had been
  /// computed again.
  ///
  /// @param tokens `INT32 [batch, new tokens]`, of which there is at least one
  Step<S> next(Tensor tokens, S state);

  /// What is known of some sequences of the batch, in another order or repeated: a beam search goes
  /// on from several beginnings of one target.
  ///
  /// @param rows which sequences, `INT32 [n]`
  S rows(S state, Tensor rows);

  /// How much each token of the target looked at each of the source, `[batch, heads, target,
  /// source]`, for each layer of the decoder that looks at the source; empty where none does.
  List<Tensor> alignments(Tensor source, Tensor target);

  /// The logits for a source and a target, or for one sequence that is both.
  ///
  /// @throws ShapeException where they are no tokens, or there are more of them
  @Override
  default Tensor apply(List<Tensor> inputs) {
    if (inputs.size() > 2) {
      throw new ShapeException(
          "%s: takes a source and a target, got %d inputs", Structure.name(this), inputs.size());
    }
    Tensor source = inputs.getFirst();
    Tensor target = inputs.getLast();
    requireTokens(source);
    requireTokens(target);
    if (source.size(0) != target.size(0)) {
      throw new ShapeException(
          "%s: there must be a target for each source, got %d sources and %d targets",
          Structure.name(this), source.size(0), target.size(0));
    }
    return translate(source, target);
  }

  /// The logits for a source and a target.
  default Tensor translate(Tensor source, Tensor target) {
    return next(target, begin(source)).output();
  }

  private void requireTokens(Tensor x) {
    if (x.shape().rank() != 2 || x.dtype() != DType.INT32) {
      throw new ShapeException(
          "%s: takes tokens INT32 [batch, time], got %s; %s",
          Structure.name(this),
          x.signature(),
          x.dtype() == DType.INT32
              ? Message.of("expand(0) makes a batch of one sequence")
              : Message.of("cast them"));
    }
  }

  @Override
  default DType inputType() {
    return DType.INT32;
  }
}
