package gradus.course.alexnet;

import gradus.course.Measurement;
import gradus.course.MilestoneSize;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.course.charts.LearningCurves;
import gradus.course.judge.Answers;
import gradus.data.Dataset;
import gradus.io.FileException;
import gradus.networks.AlexNet;
import gradus.nn.Model;
import gradus.plot.Axis;
import gradus.plot.BarChart;
import gradus.plot.Figure;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.train.History;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// AlexNet with each of its parts switched off in turn, one seed each, beside three seeds of the
/// whole: what one seed can say, and what it cannot.
final class Ablations {
  private static final int WHOLES = 3;

  /// In 95 of 100 cases a normally distributed number is as near.
  private static final double NORMAL = 1.96;

  private Ablations() {}

  /// What came of a training.
  ///
  /// @param test the answers to the test images
  /// @param train those to images that it learned from, as they are
  record Result(Answers test, Answers train) {
    /// By how much the error is larger on images that it did not learn from.
    double gap() {
      return test.error() - train.error();
    }
  }

  /// All trainings.
  ///
  /// @param wholes the network with all parts, by seed
  /// @param without the network without a part, with the first of these seeds
  record Results(List<Result> wholes, Map<Part, Result> without) {
    Spread errors() {
      return Spread.of(wholes.stream().mapToDouble(one -> one.test.error()).toArray());
    }

    /// How much the error grows without a part: it less the mean of the wholes.
    double cost(Part part) {
      return result(part).test.error() - errors().mean();
    }

    Result result(Part part) {
      return Objects.requireNonNull(without.get(part));
    }

    /// What difference may be chance: the larger of that of the test images and that of the seeds.
    double chance(Part part) {
      return Math.max(ofImages(part), ofSeeds());
    }

    double ofImages(Part part) {
      return NORMAL * result(part).test.deviation(wholes.getFirst().test);
    }

    double ofSeeds() {
      return errors().prediction();
    }
  }

  static void compare(Reproduction here) throws FileException {
    compare(here, ReluTanh.size(here.size()));
  }

