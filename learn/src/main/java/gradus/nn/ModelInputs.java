package gradus.nn;

import gradus.tensor.DTypeException;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Signature;
import gradus.tensor.StateException;
import gradus.tensor.Tensor;
import java.util.List;

/// What a model takes, and what it answers to a batch that does not fit.
///
/// @param samples the types and shapes of one sample's inputs
/// @param root the layers, which decide whether another size fits as well
record ModelInputs(List<Signature> samples, Structure root) {
  ModelInputs {
    samples = List.copyOf(samples);
  }

  /// The one input.
  Signature single(String method) {
    if (samples.size() != 1) {
      throw new StateException(
          "model: it has %d inputs; call %s(List), or inputs()", samples.size(), method);
    }
    return samples.getFirst();
  }

  /// Checks a batch before anything is computed.
  ///
  /// @throws gradus.tensor.TensorException where it does not fit
  void require(List<Tensor> batch) {
    if (batch.size() != samples.size()) {
      throw new ShapeException(
          "model: takes %d inputs, %s, got %d",
          samples.size(), Summary.told(samples), batch.size());
    }
    boolean fits = true;
    for (int i = 0; i < batch.size(); i++) {
      String name = batch.size() == 1 ? "model" : "model: input " + i;
      requireKind(name, samples.get(i), batch.get(i));
      if (batch.get(i).size(0) != batch.getFirst().size(0)) {
        throw new ShapeException(
            "%s: has a batch of %d, but input 0 one of %d; all must have as many samples",
            name, batch.get(i).size(0), batch.getFirst().size(0));
      }
      fits &= sample(batch.get(i)).equals(samples.get(i).shape());
    }
    if (!fits) {
      requireAccepted(batch);
    }
  }

  private static void requireKind(String name, Signature sample, Tensor x) {
    Shape shape = x.shape();
    if (x.dtype() != sample.dtype()) {
      throw new DTypeException(
          "%s: takes %s, got %s; cast the input", name, sample.dtype(), x.signature());
    }
    if (shape.rank() != sample.shape().rank() + 1) {
      String rest = sample.shape().toString().substring(1);
      throw new ShapeException(
          "%s: takes a batch [n%s, got %s; %s",
          name,
          rest.equals("]") ? rest : ", " + rest,
          shape,
          shape.rank() == sample.shape().rank()
              ? Message.of("expand(0) makes a batch of one sample")
              : Message.of("reshape it"));
    }
  }

  private static Shape sample(Tensor x) {
    return x.shape().remove(0);
  }

  /// Some models take other sizes as well, for example longer sequences: the layers decide, before
  /// anything is computed.
  private void requireAccepted(List<Tensor> batch) {
    List<Signature> given = batch.stream().map(x -> new Signature(x.dtype(), sample(x))).toList();
    Message note =
        Message.of(
            "; the model was built for input %s, got %s",
            Summary.told(samples), Summary.told(given));
    try {
      List<Tensor> symbols = Structure.batch(batch.getFirst().size(0), given);
      Pass.inference(() -> Pass.current().within(root, symbols));
    } catch (LayerException failure) {
      throw failure.plus(note);
    }
  }
}
