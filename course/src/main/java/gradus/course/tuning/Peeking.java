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
import gradus.plot.Palette;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Choosing the best of many candidates that are all equally good, by the test set or by validation
/// data.
public record Peeking(
    @Control(en = "candidates", zh = "候选个数", min = 1, max = 500, log = true, initial = "100")
        int candidates,
    @Control(
            en = "questions in each set",
            zh = "每组题数",
            min = 10,
            max = 2000,
            log = true,
            initial = "100")
        int questions,
    @Control(en = "chosen by", zh = "按什么挑选", initial = "test") Chooser choose,
    @Control(
            en = "how often each is right",
            zh = "每个的真实正确率",
            min = 0.5,
            max = 0.99,
            initial = "0.8")
        double skill,
    @Control(en = "seed", zh = "随机种子", min = 1, max = 9999, initial = "8") long seed)
    implements Experiment {
  private static final int FRAMES = 50;

  /// Over how many repetitions with other candidates and questions the means are taken.
  private static final int REPETITIONS = 200;

  /// What became of one choice.
  ///
  /// @param chosenBy how often the chosen one is right in the questions that chose it
  /// @param unseen how often it is right in questions that had no part in the choice
  record Choice(double chosenBy, double unseen) {}

  @Override
  public void run(Stage stage) {
    List<Choice> soFar = choices(0);
    for (int frame = 1; frame <= FRAMES; frame++) {
      if (stage.wants(frame, FRAMES)) {
        int shown = Math.max(1, Math.toIntExact((long) candidates * frame / FRAMES));
        stage.show("chosen", figure(soFar.subList(0, shown)));
      }
      stage.step(frame, FRAMES);
    }
    Choice last = soFar.getLast();
    Choice mean = mean();
    stage.show("verdict", table(last, mean));
    stage.say(
        Sentence.of(
            "All %s candidates are right in %s of all cases. The best one was chosen by %s, and what"
                + " is reported of it is %s; the mean of %s repetitions is %s.",
            "%s 个候选的真实正确率都是 %s。按%s挑出最好的，报告的正确率是 %s；重复 %s 次，平均是 %s。",
            candidates,
            Sentence.percent(skill),
            choose.title(),
            Sentence.percent(choose.reported(last.chosenBy(), last.unseen())),
            REPETITIONS,
            Sentence.percent(choose.reported(mean.chosenBy(), mean.unseen()))));
  }

  /// The best of the first candidate, of the first two, and so on.
  private List<Choice> choices(int repetition) {
    double[] chosenBy = shares(2L * repetition);
    double[] unseen = shares(2L * repetition + 1);
    List<Choice> soFar = new ArrayList<>();
    int best = 0;
    for (int i = 0; i < candidates; i++) {
      best = chosenBy[i] > chosenBy[best] ? i : best;
      soFar.add(new Choice(chosenBy[best], unseen[best]));
    }
    return soFar;
  }

  /// The mean over repetitions, of which the first is the one that is shown.
  Choice mean() {
    List<Choice> all = IntStream.range(0, REPETITIONS).mapToObj(i -> choices(i).getLast()).toList();
    return new Choice(
        all.stream().mapToDouble(Choice::chosenBy).average().orElseThrow(),
        all.stream().mapToDouble(Choice::unseen).average().orElseThrow());
  }

  /// How often each candidate is right in a set of questions.
  double[] shares(long set) {
    float[] chances =
        RandomKey.of(seed).fold(set).uniform(Shape.of(candidates, questions), 0, 1).toFloats();
    double[] shares = new double[candidates];
    for (int i = 0; i < chances.length; i++) {
      shares[i / questions] += chances[i] < skill ? 1.0 / questions : 0;
    }
    return shares;
  }

  private Figure figure(List<Choice> soFar) {
    double[] x = Values.counting(1, soFar.size()).toArray();
    double[] chosenBy = soFar.stream().mapToDouble(Choice::chosenBy).toArray();
    double[] unseen = soFar.stream().mapToDouble(Choice::unseen).toArray();
    double most = 1.02 * Math.max(2, candidates);
    // Chance alone hardly ever gets further than this.
    double luck = 5 * Math.sqrt(skill * (1 - skill) / questions);
    List<Series> lines = new ArrayList<>();
    lines.add(Series.of(choose.chosenBy(), Values.of(x), Values.of(chosenBy)));
    if (choose == Chooser.TEST) {
      lines.add(Series.of(choose.unseen(), Values.of(x), Values.of(unseen)));
    } else if (soFar.size() == candidates) {
      lines.add(
          Series.of(choose.unseen(), Values.of(candidates), Values.of(unseen[candidates - 1]))
              .withMarkers());
    }
    lines.add(
        Series.of(Text.of("in truth", "真实水平"), Values.of(1, most), Values.of(skill, skill))
            .withStyle(LineStyle.DASHED)
            .withColor(Palette.SLATE.color()));
    return Figure.of(
        LineChart.of(Text.of("The best so far", "目前最好的"), lines)
            .withAxes(
                Axis.of(Text.of("candidates", "候选个数")).withRange(1, most),
                Axis.of(Text.of("share that is right", "正确率"))
                    .withRange(Math.max(0, skill - luck), Math.min(1, skill + luck))));
  }

  private NumberTable table(Choice last, Choice mean) {
    return NumberTable.of(
            Text.of("the chosen one is right in", "被选中的，正确率"),
            Text.of("here", "这一次"),
            Sentence.of("mean of %s repetitions", "%s 次的平均", REPETITIONS))
        .plus(
            choose.chosenBy(), Sentence.percent(last.chosenBy()), Sentence.percent(mean.chosenBy()))
        .plus(choose.unseen(), Sentence.percent(last.unseen()), Sentence.percent(mean.unseen()))
        .plus(Text.of("in truth", "真实水平"), Sentence.percent(skill), Sentence.percent(skill));
  }
}
