package gradus.course.alexnet;

import gradus.course.Measurement;
import gradus.course.MilestoneSize;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.course.charts.LearningCurves;
import gradus.course.judge.Answers;
import gradus.course.judge.Mistakes;
import gradus.data.Dataset;
import gradus.io.FileException;
import gradus.loss.Losses;
import gradus.networks.AlexNet;
import gradus.nn.Model;
import gradus.plot.ConfusionChart;
import gradus.plot.Figure;
import gradus.plot.Grid;
import gradus.plot.Text;
import gradus.train.ConfusionMatrix;
import gradus.train.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// AlexNet with all of its parts.
final class Base {
  private static final int PROBED = 100;
  private static final int CONVOLUTIONS = 5;

  private Base() {}

  /// A seed's errors on the test images: as they are, and by the mean of ten views.
  private record Result(long seed, Answers once, Answers tenfold) {}

  static void clothes(Reproduction here) throws FileException {
    read(
        here,
        Pictures.clothes(),
        "base",
        ReluTanh.size(here.size()),
        here.size().of(500, 8000, 60_000),
        here.size().of(12, 10, 20),
        here.size().of(0.45, 0.8, 0.93));
  }

  /// The same on photographs of the user's own copy of CIFAR-10.
  static void photographs(Reproduction here) throws FileException {
    read(
        here,
        Pictures.photographs(here.own().orElseThrow()),
        "photographs",
        ReluTanh.size(here.size()),
        here.size().of(500, 10_000, 50_000),
        here.size().of(2, 8, 40),
        here.size().of(0.05, 0.45, 0.8));
  }

  /// Trains and judges; with three seeds at full size.
  ///
  /// @param least the share of test images that must be read rightly
  static void read(
      Reproduction here,
      Pictures pictures,
      String name,
      AlexNet network,
      int images,
      int epochs,
      double least)
      throws FileException {
    int seeds = here.size().of(1, 1, 3);
    Dataset some = pictures.train().take(Math.min(images, pictures.train().size()));
    Dataset test =
        here.size() == MilestoneSize.TEST
            ? pictures.test().take(Math.min(300, pictures.test().size()))
            : pictures.test();
    List<Result> results = new ArrayList<>();
    LearningCurves curves =
        new LearningCurves(
            here,
            name + "-learning",
            Text.of("Error on what it learns from, with dropout", "训练图片的错误率（带 dropout）"),
            epochs);
    for (int i = 0; i < seeds; i++) {
      Training training =
          new Training(
              name + "-" + (i + 1),
              network,
              pictures,
              some,
              true,
              Training.batch(here.size()),
              epochs,
              here.seed() + i);
      Model model =
          training.run(
              here,
              i * training.steps(),
              seeds * training.steps(),
              curves.of(Sentence.of("seed %s", "种子 %s", training.seed()), some.size()));
      model.save(here.folder().resolve(training.name() + ".safetensors"));
      Result result =
          new Result(
              training.seed(), Answers.of(model, test), Answers.of(model, test, pictures::views));
      results.add(result);
      if (i == 0) {
        here.show(
            name + "-filters",
            FirstFilters.of(Text.of("What the first convolution looks for", "第一层卷积在找什么"), model));
        here.show(name + "-confusion", confusion(pictures, result.once));
        here.show(name + "-mistakes", mistakes(pictures, test, result.once));
        here.show(name + "-dead", dead(model, test));
      }
    }
    here.show(name + "-seeds", table(results));
    measure(here, name, pictures, results, some.size(), epochs, least);
  }

  private static Figure confusion(Pictures pictures, Answers answers) {
    ConfusionMatrix judged =
        ConfusionMatrix.of(answers.labels(), answers.said(), pictures.classes().size());
    return Figure.of(
        new ConfusionChart(
            Sentence.of(
                "Test images: what it is (row), what was said (column), accuracy %s",
                "测试图片：实际是什么（行），答成什么（列），准确率 %s", Sentence.percent(judged.accuracy())),
            Grid.of(judged.counts()),
            pictures.classes()));
  }

  private static Figure mistakes(Pictures pictures, Dataset test, Answers answers) {
    return Mistakes.of(
            answers,
            i -> pictures.seen(test.gather(i).input().squeeze(0)),
            kind -> pictures.classes().get(kind))
        .withSize(1000, 540);
  }

