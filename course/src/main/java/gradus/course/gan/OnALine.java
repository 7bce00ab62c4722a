package gradus.course.gan;

import gradus.course.Measurement;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.nn.Initializers;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.optim.Schedules;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.LineStyle;
import gradus.plot.Palette;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// The contest on a line, where densities can be drawn: what the best discriminator says, and where
/// the contest ends.
final class OnALine {
  private static final Mixture DATA = Mixture.PAIR;
  private static final double END = 4;
  private static final int PLACES = 161;
  private static final int BINS = 64;
  private static final int SAMPLES = 8000;
  private static final int WIDTH = 64;

  /// The deviation of what a generator makes that does not learn.
  private static final double SPREAD = 1.5;

  private OnALine() {}

  /// The best discriminator against a generator that stands still is known in closed form.
  static void best(Reproduction here) {
    int steps = here.size().of(200, 2000, 6000);
    int batch = here.size().of(128, 512, 1024);
    Adversaries two = Adversaries.ofPoints(1, 1, WIDTH, 0, here.seed());
    Model still =
        Model.of(
            Shape.of(1),
            Layers.seed(here.seed()),
            Layers.dense(1).withWeight(Initializers.constant(SPREAD)));
    Adversaries one = new Adversaries(still, two.discriminator(), 0);
    Contest contest = new Contest(DATA, 0, 3e-3, batch, steps);
    Trainer.of(one.discriminating(3e-3).withSchedule(Schedules.cosine(0, steps).byStep()))
        .fit(contest.batches(here.seed(), steps), 1);
    double[] x = Values.spaced(-END, END, PLACES).toArray();
    double[] told = told(one.discriminator(), x);
    DoubleUnaryOperator made = place -> Mixture.normal(place, 0, SPREAD);
    double[] proved = new double[PLACES];
    double gap = 0;
    double weight = 0;
    for (int i = 0; i < PLACES; i++) {
      double both = DATA.density(x[i]) + made.applyAsDouble(x[i]);
      proved[i] = DATA.density(x[i]) / both;
      gap += both * Math.abs(told[i] - proved[i]);
      weight += both;
    }
    double error = gap / weight;
    here.show(
        "best-discriminator",
        Figure.of(
            LineChart.of(
                    Text.of("What the best discriminator says", "最好的判别器怎么说"),
                    line(Text.of("density of the data", "数据的密度"), x, DATA::density)
                        .withColor(Palette.SLATE.color())
                        .withStyle(LineStyle.DOTTED),
                    line(Text.of("density of what is made", "生成样本的密度"), x, made)
                        .withColor(Palette.GREEN.color()),
                    Series.of(Text.of("D(x), learned", "学到的 D(x)"), Values.of(x), Values.of(told))
                        .withColor(Palette.BLUE.color()),
                    Series.of(
                            Text.of("data / (data + made)", "数据 /（数据 + 生成）"),
                            Values.of(x),
                            Values.of(proved))
                        .withColor(Palette.VERMILION.color())
                        .withStyle(LineStyle.DASHED))
                .withAxes(Axis.of(Text.of("x")), Axis.of(Text.EMPTY).withRange(0, 1))));
    double most = here.size().of(0.1, 0.03, 0.03);
    here.measured(
        new Measurement(
            "best-discriminator",
            Text.of(
                "mean distance of D(x) from p(x) / (p(x) + q(x))",
                "D(x) 与 p(x) / (p(x) + q(x)) 的平均差"),
            Text.of("0: proposition 1 of the paper, 2014", "0：2014 年论文的命题 1"),
            error,
            Sentence.of("%s", "%s", error),
            Sentence.of(
                "points on a line, %s steps on %s of each kind; the proposition is about any"
                    + " function at all",
                "直线上的点，%s 步，每步两种点各 %s 个；命题说的是任意函数", Sentence.count(steps), batch),
            error < most));
  }

