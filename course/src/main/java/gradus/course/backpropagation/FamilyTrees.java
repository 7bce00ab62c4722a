package gradus.course.backpropagation;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.data.Batch;
import gradus.nn.Model;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.train.Learner;
import java.util.ArrayList;
import java.util.List;

/// The network of the family trees while it learns 100 facts: what its units make of the people,
/// and what it says of 4 facts that it never sees.
public record FamilyTrees(
    @Control(en = "rate", zh = "学习率", min = 0.001, max = 1, log = true, initial = "0.2")
        double rate,
    @Control(en = "decay in each sweep", zh = "每遍的权重衰减", min = 0, max = 0.02, initial = "0.005")
        double decay,
    @Control(
            en = "weights start within ±",
            zh = "初始权重范围 ±",
            min = 0.1,
            max = 3,
            log = true,
            initial = "1")
        double limit,
    @Control(en = "sweeps", zh = "遍数", min = 100, max = 24_000, log = true, initial = "12000")
        int sweeps,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final int FRAMES = 80;

  /// How far the network is.
  ///
  /// @param learned facts answered of those that it learns
  /// @param held facts answered of those that it never sees
  private record Moment(int sweep, int learned, int held) {}

  @Override
  public void run(Stage stage) {
    Fact.Split split = Fact.split(seed);
    Batch learned = Fact.batch(split.learned());
    Recipe recipe = recipe();
    Model model = recipe.model(seed);
    List<Moment> moments = new ArrayList<>();
    int every = Math.max(1, sweeps / FRAMES);
    moments.add(moment(model, split, 0));
    show(stage, model, split, moments);
    try (Learner learner = recipe.learner(model)) {
      for (int sweep = 1; sweep <= sweeps; sweep++) {
        learner.step(learned);
        if (sweep % every == 0 || sweep == sweeps) {
          moments.add(moment(model, split, sweep));
          if (stage.wants(sweep, sweeps)) {
            show(stage, model, split, moments);
          }
          stage.step(sweep, sweeps);
        }
      }
    }
    stage.show("trees", KinshipCharts.trees());
    told(stage, model, moments.getLast());
  }

  private Recipe recipe() {
    DeltaRule rule =
        new DeltaRule(new DeltaRule.Pace(rate / 2, 0.5), 20, new DeltaRule.Pace(rate, 0.9), decay);
    return new Recipe(limit, rule, sweeps, Math.max(1, sweeps / 3));
  }

  private static Moment moment(Model model, Fact.Split split, int sweep) {
    return new Moment(sweep, answered(model, split.learned()), answered(model, split.held()));
  }

  private static int answered(Model model, List<Fact> facts) {
    return Fact.answered(facts, model.predict(Fact.batch(facts).inputs()).toDoubles());
  }

  private void show(Stage stage, Model model, Fact.Split split, List<Moment> moments) {
    Codes codes = Codes.of(model);
    Text title = Sentence.of("After %s sweeps", "%s 遍之后", moments.getLast().sweep());
    Text people = Sentence.of("The people, sweep %s", "网络眼中的人，第 %s 遍", moments.getLast().sweep());
    stage.show("map", KinshipCharts.map(codes, people));
    stage.show("codes", KinshipCharts.codes(codes, title));
    stage.show("meaning", KinshipCharts.meaning(codes));
    stage.show("facts", facts(moments));
    stage.show("held-out", KinshipChapters.asked(model, split.held()));
  }

  private Figure facts(List<Moment> moments) {
    Values at = Values.of(moments.stream().mapToDouble(Moment::sweep).toArray());
    Values learned = Values.of(moments.stream().mapToDouble(Moment::learned).toArray());
    Values held =
        Values.of(
            moments.stream()
                .mapToDouble(moment -> 100.0 * moment.held() / Fact.HELD_OUT)
                .toArray());
    return Figure.of(
        LineChart.of(
                Text.of("Facts answered", "答对的事实"),
                Series.of(Text.of("learned (100)", "学过的（100 条）"), at, learned),
                Series.of(Text.of("never seen (4)", "没见过的（4 条）"), at, held))
            .withAxes(
                Axis.of(Text.of("sweep", "遍")).withRange(0, sweeps),
                Axis.of(Text.of("right, %", "答对（%）")).withRange(0, 100)));
  }

  private void told(Stage stage, Model model, Moment last) {
    stage.say(
        Sentence.of(
            "After %s sweeps it answers %s of the 100 facts that it learned, and %s of 4 that it"
                + " never saw.",
            "%s 遍之后，学过的 100 条事实答对 %s 条，没见过的 4 条答对 %s 条。", sweeps, last.learned(), last.held()));
    Codes codes = Codes.of(model);
    stage.say(
        Sentence.of(
            "Its best unit for generation is explained by it to %s, for nationality to %s, for the"
                + " branch to %s.",
            "最能区分辈分的单元，辈分解释了它 %s 的方差；国籍为 %s，家族分支为 %s。",
            Sentence.percent(codes.best(Trait.GENERATION)),
            Sentence.percent(codes.best(Trait.NATION)),
            Sentence.percent(codes.best(Trait.BRANCH))));
  }
}
