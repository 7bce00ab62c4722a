package gradus.course.mlp;

import static gradus.nn.Initializers.glorotNormal;
import static gradus.nn.Layers.dense;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Points;
import gradus.course.Stage;
import gradus.course.activations.Function;
import gradus.course.plane.Pattern;
import gradus.course.plane.Plane;
import gradus.course.plane.Samples;
import gradus.data.Batch;
import gradus.loss.Losses;
import gradus.loss.Penalty;
import gradus.nn.LayerSpec;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.LineChart;
import gradus.plot.Palette;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Learner;
import gradus.train.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A network that learns to tell points of two classes apart, and the boundary that it draws.
public record Boundary(
    @Control(en = "points", zh = "数据", initial = "moons") Pattern pattern,
    @Control(en = "drawn points", zh = "手绘的点", initial = "") Points points,
    @Control(en = "noise", zh = "噪声", min = 0, max = 0.3, initial = "0.08") double noise,
    @Control(en = "hidden layers", zh = "隐藏层数", min = 0, max = 4, initial = "2") int layers,
    @Control(en = "units a layer", zh = "每层神经元数", min = 1, max = 32, initial = "8") int units,
    @Control(en = "activation", zh = "激活函数", initial = "tanh") Function activation,
    @Control(en = "learning rate", zh = "学习率", min = 1e-4, max = 10, log = true, initial = "0.03")
        double rate,
    @Control(en = "L2", zh = "L2 强度", min = 0, max = 0.1, initial = "0") double l2,
    @Control(en = "steps", zh = "步数", min = 1, max = 5000, log = true, initial = "300") int steps,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final int COUNT = 200;
  private static final int OTHER_SEED = 1_000_003;
  private static final int MOMENTS = 100;
  private static final int SIDE = 60;
  private static final int SMALL_SIDE = 24;
  private static final int TILES_IN_A_ROW = 16;

  /// Units that differ by less over all training points say the same of each.
  private static final double SAME = 1e-4;

  /// Of the points that a person drew, each fifth is for validation.
  private static final int FIFTH = 5;

  /// The points to learn from and others to judge by.
  record Data(Samples train, Samples validation) {}

  /// What was measured after a step.
  record Moment(int step, double loss, double validation, int dead) {}

  @Override
  public void run(Stage stage) {
    Data data = data();
    Batch batch = data.train().batch();
    Model model = model();
    List<Moment> moments = new ArrayList<>(List.of(measure(model, data, 0)));
    if (stage.wants(0, steps)) {
      show(stage, model, data, moments);
    }
    Learner.Spec spec =
        Learner.Spec.of(
                model,
                Objective.supervised(model, Losses::binaryCrossEntropyWithLogits),
                Adam.of(rate))
            .withPenalty(Penalty.l2(l2));
    int apart = Math.ceilDiv(steps, MOMENTS);
    try (Learner learner = Learner.start(spec, seed)) {
      for (int step = 1; step <= steps; step++) {
        if (!learner.step(batch).isFinite()) {
          stage.say(overflow(step));
          return;
        }
        if (step % apart == 0 || step == steps) {
          moments.add(measure(model, data, step));
          if (stage.wants(step, steps)) {
            show(stage, model, data, moments);
          }
        }
        stage.step(step, steps);
      }
    }
    stage.say(verdict(model, data, moments));
    if (moments.getLast().dead() > 0) {
      stage.say(dead(moments.getLast().dead()));
    }
  }

  /// The network: two numbers in, hidden layers, and one logit out.
  Model model() {
    List<LayerSpec> parts = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      parts.add(dense(units).withWeight(glorotNormal()));
      parts.add(activation.layer());
    }
    parts.add(dense(1).withWeight(glorotNormal()));
    return Model.of(Shape.of(2), Seed.of(seed), parts.toArray(LayerSpec[]::new));
  }

  Data data() {
    if (points.points().isEmpty()) {
      return new Data(
          pattern.draw(COUNT, noise, seed), pattern.draw(COUNT, noise, seed + OTHER_SEED));
    }
    Samples drawn = Samples.of(points);
    if (drawn.size() < 2 * FIFTH) {
      return new Data(drawn, drawn);
    }
    return new Data(
        drawn.where(i -> i % FIFTH < FIFTH - 1), drawn.where(i -> i % FIFTH == FIFTH - 1));
  }

  private static Tensor single(Samples samples) {
    return samples.inputs().cast(DType.FLOAT32);
  }

  private Moment measure(Model model, Data data, int step) {
    return new Moment(
        step,
        loss(model, data.train()),
        loss(model, data.validation()),
        deadUnits(model, data.train()));
  }

  private static double loss(Model model, Samples samples) {
    Tensor logits = model.predict(single(samples)).cast(DType.FLOAT64);
    return Losses.binaryCrossEntropyWithLogits(logits, samples.targets(0, 1)).item();
  }

  static double accuracy(Model model, Samples samples) {
    return samples.accuracy(model.predict(single(samples)).toDoubles(), 0);
  }

  /// How many hidden units say the same of every point.
  private int deadUnits(Model model, Samples train) {
    int dead = 0;
    for (double[] answers : answers(model, train)) {
      dead += isDead(answers) ? 1 : 0;
    }
    return dead;
  }

  private static boolean isDead(double... answers) {
    double least = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (double answer : answers) {
      least = Math.min(least, answer);
      largest = Math.max(largest, answer);
    }
    return largest - least < SAME;
  }

  /// What every hidden unit answers to some points, layer after layer.
  private List<double[]> answers(Model model, Samples samples) {
    List<double[]> all = new ArrayList<>();
    if (layers == 0) {
      return all;
    }
    var outputs = model.activations(single(samples));
    for (int layer = 0; layer < layers; layer++) {
      // Each hidden layer is two of the model's: a dense one, and its function.
      Tensor output =
          java.util.Objects.requireNonNull(outputs.get(Integer.toString(2 * layer + 1)));
      double[] values = output.toDoubles();
      for (int unit = 0; unit < units; unit++) {
        double[] own = new double[samples.size()];
        for (int i = 0; i < own.length; i++) {
          own[i] = values[i * units + unit];
        }
        all.add(own);
      }
    }
    return all;
  }

  private void show(Stage stage, Model model, Data data, List<Moment> moments) {
    stage.show("boundary", boundary(model, data, moments.getLast().step()));
    if (layers > 0) {
      stage.show("units", maps(model, data));
    }
    stage.show("losses", losses(moments));
    stage.show("results", results(model, data, moments));
  }

  private Figure boundary(Model model, Data data, int step) {
    double[] answers = model.predict(single(Plane.lattice(SIDE))).sigmoid().toDoubles();
    Text title =
        Text.of("How likely class 1 is, after " + step + " steps", step + " 步之后，属于类别 1 的概率");
    return Figure.of(Plane.with(Plane.field(title, SIDE, answers, 0, 1), data.train()))
        .withSize(640, 580);
  }

  private Figure maps(Model model, Data data) {
    List<double[]> fields = answers(model, Plane.lattice(SMALL_SIDE));
    List<double[]> answers = answers(model, data.train());
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      Text caption = Text.of((i / units + 1) + "." + (i % units + 1));
      boolean dead = isDead(answers.get(i));
      tiles.add(
          new ImageGrid.Tile(
              Plane.map(SMALL_SIDE, fields.get(i)),
              caption,
              dead ? Palette.VERMILION.color() : null));
    }
    Text title =
        Text.of(
            "What each hidden unit answers; those with a frame are dead", "每个隐藏神经元的输出；加框的已经“死”了");
    return Figure.of(new ImageGrid(title, Math.min(units, TILES_IN_A_ROW), tiles));
  }

  private Figure losses(List<Moment> moments) {
    return Figure.of(
        LineChart.of(
                Text.of("Training and validation", "训练与验证"),
                line(Text.of("training", "训练"), moments, true),
                line(Text.of("validation", "验证"), moments, false))
            .withAxes(
                Axis.of(Text.of("step", "步")).withRange(0, steps),
                Axis.log(Text.of("loss (cross-entropy)", "损失（交叉熵）"))));
  }

  private static Series line(Text name, List<Moment> moments, boolean training) {
    double[] values =
        moments.stream()
            .mapToDouble(moment -> training ? moment.loss() : moment.validation())
            // A logarithmic axis has no place for what is exactly 0.
            .map(loss -> loss > 0 ? loss : Double.NaN)
            .toArray();
    double[] at = moments.stream().mapToDouble(Moment::step).toArray();
    return Series.of(name, Values.of(at), Values.of(values));
  }

  private NumberTable results(Model model, Data data, List<Moment> moments) {
    Moment last = moments.getLast();
    return NumberTable.of(
            Text.of("parameters", "参数个数"),
            Text.of("training loss", "训练损失"),
            Text.of("validation loss", "验证损失"),
            Text.of("right in training, %", "训练正确率（%）"),
            Text.of("right in validation, %", "验证正确率（%）"),
            Text.of("dead units", "死神经元"))
        .plus(
            model.parameterCount(),
            last.loss(),
            last.validation(),
            100 * accuracy(model, data.train()),
            100 * accuracy(model, data.validation()),
            last.dead() + " / " + layers * units);
  }

  private Text verdict(Model model, Data data, List<Moment> moments) {
    String right = percent(accuracy(model, data.train()));
    String others = percent(accuracy(model, data.validation()));
    String loss = NumberTable.written(moments.getLast().validation());
    return Text.of(
        "After "
            + steps
            + " steps "
            + right
            + " of the training points are right and "
            + others
            + " of the others, at a validation loss of "
            + loss
            + ".",
        steps + " 步之后，训练点分对了 " + right + "，验证点分对了 " + others + "，验证损失为 " + loss + "。");
  }

  private static String percent(double part) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * part);
  }

  private Text dead(int count) {
    int all = layers * units;
    return Text.of(
        count + " of " + all + " hidden units say the same of every point: they are dead.",
        all + " 个隐藏神经元里，有 " + count + " 个对所有点都给出同样的输出：它们已经死了。");
  }

  private Text overflow(int step) {
    String written = NumberTable.written(rate);
    return Text.of(
        "In step " + step + " the weights overflow: the rate " + written + " is too large.",
        "第 " + step + " 步权重溢出：学习率 " + written + " 太大了。");
  }
}
