package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/// A function of a tensor with parameters of its own: a record (or an enum), whose components are
/// its parts.
///
/// ```java
/// /// y = body(x) + x
/// record Residual(Layer body) implements Layer {
///   public Tensor apply(Tensor x) {
///     return body.apply(x).plus(x);
///   }
/// }
/// ```
///
/// Components may be [Parameter]s, [Buffer]s, other layers, lists of these, numbers, truth values,
/// texts, enums, [Shape]s, records of such plain values, and `null`. Their names name the
/// parameters (`2.body.weight`), and everything that a model does with a layer (summary, saving,
/// copying) follows from them; nothing has to be registered.
///
/// The first axis of a layer's input and output is the batch. A layer reads parameters through
/// [Cell#value()] and asks [Pass#current()] whether it is training. It is a function of its input
/// and the current pass alone, so that it can be used by several threads and be traced.
public interface Layer extends LayerSpec {
  /// The output for a batch.
  ///
  /// @throws gradus.tensor.TensorException where the input does not fit
  Tensor apply(Tensor x);

  /// This layer: it is built already.
  @Override
  default Layer build(Shape input, Initialization initialization) {
    return this;
  }
}
