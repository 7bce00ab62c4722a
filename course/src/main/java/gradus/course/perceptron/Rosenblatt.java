package gradus.course.perceptron;

import gradus.course.Chapter;
import gradus.course.Measurement;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.course.charts.Epochs;
import gradus.course.charts.Planes;
import gradus.course.digits.Digits;
import gradus.data.Dataset;
import gradus.data.Mnist;
import gradus.io.FileException;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.Picture;
import gradus.plot.ScatterChart;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// The perceptron of 1958, made again: its mistakes against what was proved of them, and the ten
/// digits.
public final class Rosenblatt {
  private static final int SIDE = 28;
  private static final int CLASSES = 10;
  private static final double LEAST = 0.87;

  /// Likewise of a few thousand images.
  private static final double LEAST_OF_FEW = 0.75;

  /// Of how many points the line of the bound is made.
  private static final int LINE = 150;

  private Rosenblatt() {}

  /// What is made again.
  public static List<Chapter> chapters() {
    return List.of(
        Chapter.of("bound", "Mistakes, and their bound", "错误次数与它的上界", Rosenblatt::bound),
        Chapter.of("digits", "Ten digits", "十个数字", Rosenblatt::digits));
  }

  private static void bound(Reproduction here) {
    int sets = here.size().of(100, 1000, 1000);
    SplittableRandom random = new SplittableRandom(here.seed());
    double[] bounds = new double[sets];
    double[] mistakes = new double[sets];
    int above = 0;
    double nearest = 0;
    for (int i = 0; i < sets; i++) {
      double least = Math.exp(random.nextDouble(Math.log(0.02), Math.log(0.3)));
      Cloud cloud = Cloud.of(random.nextInt(2, 11), random.nextInt(20, 201), least, random);
      Perceptron perceptron = new Perceptron(cloud.x()[0].length);
      boolean ended = false;
      while (!ended && perceptron.mistakes() <= cloud.bound()) {
        ended = perceptron.learn(cloud) == 0;
      }
      bounds[i] = cloud.bound();
      mistakes[i] = perceptron.mistakes();
      above += ended ? 0 : 1;
      nearest = Math.max(nearest, mistakes[i] / bounds[i]);
      here.step(i + 1, sets);
    }
    here.show("bound", bound(bounds, mistakes));
    here.say(
        Sentence.of(
            "%s sets of points that a plane parts. On each the rule stopped making mistakes, at the"
                + " latest after %s of those that it is allowed.",
            "%s 组可以用平面分开的点。每一组学到最后都不再犯错，错误次数最多用到上界的 %s。",
            Sentence.count(sets),
            Sentence.percent(nearest)));
    here.measured(
        new Measurement(
            "above-bound",
            Text.of("sets with more mistakes than (R/γ)²", "错误次数超过 (R/γ)² 的组数"),
            Text.of(
                "none: proved by Block and by Novikoff in 1962",
                "没有：1962 年由 Block 和 Novikoff 分别证明"),
            above,
            Sentence.of("%s of %s", "%s / %s", above, Sentence.count(sets)),
            Text.of(
                "random sets of 20 to 200 points in 2 to 10 dimensions; Rosenblatt's machine had 400"
                    + " photocells",
                "2 到 10 维、每组 20 到 200 个随机点；Rosenblatt 的机器有 400 个光电管"),
            above == 0));
  }

  private static Figure bound(double[] bounds, double[] mistakes) {
    double low = Math.log(Arrays.stream(bounds).min().orElse(1));
    double high = Math.log(Arrays.stream(bounds).max().orElse(1));
    double[] line = new double[LINE];
    Arrays.setAll(line, i -> Math.exp(low + (high - low) * i / (LINE - 1)));
    return Figure.of(
        ScatterChart.of(
                Text.of("Mistakes of the rule, and how many there can be", "规则犯的错误，与最多可能的次数"),
                Series.of(
                    Text.of("a set of points", "一组点"), Values.of(bounds), Values.of(mistakes)),
                Series.of(
                    Text.of("as many as the bound", "等于上界"), Values.of(line), Values.of(line)))
            .withAxes(
                Axis.log(Text.of("bound (R/γ)²", "上界 (R/γ)²")),
                Axis.log(Text.of("mistakes", "错误次数"))));
  }

