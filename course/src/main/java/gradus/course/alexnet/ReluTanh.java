package gradus.course.alexnet;

import gradus.course.Measurement;
import gradus.course.MilestoneSize;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.course.judge.Answers;
import gradus.data.Dataset;
import gradus.io.FileException;
import gradus.loss.Losses;
import gradus.networks.AlexNet;
import gradus.nn.Layer;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.DivergenceException;
import gradus.optim.Sgd;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.LineStyle;
import gradus.plot.Palette;
import gradus.plot.ReferenceLine;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.NonFiniteLossException;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.List;

/// The same network with rectifiers and with tanh, to the same training error, without dropout,
/// normalisation, weight decay or changes of the pictures; for each the best of three rates.
final class ReluTanh {
  private static final double MOMENTUM = 0.9;

  /// What the paper's figure 1 says of its smaller network on CIFAR-10, at an error of 25 %.
  private static final int CLAIMED = 6;

  private ReluTanh() {}

  /// How much is done.
  ///
  /// @param rates of which the best counts, by activation
  /// @param batch how many images make a step
  /// @param error the training error to be reached
  /// @param most steps after which a training ends without having reached it
  /// @param every how often the error is measured
  /// @param judged on how many of the training images
  record Race(
      Dataset images,
      List<Double> rates,
      int batch,
      double error,
      int most,
      int every,
      int judged) {}

  /// How a training went.
  ///
  /// @param steps after which the error was measured
  /// @param reached the step at which it was low enough; the most where it never was
  record Way(
      Layer function,
      double rate,
      List<Double> steps,
      List<Double> errors,
      int reached,
      boolean arrived) {}

  static void compare(Reproduction here) throws FileException {
    Pictures pictures = Pictures.clothes();
    Race race =
        new Race(
            pictures.train().take(here.size().of(500, 8000, 60_000)),
            List.of(0.004, 0.012, 0.036),
            Training.batch(here.size()),
            here.size().of(0.4, 0.2, 0.1),
            here.size().of(120, 300, 3000),
            here.size().of(10, 10, 50),
            here.size().of(100, 300, 2000));
    AlexNet network = size(here.size()).withDropout(0).withNormalised(false);
    List<Way> ways = carryOut(here, network, race);
    here.show("relu-tanh-steps", table(ways, race));
    measure(here, best(ways, Layers.relu()), best(ways, Layers.tanh()), race, network);
  }

  /// Trains with each activation and each rate.
  static List<Way> carryOut(Reproduction here, AlexNet network, Race race) {
    List<Layer> functions = List.of(Layers.relu(), Layers.tanh());
    List<Way> ways = new ArrayList<>();
    int all = functions.size() * race.rates.size();
    for (Layer function : functions) {
      for (double rate : race.rates) {
        ways.add(run(here, network.withActivation(function), race, rate, ways.size(), all));
        here.show("relu-tanh", chart(ways, race));
      }
    }
    return ways;
  }

  /// The widths for a size.
  static AlexNet size(MilestoneSize size) {
    return AlexNet.of(size.of(6, 9, 24), size.of(128, 128, 512));
  }

  private static Way run(
      Reproduction here, AlexNet network, Race race, double rate, int before, int all) {
    Model model = network.model(race.images.inputShape(), 10, Seed.of(here.seed()));
    Dataset judged = race.images.take(race.judged);
    List<Double> steps = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    Callback watching =
        new Callback() {
          @Override
          public void onBatch(TrainingRun run, int batch, double loss) {
            int step = (int) run.step();
            here.step(before * race.most + Math.min(step, race.most), all * race.most);
            if (step % race.every == 0) {
              steps.add((double) step);
              errors.add(Answers.of(model, judged).error());
              if (errors.getLast() <= race.error || step >= race.most) {
                run.stop("as far as it is to go");
              }
            }
          }
        };
    int epochs = Math.ceilDiv(race.most * race.batch, race.images.size());
    try {
      History _ =
          Trainer.of(model, Losses::crossEntropy, Sgd.momentum(rate, MOMENTUM))
              .callbacks(watching)
              .seed(here.seed())
              .fit(race.images.shuffle(here.seed()).batch(race.batch).dropLast(), epochs);
    } catch (NonFiniteLossException | DivergenceException diverged) {
      // A rate that is too high is not the best one.
    }
    boolean arrived = !errors.isEmpty() && errors.getLast() <= race.error;
    int reached = arrived ? steps.getLast().intValue() : race.most;
    return new Way(network.activation(), rate, steps, errors, reached, arrived);
  }

