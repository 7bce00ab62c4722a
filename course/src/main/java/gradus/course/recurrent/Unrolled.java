package gradus.course.recurrent;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Stage;
import gradus.nn.Initializer;
import gradus.nn.Initializers;
import gradus.nn.Model;
import gradus.nn.Recurrent;
import gradus.nn.RecurrentCell;
import gradus.nn.Seed;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Recurrent cells unrolled over many steps before any learning: what they remember, and what is
/// left of a gradient on its way back to the first step.
public record Unrolled(
    @Control(en = "cell whose states are shown", zh = "显示哪种单元的状态", initial = "rnn") CellKind cell,
    @Control(en = "steps", zh = "时间步数", min = 2, max = 200, log = true, initial = "50") int length,
    @Control(en = "units", zh = "神经元数", min = 2, max = 64, log = true, initial = "32") int units,
    @Control(en = "gain of the state weights", zh = "状态权重的增益", min = 0, max = 3, initial = "1")
        double gain,
    @Control(en = "size of the inputs", zh = "输入的大小", min = 0, max = 3, initial = "1") double input,
    @Control(en = "bias of the forget gate", zh = "遗忘门的偏置", min = 0, max = 6, initial = "1")
        double forget,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final int BATCH = 8;
  private static final int INPUTS = 8;

  /// A cell's way through time.
  ///
  /// @param states the first sequence's outputs, `[time, units]`
  /// @param gradient how large the gradient is at each step, from the first to the last, where it
  ///   is 1
  record Passage(CellKind kind, Tensor states, double[] gradient) {
    /// The factor by which a step changes the gradient, as the geometric mean of all.
    double kept() {
      return Math.pow(gradient[0], 1.0 / (gradient.length - 1));
    }
  }

  @Override
  public void run(Stage stage) {
    List<Passage> passages = new ArrayList<>();
    CellKind[] kinds = CellKind.values();
    for (int i = 0; i < kinds.length; i++) {
      passages.add(pass(kinds[i]));
      if (stage.wants(i + 1, kinds.length)) {
        stage.show("gradient", gradients(passages));
        stage.show("left", left(passages));
        passages.stream()
            .filter(passage -> passage.kind() == cell)
            .forEach(passage -> stage.show("states", states(passage)));
      }
      stage.step(i + 1, kinds.length);
    }
    passages.forEach(passage -> stage.say(verdict(passage)));
  }

  Passage pass(CellKind kind) {
    List<List<Tensor>> states = unroll(cell(kind), inputs());
    Tensor last = states.getLast().getFirst();
    Tensor wanted = RandomKey.of(seed).at(1).normal(last.shape()).cast(DType.FLOAT64);
    List<Tensor> gradients =
        last.times(wanted).sum().gradients(states.stream().flatMap(List::stream).toList());
    int tensors = states.getFirst().size();
    double[] sizes = new double[length];
    for (int step = 0; step < length; step++) {
      sizes[step] = norm(gradients.subList(step * tensors, (step + 1) * tensors));
    }
    double end = sizes[length - 1];
    Tensor seen = Tensor.stack(0, states.stream().map(List::getFirst).toList()).detach();
    return new Passage(
        kind, seen.select(1, 0), Arrays.stream(sizes).map(size -> size / end).toArray());
  }

  /// The states after each step: the same cell, again and again.
  static List<List<Tensor>> unroll(RecurrentCell cell, Tensor x) {
    Tensor projected = x.matmul(cell.inputWeight().value());
    projected = projected.plus(Objects.requireNonNull(cell.bias()).value());
    List<Tensor> state = cell.start(x.dtype(), x.size(1)).stream().map(Tensor::tracked).toList();
    List<List<Tensor>> states = new ArrayList<>();
    for (int step = 0; step < x.size(0); step++) {
      state = cell.step(projected.select(0, step), state);
      states.add(state);
    }
    return states;
  }

  /// A cell whose state weights are orthogonal but for the gain, in double precision.
  RecurrentCell cell(CellKind kind) {
    Initializer scaled = (shape, key) -> Initializers.orthogonal().values(shape, key).times(gain);
    Recurrent.Spec layer =
        kind.layer(units).withForgetBias(forget).withWeights(Initializers.glorotUniform(), scaled);
    Model model = Model.of(Shape.of(length, INPUTS), Seed.of(seed), layer).cast(DType.FLOAT64);
    return ((Recurrent) Objects.requireNonNull(model.layersByPath().get("0"))).forward().getFirst();
  }

  private Tensor inputs() {
    Tensor drawn = RandomKey.of(seed).at(0).normal(Shape.of(length, BATCH, INPUTS));
    return drawn.cast(DType.FLOAT64).times(input);
  }

  private static double norm(List<Tensor> gradients) {
    return Math.sqrt(gradients.stream().mapToDouble(g -> g.square().sum().item()).sum());
  }

  private Figure states(Passage passage) {
    Text name = passage.kind().title();
    Text title = Text.of("What the " + name.english() + " remembers", name.chinese() + " 的隐藏状态");
    return HiddenStates.figure(title, passage.states());
  }

  private Figure gradients(List<Passage> passages) {
    List<Series> lines = new ArrayList<>();
    for (Passage passage : passages) {
      // A logarithmic axis has no place for what has vanished altogether.
      double[] shown =
          Arrays.stream(passage.gradient()).map(size -> size > 0 ? size : Double.NaN).toArray();
      lines.add(
          Series.of(passage.kind().title(), Values.counting(1, shown.length), Values.of(shown)));
    }
    return Figure.of(
            LineChart.of(Text.of("The gradient, on its way back to the left", "梯度，从右往左传"), lines)
                .withAxes(
                    Axis.of(Text.of("step t", "时间步 t")).withRange(1, length),
                    Axis.log(Text.of("size, 1 at the end", "大小（末尾为 1）"))))
        .withSize(640, 420);
  }

  private static NumberTable left(List<Passage> passages) {
    NumberTable table =
        NumberTable.of(
            Text.of("cell", "单元"),
            Text.of("gradient at step 1", "第 1 步的梯度"),
            Text.of("kept a step", "每步保留"));
    for (Passage passage : passages) {
      table = table.plus(passage.kind().title(), passage.gradient()[0], passage.kept());
    }
    return table;
  }

  private Text verdict(Passage passage) {
    String kept = NumberTable.written(passage.kept());
    String end = NumberTable.written(passage.gradient()[0]);
    Text name = passage.kind().title();
    return Text.of(
        "The "
            + name.english()
            + " multiplies the gradient by about "
            + kept
            + " a step; "
            + (length - 1)
            + " steps back, "
            + end
            + " of it is left.",
        name.chinese() + "：每往回一步，梯度约乘以 " + kept + "；往回 " + (length - 1) + " 步，还剩 " + end + "。");
  }
}