  /// The contest, as in the paper's first figure.
  static void contest(Reproduction here) {
    int steps = here.size().of(400, 3000, 10_000);
    int every = steps / 20;
    Adversaries two = Adversaries.ofPoints(1, 1, WIDTH, 0, here.seed() + 7);
    Contest contest = new Contest(DATA, 1e-3, 1e-3, here.size().of(128, 256, 256), steps);
    List<LineChart> moments = new ArrayList<>();
    moments.add(moment(two.generator(), two.discriminator(), 0));
    Model generator =
        contest.train(
            two,
            here.seed(),
            every,
            (done, _) -> {
              if (done == every || done == 4 * every) {
                moments.add(moment(two.generator(), two.discriminator(), done));
              }
              here.step(done, steps);
            });
    moments.add(moment(generator, two.discriminator(), steps));
    here.show(
        "contest",
        Figure.of(
            Text.of("A contest on a line: it ends where nothing can be told", "直线上的对抗：到再也分不出来为止"),
            2,
            moments));
    double[] made = sorted(Adversaries.make(generator, RandomKey.of(here.seed()), SAMPLES));
    double[] data = sorted(DATA.draw(RandomKey.of(here.seed()).fold(1), SAMPLES));
    double apart = 0;
    double doubt = 0;
    double[] atData = told(two.discriminator(), data);
    double[] atMade = told(two.discriminator(), made);
    for (int i = 0; i < SAMPLES; i++) {
      apart += Math.abs(made[i] - data[i]) / SAMPLES;
      doubt += (Math.abs(atData[i] - 0.5) + Math.abs(atMade[i] - 0.5)) / (2 * SAMPLES);
    }
    here.measured(
        new Measurement(
            "doubt",
            Text.of("mean distance of D from 1/2 at the end", "结束时 D 与 1/2 的平均差"),
            Text.of(
                "0 where the generator has become the data: theorem 1 of the paper, 2014",
                "生成器与数据一致时为 0：2014 年论文的定理 1"),
            doubt,
            Sentence.of(
                "%s; points that were made lie %s from those of the data on average",
                "%s；生成的点与数据的点平均相距 %s", doubt, apart),
            Sentence.of(
                "two heaps of points on a line, networks of two hidden layers of %s, %s steps",
                "直线上的两堆点，两个隐藏层各 %s 个单元的网络，%s 步", WIDTH, Sentence.count(steps)),
            doubt < here.size().of(0.2, 0.1, 0.1) && apart < here.size().of(0.5, 0.15, 0.15)));
  }

  private static Series line(Text name, double[] x, DoubleUnaryOperator f) {
    return Series.of(name, Values.of(x), Values.of(Arrays.stream(x).map(f).toArray()));
  }

  /// What a discriminator says at places, as probabilities.
  private static double[] told(Model discriminator, double[] x) {
    Tensor places = Tensor.of(Shape.of(x.length, 1), x).cast(DType.FLOAT32);
    return discriminator.predict(places).sigmoid().cast(DType.FLOAT64).toDoubles();
  }

  private static double[] sorted(Tensor points) {
    double[] all = points.cast(DType.FLOAT64).toDoubles();
    Arrays.sort(all);
    return all;
  }

  private static LineChart moment(Model generator, Model discriminator, int steps) {
    double[] x = Values.spaced(-END, END, PLACES).toArray();
    double[] made = sorted(Adversaries.make(generator, RandomKey.of(1), SAMPLES));
    double[] middles = new double[BINS];
    double[] heights = new double[BINS];
    double width = 2 * END / BINS;
    for (int i = 0; i < BINS; i++) {
      middles[i] = -END + (i + 0.5) * width;
    }
    for (double place : made) {
      int bin = (int) Math.floor((place + END) / width);
      if (bin >= 0 && bin < BINS) {
        heights[bin] += 1 / (width * made.length);
      }
    }
    // Before the first step all points lie in a few bins, much higher than the data's density.
    double[] shown = Arrays.stream(heights).map(height -> Math.min(1, height)).toArray();
    return LineChart.of(
            Sentence.of("after %s steps", "%s 步之后", Sentence.count(steps)),
            line(Text.of("density of the data", "数据的密度"), x, DATA::density)
                .withColor(Palette.SLATE.color())
                .withStyle(LineStyle.DOTTED),
            Series.of(
                    Text.of("density of what is made", "生成样本的密度"),
                    Values.of(middles),
                    Values.of(shown))
                .withColor(Palette.GREEN.color()),
            Series.of(Text.of("D(x)"), Values.of(x), Values.of(told(discriminator, x)))
                .withColor(Palette.BLUE.color())
                .withStyle(LineStyle.DASHED))
        .withAxes(Axis.of(Text.of("x")), Axis.of(Text.EMPTY).withRange(0, 1));
  }
}