  /// The one that took the fewest steps.
  static Way best(List<Way> ways, Layer function) {
    return ways.stream()
        .filter(way -> way.function.equals(function))
        .min((one, other) -> Integer.compare(one.reached, other.reached))
        .orElseThrow();
  }

  private static Text name(Layer function) {
    return Text.of(function.equals(Layers.relu()) ? "ReLU" : "tanh");
  }

  private static Figure chart(List<Way> ways, Race race) {
    List<Series> lines = new ArrayList<>();
    for (Way way : ways) {
      boolean relu = way.function.equals(Layers.relu());
      LineStyle[] styles = {LineStyle.DOTTED, LineStyle.SOLID, LineStyle.DASHED};
      int at = race.rates.indexOf(way.rate) % styles.length;
      lines.add(
          Series.of(
                  Sentence.of("%s, rate %s", "%s，学习率 %s", name(way.function), "" + way.rate),
                  Values.of(way.steps),
                  Values.of(way.errors.stream().map(error -> 100 * error).toList()))
              .withColor((relu ? Palette.BLUE : Palette.VERMILION).color())
              .withStyle(styles[at]));
    }
    return Figure.of(
        LineChart.of(
                Text.of("The same network with ReLU and with tanh", "同一个网络，用 ReLU 和用 tanh"), lines)
            .withReference(
                ReferenceLine.horizontal(
                    100 * race.error,
                    Sentence.of("to be reached: %s", "目标：%s", Sentence.percent(race.error, 0))))
            .withAxes(
                Axis.of(Text.of("step", "步")),
                Axis.of(Text.of("training images read wrongly, %", "答错的训练图片（%）"))
                    .withRange(0, 100)));
  }

  private static NumberTable table(List<Way> ways, Race race) {
    NumberTable table =
        NumberTable.of(
            Text.of("activation", "激活函数"),
            Text.of("rate", "学习率"),
            Sentence.of(
                "steps to %s training error", "训练错误率降到 %s 的步数", Sentence.percent(race.error, 0)));
    for (Way way : ways) {
      table =
          table.plus(
              name(way.function),
              "" + way.rate,
              way.arrived
                  ? Text.of(Sentence.count(way.reached))
                  : Sentence.of("not within %s", "%s 步内没有达到", Sentence.count(race.most)));
    }
    return table;
  }

  private static void measure(Reproduction here, Way relu, Way tanh, Race race, AlexNet network) {
    double factor = (double) tanh.reached / relu.reached;
    Text times =
        tanh.arrived
            ? Sentence.of(
                "%s times as many: %s and %s",
                "%s 倍：%s 步与 %s 步", number(factor), tanh.reached, relu.reached)
            : Sentence.of(
                "over %s times as many: not within %s, and %s",
                "%s 倍以上：%s 步内没有达到，与 %s 步", number(factor), tanh.reached, relu.reached);
    here.measured(
        new Measurement(
            "relu-tanh",
            Sentence.of(
                "steps to a training error of %s, with tanh beside ReLU",
                "训练错误率降到 %s 的步数：tanh 与 ReLU 相比", Sentence.percent(race.error, 0)),
            Sentence.of(
                "%s times as many: figure 1 of the paper, 2012, four convolutional layers on CIFAR-10,"
                    + " to 25 %%; must be more than once",
                "%s 倍：2012 年论文的图 1，四层卷积网络，CIFAR-10，降到 25%%；应多于 1 倍", CLAIMED),
            factor,
            times,
            Sentence.of(
                "AlexNet with %s filters first, %s clothes of 28 x 28; the best of 3 rates for each, one"
                    + " seed",
                "第一层 %s 个滤波器的 AlexNet，%s 张 28 x 28 的衣物图片；各取 3 种学习率中最好的，一个种子",
                network.filters(),
                Sentence.count(race.images.size())),
            // At the smallest size there is too little to learn for a difference.
            relu.arrived && (here.size() == MilestoneSize.TEST || factor > 1)));
  }

  private static String number(double factor) {
    return String.format(java.util.Locale.ROOT, "%.1f", factor);
  }
}