  private static void digits(Reproduction here) throws FileException {
    Mnist mnist = Mnist.load();
    Dataset train = mnist.train();
    int images = here.size().of(3000, 60_000, 60_000);
    int epochs = here.size().of(1, 5, 20);
    TenPerceptrons.Images learned = TenPerceptrons.Images.of(train.take(images));
    TenPerceptrons.Images test = TenPerceptrons.Images.of(mnist.test());
    TenPerceptrons ten = new TenPerceptrons(SIDE * SIDE, CLASSES);
    SplittableRandom random = new SplittableRandom(here.seed());
    List<Double> last = new ArrayList<>();
    List<Double> average = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      int[] order = Digits.shuffled(learned.size(), random);
      for (int i = 0; i < order.length; i++) {
        ten.learn(learned, order[i]);
        if (i % 1000 == 999) {
          here.step((epoch - 1) * order.length + i + 1, epochs * order.length);
        }
      }
      last.add(ten.error(ten.weights(), test));
      average.add(ten.error(ten.average(), test));
    }
    here.show("errors", errors(last, average));
    here.show("weights", weights(ten.average()));
    here.show("digits", table(last, average));
    double accuracy = 1 - average.getLast();
    here.measured(
        new Measurement(
            "mnist",
            Text.of("digits of the test set that are read rightly", "测试集中读对的数字"),
            Text.of(
                "at least 87 % must come out; Rosenblatt had no such data",
                "应不低于 87%；Rosenblatt 没有这样的数据"),
            accuracy,
            Sentence.of(
                "%s by the mean of all weights, %s by the last ones",
                "用全部权重的平均：%s；用最后的权重：%s",
                Sentence.percent(accuracy),
                Sentence.percent(1 - last.getLast())),
            Sentence.of(
                "%s images, seen %s times, ten perceptrons of 785 weights; the Mark I had 512 adjustable"
                    + " ones",
                "%s 张图片，看 %s 遍，十个感知机，每个 785 个权重；Mark I 有 512 个可调的权重",
                Sentence.count(images),
                epochs),
            accuracy >= here.size().of(LEAST_OF_FEW, LEAST, LEAST)));
  }

  private static Figure errors(List<Double> last, List<Double> average) {
    return Figure.of(
        Epochs.chart(
            Text.of("Digits of the test set that are read wrongly", "测试集中读错的比例"),
            last.size(),
            Axis.of(Text.of("share", "比例")),
            Epochs.line(Text.of("last weights", "最后的权重"), Values.of(last)),
            Epochs.line(Text.of("mean of all weights", "全部权重的平均"), Values.of(average))));
  }

  private static Figure weights(float[] weights) {
    List<double[]> planes = new ArrayList<>();
    for (int label = 0; label < CLASSES; label++) {
      double[] plane = new double[SIDE * SIDE];
      for (int i = 0; i < plane.length; i++) {
        plane[i] = weights[label * (plane.length + 1) + i];
      }
      planes.add(plane);
    }
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    for (Picture picture : Planes.pictures(planes, SIDE, SIDE)) {
      tiles.add(ImageGrid.Tile.of(picture, Text.of(Integer.toString(tiles.size()))));
    }
    return Figure.of(
        new ImageGrid(
            Text.of(
                "Mean weights: blue speaks for the digit, orange against it", "平均权重：蓝色支持该数字，橙色反对"),
            CLASSES / 2,
            tiles));
  }

  private static NumberTable table(List<Double> last, List<Double> average) {
    NumberTable table =
        NumberTable.of(
            Text.of("epoch", "轮"),
            Text.of("last weights", "最后的权重"),
            Text.of("mean of all weights", "全部权重的平均"));
    for (int i = 0; i < last.size(); i++) {
      table =
          table.plus(
              i + 1, Sentence.percent(1 - last.get(i)), Sentence.percent(1 - average.get(i)));
    }
    return table;
  }
}
