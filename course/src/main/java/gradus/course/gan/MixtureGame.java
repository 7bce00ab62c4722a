package gradus.course.gan;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.nn.Model;
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
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A contest over heaps of points in the plane: what is made, and what the discriminator says of
/// every place.
public record MixtureGame(
    @Control(en = "data", zh = "数据", initial = "ring") Heaps heaps,
    @Control(
            en = "generator's rate",
            zh = "生成器的学习率",
            min = 1e-4,
            max = 2e-2,
            log = true,
            initial = "0.001")
        double generatorRate,
    @Control(
            en = "discriminator's rate",
            zh = "判别器的学习率",
            min = 1e-4,
            max = 2e-2,
            log = true,
            initial = "0.004")
        double discriminatorRate,
    @Control(en = "slope penalty γ", zh = "斜率惩罚 γ", min = 0, max = 10, initial = "0")
        double penalty,
    @Control(en = "steps", zh = "步数", min = 100, max = 10_000, log = true, initial = "1500")
        int steps,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final int WIDTH = 64;
  private static final int LATENT = 2;
  private static final int BATCH = 128;
  private static final int CELLS = 41;
  private static final int FRAMES = 50;
  private static final int SHOWN = 250;
  private static final int SAMPLES = 2000;
  private static final Range PLANE = new Range(-2.7, 2.7);

  /// How the contest went so far.
  private record Course(
      List<Double> steps, List<Double> discriminator, List<Double> generator, List<Double> near) {
    static Course begin() {
      return new Course(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    private Series line(Text name, List<Double> values, Palette color) {
      return Series.of(name, Values.of(steps), Values.of(values)).withColor(color.color());
    }
  }

  @Override
  public void run(Stage stage) {
    Mixture mixture = heaps.mixture();
    Adversaries two = Adversaries.ofPoints(mixture.dimensions(), LATENT, WIDTH, penalty, seed);
    Tensor data = mixture.draw(RandomKey.of(seed).fold(1), SHOWN);
    Tensor first = made(two);
    stage.show("field", field(two, data, first, 0, Coverage.of(first, mixture)));
    int every = Math.max(1, steps / FRAMES);
    int all = every * (steps / every);
    Course course = Course.begin();
    Contest contest = new Contest(mixture, generatorRate, discriminatorRate, BATCH, all);
    Model _ =
        contest.train(
            two,
            seed,
            every,
            (done, epoch) -> {
              Tensor made = made(two);
              Coverage coverage = Coverage.of(made, mixture);
              course.steps.add((double) done);
              course.discriminator.add(epoch.value("discriminatorLoss"));
              course.generator.add(epoch.value("generatorLoss"));
              course.near.add(coverage.near());
              if (stage.wants(done, all)) {
                stage.show("field", field(two, data, made, done, coverage));
                stage.show("losses", losses(course));
              }
              stage.step(done, all);
            });
    Tensor last = made(two);
    Coverage end = Coverage.of(last, mixture);
    stage.show("field", field(two, data, last, all, end));
    stage.show("losses", losses(course));
    stage.show("numbers", numbers(end, course));
    stage.say(verdict(end));
  }

  private Tensor made(Adversaries two) {
    return Adversaries.make(two.generator(), RandomKey.of(seed).fold(2), SAMPLES);
  }

  private static Figure field(
      Adversaries two, Tensor data, Tensor made, int done, Coverage coverage) {
    float[] places = new float[2 * CELLS * CELLS];
    for (int i = 0; i < CELLS * CELLS; i++) {
      places[2 * i] = at(i % CELLS);
      places[2 * i + 1] = at(i / CELLS);
    }
    Tensor told =
        two.discriminator().predict(Tensor.of(Shape.of(CELLS * CELLS, 2), places)).sigmoid();
    HeatMap map =
        new HeatMap(
            Sentence.of(
                "Step %s: %s of %s heaps found",
                "第 %s 步：%3$s 堆中找到 %2$s 堆",
                Sentence.count(done),
                coverage.found(),
                coverage.shares().size()),
            Axis.of(Text.of("x₁")),
            Axis.of(Text.of("x₂")),
            Grid.of(told.reshape(CELLS, CELLS)),
            PLANE,
            PLANE,
            HeatMap.Layout.FUNCTION,
            ColorMap.PALE_VERMILION_BLUE,
            Scale.LINEAR,
            true,
            Values.of(0, 0.5, 1),
            List.of(),
            List.of(
                EightModes.points(Text.of("data", "数据"), data, Palette.BLUE),
                EightModes.points(
                    Text.of("made", "生成"), made.slice(0, 0, SHOWN), Palette.VERMILION)));
    return Figure.of(map).withSize(600, 560);
  }

  private static float at(int cell) {
    return (float) (PLANE.from() + (PLANE.to() - PLANE.from()) * cell / (CELLS - 1));
  }

  private Figure losses(Course course) {
    Axis along = Axis.of(Text.of("step", "步")).withRange(0, steps);
    LineChart losses =
        LineChart.of(
                Text.of("Losses", "损失"),
                course.line(Text.of("discriminator", "判别器"), course.discriminator, Palette.BLUE),
                course.line(Text.of("generator", "生成器"), course.generator, Palette.VERMILION))
            .withReference(
                ReferenceLine.horizontal(
                    Math.log(4), Text.of("log 4: it cannot tell", "log 4：无法分辨")))
            .withAxes(along, Axis.of(Text.EMPTY).withRange(0, 4));
    LineChart near =
        LineChart.of(
                Text.of("Points near a heap", "在某一堆附近的点"),
                course.line(Text.of("share", "比例"), course.near, Palette.GREEN))
            .withAxes(along, Axis.of(Text.EMPTY).withRange(0, 1));
    return Figure.of(Text.EMPTY, 2, losses, near);
  }

  private NumberTable numbers(Coverage end, Course course) {
    return NumberTable.of(Text.of("what", "项目"), Text.of("value", "值"))
        .plus(Text.of("heaps found", "找到的堆数"), end.found())
        .plus(Text.of("points within 3 deviations of a heap", "离某一堆 3 倍标准差以内的点"), end.near())
        .plus(Text.of("share of the smallest heap", "最小的一堆的比例"), end.least())
        .plus(Text.of("last loss of the discriminator", "判别器最后的损失"), course.discriminator.getLast())
        .plus(Text.of("last loss of the generator", "生成器最后的损失"), course.generator.getLast());
  }

  private Text verdict(Coverage end) {
    int heaps = end.shares().size();
    if (end.isComplete()) {
      return Sentence.of(
          "All %s heaps were found, and %s of the points lie near one.",
          "%s 堆全部找到，%s 的点在某一堆附近。", heaps, Sentence.percent(end.near()));
    }
    if (2 * end.found() < heaps) {
      return Sentence.of(
          "The generator has collapsed: of %s heaps it makes %s. Wherever it goes, all of it goes, and"
              + " the discriminator only follows.",
          "生成器崩溃了：%s 堆里只生成 %s 堆。它走到哪里就整个都在哪里，判别器只能跟在后面。", heaps, end.found());
    }
    return Sentence.of(
        "%s of %s heaps were found, and %s of the points lie near one.",
        "%2$s 堆中找到 %1$s 堆，%3$s 的点在某一堆附近。", end.found(), heaps, Sentence.percent(end.near()));
  }
}
