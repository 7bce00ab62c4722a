package gradus.course.losses;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.Panel;
import gradus.plot.ReferenceLine;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// An answer that is sure and wrong: what four losses make of it, and how fast each leads out of
/// it.
public record Confident(
    @Control(
            en = "logit z of what is true",
            zh = "正确答案的 logit z",
            min = -8,
            max = 8,
            initial = "-6")
        double logit,
    @Control(en = "classes", zh = "类别数", min = 2, max = 100, initial = "3") int classes,
    @Control(en = "learning rate", zh = "学习率", min = 0.1, max = 10, log = true, initial = "1")
        double rate,
    @Control(en = "steps", zh = "步数", min = 10, max = 2000, log = true, initial = "100") int steps)
    implements Experiment {
  private static final double EDGE = 8;
  private static final int POINTS = 121;
  private static final int FRAMES = 40;
  private static final int DRAWN = 200;
  private static final Text VALUE = Text.of("value", "损失");
  private static final Text SLOPE = Text.of("slope", "导数");

  @Override
  public void run(Stage stage) {
    stage.show("slopes", slopes());
    stage.show("chain", chain());
    Map<Penalty, double[]> paths = new EnumMap<>(Penalty.class);
    for (Penalty penalty : Penalty.values()) {
      paths.put(penalty, path(penalty));
    }
    for (int frame = 1; frame <= FRAMES; frame++) {
      int moment = Math.toIntExact((long) steps * frame / FRAMES);
      if (stage.wants(frame, FRAMES)) {
        stage.show("ways-out", waysOut(paths, moment));
        stage.show("escape", escape(paths, moment));
      }
      stage.step(frame, FRAMES);
    }
    stage.say(pulls());
    stage.say(outcome(paths));
  }

  Cost cost(Penalty penalty, double... logits) {
    return Cost.of(z -> penalty.ofLogit(z, classes), logits);
  }

  /// The logit before the first step of gradient descent and after each.
  double[] path(Penalty penalty) {
    double[] path = new double[steps + 1];
    path[0] = logit;
    for (int step = 1; step <= steps; step++) {
      path[step] = path[step - 1] - rate * cost(penalty, path[step - 1]).slope()[0];
    }
    return path;
  }

  /// The steps until the right answer leads, its logit being above 0; -1 where it never does.
  static int stepsToLead(double[] path, int moment) {
    for (int step = 0; step <= moment; step++) {
      if (path[step] > 0) {
        return step;
      }
    }
    return -1;
  }

  private Figure slopes() {
    double[] z = Values.spaced(-EDGE, EDGE, POINTS).toArray();
    double[] p = Values.of(z).map(x -> Penalty.BINARY.probability(x, 2)).toArray();
    List<Series> values = new ArrayList<>();
    List<Series> slopes = new ArrayList<>();
    for (Penalty penalty : Penalty.values()) {
      Cost cost = cost(penalty, z);
      values.add(penalty.line(z, cost.value()));
      slopes.add(penalty.line(z, cost.slope()));
    }
    List<Series> valuesOfShares = new ArrayList<>();
    List<Series> slopesOfShares = new ArrayList<>();
    for (Penalty penalty : List.of(Penalty.SQUARED, Penalty.BINARY)) {
      Cost cost = Cost.of(penalty::ofProbability, p);
      valuesOfShares.add(penalty.line(p, cost.value()).withName(ofProbability(penalty)));
      double[] sizes = Values.of(cost.slope()).map(Math::abs).toArray();
      slopesOfShares.add(penalty.line(p, sizes).withName(ofProbability(penalty)));
    }
    Axis logits = Axis.of(Text.of("logit z", "logit z")).withRange(-EDGE, EDGE);
    Axis shares = Axis.log(Text.of("probability p", "概率 p")).withRange(p[0], 1);
    double share = Penalty.BINARY.probability(logit, 2);
    List<Panel> panels =
        List.of(
            chart(Text.of("Loss, by the logit", "损失随 logit 的变化"), values, logits, VALUE, logit),
            chart(
                Text.of("Slope by the logit: what training feels", "对 logit 的导数：训练感受到的"),
                slopes,
                logits,
                SLOPE,
                logit),
            chart(
                Text.of("Loss, by the probability", "损失随概率的变化"),
                valuesOfShares,
                shares,
                VALUE,
                share),
            new LineChart(
                Text.of("Size of the slope by the probability", "对概率的导数的大小"),
                shares,
                Axis.log(SLOPE),
                slopesOfShares,
                List.of(ReferenceLine.vertical(share, Text.EMPTY))));
    return Figure.of(Text.of("Before the sigmoid and after it", "sigmoid 之前与之后"), 2, panels);
  }

  /// Both cross-entropies are one where the probability is given.
  private static Text ofProbability(Penalty penalty) {
    return penalty == Penalty.SQUARED
        ? Text.of("squared error", "平方误差")
        : Text.of("cross-entropy", "交叉熵");
  }

  private static Panel chart(Text title, List<Series> lines, Axis x, Text y, double place) {
    return LineChart.of(title, lines)
        .withAxes(x, Axis.of(y))
        .withReference(ReferenceLine.vertical(place, Text.EMPTY));
  }

  /// The chain rule in numbers: the slope by the probability, times the sigmoid's own.
  NumberTable chain() {
    NumberTable table =
        NumberTable.of(
            Text.of("at z = " + NumberTable.written(logit), "z = " + NumberTable.written(logit)),
            Text.of("p"),
            Text.of("loss", "损失"),
            Text.of("∂L/∂p"),
            Text.of("× p(1 − p)"),
            Text.of("= ∂L/∂z"));
    for (Penalty penalty : Penalty.values()) {
      Cost cost = cost(penalty, logit);
      if (penalty == Penalty.HINGE) {
        table = table.plus(penalty.title(), "", cost.value()[0], "", "", cost.slope()[0]);
        continue;
      }
      double p = penalty.probability(logit, classes);
      double outside = Cost.of(penalty::ofProbability, p).slope()[0];
      table =
          table.plus(penalty.title(), p, cost.value()[0], outside, p * (1 - p), cost.slope()[0]);
    }
    return table;
  }

  private Figure waysOut(Map<Penalty, double[]> paths, int moment) {
    List<Series> lines = new ArrayList<>();
    int apart = Math.max(1, steps / DRAWN);
    int count = moment / apart + 1;
    paths.forEach((penalty, path) -> {
      double[] x = new double[count];
      double[] y = new double[count];
      for (int i = 0; i < count; i++) {
        x[i] = i * apart;
        y[i] = path[i * apart];
      }
      lines.add(penalty.line(x, y));
    });
    LineChart chart =
        LineChart.of(Text.of("The way out, step by step", "一步一步走出来"), lines)
            .withAxes(
                Axis.of(Text.of("step", "步")).withRange(0, steps),
                Axis.of(Text.of("logit z", "logit z")).withRange(-EDGE, EDGE + 2))
            .withReference(ReferenceLine.horizontal(0, Text.of("right from here on", "此线以上为答对")));
    return Figure.of(chart);
  }

  private NumberTable escape(Map<Penalty, double[]> paths, int moment) {
    NumberTable table =
        NumberTable.of(
            Text.of("after " + moment + " steps", moment + " 步之后"),
            Text.of("logit z"),
            Text.of("p"),
            Text.of("right since step", "从第几步起答对"));
    for (Map.Entry<Penalty, double[]> one : paths.entrySet()) {
      Penalty penalty = one.getKey();
      double z = one.getValue()[moment];
      int lead = stepsToLead(one.getValue(), moment);
      Object since = lead < 0 ? Text.of("never", "一直未对") : lead;
      Object p = penalty == Penalty.HINGE ? "" : penalty.probability(z, classes);
      table = table.plus(penalty.title(), z, p, since);
    }
    return table;
  }

  private Text pulls() {
    double squared = cost(Penalty.SQUARED, logit).slope()[0];
    double entropy = cost(Penalty.BINARY, logit).slope()[0];
    return Sentence.of(
        "At z = %s the sigmoid says %s. Cross-entropy pulls with %s, the squared error with %s, 1/%s"
            + " of it.",
        "z = %s 时 sigmoid 给出 %s。交叉熵的拉力是 %s，平方误差是 %s，只有前者的 1/%s。",
        logit,
        Penalty.BINARY.probability(logit, 2),
        entropy,
        squared,
        String.format(java.util.Locale.ROOT, "%.0f", entropy / squared));
  }

  private Text outcome(Map<Penalty, double[]> paths) {
    int squared = stepsToLead(paths.getOrDefault(Penalty.SQUARED, new double[0]), steps);
    int entropy = stepsToLead(paths.getOrDefault(Penalty.BINARY, new double[0]), steps);
    if (squared == 0) {
      return Text.of(
          "The answer is right from the beginning; all that is left is to become surer.",
          "一开始就答对了，剩下的只是更有把握。");
    }
    if (squared > 0) {
      return Sentence.of(
          "Steps until the answer is right: %s with cross-entropy, %s with the squared error.",
          "走到答对为止：交叉熵用了 %s 步，平方误差用了 %s 步。", entropy, squared);
    }
    return entropy > 0
        ? Sentence.of(
            "Steps until the answer is right: %s with cross-entropy; with the squared error it is"
                + " still wrong after %s.",
            "交叉熵走了 %s 步就答对；平方误差走了 %s 步，仍然是错的。", entropy, steps)
        : Sentence.of("After %s steps the answer is wrong still.", "走了 %s 步，答案仍然是错的。", steps);
  }
}
