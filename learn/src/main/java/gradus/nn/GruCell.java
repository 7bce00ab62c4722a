package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The gated recurrent unit, with the reset gate after the product, as in PyTorch and cuDNN.
///
/// ```
/// r, z, n = split(x W + b),  r', z', n' = split(h U)
/// candidate = tanh(n + sigmoid(r + r') (n' + d))
/// h' = candidate + sigmoid(z + z') (h - candidate)
/// ```
///
/// Cho et al., "Learning phrase representations using RNN encoder-decoder", 2014.
///
/// @param inputWeight `W`, `[in, 3 hidden]`, the gates in the order r, z, n, as in PyTorch
/// @param stateWeight `U`, `[hidden, 3 hidden]`
/// @param bias `b`, `[3 hidden]`: for r and z the sum of PyTorch's two; null for none
/// @param candidateBias `d`, `[hidden]`, the last third of PyTorch's `bias_hh`; null for none
public record GruCell(
    Parameter inputWeight,
    Parameter stateWeight,
    @Nullable Parameter bias,
    @Nullable Parameter candidateBias)
    implements RecurrentCell {
  /// Checks that the parameters fit.
  ///
  /// @throws ShapeException where they do not
  public GruCell {
    RecurrentCell.require("gruCell", 3, inputWeight, stateWeight, bias);
    Shape one = Shape.of(stateWeight.shape().size(0));
    if (candidateBias != null && !candidateBias.shape().equals(one)) {
      throw new ShapeException(
          "gruCell: the candidate's bias must be %s, got %s", one, candidateBias.shape());
    }
  }

  @Override
  public int gates() {
    return 3;
  }

  @Override
  public int states() {
    return 1;
  }

  /// PyTorch has two biases as wide as all gates; the second counts for itself in the candidate
  /// only.
  ///
  /// @throws StructureException where there is one of the biases here, for which PyTorch has no
  ///   counterpart
  @Override
  public PyTorchNames inPyTorch(PyTorchNames names, String ending) {
    PyTorchNames weights =
        names
            .transposed("weight_ih" + ending, inputWeight)
            .transposed("weight_hh" + ending, stateWeight);
    if (bias == null && candidateBias == null) {
      return weights;
    }
    if (bias == null || candidateBias == null) {
      throw new StructureException(
          "gruCell: PyTorch's has both biases or none, and this one has one; build it with both");
    }
    int hidden = hidden();
    Tensor zeros = Tensor.full(bias.signature().dtype(), Shape.of(2 * hidden), 0);
    return weights.and(
        new PyTorchNames.Entry(
            List.of("bias_ih" + ending, "bias_hh" + ending),
            List.of(bias.shape(), bias.shape()),
            List.of(bias, candidateBias),
            in -> {
              List<Tensor> state = in.get(1).split(0, 2 * hidden, hidden);
              Tensor gates = Tensor.concat(0, List.of(state.get(0), zeros.slice(0, 0, hidden)));
              return List.of(in.get(0).plus(gates), state.get(1));
            },
            own -> List.of(own.get(0), Tensor.concat(0, List.of(zeros, own.get(1))))));
  }

  @Override
  public List<Tensor> step(Tensor projected, List<Tensor> states) {
    int hidden = hidden();
    Tensor state = states.getFirst();
    List<Tensor> input = projected.split(1, hidden, hidden, hidden);
    List<Tensor> own = state.matmul(stateWeight.value()).split(1, hidden, hidden, hidden);
    Tensor reset = input.get(0).plus(own.get(0)).sigmoid();
    Tensor update = input.get(1).plus(own.get(1)).sigmoid();
    Tensor past = candidateBias == null ? own.get(2) : own.get(2).plus(candidateBias.value());
    Tensor candidate = input.get(2).plus(reset.times(past)).tanh();
    return List.of(candidate.plus(update.times(state.minus(candidate))));
  }
}
