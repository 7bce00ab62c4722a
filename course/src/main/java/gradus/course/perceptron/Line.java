package gradus.course.perceptron;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.plot.Axis;
import gradus.plot.ColorMap;
import gradus.plot.Figure;
import gradus.plot.Grid;
import gradus.plot.HeatMap;
import gradus.plot.LineChart;
import gradus.plot.Palette;
import gradus.plot.Range;
import gradus.plot.ReferenceLine;
import gradus.plot.Scale;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The perceptron's rule on points of the plane: its line after each mistake, and how many mistakes
/// it may make.
public record Line(
    @Control(en = "points", zh = "点数", min = 4, max = 300, log = true, initial = "40") int points,
    @Control(en = "margin", zh = "间隔", min = 0.005, max = 0.3, log = true, initial = "0.05")
        double margin,
    @Control(en = "points on the wrong side", zh = "站错边的点", min = 0, max = 0.4, initial = "0")
        double flipped,
    @Control(en = "mean of all weights", zh = "用全部权重的平均", initial = "false") boolean average,
    @Control(en = "rounds at most", zh = "最多轮数", min = 1, max = 500, log = true, initial = "50")
        int rounds,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final Range PLANE = new Range(-1, 1);
  private static final int CELLS = 41;
  private static final int FRAMES = 80;

  /// After how many points a picture is worth the while, and what it shows.
  private record State(int round, long mistakes, double[] plane) {}

  @Override
  public void run(Stage stage) {
    SplittableRandom random = new SplittableRandom(seed);
    Cloud cloud = Cloud.of(2, points, margin, random).withFlipped(flipped, random);
    Perceptron perceptron = new Perceptron(3);
    List<Double> mistakes = new ArrayList<>();
    int all = rounds * points;
    int every = Math.max(1, all / FRAMES);
    int ended = 0;
    for (int round = 1; round <= rounds && ended == 0; round++) {
      long before = perceptron.mistakes();
      for (int i = 0; i < points; i++) {
        boolean mistake = perceptron.learn(cloud.x()[i], cloud.sides()[i]);
        boolean first = mistake && round == 1;
        mistakes.add((double) perceptron.mistakes());
        int done = mistakes.size();
        if ((first || done % every == 0) && stage.wants(done, all)) {
          show(stage, cloud, new State(round, perceptron.mistakes(), plane(perceptron)), mistakes);
        }
        stage.step(done, all);
      }
      ended = perceptron.mistakes() == before ? round : 0;
    }
    State end =
        new State(Math.ceilDiv(mistakes.size(), points), perceptron.mistakes(), plane(perceptron));
    show(stage, cloud, end, mistakes);
    stage.show("numbers", numbers(cloud, perceptron));
    stage.say(verdict(cloud, perceptron, ended));
  }

  private double[] plane(Perceptron perceptron) {
    return average ? perceptron.average() : perceptron.weights();
  }

  private void show(Stage stage, Cloud cloud, State state, List<Double> mistakes) {
    stage.show("line", line(cloud, state));
    stage.show("mistakes", mistakes(cloud, mistakes));
  }

  private Figure line(Cloud cloud, State state) {
    double[] plane = state.plane();
    double length = Math.max(1e-9, Math.hypot(plane[0], plane[1]));
    Grid grid =
        Grid.sample(
            (x, y) -> Math.tanh(8 * (plane[0] * x + plane[1] * y + plane[2]) / length),
            PLANE,
            PLANE,
            CELLS,
            CELLS);
    HeatMap map =
        new HeatMap(
            Sentence.of(
                "Round %s: %s mistakes so far",
                "第 %s 轮：至今 %s 个错误", state.round(), state.mistakes()),
            Axis.of(Text.of("x₁")),
            Axis.of(Text.of("x₂")),
            grid,
            PLANE,
            PLANE,
            HeatMap.Layout.FUNCTION,
            ColorMap.VERMILION_BLUE,
            Scale.LINEAR,
            true,
            Values.of(-1, 0, 1),
            List.of(),
            List.of(side(cloud, 1), side(cloud, -1)));
    return Figure.of(map);
  }

  private static Series side(Cloud cloud, int side) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < cloud.size(); i++) {
      if (cloud.sides()[i] == side) {
        x.add(cloud.x()[i][0]);
        y.add(cloud.x()[i][1]);
      }
    }
    Palette color = side > 0 ? Palette.BLUE : Palette.VERMILION;
    return Series.of(Text.of(side > 0 ? "+1" : "−1"), Values.of(x), Values.of(y))
        .withColor(color.color());
  }

  private Figure mistakes(Cloud cloud, List<Double> mistakes) {
    LineChart chart =
        LineChart.of(
                Text.of("Mistakes so far", "至今的错误次数"),
                Series.of(
                    Text.of("mistakes", "错误"),
                    Values.counting(1, mistakes.size()),
                    Values.of(mistakes)))
            .withAxes(
                Axis.of(Text.of("points seen", "看过的点")).withRange(0, (double) rounds * points),
                Axis.of(Text.of("mistakes", "错误次数")));
    return Figure.of(
        flipped > 0
            ? chart
            : chart.withReference(
                ReferenceLine.horizontal(cloud.bound(), Text.of("bound (R/γ)²", "上界 (R/γ)²"))));
  }

  private NumberTable numbers(Cloud cloud, Perceptron perceptron) {
    return NumberTable.of(Text.of("what", "项目"), Text.of("value", "值"))
        .plus(Text.of("longest point R", "最长的点 R"), cloud.radius())
        .plus(Text.of("margin γ", "间隔 γ"), cloud.margin())
        .plus(Text.of("bound (R/γ)²", "上界 (R/γ)²"), cloud.bound())
        .plus(Text.of("mistakes", "错误次数"), perceptron.mistakes())
        .plus(
            Text.of("points on the wrong side of the last line", "被最后的直线分错的点"),
            Perceptron.wrong(perceptron.weights(), cloud))
        .plus(
            Text.of("points on the wrong side of the mean line", "被平均的直线分错的点"),
            Perceptron.wrong(perceptron.average(), cloud));
  }

  private Text verdict(Cloud cloud, Perceptron perceptron, int ended) {
    if (ended > 0) {
      return Sentence.of(
          "In round %s there was no mistake any more: it ended after %s mistakes, of %s that it may"
              + " make.",
          "第 %s 轮不再有错误：一共犯了 %s 个错误就结束了，上界是 %s 个。",
          ended,
          perceptron.mistakes(),
          Sentence.count(Math.round(cloud.bound())));
    }
    return Sentence.of(
        "After %s rounds and %s mistakes it has not ended. The last line has %s of %s points on the"
            + " wrong side, the mean of all lines %s.",
        "%s 轮、%s 个错误之后还没有结束。最后的直线分错 %s 个点（共 %s 个），全部直线的平均分错 %s 个。",
        rounds,
        Sentence.count(perceptron.mistakes()),
        Perceptron.wrong(perceptron.weights(), cloud),
        cloud.size(),
        Perceptron.wrong(perceptron.average(), cloud));
  }
}
