package gradus.nn;

import gradus.tensor.Tensor;
import java.util.List;

/// A layer that takes several tensors, such as a picture and the time that it was taken at.
///
/// ```java
/// record Denoiser(Sequential time, Sequential body) implements MultiInputLayer {
///   public Tensor apply(List<Tensor> inputs) {
///     Pass pass = Pass.current();
///     Tensor told = pass.apply(this, "time", time, inputs.get(1));
///     return pass.apply(this, "body", body, Tensor.concat(1, List.of(inputs.get(0), told)));
///   }
/// }
/// ```
///
/// A model of several inputs is made of one: see [Model#of(List, Seed, MultiInputSpec)].
public interface MultiInputLayer extends Layer, MultiInputSpec {
  /// The output for a batch, whose first axis is that of all inputs.
  ///
  /// @throws gradus.tensor.TensorException where the inputs do not fit
  Tensor apply(List<Tensor> inputs);

  /// The output for a single input.
  @Override
  default Tensor apply(Tensor x) {
    return apply(List.of(x));
  }

  /// This layer: it is built already.
  @Override
  default MultiInputLayer build(List<gradus.tensor.Shape> inputs, Initialization initialization) {
    return this;
  }
}
