package gradus.nn;

import gradus.tensor.DType;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.StateException;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Recurrence over sequences: simple, LSTM or GRU cells, stacked, in one direction or both.
///
/// ```java
/// Model.of(Shape.of(28, 28), seed(42), lstm(64).withLayers(2).withLastOnly(true), dense(10));
/// ```
///
/// # Shapes
///
/// `[batch, time, in]` becomes `[batch, time, directions hidden]`, or `[batch, directions hidden]`
/// where only the last output is asked for. Time first, `[time, batch, in]` becomes `[time, batch,
/// directions hidden]`; as a model's layer, the time then is what the model takes for the batch.
/// The time may differ from call to call.
///
/// In both directions a layer's output is that of the forward cell, then that of the backward one;
/// the last output is what each direction ends with.
///
/// @param forward the cells from the first layer to the last
/// @param backward the cells that read from the end; none for one direction
/// @param dropout the rate between layers, in training
/// @param timeFirst whether the first axis is the time
/// @param lastOnly whether only the last output is given
public record Recurrent(
    List<RecurrentCell> forward,
    List<RecurrentCell> backward,
    double dropout,
    boolean timeFirst,
    boolean lastOnly)
    implements RememberingLayer<RecurrentState>, PyTorchLayer {
  /// Copies the lists and checks that the cells fit.
  ///
  /// @throws ShapeException where they do not
  public Recurrent {
    forward = List.copyOf(forward);
    backward = List.copyOf(backward);
    var _ = new Dropout(dropout);
    if (forward.isEmpty() || (!backward.isEmpty() && backward.size() != forward.size())) {
      throw new ShapeException(
          "recurrent: needs at least one layer, and as many backward as forward or none, got %d and %d",
          forward.size(), backward.size());
    }
    RecurrentCell first = forward.getFirst();
    int width = first.hidden() * (backward.isEmpty() ? 1 : 2);
    for (int i = 0; i < 2 * forward.size(); i++) {
      List<RecurrentCell> side = i % 2 == 0 ? forward : backward;
      if (side.isEmpty()) {
        continue;
      }
      RecurrentCell cell = side.get(i / 2);
      int in = i / 2 == 0 ? first.inputWeight().shape().size(0) : width;
      if (cell.getClass() != first.getClass()
          || cell.hidden() != first.hidden()
          || cell.inputWeight().shape().size(0) != in) {
        throw new ShapeException(
            "recurrent: all cells must be of one kind, with %d units; one of layer %d must take %d"
                + " numbers, got %s with %d units that takes %d",
            first.hidden(),
            i / 2,
            in,
            Structure.name(cell),
            cell.hidden(),
            cell.inputWeight().shape().size(0));
      }
    }
  }

  @Override
  public Tensor apply(Tensor x) {
    return run(x, null, timeFirst ? null : Masked.lengths(x)).outputs();
  }

  @Override
  public Step<RecurrentState> next(Tensor x, @Nullable RecurrentState state, int position) {
    if (!backward.isEmpty()) {
      throw new StateException(
          "continuation: a recurrent layer must be in one direction, since one that reads from the"
              + " end cannot go on");
    }
    Sequence sequence = run(x, state);
    return new Step<>(sequence.outputs(), sequence.state());
  }

  /// The outputs for sequences, and the state at their end; the state before is zeros.
  public Sequence run(Tensor x) {
    return run(x, null, null);
  }

  /// The outputs for sequences that go on from a state: step by step to generate, or part by part
  /// for truncated backpropagation through time, each part from the [RecurrentState#detach]ed state
  /// of the one before.
  ///
  /// @param state null for zeros
  public Sequence run(Tensor x, @Nullable RecurrentState state) {
    return run(x, state, null);
  }

  /// The outputs for sequences of different lengths. After its end a sequence's output is 0 and its
  /// state stays; the backward direction begins at its end.
  ///
  /// @param state null for zeros
  /// @param lengths `INT32 [batch]`; null where all are as long as the time axis. Longer ones count
  ///   as that long
  /// @throws ShapeException where input, state or lengths do not fit
  public Sequence run(Tensor x, @Nullable RecurrentState state, @Nullable Tensor lengths) {
    forward
        .getFirst()
        .requireInput("recurrent", x, timeFirst ? "[time, batch, %d]" : "[batch, time, %d]");
    Tensor steps = timeFirst ? x : x.transpose(1, 0, 2);
    int batch = steps.size(1);
    List<List<Tensor>> start = start(state, x.dtype(), batch);
    Tensor valid = lengths == null ? null : valid(lengths, steps.size(0), batch);
    List<List<Tensor>> end = new ArrayList<>();
    for (int layer = 0; layer < forward.size(); layer++) {
      boolean top = layer == forward.size() - 1;
      List<Tensor> parts = new ArrayList<>();
      for (int side = 0; side < (backward.isEmpty() ? 1 : 2); side++) {
        RecurrentCell cell = (side == 0 ? forward : backward).get(layer);
        RecurrentCell.Unrolled result =
            cell.unroll(steps, start.get(end.size()), valid, side == 1, !top || !lastOnly);
        parts.add(result.outputs());
        end.add(result.states());
      }
      steps = parts.size() == 1 ? parts.getFirst() : Tensor.concat(-1, parts);
      if (!top) {
        steps = new Dropout(dropout).apply(steps);
      }
    }
    return new Sequence(
        lastOnly || timeFirst ? steps : steps.transpose(1, 0, 2), RecurrentState.of(end));
  }

  private static Tensor valid(Tensor lengths, int time, int batch) {
    if (!lengths.shape().equals(Shape.of(batch)) || lengths.dtype() != DType.INT32) {
      throw new ShapeException(
          "recurrent: the lengths must be INT32 [%d], one for each sequence, got %s",
          batch, lengths.signature());
    }
    return Tensor.range(time).reshape(time, 1, 1).less(lengths.reshape(1, batch, 1));
  }

  private List<List<Tensor>> start(@Nullable RecurrentState state, DType dtype, int batch) {
    RecurrentCell cell = forward.getFirst();
    int count = forward.size() + backward.size();
    List<List<Tensor>> start = new ArrayList<>();
    if (state == null) {
      for (int i = 0; i < count; i++) {
        start.add(cell.start(dtype, batch));
      }
      return start;
    }
    Shape wanted = Shape.of(count, batch, cell.hidden());
    Tensor memory = state.memory();
    if (!state.hidden().shape().equals(wanted) || (memory == null) != (cell.states() == 1)) {
      throw new ShapeException(
          "recurrent: the state must be %s%s, got %s%s",
          wanted,
          cell.states() == 1 ? Message.of(" without a memory") : Message.of(" with a memory"),
          state.hidden().shape(),
          memory == null ? Message.of(" without one") : Message.of(" with one"));
    }
    for (int i = 0; i < count; i++) {
      Tensor hidden = state.hidden().select(0, i);
      start.add(memory == null ? List.of(hidden) : List.of(hidden, memory.select(0, i)));
    }
    return start;
  }

  @Override
  public PyTorchNames inPyTorch() {
    PyTorchNames names = PyTorchNames.of();
    for (int layer = 0; layer < forward.size(); layer++) {
      names = forward.get(layer).inPyTorch(names, "_l" + layer);
      if (!backward.isEmpty()) {
        names = backward.get(layer).inPyTorch(names, "_l" + layer + "_reverse");
      }
    }
    return names;
  }

  /// Which cell a layer is made of.
  public enum Kind {
    /// [RnnCell] with the hyperbolic tangent.
    TANH(1),
    /// [RnnCell] with a rectifier.
    RELU(1),
    /// [LstmCell].
    LSTM(4),
    /// [GruCell].
    GRU(3);

    private final int gates;

    Kind(int gates) {
      this.gates = gates;
    }
  }

  /// A recurrent layer to be built.
  ///
  /// Biases are zeros, but 1 for an LSTM's forget gate, so that it remembers at first (Jozefowicz,
  /// Zaremba and Sutskever, "An empirical exploration of recurrent network architectures", 2015). A
  /// memory then loses about a quarter at each step; where something must last for `n` steps, about
  /// `log(n)` makes a better start.
  ///
  /// @param hidden the number of units
  /// @param layers how many layers stand on each other
  /// @param dropout the rate between layers, in training
  /// @param forgetBias what the bias of an LSTM's forget gate starts from
  /// @param inputWeight what each gate's block of the input weight starts from
  /// @param stateWeight what each gate's block of the state weight starts from
  public record Spec(
      Kind kind,
      int hidden,
      int layers,
      boolean bidirectional,
      double dropout,
      boolean bias,
      boolean timeFirst,
      boolean lastOnly,
      double forgetBias,
      Initializer inputWeight,
      Initializer stateWeight)
      implements LayerSpec {
    /// Checks the settings.
    ///
    /// @throws ShapeException where there are no units or layers
    public Spec {
      var _ = new Dropout(dropout);
      if (hidden < 1 || layers < 1) {
        throw new ShapeException(
            "recurrent: needs at least one unit and one layer, got %d and %d", hidden, layers);
      }
    }

    /// One layer in one direction, batch first, all outputs; input weights by Glorot's uniform
    /// distribution and orthogonal state weights.
    public static Spec of(Kind kind, int hidden) {
      return new Spec(
          kind,
          hidden,
          1,
          false,
          0,
          true,
          false,
          false,
          1,
          Initializers.glorotUniform(),
          Initializers.orthogonal());
    }

    private Spec with(int layers, boolean both, double dropout, boolean time, boolean last) {
      return new Spec(
          kind,
          hidden,
          layers,
          both,
          dropout,
          bias,
          time,
          last,
          forgetBias,
          inputWeight,
          stateWeight);
    }

    private Spec with(boolean bias, double forgetBias, Initializer input, Initializer state) {
      return new Spec(
          kind,
          hidden,
          layers,
          bidirectional,
          dropout,
          bias,
          timeFirst,
          lastOnly,
          forgetBias,
          input,
          state);
    }

    /// With another number of units.
    public Spec withHidden(int hidden) {
      return new Spec(
          kind,
          hidden,
          layers,
          bidirectional,
          dropout,
          bias,
          timeFirst,
          lastOnly,
          forgetBias,
          inputWeight,
          stateWeight);
    }

    /// With another number of layers.
    public Spec withLayers(int layers) {
      return with(layers, bidirectional, dropout, timeFirst, lastOnly);
    }

    /// In both directions.
    public Spec withBidirectional(boolean bidirectional) {
      return with(layers, bidirectional, dropout, timeFirst, lastOnly);
    }

    /// With dropout between layers.
    public Spec withDropout(double dropout) {
      return with(layers, bidirectional, dropout, timeFirst, lastOnly);
    }

    /// With the time as the first axis instead of the batch.
    public Spec withTimeFirst(boolean timeFirst) {
      return with(layers, bidirectional, dropout, timeFirst, lastOnly);
    }

    /// With the last output instead of all.
    public Spec withLastOnly(boolean lastOnly) {
      return with(layers, bidirectional, dropout, timeFirst, lastOnly);
    }

    /// Without biases.
    public Spec withoutBias() {
      return with(false, forgetBias, inputWeight, stateWeight);
    }

    /// With another start for the bias of an LSTM's forget gate.
    public Spec withForgetBias(double forgetBias) {
      return with(bias, forgetBias, inputWeight, stateWeight);
    }

    /// With weights from other initializers.
    public Spec withWeights(Initializer inputWeight, Initializer stateWeight) {
      return with(bias, forgetBias, inputWeight, stateWeight);
    }

    @Override
    public Recurrent build(Shape input, Initialization initialization) {
      if (input.rank() != 2) {
        throw new ShapeException(
            "recurrent: a sample must be [time, in] (time first: [batch, in]), got %s"
                + "; reshape it, or embed integers first",
            input);
      }
      return new Recurrent(
          cells("forward", input.size(1), initialization),
          bidirectional ? cells("backward", input.size(1), initialization) : List.of(),
          dropout,
          timeFirst,
          lastOnly);
    }

    private List<RecurrentCell> cells(String name, int in, Initialization initialization) {
      List<RecurrentCell> cells = new ArrayList<>();
      for (int layer = 0; layer < layers; layer++) {
        int size = layer == 0 ? in : hidden * (bidirectional ? 2 : 1);
        cells.add(cell(size, initialization.child(name + "." + layer)));
      }
      return cells;
    }

    private RecurrentCell cell(int in, Initialization place) {
      Parameter input =
          place.parameter("inputWeight", Shape.of(in, kind.gates * hidden), blocks(inputWeight));
      Parameter state =
          place.parameter(
              "stateWeight", Shape.of(hidden, kind.gates * hidden), blocks(stateWeight));
      Initializer start =
          kind == Kind.LSTM ? LstmCell.forgetBias(hidden, forgetBias) : Initializers.zeros();
      Parameter sum = bias ? place.parameter("bias", Shape.of(kind.gates * hidden), start) : null;
      return switch (kind) {
        case TANH -> new RnnCell(input, state, sum, RnnCell.Function.TANH);
        case RELU -> new RnnCell(input, state, sum, RnnCell.Function.RELU);
        case LSTM -> new LstmCell(input, state, sum);
        case GRU ->
            new GruCell(
                input,
                state,
                sum,
                bias
                    ? place.parameter("candidateBias", Shape.of(hidden), Initializers.zeros())
                    : null);
      };
    }

    /// Each gate's block for itself: its sizes are what an initializer goes by.
    private Initializer blocks(Initializer one) {
      return (shape, key) -> {
        List<Tensor> blocks = new ArrayList<>();
        for (int gate = 0; gate < kind.gates; gate++) {
          blocks.add(one.values(Shape.of(shape.size(0), hidden), key.fold(gate)));
        }
        return Tensor.concat(1, blocks);
      };
    }
  }
}
