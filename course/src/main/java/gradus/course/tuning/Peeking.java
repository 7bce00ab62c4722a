package gradus.course.tuning;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.LineStyle;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Choosing by the test set: many candidates that are all equally good, judged by few questions.
public record Peeking(
    @Control(en = "candidates", zh = "候选个数", min = 1, max = 500, log = true, initial = "100")
        int candidates,
    @Control(en = "test questions", zh = "测试题数", min = 10, max = 2000, log = true, initial = "100")
        int questions,
    @Control(
            en = "how often each is right",
            zh = "每个的真实正确率",
            min = 0.5,
            max = 0.99,
            initial = "0.8")
        double skill,
    @Control(en = "seed", zh = "随机种子", min = 1, max = 9999, initial = "1") long seed)
    implements Experiment {
  private static final int FRAMES = 50;

  @Override
  public void run(Stage stage) {
    double[] chosen = shares(seed);
    double[] fresh = shares(seed + 1);
    List<Double> peeked = new ArrayList<>();
    List<Double> honest = new ArrayList<>();
    int best = 0;
    for (int i = 0; i < candidates; i++) {
      best = chosen[i] > chosen[best] ? i : best;
      peeked.add(chosen[best]);
      honest.add(fresh[best]);
    }
    for (int frame = 1; frame <= FRAMES; frame++) {
      if (stage.wants(frame, FRAMES)) {
        int shown = Math.max(1, Math.toIntExact((long) candidates * frame / FRAMES));
        stage.show("chosen", figure(peeked.subList(0, shown), honest.subList(0, shown)));
      }
      stage.step(frame, FRAMES);
    }
    stage.show("verdict", table(peeked.getLast(), honest.getLast()));
    stage.say(
        Sentence.of(
            "All %s candidates are right in %s of all cases. The one chosen by the test questions"
                + " seems to be right in %s; asked %s new ones, it is right in %s.",
            "%s 个候选的真实正确率都是 %s。按测试题挑出来的那个看上去有 %s；换 %s 道新题，它是 %s。",
            candidates,
            Sentence.percent(skill),
            Sentence.percent(peeked.getLast()),
            questions,
            Sentence.percent(honest.getLast())));
  }

  /// How often each candidate is right in as many questions as there are.
  double[] shares(long drawn) {
    float[] chances = RandomKey.of(drawn).uniform(Shape.of(candidates, questions), 0, 1).toFloats();
    double[] shares = new double[candidates];
    for (int i = 0; i < chances.length; i++) {
      shares[i / questions] += chances[i] < skill ? 1.0 / questions : 0;
    }
    return shares;
  }

  private Figure figure(List<Double> peeked, List<Double> honest) {
    double[] x = Values.counting(1, peeked.size()).toArray();
    return Figure.of(
        LineChart.of(
                Text.of("The best so far", "目前最好的"),
                series(Text.of("by the questions it was chosen by", "挑选它的那些题"), x, peeked),
                series(Text.of("by new questions", "新题"), x, honest),
                Series.of(
                        Text.of("in truth", "真实水平"),
                        Values.of(1, Math.max(2, candidates)),
                        Values.of(skill, skill))
                    .withStyle(LineStyle.DASHED))
            .withAxes(
                Axis.of(Text.of("candidates", "候选个数")).withRange(1, Math.max(2, candidates)),
                Axis.of(Text.of("share that is right", "正确率"))));
  }

  private static Series series(Text name, double[] x, List<Double> y) {
    return Series.of(
        name, Values.of(x), Values.of(y.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  private NumberTable table(double peeked, double honest) {
    return NumberTable.of(Text.of("the chosen one", "被选中的"), Text.of("is right in", "正确率"))
        .plus(Text.of("by the questions it was chosen by", "挑选它的那些题"), Sentence.percent(peeked))
        .plus(Text.of("by new questions", "新题"), Sentence.percent(honest))
        .plus(Text.of("in truth", "真实水平"), Sentence.percent(skill));
  }
}
