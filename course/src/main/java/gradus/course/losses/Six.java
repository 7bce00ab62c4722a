package gradus.course.losses;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.loss.Losses;
import gradus.loss.MeanLoss;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.LineStyle;
import gradus.plot.Palette;
import gradus.plot.ReferenceLine;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.Tensor;

/// The tutorial's six losses and their slopes, at a place that can be moved.
public record Six(
    @Control(en = "error", zh = "误差", min = -3, max = 3, initial = "2") double error,
    @Control(en = "delta of Huber", zh = "Huber 的 δ", min = 0.1, max = 3, initial = "1")
        double delta,
    @Control(
            en = "probability of what is true",
            zh = "给正确答案的概率",
            min = 0.001,
            max = 0.999,
            initial = "0.1")
        double probability,
    @Control(en = "distance", zh = "距离", min = 0, max = 3, initial = "0.4") double distance,
    @Control(en = "margin", zh = "间隔", min = 0.1, max = 3, initial = "1") double margin)
    implements Experiment {
  private static final int POINTS = 100;
  private static final double EDGE = 3;

  /// Beyond these logits, probabilities lie outside the setting's bounds.
  private static final double LOGITS = 7;

  private static final double LEAST = 9e-4;

  /// The tutorial's answers, and what they should have been.
  private static final Tensor TRUTH = Tensor.ofDoubles(1, 0, 1, 0);

  private static final Tensor ANSWERS = Tensor.ofDoubles(0.9, 0.2, 0.8, 0.3);

  /// A loss of one number beside a fixed target.
  record Curve(Text name, MeanLoss loss, double target) {
    double[] values(double... places) {
      return at(places).value();
    }

    double[] slopes(double... places) {
      return at(places).slope();
    }

    private Cost at(double... places) {
      Tensor targets = Tensor.ofDoubles(new double[places.length]).plus(target);
      return Cost.of(x -> loss.each(x, targets), places);
    }
  }

  @Override
  public void run(Stage stage) {
    stage.show("all", all());
    stage.show("here", here());
    stage.show("tutorial", tutorial());
    stage.step(1, 1);
    stage.say(squares());
    stage.say(surprise());
  }

  Curve squared() {
    return new Curve(Text.of("mean squared error", "均方误差"), Losses.mse(), 0);
  }

  Curve absolute() {
    return new Curve(Text.of("mean absolute error", "平均绝对误差"), Losses.mae(), 0);
  }

  Curve huber() {
    return new Curve(Text.of("Huber", "Huber"), Losses.huber(delta), 0);
  }

  Curve entropy() {
    return new Curve(
        Text.of("binary cross-entropy, truth 1", "二元交叉熵，真值为 1"), Losses.binaryCrossEntropy(), 1);
  }

  Curve together() {
    return new Curve(
        Text.of("contrastive, a pair that belongs together", "对比损失，同类的一对"),
        Losses.contrastive(margin),
        1);
  }

  Curve apart() {
    return new Curve(
        Text.of("contrastive, a pair that does not", "对比损失，异类的一对"), Losses.contrastive(margin), 0);
  }

  private Figure all() {
    Axis errors = Axis.of(Text.of("error p − y", "误差 p − y")).withRange(-EDGE, EDGE);
    Axis shares =
        Axis.log(Text.of("probability p of what is true", "正确答案的概率 p")).withRange(LEAST, 1);
    Axis distances = Axis.of(Text.of("distance d", "距离 d")).withRange(0, EDGE);
    return Figure.of(
        Text.of("Six losses and their slopes", "六种损失及其导数"),
        2,
        panel(squared(), errors, -EDGE, EDGE, error),
        panel(absolute(), errors, -EDGE, EDGE, error),
        panel(huber(), errors, -EDGE, EDGE, error),
        shares(Penalty.BINARY, shares),
        shares(Penalty.CLASSES, shares),
        pairs(distances));
  }

  private static LineChart panel(Curve curve, Axis axis, double from, double to, double place) {
    double[] x = Values.spaced(from, to, POINTS).toArray();
    return LineChart.of(
            curve.name(),
            Series.of(Text.of("loss", "损失"), Values.of(x), Values.of(curve.values(x)))
                .withColor(Palette.BLUE.color()),
            Series.of(Text.of("slope", "导数"), Values.of(x), Values.of(curve.slopes(x)))
                .withStyle(LineStyle.DASHED)
                .withColor(Palette.GREEN.color()))
        .withAxes(axis, Axis.of(Text.EMPTY))
        .withReference(ReferenceLine.vertical(place, Text.EMPTY));
  }

  /// A loss over the probability, beside what of its slope comes through to the logit: the slope by
  /// the probability itself, -1000 at the left end, would leave no room for anything else.
  private LineChart shares(Penalty penalty, Axis axis) {
    double[] logits = Values.spaced(-LOGITS, LOGITS, POINTS).toArray();
    Values p = Values.of(logits).map(logit -> penalty.probability(logit, 2));
    Cost cost = Cost.of(z -> penalty.ofLogit(z, 2), logits);
    return LineChart.of(
            penalty.title(),
            Series.of(Text.of("loss", "损失"), p, Values.of(cost.value()))
                .withColor(Palette.BLUE.color()),
            Series.of(Text.of("slope by the logit", "对 logit 的导数"), p, Values.of(cost.slope()))
                .withStyle(LineStyle.DASHED)
                .withColor(Palette.GREEN.color()))
        .withAxes(axis, Axis.of(Text.EMPTY))
        .withReference(ReferenceLine.vertical(probability, Text.EMPTY));
  }

  private LineChart pairs(Axis axis) {
    double[] x = Values.spaced(0, EDGE, POINTS).toArray();
    return LineChart.of(
            Text.of("contrastive", "对比损失"),
            Series.of(Text.of("together", "同类"), Values.of(x), Values.of(together().values(x)))
                .withColor(Palette.BLUE.color()),
            Series.of(Text.of("apart", "异类"), Values.of(x), Values.of(apart().values(x)))
                .withStyle(LineStyle.DASHED)
                .withColor(Palette.VERMILION.color()))
        .withAxes(axis, Axis.of(Text.EMPTY))
        .withReference(ReferenceLine.vertical(distance, Text.EMPTY));
  }

  private NumberTable here() {
    NumberTable table =
        NumberTable.of(
            Text.of("loss", "损失函数"),
            Text.of("at", "位置"),
            Text.of("value", "值"),
            Text.of("slope", "导数"),
            Text.of("slope by the logit", "对 logit 的导数"));
    table = row(table, squared(), error);
    table = row(table, absolute(), error);
    table = row(table, huber(), error);
    table = row(table, Penalty.SQUARED);
    table = row(table, Penalty.BINARY);
    table = row(table, Penalty.CLASSES);
    table = row(table, together(), distance);
    return row(table, apart(), distance);
  }

  private static NumberTable row(NumberTable table, Curve curve, double place) {
    Cost cost = curve.at(place);
    return table.plus(curve.name(), place, cost.value()[0], cost.slope()[0], "");
  }

  private NumberTable row(NumberTable table, Penalty penalty) {
    double logit = Math.log(probability / (1 - probability));
    Cost cost = Cost.of(penalty::ofProbability, probability);
    double felt = Cost.of(z -> penalty.ofLogit(z, 2), logit).slope()[0];
    return table.plus(penalty.title(), probability, cost.value()[0], cost.slope()[0], felt);
  }

  /// The numbers that the tutorial prints for four answers, and those that it leaves out.
  static NumberTable tutorial() {
    NumberTable table =
        NumberTable.of(
            Text.of("truth 1 0 1 0, answers 0.9 0.2 0.8 0.3", "真值 1 0 1 0，回答 0.9 0.2 0.8 0.3"),
            Text.of("loss", "损失"));
    return table
        .plus(Text.of("mean squared error", "均方误差"), Losses.mse(ANSWERS, TRUTH).item())
        .plus(Text.of("mean absolute error", "平均绝对误差"), Losses.mae(ANSWERS, TRUTH).item())
        .plus(
            Text.of("binary cross-entropy", "二元交叉熵"),
            Losses.binaryCrossEntropy(ANSWERS, TRUTH).item())
        .plus(Text.of("Huber, delta 1", "Huber，δ = 1"), Losses.huber(ANSWERS, TRUTH).item());
  }

  private Text squares() {
    return Sentence.of(
        "An error of %s costs %s when it is squared, %s as it is, and %s by Huber; it pulls with %s,"
            + " %s and %s.",
        "误差 %s：平方是 %s，绝对值是 %s，Huber 是 %s；拉力分别是 %s、%s 和 %s。",
        error,
        squared().values(error)[0],
        absolute().values(error)[0],
        huber().values(error)[0],
        squared().slopes(error)[0],
        absolute().slopes(error)[0],
        huber().slopes(error)[0]);
  }

  private Text surprise() {
    return Sentence.of(
        "Who gives the truth a probability of %s pays %s; squared, the same mistake costs only %s.",
        "给正确答案的概率是 %s，交叉熵要付 %s；同样的错，平方误差只要 %s。",
        probability,
        entropy().values(probability)[0],
        squared().values(1 - probability)[0]);
  }
}
