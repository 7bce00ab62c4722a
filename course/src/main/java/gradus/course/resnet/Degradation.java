package gradus.course.resnet;

import gradus.course.Measurement;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.course.charts.Epochs;
import gradus.course.charts.LearningCurves;
import gradus.course.judge.Answers;
import gradus.io.FileException;
import gradus.networks.ResNet;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.Palette;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// What more layers do to the error on the pictures that a network learns from: with ways around
/// them, and without.
final class Degradation {
  private static final Shape CIFAR = Shape.of(3, 32, 32);
  private static final int CLASSES = 10;

  private final Reproduction here;
  private final Four four;
  private final double[][][] errors = new double[2][2][0];

  private Degradation(Reproduction here, Four four) {
    this.here = here;
    this.four = four;
  }

  static void compare(Reproduction here) throws FileException {
    parameters(here);
    new Degradation(here, Four.of(here)).train();
  }

  private static void parameters(Reproduction here) {
    long[] counts = new long[2];
    for (int i = 0; i < counts.length; i++) {
      ResNet network = ResNet.of(i == 0 ? 20 : 56);
      counts[i] = network.model(CIFAR, CLASSES, Seed.of(here.seed())).parameterCount();
    }
    here.measured(
        new Measurement(
            "parameters",
            Text.of(
                "parameters of ResNet-20 and ResNet-56 for CIFAR-10",
                "用于 CIFAR-10 的 ResNet-20 与 ResNet-56 的参数个数"),
            Text.of("0.27 and 0.85 million: table 6 of the paper, 2015", "27 万与 85 万：2015 年论文的表 6"),
            counts[0],
            Sentence.of(
                "%s and %s", "%s 与 %s", Sentence.count(counts[0]), Sentence.count(counts[1])),
            Text.of(
                "the paper's networks for 32 x 32 in colour, without a training",
                "论文中用于 32 x 32 彩色图片的网络，未经训练"),
            Math.round(counts[0] / 1e4) == 27 && Math.round(counts[1] / 1e4) == 85));
  }

  private void train() {
    int all = 4 * four.training(false, false).steps();
    int done = 0;
    double[][] unseen = new double[2][2];
    for (int way = 0; way < 2; way++) {
      for (int depth = 0; depth < 2; depth++) {
        int residual = way;
        int deep = depth;
        Training training = four.training(way == 1, depth == 1);
        Model trained =
            training.run(
                here,
                done,
                all,
                history -> {
                  errors[residual][deep] = LearningCurves.wrong(history);
                  here.show("training-errors", curves());
                });
        done += training.steps();
        unseen[way][depth] = Answers.of(trained, four.unseen()).error();
      }
    }
    here.show("errors", table(unseen));
    measure();
  }

  private Figure curves() {
    List<LineChart> both = new ArrayList<>();
    for (int way = 0; way < 2; way++) {
      List<Series> lines = new ArrayList<>();
      for (int depth = 0; depth < 2; depth++) {
        if (errors[way][depth].length > 0) {
          lines.add(
              Epochs.line(
                  Sentence.of("%s layers", "%s 层", depth == 1 ? four.deep() : four.shallow()),
                  errors[way][depth],
                  depth == 1 ? Palette.VERMILION : Palette.BLUE));
        }
      }
      Text title =
          way == 1
              ? Text.of("Residual: training error", "残差网络的训练错误率")
              : Text.of("Plain: training error", "普通网络的训练错误率");
      both.add(
          Epochs.chart(
              title,
              four.epochs(),
              Axis.of(Text.of("share read wrongly", "读错的比例")).withRange(0, 1),
              lines));
    }
    return Figure.of(Text.EMPTY, 2, both);
  }

  private NumberTable table(double[][] unseen) {
    NumberTable table =
        NumberTable.of(
            Text.of("network", "网络"),
            Text.of("training error", "训练错误率"),
            Text.of("test error", "测试错误率"));
    for (int way = 0; way < 2; way++) {
      for (int depth = 0; depth < 2; depth++) {
        table =
            table.plus(
                four.name(way == 1, depth == 1),
                Sentence.percent(last(way, depth)),
                Sentence.percent(unseen[way][depth]));
      }
    }
    return table;
  }

  private double last(int way, int depth) {
    return errors[way][depth][errors[way][depth].length - 1];
  }

  private void measure() {
    double plain = last(0, 1) - last(0, 0);
    double residual = last(1, 1) - last(1, 0);
    double least = here.size().of(0.05, 0.03, 0.02);
    here.measured(
        new Measurement(
            "plain",
            Sentence.of(
                "by how much a plain network of %s layers has a larger training error than one of"
                    + " %s",
                "普通网络 %s 层比 %s 层的训练错误率高出多少", four.deep(), four.shallow()),
            Text.of("larger: figures 1 and 6 of the paper, 2015", "更高：2015 年论文的图 1 与图 6"),
            plain,
            change(0),
            four.scale(),
            plain >= least));
    here.measured(
        new Measurement(
            "residual",
            Sentence.of(
                "the same of residual networks of %s and %s layers",
                "残差网络 %s 层与 %s 层同样比较", four.deep(), four.shallow()),
            here.size()
                .of(
                    Text.of(
                        "not larger: figure 6 of the paper, 2015; here at most half of what it is"
                            + " for plain ones",
                        "不更高：2015 年论文的图 6；这里至多是普通网络的一半"),
                    Text.of(
                        "not larger: figure 6 of the paper, 2015; here at most a fifth of what it"
                            + " is for plain ones",
                        "不更高：2015 年论文的图 6；这里至多是普通网络的五分之一"),
                    Text.of(
                        "not larger: figure 6 of the paper, 2015; by at most 1 % of all images",
                        "不更高：2015 年论文的图 6；至多高出全部图片的 1%")),
            residual,
            change(1),
            four.scale(),
            residual <= here.size().of(plain / 2, plain / 5, 0.01)));
    here.say(
        Sentence.of(
            "From %s to %s layers the training error goes from %s to %s in plain networks, and from"
                + " %s to %s in residual ones.",
            "从 %s 层到 %s 层，普通网络的训练错误率从 %s 变为 %s，残差网络从 %s 变为 %s。",
            four.shallow(),
            four.deep(),
            Sentence.percent(last(0, 0)),
            Sentence.percent(last(0, 1)),
            Sentence.percent(last(1, 0)),
            Sentence.percent(last(1, 1))));
  }

  private Text change(int way) {
    return Sentence.of(
        "%s to %s", "%s → %s", Sentence.percent(last(way, 0)), Sentence.percent(last(way, 1)));
  }
}
