package gradus.course.belief;

import static gradus.nn.Layers.seed;

import gradus.course.Measurement;
import gradus.course.MilestoneSize;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.data.Dataset;
import gradus.data.Mnist;
import gradus.io.FileException;
import gradus.nn.Model;
import gradus.optim.Optimizer;
import gradus.optim.Sgd;
import gradus.plot.Axis;
import gradus.plot.BarChart;
import gradus.plot.Figure;
import gradus.plot.Text;
import gradus.plot.Values;
import java.util.ArrayList;
import java.util.List;

/// What machines that learned without labels are worth where few pictures have one: the same
/// network, begun as these machines and begun at random, with the same number of multiplications.
final class FewLabels {
  /// So many labels, and how the network is trained on them.
  ///
  /// @param epochs of the network that begins as machines
  /// @param least by how many points pre-training must help; NaN where there is no goal
  private record Case(int labels, int epochs, int batch, double least) {
    String name() {
      return "labels-" + labels;
    }
  }

  /// What came of it: shares of the test pictures that are read wrongly.
  private record Result(Case labels, double with, double without, int epochsWithout) {
    double gain() {
      return 100 * (without - with);
    }
  }

  /// Gradient descent with momentum, as was usual in 2006.
  private static final Optimizer DESCENT = Sgd.momentum(0.1, 0.9);

  private FewLabels() {}

  private static List<Case> cases(MilestoneSize size) {
    return switch (size) {
      case TEST -> List.of(new Case(100, 60, 20, 1));
      case NORMAL -> List.of(new Case(600, 60, 100, 3), new Case(6000, 20, 100, 2));
      case FULL ->
          List.of(
              new Case(600, 60, 100, 3),
              new Case(6000, 20, 100, 2),
              new Case(60_000, 10, 200, Double.NaN));
    };
  }

  static void compare(Reproduction here) throws FileException {
    Mnist mnist = Mnist.load();
    Dataset pictures = Greedy.pictures(here, mnist);
    Dataset test = mnist.test().take(here.size().of(1000, 10_000, 10_000));
    Pretraining pretraining = Pretraining.of(here.size());
    Stack stack = pretraining.stack(here, pictures);
    int[] widths = stack.widths();
    long spent = pretraining.passes() * Cost.pretraining(widths) * pictures.size();
    List<Case> cases = cases(here.size());
    List<Result> results = new ArrayList<>();
    for (Case one : cases) {
      Dataset labelled = mnist.train().take(one.labels);
      long epoch = Cost.training(widths) * labelled.size();
      // Rounded up: the network without pre-training never gets less time.
      int longer = one.epochs + (int) Math.ceilDiv(spent, epoch);
      int before = 2 * results.size();
      int all = 2 * cases.size();
      double with =
          new FineTuning(one.name() + "-with", one.epochs, DESCENT, one.batch)
              .error(
                  here,
                  stack.network(seed(here.seed()), Stack.Drops.NONE),
                  labelled,
                  test,
                  new Part(here, before, all));
      Model random = Stack.network(seed(here.seed()), widths, Stack.Drops.NONE);
      double without =
          new FineTuning(one.name() + "-without", longer, DESCENT, one.batch)
              .error(here, random, labelled, test, new Part(here, before + 1, all));
      results.add(new Result(one, with, without, longer));
      here.show("few-labels", chart(results));
      here.show("errors", table(results));
    }
    for (Result result : results) {
      measure(here, pretraining, pictures.size(), widths, result);
    }
  }

  private static void measure(
      Reproduction here, Pretraining pretraining, int pictures, int[] widths, Result result) {
    double least = result.labels.least;
    Text claimed =
        Double.isNaN(least)
            ? Text.of(
                "it still helps, but less: with all labels there is less to be found out",
                "仍有帮助，但更小：标签齐全时，要靠自己发现的就少了")
            : Sentence.of(
                "it helps, most of all where labels are few (Hinton and Salakhutdinov, 2006): by"
                    + " at least %s points",
                "有帮助，标签越少越明显（Hinton 与 Salakhutdinov，2006）：至少 %s 个百分点", least);
    here.measured(
        new Measurement(
            result.labels.name(),
            Sentence.of(
                "by how many points of error pre-training helps with %s labels",
                "有 %s 个标签时，预训练使错误率降低的百分点", Sentence.count(result.labels.labels)),
            claimed,
            result.gain(),
            Sentence.of(
                "%s: from %s to %s of the test pictures read wrongly",
                "%s：读错的测试图片从 %s 降到 %s",
                String.format(java.util.Locale.ROOT, "%.2f", result.gain()),
                Sentence.percent(result.without, 2),
                Sentence.percent(result.with, 2)),
            Sentence.of(
                "%s hidden layers of %s units at most; %s passes over %s pictures without labels and %s epochs with,"
                    + " or %s epochs from random weights, which are as many multiplications",
                "%s 个隐藏层，每层最多 %s 个单元；无标签图片 %4$s 张学 %3$s 遍，再用标签学 %5$s 轮；或从随机权重学 %6$s 轮，乘法次数相同",
                widths.length,
                java.util.Arrays.stream(widths).max().orElse(0),
                pretraining.passes(),
                Sentence.count(pictures),
                result.labels.epochs,
                Sentence.count(result.epochsWithout)),
            Double.isNaN(least) ? result.gain() > 0 : result.gain() >= least));
  }

  private static Figure chart(List<Result> results) {
    List<Text> names =
        results.stream().map(one -> Text.of(Sentence.count(one.labels.labels))).toList();
    return Figure.of(
        BarChart.of(
                Text.of("Test pictures read wrongly", "读错的测试图片"),
                names,
                List.of(
                    group(
                        Text.of("from random weights", "从随机权重开始"),
                        results.stream().map(one -> 100 * one.without).toList()),
                    group(
                        Text.of("pre-trained", "先做预训练"),
                        results.stream().map(one -> 100 * one.with).toList())))
            .withAxes(Axis.of(Text.of("labels", "标签数")), Axis.of(Text.of("error, %", "错误率（%）"))));
  }

  private static BarChart.Group group(Text name, List<Double> errors) {
    return new BarChart.Group(name, Values.of(errors));
  }

  private static NumberTable table(List<Result> results) {
    NumberTable table =
        NumberTable.of(
            Text.of("labels", "标签数"),
            Text.of("error, pre-trained", "错误率，先做预训练"),
            Text.of("error, from random weights", "错误率，从随机权重开始"),
            Text.of("epochs, pre-trained", "轮数，先做预训练"),
            Text.of("epochs, from random weights", "轮数，从随机权重开始"));
    for (Result one : results) {
      table =
          table.plus(
              Sentence.count(one.labels.labels),
              Sentence.percent(one.with, 2),
              Sentence.percent(one.without, 2),
              one.labels.epochs,
              Sentence.count(one.epochsWithout));
    }
    return table;
  }
}
