package gradus.course.frameworks;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.plot.Axis;
import gradus.plot.BarChart;
import gradus.plot.Figure;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The tutorial's comparison of frameworks, an opinion of 2023, with weights of one's own; and how
/// much of a ranking is left when weights and points are not certain.
public record Opinions(
    @Control(en = "sort by", zh = "排序依据", initial = "weighted") Order order,
    @Control(en = "weight: ease", zh = "易用性权重", min = 0, max = 5, initial = "1") double ease,
    @Control(en = "weight: flexibility", zh = "灵活性权重", min = 0, max = 5, initial = "1")
        double flexibility,
    @Control(en = "weight: deployment", zh = "部署能力权重", min = 0, max = 5, initial = "1")
        double deployment,
    @Control(en = "weight: community", zh = "社区规模权重", min = 0, max = 5, initial = "1")
        double community,
    @Control(en = "doubt, ± points", zh = "分数的误差（± 分）", min = 0, max = 2, initial = "0.5")
        double doubt,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final int DRAWS = 4000;

  /// Weights from 0 to this many, in whole numbers, stand for all weights.
  private static final int LARGEST_WEIGHT = 10;

  private static final int CRITERIA = Criterion.values().length;

  @Override
  public void run(Stage stage) {
    List<Opinion> sorted = sorted();
    stage.show("points", points(sorted));
    stage.show("opinion", opinion(sorted));
    stage.show("about", about(sorted));
    stage.show("since", since(sorted));
    double[] anyWeights = firstsUnderAnyWeights();
    double[] inDoubt = firstsInDoubt();
    stage.show("first", first(sorted, anyWeights, inDoubt));
    stage.step(1, 1);
    stage.say(verdict(inDoubt));
    stage.say(neverFirst());
  }

  private double[] weights() {
    return new double[] {ease, flexibility, deployment, community};
  }

  /// The mean of points, each as important as its weight; with no weight at all, the plain mean.
  static double weighted(double[] points, double[] weights) {
    double sum = 0;
    double all = 0;
    for (int i = 0; i < points.length; i++) {
      sum += weights[i] * points[i];
      all += weights[i];
    }
    return all > 0 ? sum / all : Arrays.stream(points).average().orElseThrow();
  }

  double weighted(Opinion opinion) {
    return weighted(points(opinion), weights());
  }

  /// The best first.
  private Comparator<Opinion> byWeight() {
    return Comparator.comparingDouble((Opinion one) -> weighted(one)).reversed();
  }

  private static double[] points(Opinion opinion) {
    return opinion.points().stream().mapToDouble(Integer::doubleValue).toArray();
  }

  /// Those of equal rank stay in the tutorial's order.
  List<Opinion> sorted() {
    List<Opinion> sorted = new ArrayList<>(Opinion.ALL);
    switch (order) {
      case TUTORIAL -> {}
      case WEIGHTED -> sorted.sort(byWeight());
      case NAME -> sorted.sort(Comparator.comparing(Opinion::name));
      case YEAR -> sorted.sort(Comparator.comparingInt(Opinion::year));
      case EASE, FLEXIBILITY, DEPLOYMENT, COMMUNITY -> {
        Criterion by = Criterion.valueOf(order.name());
        sorted.sort(Comparator.comparingInt((Opinion one) -> one.points(by)).reversed());
      }
    }
    return sorted;
  }

  /// The share of all weights, in whole numbers, that put each framework alone at the top.
  static double[] firstsUnderAnyWeights() {
    int count = Opinion.ALL.size();
    int[] firsts = new int[count];
    int all = 0;
    int steps = LARGEST_WEIGHT + 1;
    for (int number = 1; number < Math.pow(steps, CRITERIA); number++) {
      int[] sums = new int[count];
      for (int criterion = 0, rest = number; criterion < CRITERIA; criterion++, rest /= steps) {
        for (int i = 0; i < count; i++) {
          sums[i] += rest % steps * Opinion.ALL.get(i).points().get(criterion);
        }
      }
      int best = Arrays.stream(sums).max().orElseThrow();
      if (Arrays.stream(sums).filter(sum -> sum == best).count() == 1) {
        firsts[Arrays.stream(sums).boxed().toList().indexOf(best)]++;
      }
      all++;
    }
    double draws = all;
    return Arrays.stream(firsts).mapToDouble(first -> first / draws).toArray();
  }

  /// How often each framework comes first when every point given may be off by as much as the
  /// doubt; those that share the first place share it here too.
  double[] firstsInDoubt() {
    int count = Opinion.ALL.size();
    double[] off = RandomKey.of(seed).uniform(Shape.of(DRAWS, count, CRITERIA), -1, 1).toDoubles();
    double[] shares = new double[count];
    double[] weights = weights();
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] scores = new double[count];
      for (int i = 0; i < count; i++) {
        double[] points = points(Opinion.ALL.get(i));
        for (int criterion = 0; criterion < CRITERIA; criterion++) {
          points[criterion] += doubt * off[(draw * count + i) * CRITERIA + criterion];
        }
        scores[i] = weighted(points, weights);
      }
      double best = Arrays.stream(scores).max().orElseThrow();
      double sharing = Arrays.stream(scores).filter(score -> score == best).count();
      for (int i = 0; i < count; i++) {
        shares[i] += scores[i] == best ? 1 / sharing / DRAWS : 0;
      }
    }
    return shares;
  }

  private static List<Text> names(List<Opinion> opinions) {
    return opinions.stream().map(opinion -> Text.of(opinion.name())).toList();
  }

  private static Figure points(List<Opinion> sorted) {
    List<BarChart.Group> groups = new ArrayList<>();
    for (Criterion criterion : Criterion.values()) {
      double[] points = sorted.stream().mapToDouble(one -> one.points(criterion)).toArray();
      groups.add(new BarChart.Group(criterion.title(), Values.of(points)));
    }
    return Figure.of(
            BarChart.of(
                    Text.of("An opinion of 2023: the tutorial's points", "2023 年的看法：教程作者的打分"),
                    names(sorted),
                    groups)
                .withAxes(
                    Axis.of(Text.EMPTY),
                    Axis.of(Text.of("points, of 5", "分数（满分 5）")).withRange(0, 5)))
        .withSize(720, 420);
  }

  private static Figure first(List<Opinion> sorted, double[] anyWeights, double[] inDoubt) {
    int[] places = sorted.stream().mapToInt(Opinion.ALL::indexOf).toArray();
    double[] any = Arrays.stream(places).mapToDouble(i -> percent(anyWeights[i])).toArray();
    double[] doubtful = Arrays.stream(places).mapToDouble(i -> percent(inDoubt[i])).toArray();
    return Figure.of(
            BarChart.of(
                    Text.of("How often each comes first", "各自得第一的比例"),
                    names(sorted),
                    List.of(
                        new BarChart.Group(
                            Text.of("alone, of all possible weights", "遍历所有权重（独占第一）"),
                            Values.of(any)),
                        new BarChart.Group(
                            Text.of("with your weights, points in doubt", "按你的权重，分数有误差"),
                            Values.of(doubtful))))
                .withAxes(
                    Axis.of(Text.EMPTY), Axis.of(Text.of("share in %", "比例（%）")).withRange(0, 100))
                .withNumbers())
        .withSize(720, 420);
  }

  /// In percent, to one digit behind the point.
  private static double percent(double share) {
    return Math.rint(1000 * share) / 10;
  }

  private NumberTable opinion(List<Opinion> sorted) {
    NumberTable table =
        NumberTable.of(
            Text.of("framework", "框架"),
            Text.of("year", "年份"),
            Criterion.EASE.title(),
            Criterion.FLEXIBILITY.title(),
            Criterion.DEPLOYMENT.title(),
            Criterion.COMMUNITY.title(),
            Text.of("weighted", "加权"));
    for (Opinion one : sorted) {
      table =
          table.plus(
              one.name(),
              one.year(),
              one.points(Criterion.EASE),
              one.points(Criterion.FLEXIBILITY),
              one.points(Criterion.DEPLOYMENT),
              one.points(Criterion.COMMUNITY),
              String.format(Locale.ROOT, "%.2f", weighted(one)));
    }
    return table;
  }

  private static NumberTable about(List<Opinion> sorted) {
    NumberTable table =
        NumberTable.of(
            Text.of("framework", "框架"),
            Text.of("developer", "开发者"),
            Text.of("language", "主要语言"),
            Text.of("strength, says the author", "主要优势（作者语）"));
    for (Opinion one : sorted) {
      table = table.plus(one.name(), one.developer(), one.language(), one.strength());
    }
    return table;
  }

  private static NumberTable since(List<Opinion> sorted) {
    NumberTable table =
        NumberTable.of(Text.of("framework", "框架"), Text.of("since the table was made", "此后"));
    for (Opinion one : sorted) {
      table = table.plus(one.name(), one.since());
    }
    return table;
  }

  private Text verdict(double[] inDoubt) {
    List<Opinion> ranked = new ArrayList<>(Opinion.ALL);
    ranked.sort(byWeight());
    Opinion best = ranked.get(0);
    Opinion second = ranked.get(1);
    double lead = weighted(best) - weighted(second);
    if (lead == 0) {
      return Sentence.of(
          "%s and %s share the first place with these weights.",
          "按这组权重，%s 与 %s 并列第一。", best.name(), second.name());
    }
    return Sentence.of(
        "%s is %s points ahead of %s; if every point given may be off by %s, it comes first in %s"
            + " of the draws.",
        "%s 领先 %3$s %2$s 分；如果每个分数都可能差 %4$s 分，它在 %5$s 的抽样中得第一。",
        best.name(),
        String.format(Locale.ROOT, "%.2f", lead),
        second.name(),
        String.format(Locale.ROOT, "%.2f", doubt),
        Sentence.percent(inDoubt[Opinion.ALL.indexOf(best)]));
  }

  /// Those that some other is at least as good as by every criterion.
  static List<Opinion> beaten() {
    return Opinion.ALL.stream()
        .filter(one -> Opinion.ALL.stream().anyMatch(one::isBeatenBy))
        .toList();
  }

  private static Text neverFirst() {
    List<String> names = beaten().stream().map(Opinion::name).toList();
    return Sentence.of(
        "No weights put %s alone at the top: another has at least as many points everywhere.",
        "无论怎样取权重，%s 都不可能独占第一：总有另一个框架每一项都不比它低。",
        Text.of(String.join(", ", names), String.join("、", names)));
  }
}
