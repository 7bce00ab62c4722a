package gradus.course.losses;

import static gradus.nn.Layers.dense;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.data.Dataset;
import gradus.data.Datasets;
import gradus.loss.Loss;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.optim.Schedules;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.Palette;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.Shape;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/// A line through points one of which is wrong, fitted by three losses.
public record Outlier(
    @Control(en = "the wrong point is off by", zh = "坏点偏离", min = 0, max = 30, initial = "12")
        double outlier,
    @Control(en = "noise", zh = "噪声", min = 0, max = 2, initial = "0.3") double noise,
    @Control(en = "delta of Huber", zh = "Huber 的 δ", min = 0.1, max = 5, initial = "1")
        double delta,
    @Control(en = "steps", zh = "步数", min = 10, max = 2000, log = true, initial = "400") int steps,
    @Control(en = "seed", zh = "随机种子", min = 1, max = 9999, initial = "1") long seed)
    implements Experiment {
  private static final int POINTS = 20;
  private static final int FRAMES = 40;
  private static final double SLOPE = 2;
  private static final double HEIGHT = 1;
  private static final double RATE = 0.1;

  /// A loss, and the lines that it came to, step by step.
  record Fit(Text name, List<double[]> lines) {
    double[] line(int moment) {
      return lines.get(Math.min(moment, lines.size() - 1));
    }
  }

  @Override
  public void run(Stage stage) {
    double[][] points = points();
    List<Fit> fits =
        List.of(
            fit(Text.of("squared", "平方"), Losses::mse, points),
            fit(Text.of("absolute", "绝对值"), Losses::mae, points),
            fit(Text.of("Huber", "Huber"), Losses.huber(delta), points));
    for (int frame = 1; frame <= FRAMES; frame++) {
      int moment = Math.toIntExact((long) steps * frame / FRAMES);
      if (stage.wants(frame, FRAMES)) {
        stage.show("lines", figure(points, fits, moment));
        stage.show("found", table(fits, moment));
      }
      stage.step(frame, FRAMES);
    }
    double[] squared = fits.get(0).line(steps);
    double[] absolute = fits.get(1).line(steps);
    stage.say(
        Sentence.of(
            "The true line has slope 2 and height 1. One wrong point of twenty turns the line of"
                + " squared errors to slope %s and height %s; that of absolute errors stays at %s and"
                + " %s.",
            "真实的直线斜率 2、截距 1。二十个点里坏一个，平方误差的直线就变成斜率 %s、截距 %s；" + "绝对误差的直线仍是 %s 和 %s。",
            squared[0],
            squared[1],
            absolute[0],
            absolute[1]));
  }

  /// Places from -1 to 1 and heights along the line; the last is the wrong one.
  double[][] points() {
    Random random = new Random(seed);
    double[] x = Values.spaced(-1, 1, POINTS).toArray();
    double[] y = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      y[i] = SLOPE * x[i] + HEIGHT + noise * random.nextGaussian();
    }
    y[POINTS - 1] += outlier;
    return new double[][] {x, y};
  }

  /// Trains a network of one weight and one bias, and keeps both after each step.
  Fit fit(Text name, Loss loss, double[][] points) {
    Model model = Model.of(Shape.of(1), Seed.of(seed), dense(1));
    double[][] x =
        Arrays.stream(points[0]).mapToObj(place -> new double[] {place}).toArray(double[][]::new);
    Dataset data = Datasets.of(x, points[1]);
    List<double[]> lines = new ArrayList<>();
    lines.add(line(model));
    Trainer.of(model, loss, Adam.of(RATE))
        .schedule(Schedules.cosine(0, steps))
        .withoutPrefetch()
        .callbacks(
            new Callback() {
              @Override
              public void onEpoch(TrainingRun run, History.Epoch epoch) {
                lines.add(line(run.model()));
              }
            })
        .fit(data.batch(POINTS), steps);
    return new Fit(name, lines);
  }

  private static double[] line(Model model) {
    return new double[] {weight(model, "0.weight"), weight(model, "0.bias")};
  }

  private static double weight(Model model, String path) {
    return Objects.requireNonNull(model.weights().get(path), path).toDoubles()[0];
  }

  private static Figure figure(double[][] points, List<Fit> fits, int moment) {
    List<Series> all = new ArrayList<>();
    all.add(dots(points));
    for (Fit fit : fits) {
      double[] line = fit.line(moment);
      all.add(
          Series.of(fit.name(), Values.of(-1, 1), Values.of(line[1] - line[0], line[1] + line[0])));
    }
    return Figure.of(
        LineChart.of(
                Text.of("Three lines after " + moment + " steps", "第 " + moment + " 步的三条直线"), all)
            .withAxes(Axis.of(Text.of("x")), Axis.of(Text.of("y"))));
  }

  /// The points, with gaps between them, so that no line joins them.
  private static Series dots(double[][] points) {
    double[] x = new double[2 * POINTS];
    double[] y = new double[2 * POINTS];
    for (int i = 0; i < POINTS; i++) {
      x[2 * i] = points[0][i];
      x[2 * i + 1] = points[0][i];
      y[2 * i] = points[1][i];
      y[2 * i + 1] = Double.NaN;
    }
    return Series.of(Text.of("points", "数据点"), Values.of(x), Values.of(y))
        .withColor(Palette.SLATE.color());
  }

  private static NumberTable table(List<Fit> fits, int moment) {
    NumberTable table =
        NumberTable.of(Text.of("errors", "误差"), Text.of("slope", "斜率"), Text.of("height", "截距"));
    for (Fit fit : fits) {
      table = table.plus(fit.name(), fit.line(moment)[0], fit.line(moment)[1]);
    }
    return table;
  }
}