  /// Trains a network, and without one part at a time.
  static void compare(Reproduction here, AlexNet whole) throws FileException {
    Pictures pictures = Pictures.clothes();
    MilestoneSize size = here.size();
    Dataset train = pictures.train().take(size.of(150, 2000, 20_000));
    Dataset test = pictures.test().take(size.of(500, 10_000, 10_000));
    int epochs = size.of(15, 10, 10);
    int batch = Training.batch(size);
    int all = WHOLES + Part.values().length;
    LearningCurves curves =
        new LearningCurves(
            here,
            "parts-learning",
            Text.of("Errors on what they learn from, while learning", "训练过程中训练图片的错误率"),
            epochs);
    List<Result> wholes = new ArrayList<>();
    for (int i = 0; i < WHOLES; i++) {
      Training training =
          new Training(
              "all-" + (i + 1), whole, pictures, train, true, batch, epochs, here.seed() + i);
      wholes.add(carryOut(here, training, test, i, all, curves.of(whole(i), train.size())));
    }
    Map<Part, Result> without = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      Training training =
          new Training(
              "without-" + part.key(),
              part.without(whole),
              pictures,
              train,
              part != Part.AUGMENTATION,
              batch,
              epochs,
              here.seed());
      without.put(
          part,
          carryOut(
              here,
              training,
              test,
              WHOLES + without.size(),
              all,
              curves.of(without(part), train.size())));
    }
    Results results = new Results(wholes, without);
    here.show("parts", chart(results));
    here.show("parts-numbers", table(results));
    Text scale =
        Sentence.of(
            "AlexNet with %s filters first, %s clothes, %s epochs, one seed",
            "第一层 %s 个滤波器的 AlexNet，%s 张衣物图片，%s 轮，一个种子",
            whole.filters(),
            Sentence.count(train.size()),
            epochs);
    measure(here, results, scale);
  }

  private static Result carryOut(
      Reproduction here,
      Training training,
      Dataset test,
      int before,
      int all,
      Consumer<History> watching)
      throws FileException {
    Model model = training.run(here, before * training.steps(), all * training.steps(), watching);
    Dataset seen = training.images().take(Math.min(test.size(), training.images().size()));
    return new Result(Answers.of(model, test), Answers.of(model, seen));
  }

  /// What the whole network is called in pictures, with a seed.
  private static Text whole(int seed) {
    return Sentence.of("whole %s", "完整 %s", seed + 1);
  }

  /// What the network is called in pictures, without a part.
  private static Text without(Part part) {
    return Sentence.of("− %s", "− %s", part.brief());
  }

  private static void measure(Reproduction here, Results results, Text scale) {
    overfitting(
        here,
        results,
        Part.DROPOUT,
        Text.of(
            "\"substantial overfitting\" without (section 4.2 of the paper): more must come out",
            "不用时“严重过拟合”（论文第 4.2 节）：差距应变大"),
        scale);
    overfitting(
        here,
        results,
        Part.AUGMENTATION,
        Text.of(
            "\"substantial overfitting\" without (section 4.1): more must come out",
            "不用时“严重过拟合”（第 4.1 节）：差距应变大"),
        scale);
    cost(
        here,
        results,
        Part.NORMALISATION,
        Text.of(
            "+1.40 points top-1, and 13 instead of 11 % on CIFAR-10 (section 3.3); it must not be"
                + " clearly better without",
            "+1.40 个百分点（top-1）；CIFAR-10 上 13%，原来 11%（第 3.3 节）；去掉后不应明显更好"),
        scale);
    cost(
        here,
        results,
        Part.OVERLAP,
        Text.of(
            "+0.40 points top-1 (section 3.4); it must not be clearly better without",
            "+0.40 个百分点（top-1，第 3.4 节）；去掉后不应明显更好"),
        scale);
  }

  private static void overfitting(
      Reproduction here, Results results, Part part, Text claimed, Text scale) {
    double before = results.wholes.getFirst().gap();
    double after = results.result(part).gap();
    here.measured(
        new Measurement(
            part.key(),
            Sentence.of(
                "test error beyond training error, without %s",
                "去掉“%s”后，测试错误率比训练错误率多出", part.title()),
            claimed,
            after,
            Sentence.of(
                "%s, with it %s; test error %s",
                "%s，不去掉时 %s；测试错误率 %s",
                Sentence.percent(after),
                Sentence.percent(before),
                verdict(results, part)),
            scale,
            after > before));
  }

  private static void cost(
      Reproduction here, Results results, Part part, Text claimed, Text scale) {
    here.measured(
        new Measurement(
            part.key(),
            Sentence.of("what the test error gains without %s", "去掉“%s”后，测试错误率的增加", part.title()),
            claimed,
            results.cost(part),
            verdict(results, part),
            scale,
            results.cost(part) > -results.chance(part)));
  }

  /// The cost, and whether it can be told from chance.
  private static Text verdict(Results results, Part part) {
    double cost = results.cost(part);
    double chance = results.chance(part);
    return Math.abs(cost) > chance
        ? Sentence.of(
            "%s points, beyond chance (±%s)",
            "%s 个百分点，超出偶然（±%s）", Base.points(cost), unsigned(chance))
        : Sentence.of(
            "%s points, which one seed cannot tell from chance (±%s)",
            "%s 个百分点，一个种子分不清是不是偶然（±%s）", Base.points(cost), unsigned(chance));
  }

  private static String unsigned(double share) {
    return Base.points(Math.abs(share)).substring(1);
  }

  private static Figure chart(Results results) {
    List<Text> names = new ArrayList<>();
    List<Double> tested = new ArrayList<>();
    List<Double> trained = new ArrayList<>();
    for (int i = 0; i < results.wholes.size(); i++) {
      names.add(whole(i));
      tested.add(100 * results.wholes.get(i).test.error());
      trained.add(100 * results.wholes.get(i).train.error());
    }
    List<Text> parts = new ArrayList<>();
    List<Double> costs = new ArrayList<>();
    List<Double> chances = new ArrayList<>();
    for (Part part : Part.values()) {
      names.add(without(part));
      tested.add(100 * results.result(part).test.error());
      trained.add(100 * results.result(part).train.error());
      parts.add(without(part));
      costs.add(100 * results.cost(part));
      chances.add(100 * results.chance(part));
    }
    BarChart errors =
        BarChart.of(
                Text.of("Errors of the whole network, and without a part", "完整网络的错误率，和去掉一部分之后"),
                names,
                List.of(
                    new BarChart.Group(Text.of("test", "测试"), Values.of(tested)),
                    new BarChart.Group(Text.of("training", "训练"), Values.of(trained))))
            .withAxes(Axis.of(Text.EMPTY), Axis.of(Text.of("wrong, %", "答错（%）")));
    BarChart differences =
        BarChart.of(
                Text.of("What is no longer than chance means nothing", "不超过偶然的差别，什么也说明不了"),
                parts,
                List.of(
                    new BarChart.Group(
                        Text.of("test error, from the mean of the wholes", "测试错误率与完整网络平均之差"),
                        Values.of(costs)),
                    new BarChart.Group(Text.of("chance", "偶然"), Values.of(chances))))
            .withAxes(Axis.of(Text.EMPTY), Axis.of(Text.of("points", "百分点")));
    return Figure.of(Text.EMPTY, 1, errors, differences).withSize(760, 640);
  }

  private static NumberTable table(Results results) {
    NumberTable table =
        NumberTable.of(
            Text.of("network", "网络"),
            Text.of("test error", "测试错误率"),
            Text.of("training error", "训练错误率"),
            Text.of("difference", "与完整网络相差"),
            Text.of("chance of images", "图片的偶然"),
            Text.of("chance of seeds", "种子的偶然"));
    for (int i = 0; i < results.wholes.size(); i++) {
      Result one = results.wholes.get(i);
      table =
          table.plus(
              Sentence.of("whole, seed %s", "完整，种子 %s", i + 1),
              Sentence.percent(one.test.error(), 2),
              Sentence.percent(one.train.error(), 2),
              Text.EMPTY,
              Text.of("±" + unsigned(NORMAL * one.test.deviation())),
              Text.EMPTY);
    }
    for (Part part : Part.values()) {
      Result one = results.result(part);
      table =
          table.plus(
              Sentence.of("without %s", "去掉“%s”", part.title()),
              Sentence.percent(one.test.error(), 2),
              Sentence.percent(one.train.error(), 2),
              Text.of(Base.points(results.cost(part))),
              Text.of("±" + unsigned(results.ofImages(part))),
              Text.of("±" + unsigned(results.ofSeeds())));
    }
    return table;
  }
}
