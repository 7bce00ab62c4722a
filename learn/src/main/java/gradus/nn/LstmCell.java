package gradus.nn;

import gradus.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The long short-term memory cell: a memory `c` that is added to, so that gradients reach far
/// back.
///
/// ```
/// i, f, g, o = split(x W + h U + b)
/// c' = sigmoid(f) c + sigmoid(i) tanh(g)
/// h' = sigmoid(o) tanh(c')
/// ```
///
/// Hochreiter and Schmidhuber, "Long short-term memory", 1997; with the forget gate `f` of Gers,
/// Schmidhuber and Cummins, 2000.
///
/// @param inputWeight `W`, `[in, 4 hidden]`, the gates in the order i, f, g, o, as in PyTorch
/// @param stateWeight `U`, `[hidden, 4 hidden]`
/// @param bias `b`, `[4 hidden]`, the sum of PyTorch's two; null for none
public record LstmCell(Parameter inputWeight, Parameter stateWeight, @Nullable Parameter bias)
    implements RecurrentCell {
  /// Checks that the parameters fit.
  ///
  /// @throws gradus.tensor.ShapeException where they do not
  public LstmCell {
    RecurrentCell.require("lstmCell", 4, inputWeight, stateWeight, bias);
  }

  /// Zeros, but for the forget gate another number.
  static Initializer forgetBias(int hidden, double forget) {
    return (shape, key) -> {
      Tensor gate = Tensor.range(shape.size(0));
      return Tensor.where(
          gate.greaterOrEqual(hidden).and(gate.less(2 * hidden)),
          Tensor.scalar(forget),
          Initializers.zeros().values(shape, key));
    };
  }

  @Override
  public int gates() {
    return 4;
  }

  @Override
  public int states() {
    return 2;
  }

  @Override
  public List<Tensor> step(Tensor projected, List<Tensor> states) {
    int hidden = hidden();
    Tensor sums = states.get(0).matmul(stateWeight.value()).plus(projected);
    List<Tensor> gates = sums.split(1, hidden, hidden, hidden, hidden);
    Tensor written = gates.get(0).sigmoid().times(gates.get(2).tanh());
    Tensor memory = gates.get(1).sigmoid().times(states.get(1)).plus(written);
    return List.of(gates.get(3).sigmoid().times(memory.tanh()), memory);
  }
}
