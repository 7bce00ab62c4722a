package gradus.course.resnet;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.course.plane.Pattern;
import gradus.course.plane.Plane;
import gradus.course.plane.Samples;
import gradus.data.Batch;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Sgd;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.HeatMap;
import gradus.plot.LineChart;
import gradus.plot.LineStyle;
import gradus.plot.Palette;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.DType;
import gradus.tensor.Tensor;
import gradus.train.Learner;
import gradus.train.Objective;
import java.util.ArrayList;
import java.util.List;

/// Two networks of the same depth learn the same points from the same first weights: one plain, and
/// one with a way around each two layers.
public record WayAround(
    @Control(en = "layers", zh = "层数", min = 4, max = 60, initial = "40") int layers,
    @Control(en = "batch normalisation", zh = "批量归一化", initial = "true") boolean normalised,
    @Control(en = "points", zh = "数据", initial = "moons") Pattern pattern,
    @Control(en = "units a layer", zh = "每层神经元数", min = 4, max = 32, initial = "16") int units,
    @Control(en = "learning rate", zh = "学习率", min = 1e-3, max = 1, log = true, initial = "0.05")
        double rate,
    @Control(en = "steps", zh = "步数", min = 20, max = 1000, log = true, initial = "200") int steps,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final int COUNT = 200;
  private static final double NOISE = 0.05;
  private static final double MOMENTUM = 0.9;
  private static final int SIDE = 36;
  private static final int MOMENTS = 40;

  /// Losses above this are not drawn.
  private static final double MOST = 1e6;

  /// One of the two while it learns.
  private static final class Learned {
    private final Model model;
    private final Samples points;
    private final Batch batch;
    private final List<Double> steps = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();
    private final LayerGradients first;
    private LayerGradients gradients;
    private boolean overflowed;

    Learned(Model model, Samples points) {
      this.model = model;
      this.points = points;
      batch = points.batch();
      first = look();
      gradients = first;
      keep(0);
    }

    private LayerGradients look() {
      return LayerGradients.of(
          model, Losses::binaryCrossEntropyWithLogits, batch.input(), batch.target());
    }

    void measure(int step) {
      if (!overflowed) {
        gradients = look();
        keep(step);
      }
    }

    private void keep(int step) {
      double loss =
          Losses.binaryCrossEntropyWithLogits(gradients.prediction(), batch.target()).item();
      steps.add((double) step);
      losses.add(loss);
      overflowed = !Double.isFinite(loss);
    }

    double error() {
      return 1 - points.accuracy(gradients.prediction().cast(DType.FLOAT64).toDoubles(), 0);
    }

    Series line(boolean residual) {
      // A logarithmic axis has no place for what is 0 or no number.
      double[] shown =
          losses.stream()
              .mapToDouble(loss -> loss > 0 && loss < MOST ? loss : Double.NaN)
              .toArray();
      return Series.of(gradients.line(residual).name(), Values.of(steps), Values.of(shown))
          .withColor((residual ? Palette.BLUE : Palette.VERMILION).color())
          .withStyle(residual ? LineStyle.SOLID : LineStyle.DASHED);
    }
  }

  @Override
  public void run(Stage stage) {
    Samples points = pattern.draw(COUNT, NOISE, seed);
    Twins twins = Twins.of(2 * (layers / 2), units, normalised, Seed.of(seed));
    Learned plain = new Learned(twins.plain(), points);
    Learned residual = new Learned(twins.residual(), points);
    if (stage.wants(0, steps)) {
      show(stage, points, plain, residual, 0);
    }
    int every = Math.max(1, steps / MOMENTS);
    try (Learner one = learner(plain.model);
        Learner other = learner(residual.model)) {
      for (int step = 1; step <= steps; step++) {
        step(one, plain);
        step(other, residual);
        if (step % every == 0 || step == steps) {
          plain.measure(step);
          residual.measure(step);
          if (stage.wants(step, steps) || step == steps) {
            show(stage, points, plain, residual, step);
          }
        }
        stage.step(step, steps);
      }
    }
    stage.show("numbers", numbers(plain, residual));
    stage.say(verdict(plain, residual));
    stage.say(
        Sentence.of(
            "Before the first step, the largest gradient of a layer was %s times the smallest"
                + " without ways around, and %s times with them.",
            "第一步之前，各层梯度最大的与最小的之比：没有旁路时是 %s，有旁路时是 %s。",
            plain.first.spread(),
            residual.first.spread()));
  }

  private Learner learner(Model model) {
    return Learner.start(
        Learner.Spec.of(
            model,
            Objective.supervised(model, Losses::binaryCrossEntropyWithLogits),
            Sgd.momentum(rate, MOMENTUM)),
        seed);
  }

  private static void step(Learner learner, Learned learned) {
    if (!learned.overflowed && !learner.step(learned.batch).isFinite()) {
      learned.overflowed = true;
    }
  }

  private void show(Stage stage, Samples points, Learned plain, Learned residual, int step) {
    stage.show(
        "answers",
        Figure.of(
                Sentence.of("After %s steps", "%s 步之后", step),
                2,
                field(Text.of("plain", "普通"), plain.model, points),
                field(Text.of("with ways around", "有旁路"), residual.model, points))
            .withSize(860, 420));
    stage.show(
        "loss",
        Figure.of(
            LineChart.of(
                    Text.of("Loss on the points", "数据点的损失"), plain.line(false), residual.line(true))
                .withAxes(
                    Axis.of(Text.of("step", "步")).withRange(0, steps),
                    Axis.log(Text.of("loss (cross-entropy)", "损失（交叉熵）")))));
    stage.show(
        "gradients",
        Figure.of(
            Text.EMPTY,
            2,
            LayerGradients.chart(
                Text.of("Gradient by layer, before the first step", "第一步之前各层的梯度"),
                plain.first,
                residual.first),
            LayerGradients.chart(
                Sentence.of("Gradient by layer, after %s steps", "%s 步之后各层的梯度", step),
                plain.gradients,
                residual.gradients)));
  }

  private static HeatMap field(Text title, Model model, Samples points) {
    Tensor places = Plane.lattice(SIDE).inputs().cast(DType.FLOAT32);
    double[] answers = model.predict(places).sigmoid().cast(DType.FLOAT64).toDoubles();
    return Plane.with(Plane.field(title, SIDE, answers, 0, 1), points);
  }

  private static NumberTable numbers(Learned plain, Learned residual) {
    return NumberTable.of(
            Text.of("network", "网络"),
            Text.of("loss", "损失"),
            Text.of("points told wrongly", "分错的点"),
            Text.of("largest gradient beside the smallest, at first", "最初各层梯度最大与最小之比"))
        .plus(
            Text.of("plain", "普通"),
            plain.losses.getLast(),
            Sentence.percent(plain.error()),
            plain.first.spread())
        .plus(
            Text.of("with ways around", "有旁路"),
            residual.losses.getLast(),
            Sentence.percent(residual.error()),
            residual.first.spread());
  }

  private Text verdict(Learned plain, Learned residual) {
    if (plain.overflowed || residual.overflowed) {
      return Sentence.of(
          "The weights of %s overflow: the rate %s is too large.",
          "%s的权重溢出了：学习率 %s 太大。",
          plain.overflowed && residual.overflowed
              ? Text.of("both", "两个网络")
              : plain.overflowed
                  ? Text.of("the plain network", "普通网络")
                  : Text.of("the network with ways around", "有旁路的网络"),
          rate);
    }
    return Sentence.of(
        "With %s layers and %s steps, the plain network tells %s of the points wrongly, at a loss of"
            + " %s, and the one with ways around %s, at a loss of %s.",
        "%s 层，%s 步：普通网络分错 %s 的点，损失 %s；有旁路的网络分错 %s，损失 %s。",
        2 * (layers / 2),
        steps,
        Sentence.percent(plain.error()),
        plain.losses.getLast(),
        Sentence.percent(residual.error()),
        residual.losses.getLast());
  }
}
