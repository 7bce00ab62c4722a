package gradus.course.regularisation;

import static gradus.nn.Layers.batchNorm;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Stage;
import gradus.nn.BatchNorm;
import gradus.nn.Dropout;
import gradus.nn.Initialization;
import gradus.nn.Pass;
import gradus.nn.Seed;
import gradus.plot.Axis;
import gradus.plot.BarChart;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.ReferenceLine;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Dropout and batch normalisation, pass by pass: both do one thing in training and another in
/// inference.
public record Passes(
    @Control(en = "dropout rate", zh = "dropout 比例", min = 0, max = 0.9, initial = "0.5")
        double rate,
    @Control(en = "mean of the input", zh = "输入的均值", min = -10, max = 10, initial = "4")
        double mean,
    @Control(en = "deviation of the input", zh = "输入的标准差", min = 0.1, max = 10, initial = "2")
        double deviation,
    @Control(en = "batch size", zh = "批量大小", min = 2, max = 256, log = true, initial = "64")
        int batch,
    @Control(en = "passes", zh = "前向次数", min = 1, max = 500, log = true, initial = "100")
        int passes,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  /// The tutorial's activations.
  static final Tensor ACTIVATIONS = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});

  private static final int BINS = 30;
  private static final double MOST = 12;

  @Override
  public void run(Stage stage) {
    BatchNorm norm = batchNorm().build(Shape.of(1), Initialization.of(Seed.of(seed)));
    Tensor sum = Tensor.zeros(2, 3);
    double[] means = new double[passes];
    double[] deviations = new double[passes];
    for (int pass = 1; pass <= passes; pass++) {
      Tensor dropped = drop(rate, RandomKey.of(seed).at(pass));
      sum = sum.plus(dropped);
      Tensor x = input(RandomKey.of(seed).at(pass));
      Tensor y = Pass.training(RandomKey.of(seed), () -> norm.apply(x));
      means[pass - 1] = norm.runningMean().stored().item();
      deviations[pass - 1] = Math.sqrt(norm.runningVariance().stored().item());
      if (stage.wants(pass, passes)) {
        Tensor average = sum.times(1.0 / pass);
        stage.show("dropout", dropout(dropped, average, pass));
        stage.show("histograms", histograms(x, y));
        stage.show("running", running(means, deviations, pass));
        stage.show("numbers", numbers(x, y, Pass.inference(() -> norm.apply(x))));
      }
      stage.step(pass, passes);
    }
    say(stage, sum.times(1.0 / passes), means[passes - 1]);
  }

  /// The activations after dropout in training.
  static Tensor drop(double rate, RandomKey key) {
    Dropout dropout = new Dropout(rate);
    return Pass.training(key, () -> dropout.apply(ACTIVATIONS));
  }

  private Tensor input(RandomKey key) {
    return key.fold(1).normal(Shape.of(batch, 1)).times(deviation).plus(mean);
  }

  /// Bars of the tutorial's six activations: as they are in inference, and in training.
  private Figure dropout(Tensor dropped, Tensor average, int pass) {
    Dropout layer = new Dropout(rate);
    Tensor inference = Pass.inference(() -> layer.apply(ACTIVATIONS));
    String share = String.format(Locale.ROOT, "%.2f", rate);
    return Figure.of(
        BarChart.of(
                Text.of("Dropout at " + share, "dropout，比例 " + share),
                IntStream.rangeClosed(1, 6).mapToObj(i -> Text.of("" + i)).toList(),
                List.of(
                    group(Text.of("inference", "推理"), inference),
                    group(Text.of("training, pass " + pass, "训练，第 " + pass + " 次前向"), dropped),
                    group(
                        Text.of("mean of " + pass + " training passes", pass + " 次训练前向的平均"),
                        average)))
            .withAxes(Axis.of(Text.of("activation", "激活值")), Axis.of(Text.of("output", "输出"))));
  }

  private static BarChart.Group group(Text name, Tensor values) {
    return new BarChart.Group(name, Values.of(values.toDoubles()));
  }

  private static Figure histograms(Tensor before, Tensor after) {
    return Figure.of(
        LineChart.of(
                Text.of("One batch before and after batch normalisation", "一个批量：归一化之前与之后"),
                histogram(Text.of("before", "之前"), before.toDoubles()),
                histogram(Text.of("after", "之后"), after.toDoubles()))
            .withAxes(Axis.of(Text.of("value", "值")), Axis.of(Text.of("share in %", "占比（%）"))));
  }

  private static Series histogram(Text name, double[] values) {
    double width = 2 * MOST / BINS;
    double[] middle =
        IntStream.range(0, BINS).mapToDouble(i -> -MOST + (i + 0.5) * width).toArray();
    double[] share = new double[BINS];
    for (double value : values) {
      int bin = (int) Math.floor((value + MOST) / width);
      share[Math.clamp(bin, 0, BINS - 1)] += 100.0 / values.length;
    }
    return Series.of(name, Values.of(middle), Values.of(share));
  }

  private Figure running(double[] means, double[] deviations, int pass) {
    Values counting = Values.counting(1, pass);
    double[] shownMeans = java.util.Arrays.copyOf(means, pass);
    double[] shownDeviations = java.util.Arrays.copyOf(deviations, pass);
    return Figure.of(
        LineChart.of(
                Text.of("The running statistics", "滑动统计量"),
                Series.of(Text.of("mean", "均值"), counting, Values.of(shownMeans)),
                Series.of(Text.of("deviation", "标准差"), counting, Values.of(shownDeviations)))
            .withReference(ReferenceLine.horizontal(mean, Text.of("true mean", "真实均值")))
            .withReference(ReferenceLine.horizontal(deviation, Text.of("true deviation", "真实标准差")))
            .withAxes(
                Axis.of(Text.of("pass", "前向次数")).withRange(0, Math.max(1, passes)),
                Axis.of(Text.EMPTY)));
  }

  private static NumberTable numbers(Tensor before, Tensor training, Tensor inference) {
    NumberTable table =
        NumberTable.of(Text.of("batch", "批量"), Text.of("mean", "均值"), Text.of("deviation", "标准差"));
    table = plus(table, Text.of("before", "归一化之前"), before);
    table = plus(table, Text.of("after, training", "之后，训练模式"), training);
    return plus(table, Text.of("after, inference", "之后，推理模式"), inference);
  }

  private static NumberTable plus(NumberTable table, Text name, Tensor values) {
    double mean = values.mean().item();
    return table.plus(name, mean, Math.sqrt(values.minus(mean).square().mean().item()));
  }

  private void say(Stage stage, Tensor average, double followed) {
    double off = average.minus(ACTIVATIONS).abs().dividedBy(ACTIVATIONS).mean().item();
    String share = String.format(Locale.ROOT, "%.1f %%", 100 * off);
    stage.say(
        Text.of(
            "After "
                + passes
                + " passes the mean of dropout's outputs differs from the activations by "
                + share
                + " on average.",
            passes + " 次前向之后，dropout 输出的平均与原激活值平均相差 " + share + "。"));
    String running = String.format(Locale.ROOT, "%.3f", followed);
    String truth = NumberTable.written(mean);
    stage.say(
        Text.of(
            "Inference normalises with the running mean, which is now "
                + running
                + "; the true one is "
                + truth
                + ".",
            "推理时用滑动均值来归一化，现在是 " + running + "，真实均值是 " + truth + "。"));
  }
}