  /// How many rectifiers of each layer are off for every picture, and so learn nothing more.
  private static NumberTable dead(Model model, Dataset test) {
    Probe probe = Probe.of(model, Losses::crossEntropy, test.batch(PROBED));
    NumberTable table =
        NumberTable.of(
            Text.of("layer", "层"),
            Text.of("units or filters", "单元或滤波器"),
            Sentence.of(
                "dead: 0 for each of %s test pictures", "死掉的：对 %s 张测试图片全都是 0", probe.samples()));
    int place = 1;
    for (Probe.Activity layer : probe.activities()) {
      table =
          table.plus(
              place <= CONVOLUTIONS
                  ? Sentence.of("convolution %s", "第 %s 层卷积", place)
                  : Sentence.of("hidden dense layer %s", "第 %s 层隐藏的全连接层", place - CONVOLUTIONS),
              layer.units(),
              Math.round(layer.share() * layer.units()));
      place++;
    }
    return table;
  }

  private static NumberTable table(List<Result> results) {
    NumberTable table =
        NumberTable.of(
            Text.of("seed", "种子"),
            Text.of("right, as they are", "答对，原图"),
            Text.of("right, mean of ten views", "答对，十个视图的平均"));
    for (Result result : results) {
      table =
          table.plus(
              result.seed,
              Sentence.percent(1 - result.once.error(), 2),
              Sentence.percent(1 - result.tenfold.error(), 2));
    }
    return table;
  }

  private static void measure(
      Reproduction here,
      String name,
      Pictures pictures,
      List<Result> results,
      int images,
      int epochs,
      double least) {
    double[] once = results.stream().mapToDouble(one -> 1 - one.once.error()).toArray();
    double[] tenfold = results.stream().mapToDouble(one -> 1 - one.tenfold.error()).toArray();
    Spread spread = Spread.of(once);
    Text scale =
        Sentence.of(
            "%s, %s images, seen %s times, Adam, %s; theirs: 1.2 million photographs of 1,000 kinds, 90"
                + " times, five to six days on two graphics cards, 15.3 %% of them wrong in five"
                + " answers",
            "%s，%s 张图片，看 %s 遍，Adam，%s；当年：1,000 类的 120 万张照片，看 90 遍，两块显卡五到六天，前五个答案都错的占 15.3%%",
            pictures.name(),
            Sentence.count(images),
            epochs,
            seeds(results));
    here.measured(
        new Measurement(
            name,
            Sentence.of("test images of %s named rightly", "%s 的测试图片答对的比例", pictures.name()),
            Sentence.of(
                "nothing for these pictures; at least %s must come out",
                "论文没有用这些图片；应不低于 %s", Sentence.percent(least, 0)),
            spread.mean(),
            results.size() == 1
                ? Sentence.of(
                    "%s ± %s, which is the chance of the test images",
                    "%s ± %s（测试图片的偶然误差）",
                    Sentence.percent(spread.mean(), 2),
                    Sentence.percent(1.96 * results.getFirst().once.deviation(), 2))
                : Sentence.of(
                    "%s on average, %s to %s",
                    "平均 %s，%s 到 %s",
                    Sentence.percent(spread.mean(), 2),
                    Sentence.percent(Arrays.stream(once).min().orElseThrow(), 2),
                    Sentence.percent(Arrays.stream(once).max().orElseThrow(), 2)),
            scale,
            spread.mean() >= least));
    double gain = Spread.of(tenfold).mean() - spread.mean();
    here.measured(
        new Measurement(
            name + "-views",
            Text.of("what the mean of ten views gains at test time", "测试时取十个视图平均的收益"),
            Text.of(
                "+1.50 points: 37.5 instead of 39.0 % wrong, ILSVRC-2010 (section 4.1 of the paper)",
                "+1.50 个百分点：错误率 37.5%，原来 39.0%，ILSVRC-2010（论文第 4.1 节）"),
            gain,
            Sentence.of(
                "%s points: %s instead of %s",
                "%s 个百分点：%s，原来 %s",
                points(gain),
                Sentence.percent(Spread.of(tenfold).mean(), 2),
                Sentence.percent(spread.mean(), 2)),
            scale,
            gain > -here.size().of(0.05, 0.005, 0.002)));
  }

  /// A difference of shares in points of a percent, with its sign.
  static String points(double difference) {
    return String.format(java.util.Locale.ROOT, "%+.2f", 100 * difference);
  }

  private static Text seeds(List<Result> results) {
    return results.size() == 1
        ? Text.of("one seed", "一个种子")
        : Sentence.of("%s seeds", "%s 个种子", results.size());
  }
}
