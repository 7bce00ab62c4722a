package gradus.course.neuron;

import static gradus.nn.Initializers.normal;
import static gradus.nn.Layers.dense;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Stage;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.plot.Axis;
import gradus.plot.BarChart;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// The tutorial's neuron: three inputs, weights and a bias drawn at random, and one answer; and
/// what a thousand such neurons would answer.
public record Demo(
    @Control(en = "x₁", zh = "x₁", min = -5, max = 5, initial = "0.5") double x1,
    @Control(en = "x₂", zh = "x₂", min = -5, max = 5, initial = "-0.2") double x2,
    @Control(en = "x₃", zh = "x₃", min = -5, max = 5, initial = "0.8") double x3,
    @Control(en = "activation", zh = "激活函数", initial = "sigmoid") Response activation,
    @Control(
            en = "deviation of the weights",
            zh = "权重标准差",
            min = 0.01,
            max = 100,
            log = true,
            initial = "0.1")
        double deviation,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "42") long seed)
    implements Experiment {
  private static final int INPUTS = 3;
  private static final int DRAWS = 1000;
  private static final int BINS = 25;

  @Override
  public void run(Stage stage) {
    Model model = neuron();
    double[] x = {x1, x2, x3};
    double[] w = Objects.requireNonNull(model.weights().get("0.weight")).toDoubles();
    double b = Objects.requireNonNull(model.weights().get("0.bias")).toDoubles()[0];
    double a = answer(model);
    double z = b;
    double[] bars = new double[INPUTS + 3];
    NumberTable table =
        NumberTable.of(
            Text.of("input", "输入"), Text.of("x"), Text.of("w", "w"), Text.of("product", "乘积"));
    for (int i = 0; i < INPUTS; i++) {
      bars[i] = w[i] * x[i];
      z += bars[i];
      table = table.plus("x" + (i + 1), x[i], w[i], bars[i]);
    }
    bars[INPUTS] = b;
    bars[INPUTS + 1] = z;
    bars[INPUTS + 2] = a;
    table = table.plus("b", "", "", b).plus("z", "", "", z).plus("a", "", "", a);
    stage.show("parts", parts(bars));
    stage.show("parts", table);
    double[] sums = sums();
    stage.show("spread", spread(sums));
    stage.step(1, 1);
    stage.say(
        Text.of(
            "The sum z is "
                + NumberTable.written(z)
                + ", and the neuron answers "
                + NumberTable.written(a)
                + ".",
            "加权和 z 是 " + NumberTable.written(z) + "，神经元输出 " + NumberTable.written(a) + "。"));
    stage.say(deviations(sums));
  }

  private Text deviations(double... sums) {
    String found = NumberTable.written(deviationOf(sums));
    String expected = NumberTable.written(deviation * Math.sqrt(x1 * x1 + x2 * x2 + x3 * x3 + 1));
    return Text.of(
        "Over 1,000 draws of the weights z has a deviation of "
            + found
            + "; the formula says "
            + expected
            + ".",
        "重抽 1,000 次权重，z 的标准差是 " + found + "，公式给出的是 " + expected + "。");
  }

  static double deviationOf(double... values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  /// What the neuron's sum is with each of a thousand draws.
  double[] sums() {
    Tensor draws = RandomKey.of(seed).fold(1).normal(Shape.of(DRAWS, INPUTS + 1));
    float[] x = {(float) x1, (float) x2, (float) x3, 1};
    return draws.times(deviation).matmul(Tensor.of(Shape.of(INPUTS + 1, 1), x)).toDoubles();
  }

  /// The neuron itself.
  Model neuron() {
    return Model.of(
        Shape.of(INPUTS),
        Seed.of(seed),
        dense(1).withWeights(normal(deviation), normal(deviation)),
        activation.layer());
  }

  double answer(Model neuron) {
    Tensor x = Tensor.of(Shape.of(1, INPUTS), new float[] {(float) x1, (float) x2, (float) x3});
    return neuron.predict(x).item();
  }

  private static Figure parts(double... bars) {
    return Figure.of(
        BarChart.of(
                Text.of("From products to the answer", "从乘积到输出"),
                List.of(
                    Text.of("w₁x₁"),
                    Text.of("w₂x₂"),
                    Text.of("w₃x₃"),
                    Text.of("b"),
                    Text.of("z"),
                    Text.of("a")),
                bars)
            .withAxes(Axis.of(Text.EMPTY), Axis.of(Text.of("value", "值")))
            .withNumbers());
  }

  private Figure spread(double... sums) {
    double[] answers = activation.layer().apply(Tensor.of(Shape.of(sums.length), sums)).toDoubles();
    double low = Arrays.stream(answers).min().orElseThrow();
    double width = (Arrays.stream(answers).max().orElseThrow() - low) / BINS;
    double[] middle = new double[BINS];
    double[] share = new double[BINS];
    Arrays.setAll(middle, i -> low + (i + 0.5) * width);
    for (double answer : answers) {
      int bin = width > 0 ? (int) ((answer - low) / width) : 0;
      share[Math.min(bin, BINS - 1)] += 100.0 / answers.length;
    }
    Series shares = Series.of(Text.of("share", "占比"), Values.of(middle), Values.of(share));
    return Figure.of(
        LineChart.of(Text.of("What 1,000 such neurons answer", "一千个这样的神经元的输出"), shares)
            .withAxes(Axis.of(Text.of("a")), Axis.of(Text.of("share in %", "占比（%）"))));
  }
}
