package gradus.nn;

import gradus.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The simple recurrent cell, `h' = f(x W + h U + b)`.
///
/// Elman, "Finding structure in time", 1990.
///
/// @param inputWeight `W`, `[in, hidden]`
/// @param stateWeight `U`, `[hidden, hidden]`
/// @param bias `b`, `[hidden]`, the sum of PyTorch's two; null for none
public record RnnCell(
    Parameter inputWeight, Parameter stateWeight, @Nullable Parameter bias, Function function)
    implements RecurrentCell {

  /// What `f` is.
  public enum Function {
    /// The hyperbolic tangent.
    TANH,
    /// `max(x, 0)`
    RELU
  }

  /// Checks that the parameters fit.
  ///
  /// @throws gradus.tensor.ShapeException where they do not
  public RnnCell {
    RecurrentCell.require("rnnCell", 1, inputWeight, stateWeight, bias);
  }

  @Override
  public int gates() {
    return 1;
  }

  @Override
  public int states() {
    return 1;
  }

  @Override
  public List<Tensor> step(Tensor projected, List<Tensor> states) {
    Tensor sum = states.getFirst().matmul(stateWeight.value()).plus(projected);
    return List.of(
        switch (function) {
          case TANH -> sum.tanh();
          case RELU -> sum.relu();
        });
  }
}
