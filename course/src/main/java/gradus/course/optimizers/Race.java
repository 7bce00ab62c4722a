package gradus.course.optimizers;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Stage;
import gradus.optim.Adagrad;
import gradus.optim.Adam;
import gradus.optim.Optimizer;
import gradus.optim.RmsProp;
import gradus.optim.Sgd;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.HeatMap;
import gradus.plot.LineChart;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Five optimizers that go down one surface from one place, at rates of their own.
///
/// With the tutorial's rates SGD and momentum overflow within a few steps of Rosenbrock's valley.
public record Race(
    @Control(en = "surface", zh = "曲面", initial = "rosenbrock") Surface surface,
    @Control(en = "rate of SGD", zh = "SGD 学习率", min = 1e-5, max = 1, log = true, initial = "0.01")
        double sgd,
    @Control(
            en = "rate of momentum",
            zh = "动量法学习率",
            min = 1e-5,
            max = 1,
            log = true,
            initial = "0.01")
        double momentum,
    @Control(
            en = "rate of Adam",
            zh = "Adam 学习率",
            min = 1e-5,
            max = 1,
            log = true,
            initial = "0.01")
        double adam,
    @Control(
            en = "rate of RMSprop",
            zh = "RMSprop 学习率",
            min = 1e-5,
            max = 1,
            log = true,
            initial = "0.01")
        double rmsprop,
    @Control(
            en = "rate of Adagrad",
            zh = "Adagrad 学习率",
            min = 1e-5,
            max = 1,
            log = true,
            initial = "0.1")
        double adagrad,
    @Control(en = "start, x", zh = "起点 x", min = -5, max = 5, initial = "-1.5") double startX,
    @Control(en = "start, y", zh = "起点 y", min = -5, max = 5, initial = "2.5") double startY,
    @Control(en = "steps", zh = "步数", min = 1, max = 20_000, log = true, initial = "100") int steps)
    implements Experiment {
  private static final int FRAMES = 100;
  private static final double BETA = 0.9;

  private record Runner(Text name, Optimizer rule, Descent way) {}

  @Override
  public void run(Stage stage) {
    List<Runner> runners = race();
    HeatMap ground =
        HeatMap.ofFunction(Text.EMPTY, surface::at, surface.x(), surface.y())
            .withContours(surface.levels())
            .withoutFill();
    for (int frame = 1; frame <= FRAMES; frame++) {
      int step = Math.toIntExact((long) steps * frame / FRAMES);
      if (stage.wants(frame, FRAMES)) {
        stage.show("paths", paths(ground, runners, step));
        stage.show("heights", heights(runners, step));
        stage.show("results", results(runners, step));
      }
      stage.step(frame, FRAMES);
    }
    runners.stream()
        .filter(runner -> runner.way().overflow() > 0)
        .forEach(runner -> stage.say(overflow(runner)));
  }

  /// The way of each of the five.
  private List<Runner> race() {
    List<Runner> runners = new ArrayList<>();
    runners.add(runner(Text.of("SGD"), Sgd.of(sgd)));
    runners.add(runner(Text.of("momentum", "动量法"), Sgd.momentum(momentum, BETA)));
    runners.add(runner(Text.of("Adam"), Adam.of(adam)));
    runners.add(runner(Text.of("RMSprop"), RmsProp.of(rmsprop).withRho(BETA)));
    runners.add(runner(Text.of("Adagrad"), Adagrad.of(adagrad)));
    return runners;
  }

  private Runner runner(Text name, Optimizer rule) {
    return new Runner(name, rule, Descent.of(surface, rule, startX, startY, steps));
  }

  private static Figure paths(HeatMap ground, List<Runner> runners, int step) {
    HeatMap map = ground.withTitle(Text.of("After " + step + " steps", step + " 步之后"));
    for (Runner runner : runners) {
      Descent way = runner.way().until(step);
      map = map.withPath(Series.of(runner.name(), Values.of(way.x()), Values.of(way.y())));
    }
    return Figure.of(map).withSize(640, 560);
  }

  private Figure heights(List<Runner> runners, int step) {
    List<Series> lines = new ArrayList<>();
    for (Runner runner : runners) {
      double[] heights = runner.way().until(step).height();
      // A logarithmic axis has no place for what is exactly least.
      double[] shown = java.util.Arrays.stream(heights).map(f -> f > 0 ? f : Double.NaN).toArray();
      lines.add(Series.of(runner.name(), Values.counting(0, shown.length), Values.of(shown)));
    }
    return Figure.of(
        LineChart.of(Text.of("How high each is", "各自的高度"), lines)
            .withAxes(
                Axis.of(Text.of("step", "步")).withRange(0, steps),
                Axis.log(Text.of("height f(x, y)", "高度 f(x, y)"))));
  }

  private static NumberTable results(List<Runner> runners, int step) {
    NumberTable table =
        NumberTable.of(
            Text.of("optimizer", "优化器"),
            Text.of("rate", "学习率"),
            Text.of("x"),
            Text.of("y"),
            Text.of("height", "高度"),
            Text.of("overflow after step", "溢出于第几步"));
    for (Runner runner : runners) {
      Descent way = runner.way().until(step);
      int last = way.x().length - 1;
      table =
          table.plus(
              runner.name(),
              runner.rule().learningRate(),
              way.x()[last],
              way.y()[last],
              way.end(),
              way.overflow() > 0 ? Integer.toString(way.overflow()) : "");
    }
    return table;
  }

  private Text overflow(Runner runner) {
    double curvature = surface.curvature(startX, startY);
    String bound = NumberTable.written(2 / curvature);
    String steep = String.format(Locale.ROOT, "%.0f", curvature);
    int step = runner.way().overflow();
    return Text.of(
        runner.name().english()
            + " overflows in step "
            + step
            + ": at the start the surface curves by "
            + steep
            + ", so that gradient descent is stable there below 2 / "
            + steep
            + " = "
            + bound
            + ", and the rate is "
            + NumberTable.written(runner.rule().learningRate())
            + ".",
        runner.name().chinese()
            + "在第 "
            + step
            + " 步溢出：起点处曲率为 "
            + steep
            + "，梯度下降在此处只有学习率低于 2 / "
            + steep
            + " = "
            + bound
            + " 才稳定，而现在是 "
            + NumberTable.written(runner.rule().learningRate())
            + "。");
  }
}
