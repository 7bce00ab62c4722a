package gradus.course.neuron;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Stage;
import gradus.course.plane.Pattern;
import gradus.course.plane.Plane;
import gradus.course.plane.Samples;
import gradus.plot.Axis;
import gradus.plot.BarChart;
import gradus.plot.Figure;
import gradus.plot.HeatMap;
import gradus.plot.LineChart;
import gradus.plot.Palette;
import gradus.plot.ReferenceLine;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// One neuron that learns to tell points of two classes apart, with all its arithmetic for one of
/// them.
public record Neuron(
    @Control(en = "points", zh = "数据", initial = "clouds") Pattern pattern,
    @Control(en = "activation", zh = "激活函数", initial = "sigmoid") Response activation,
    @Control(en = "w₁ at the start", zh = "初始 w₁", min = -5, max = 5, initial = "-2") double w1,
    @Control(en = "w₂ at the start", zh = "初始 w₂", min = -5, max = 5, initial = "2") double w2,
    @Control(en = "b at the start", zh = "初始 b", min = -5, max = 5, initial = "1") double b,
    @Control(en = "learn", zh = "学习", initial = "true") boolean learn,
    @Control(en = "learning rate", zh = "学习率", min = 0.001, max = 10, log = true, initial = "0.5")
        double rate,
    @Control(en = "steps", zh = "步数", min = 1, max = 1000, log = true, initial = "100") int steps,
    @Control(en = "noise", zh = "噪声", min = 0, max = 0.3, initial = "0.15") double noise,
    @Control(en = "point that is followed", zh = "跟踪第几个点", min = 1, max = 100, initial = "1")
        int point,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  static final int POINTS = 100;
  private static final int SIDE = 60;
  private static final double BARS = 5;

  /// A loss that has grown by so much does not come back.
  private static final double RUNAWAY = 1e6;

  @Override
  public void run(Stage stage) {
    Samples samples = samples();
    List<Weights> states = new ArrayList<>();
    Weights now = Weights.of(w1, w2, b).judged(activation, samples);
    states.add(now);
    int all = learn ? steps : 0;
    if (all == 0 || stage.wants(0, all)) {
      show(stage, samples, states);
    }
    for (int step = 1; step <= all; step++) {
      now = now.step(activation, samples, rate);
      states.add(now);
      if (now.isLost(states.getFirst().loss() * RUNAWAY)) {
        stage.say(overflow(step));
        return;
      }
      if (stage.wants(step, all)) {
        show(stage, samples, states);
      }
      stage.step(step, all);
    }
    stage.say(verdict(samples, states));
  }

  Samples samples() {
    return pattern.draw(POINTS, noise, seed);
  }

  private double right(Samples samples, Weights weights) {
    return samples.accuracy(weights.answers(activation, samples), activation.middle());
  }

  private void show(Stage stage, Samples samples, List<Weights> states) {
    Weights now = states.getLast();
    stage.show("plane", plane(samples, now, states.size() - 1));
    stage.show("terms", terms(samples, now));
    stage.show("loss", losses(states));
    stage.show("arithmetic", arithmetic(samples, now));
    stage.show("results", results(samples, now));
  }

  private Figure plane(Samples samples, Weights weights, int step) {
    double[] answers = weights.answers(activation, Plane.lattice(SIDE));
    Text title = Text.of("The answer a after " + step + " steps", step + " 步之后的输出 a");
    HeatMap field = Plane.field(title, SIDE, answers, activation.low(), 1);
    double[] x = {samples.x()[point - 1]};
    double[] y = {samples.y()[point - 1]};
    Series followed =
        Series.of(Text.of("the point that is followed", "被跟踪的点"), Values.of(x), Values.of(y))
            .withColor(Palette.SLATE.color());
    return Figure.of(Plane.with(field, samples).withPoints(followed)).withSize(640, 580);
  }

  /// From the products of the followed point to its answer.
  private Figure terms(Samples samples, Weights weights) {
    double x1 = samples.x()[point - 1];
    double x2 = samples.y()[point - 1];
    Terms terms = weights.terms(activation, x1, x2);
    return Figure.of(
        BarChart.of(
                Text.of("What the followed point becomes", "被跟踪的点怎样变成输出"),
                List.of(Text.of("w₁x₁"), Text.of("w₂x₂"), Text.of("b"), Text.of("z"), Text.of("a")),
                terms.first(),
                terms.second(),
                weights.b(),
                terms.sum(),
                terms.answer())
            .withAxes(Axis.of(Text.EMPTY), Axis.of(Text.of("value", "值")).withRange(-BARS, BARS))
            .withNumbers());
  }

  private Figure losses(List<Weights> states) {
    // A logarithmic axis has no place for what is exactly 0.
    double[] values =
        states.stream().mapToDouble(Weights::loss).map(l -> l > 0 ? l : Double.NaN).toArray();
    LineChart chart =
        LineChart.of(
                Text.of("How wrong it is", "错得有多厉害"),
                Series.of(
                    Text.of("loss", "损失"), Values.counting(0, values.length), Values.of(values)))
            .withAxes(
                Axis.of(Text.of("step", "步")).withRange(0, steps), Axis.log(Text.of("loss", "损失")));
    return Figure.of(
        activation == Response.SIGMOID
            ? chart.withReference(
                ReferenceLine.horizontal(Math.log(2), Text.of("guessing: ln 2", "瞎猜：ln 2")))
            : chart);
  }

  /// The way of the followed point through the neuron.
  private NumberTable arithmetic(Samples samples, Weights weights) {
    double x1 = samples.x()[point - 1];
    double x2 = samples.y()[point - 1];
    Terms terms = weights.terms(activation, x1, x2);
    double wanted = samples.labels()[point - 1] == 1 ? 1 : activation.low();
    Tensor sum = Tensor.ofDoubles(terms.sum());
    double wrong = activation.loss(sum, Tensor.ofDoubles(wanted)).item();
    return NumberTable.of(Text.of("what", "项"), Text.of("how", "算式"), Text.of("value", "值"))
        .plus("w₁x₁", product(weights.w1(), x1), terms.first())
        .plus("w₂x₂", product(weights.w2(), x2), terms.second())
        .plus("b", "", weights.b())
        .plus("z", "w₁x₁ + w₂x₂ + b", terms.sum())
        .plus("a", activation.title().english() + "(z)", terms.answer())
        .plus("y", Text.of("wanted", "目标"), wanted)
        .plus("L", Text.of("loss of this point", "此点的损失"), wrong);
  }

  private static String product(double weight, double x) {
    return NumberTable.written(weight) + " × " + NumberTable.written(x);
  }

  private NumberTable results(Samples samples, Weights weights) {
    return NumberTable.of(
            Text.of("w₁"),
            Text.of("w₂"),
            Text.of("b"),
            Text.of("loss", "损失"),
            Text.of("right, %", "正确率（%）"))
        .plus(
            weights.w1(),
            weights.w2(),
            weights.b(),
            weights.loss(),
            Math.rint(100 * right(samples, weights)));
  }

  private Text verdict(Samples samples, List<Weights> states) {
    int steps = states.size() - 1;
    long right = Math.round(POINTS * right(samples, states.getLast()));
    String before = NumberTable.written(states.getFirst().loss());
    String after = NumberTable.written(states.getLast().loss());
    if (steps == 0) {
      return Text.of(
          right + " of 100 points lie on their side of the line; the loss is " + before + ".",
          "100 个点里有 " + right + " 个在直线正确的一侧；损失是 " + before + "。");
    }
    return Text.of(
        "After "
            + steps
            + " steps "
            + right
            + " of 100 points lie on their side of the line; the loss went from "
            + before
            + " to "
            + after
            + ".",
        steps + " 步之后，100 个点里有 " + right + " 个在直线正确的一侧；损失从 " + before + " 变为 " + after + "。");
  }

  private Text overflow(int step) {
    String written = NumberTable.written(rate);
    return Text.of(
        "In step "
            + step
            + " the loss is a million times what it was: the rate "
            + written
            + " is too large, and each step makes it worse.",
        "第 " + step + " 步，损失已是最初的一百万倍：学习率 " + written + " 太大，每走一步都更糟。");
  }
}
