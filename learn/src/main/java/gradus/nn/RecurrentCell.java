package gradus.nn;

import gradus.tensor.DType;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One layer of recurrence in one direction: a function of the input and of its own last output,
/// applied to step after step.
///
/// The gates stand side by side in one matrix, so that a step is one product; what the input adds
/// to all steps is one product before the first.
///
/// # Shapes
///
/// `inputWeight` is `[in, gates hidden]`, `stateWeight` is `[hidden, gates hidden]`. As a layer
/// `[batch, time, in]` becomes `[batch, time, hidden]`; [Recurrent] stacks cells and has every
/// other way to run them.
public sealed interface RecurrentCell extends RememberingLayer<List<Tensor>>, PyTorchLayer
    permits RnnCell, LstmCell, GruCell {
  /// How many steps are computed at once: each is a dozen operations in the graph.
  int MOST_STEPS = 1 << 16;

  /// What the input is multiplied by.
  Parameter inputWeight();

  /// What the last output is multiplied by.
  Parameter stateWeight();

  /// What is added for every step; null for nothing.
  @Nullable Parameter bias();

  /// How many blocks of `hidden` columns the weights have.
  int gates();

  /// How many tensors `[batch, hidden]` pass from step to step, the first being the output.
  int states();

  /// The states after a step.
  ///
  /// @param projected `[batch, gates hidden]`, what input and bias give
  List<Tensor> step(Tensor projected, List<Tensor> states);

  /// The number of units.
  default int hidden() {
    return stateWeight().shape().size(0);
  }

  @Override
  default Step<List<Tensor>> next(Tensor x, @Nullable List<Tensor> states, int position) {
    requireInput(Structure.name(this), x, "[batch, time, %d]");
    List<Tensor> start = states == null ? start(x.dtype(), x.size(0)) : states;
    Unrolled unrolled = unroll(x.transpose(1, 0, 2), start, null, false, true);
    return new Step<>(unrolled.outputs().transpose(1, 0, 2), unrolled.states());
  }

  /// What a cell gives: `[time, batch, hidden]`, or its last output where only that was asked for,
  /// and its states after the last step.
  record Unrolled(Tensor outputs, List<Tensor> states) {}

  /// Runs all steps.
  ///
  /// @param x `[time, batch, in]`
  /// @param valid `[time, batch, 1]`, false where a sequence has ended: the states stay and the
  ///   output is 0; null where all are equally long
  /// @param backward whether the last step comes first
  default Unrolled unroll(
      Tensor x, List<Tensor> start, @Nullable Tensor valid, boolean backward, boolean all) {
    int steps = x.size(0);
    if (steps > MOST_STEPS) {
      throw new ShapeException(
          "%s: %d steps are more than the %d that are computed at once; cut the sequence into"
              + " windows, or go on from one part to the next (Continuation)",
          Structure.name(this), steps, MOST_STEPS);
    }
    Tensor projected = x.matmul(inputWeight().value());
    Parameter bias = bias();
    if (bias != null) {
      projected = projected.plus(bias.value());
    }
    List<Tensor> states = start;
    List<Tensor> outputs = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      int at = backward ? steps - 1 - i : i;
      List<Tensor> next = step(projected.select(0, at), states);
      Tensor output = next.getFirst();
      if (valid != null) {
        Tensor mask = valid.select(0, at);
        output = Tensor.where(mask, output, Tensor.scalar(x.dtype(), 0));
        next = keep(mask, next, states);
      }
      states = next;
      if (all) {
        outputs.add(output);
      }
    }
    if (!all) {
      return new Unrolled(states.getFirst(), states);
    }
    if (steps == 0) {
      Shape none = Shape.of(0, x.size(1), hidden());
      return new Unrolled(Tensor.full(x.dtype(), none, 0), states);
    }
    if (backward) {
      Collections.reverse(outputs);
    }
    return new Unrolled(Tensor.stack(0, outputs), states);
  }

  private static List<Tensor> keep(Tensor mask, List<Tensor> next, List<Tensor> states) {
    List<Tensor> kept = new ArrayList<>();
    for (int i = 0; i < next.size(); i++) {
      kept.add(Tensor.where(mask, next.get(i), states.get(i)));
    }
    return kept;
  }

  /// States of zeros.
  default List<Tensor> start(DType dtype, int batch) {
    return Collections.nCopies(states(), Tensor.full(dtype, Shape.of(batch, hidden()), 0));
  }

  /// The names of PyTorch's cell.
  @Override
  default PyTorchNames inPyTorch() {
    return inPyTorch(PyTorchNames.of(), "");
  }

  /// And the names of this cell in PyTorch, with an ending: `weight_ih_l0`.
  default PyTorchNames inPyTorch(PyTorchNames names, String ending) {
    PyTorchNames weights =
        names
            .transposed("weight_ih" + ending, inputWeight())
            .transposed("weight_hh" + ending, stateWeight());
    Parameter bias = bias();
    return bias == null ? weights : weights.sum("bias_ih" + ending, "bias_hh" + ending, bias);
  }

  /// Says what the input must be where it is not.
  default void requireInput(String name, Tensor x, String template) {
    int in = inputWeight().shape().size(0);
    if (x.shape().rank() != 3 || x.size(-1) != in) {
      throw new ShapeException(
          "%s: takes %s, got %s; %s",
          name,
          Message.of(template, in),
          x.shape(),
          x.shape().rank() != 3
              ? Message.of("one sequence alone needs its batch axis, expand(0)")
              : Message.of("the last size, %d, must be %d", x.size(-1), in));
    }
  }

  /// Checks that the parameters of a cell fit each other.
  ///
  /// @throws ShapeException where they do not
  static void require(
      String name, int gates, Parameter inputWeight, Parameter stateWeight, @Nullable Parameter b) {
    Shape state = stateWeight.shape();
    if (state.rank() != 2 || state.size(1) != gates * state.size(0)) {
      throw new ShapeException(
          "%s: the state weight must be [hidden, %d hidden], got %s", name, gates, state);
    }
    Shape input = inputWeight.shape();
    if (input.rank() != 2 || input.size(1) != state.size(1)) {
      throw new ShapeException(
          "%s: the input weight must be [in, %d], as wide as the state weight, got %s",
          name, state.size(1), input);
    }
    if (b != null && !b.shape().equals(Shape.of(state.size(1)))) {
      throw new ShapeException(
          "%s: the bias must be [%d], as wide as the weights, got %s",
          name, state.size(1), b.shape());
    }
  }
}
