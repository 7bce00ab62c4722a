package gradus.course.regularisation;

import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.relu;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Stage;
import gradus.course.charts.Epochs;
import gradus.data.Dataset;
import gradus.data.Datasets;
import gradus.loss.Losses;
import gradus.loss.Penalty;
import gradus.nn.LayerSpec;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.plot.Axis;
import gradus.plot.BarChart;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.LineStyle;
import gradus.plot.Palette;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.Metrics;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/// A training on few samples that overfits, and the same training with what is to prevent it.
///
/// Each sample has 20 inputs, of which only the first two say anything about its class. Both
/// trainings begin with the same weights and see the same samples in the same order.
public record Overfit(
    @Control(en = "L1", zh = "L1 强度", min = 0, max = 0.1, initial = "0") double l1,
    @Control(en = "L2", zh = "L2 强度", min = 0, max = 0.1, initial = "0.01") double l2,
    @Control(en = "dropout", zh = "dropout 比例", min = 0, max = 0.9, initial = "0") double rate,
    @Control(en = "batch normalisation", zh = "批量归一化", initial = "false") boolean normalised,
    @Control(en = "samples", zh = "样本数", min = 20, max = 2000, log = true, initial = "80")
        int samples,
    @Control(en = "epochs", zh = "轮数", min = 1, max = 300, initial = "100") int epochs,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  static final int INPUTS = 20;
  private static final int VALIDATION = 1000;
  private static final int UNITS = 64;
  private static final int BATCH = 20;
  private static final double RATE = 0.003;

  /// Below this a weight is counted as zero.
  private static final double SMALL = 0.01;

  private static final double EDGE = 0.5;
  private static final int BINS = 25;

  /// A trained model and how its training went.
  record Trained(Model model, History history) {
    double last(String name) {
      return history.last(name);
    }

    double[] weights() {
      return Objects.requireNonNull(model.weights().get("0.weight")).toDoubles();
    }

    double nearZero() {
      double[] weights = weights();
      long small = java.util.Arrays.stream(weights).filter(w -> Math.abs(w) < SMALL).count();
      return small / (double) weights.length;
    }
  }

  /// The epochs of a training, as they come.
  private record Watching(Stage stage, Overfit overfit, Trained plain) implements Callback {
    @Override
    public void onEpoch(TrainingRun run, History.Epoch epoch) {
      if (stage.wants(epoch.number(), overfit.epochs)) {
        overfit.show(stage, plain, new Trained(run.model(), run.history()));
      }
      stage.step(epoch.number(), overfit.epochs);
    }
  }

  @Override
  public void run(Stage stage) {
    Dataset train = draw(samples, seed);
    Dataset validation = draw(VALIDATION, seed + 1_000_003);
    Trained plain = train(new Overfit(0, 0, 0, false, samples, epochs, seed), train, validation);
    Trained held = train(this, train, validation, new Watching(stage, this, plain));
    stage.say(verdict(plain, held));
  }

  private static Trained train(
      Overfit settings, Dataset train, Dataset validation, Callback... callbacks) {
    Model model = settings.model();
    Trainer trainer = settings.trainer(model).callbacks(callbacks);
    History history =
        trainer.fit(
            train.shuffle(settings.seed).batch(BATCH),
            validation.batch(VALIDATION),
            settings.epochs);
    return new Trained(model, history);
  }

  /// The network: 20 - 64 - 64 - 2.
  private Model model() {
    List<LayerSpec> layers = new ArrayList<>();
    for (int hidden = 0; hidden < 2; hidden++) {
      layers.add(dense(UNITS));
      if (normalised) {
        layers.add(batchNorm());
      }
      layers.add(relu());
      if (rate > 0) {
        layers.add(dropout(rate));
      }
    }
    layers.add(dense(2));
    return Model.of(Shape.of(INPUTS), Seed.of(seed), layers.toArray(LayerSpec[]::new));
  }

  private Trainer trainer(Model model) {
    return Trainer.of(model, Losses::crossEntropy, Adam.of(RATE))
        .penalty(Penalty.elasticNet(l1, l2))
        .metrics(Metrics.accuracy())
        .seed(seed);
  }

  /// Samples of two classes: whether the first input and the second, with as much noise as half of
  /// one, make more than 0. The other 18 inputs are noise alone.
  static Dataset draw(int count, long seed) {
    double[] x = RandomKey.of(seed).normal(Shape.of(count, INPUTS)).toDoubles();
    double[] noise = RandomKey.of(seed).fold(1).normal(Shape.of(count)).toDoubles();
    double[][] inputs = new double[count][INPUTS];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      System.arraycopy(x, i * INPUTS, inputs[i], 0, INPUTS);
      labels[i] = inputs[i][0] + inputs[i][1] + noise[i] / 2 > 0 ? 1 : 0;
    }
    return Datasets.of(inputs, labels);
  }

  private void show(Stage stage, Trained plain, Trained held) {
    stage.show("losses", losses(plain, held));
    stage.show("weights", weights(plain, held));
    stage.show("inputs", inputs(plain, held));
    stage.show("results", results(plain, held));
  }

  private Figure losses(Trained plain, Trained held) {
    Text without = Text.of("without: ", "不加正则：");
    Text with = Text.of("with: ", "加正则：");
    return Figure.of(
        Epochs.chart(
            Text.of("Training and validation", "训练与验证"),
            epochs,
            Axis.of(Text.of("loss", "损失")),
            line(without, Text.of("training", "训练"), plain, "loss", false),
            line(without, Text.of("validation", "验证"), plain, "valLoss", false),
            line(with, Text.of("training", "训练"), held, "loss", true),
            line(with, Text.of("validation", "验证"), held, "valLoss", true)));
  }

  private static Series line(Text who, Text what, Trained trained, String name, boolean bold) {
    double[] values = trained.history().values(name);
    Text title = Text.of(who.english() + what.english(), who.chinese() + what.chinese());
    return Series.of(title, Values.counting(1, values.length), Values.of(values))
        .withColor((bold ? Palette.BLUE : Palette.VERMILION).color())
        .withStyle(name.equals("loss") ? LineStyle.DASHED : LineStyle.SOLID);
  }

  private static Figure weights(Trained plain, Trained held) {
    return Figure.of(
        LineChart.of(
                Text.of("The first layer's weights", "第一层的权重"),
                histogram(Text.of("without", "不加正则"), plain.weights(), Palette.VERMILION),
                histogram(Text.of("with", "加正则"), held.weights(), Palette.BLUE))
            .withAxes(Axis.of(Text.of("weight", "权重")), Axis.of(Text.of("share in %", "占比（%）"))));
  }

  private static Series histogram(Text name, double[] weights, Palette color) {
    double width = 2 * EDGE / BINS;
    double[] middle =
        IntStream.range(0, BINS).mapToDouble(i -> -EDGE + (i + 0.5) * width).toArray();
    double[] share = new double[BINS];
    for (double weight : weights) {
      int bin = (int) Math.floor((weight + EDGE) / width);
      share[Math.clamp(bin, 0, BINS - 1)] += 100.0 / weights.length;
    }
    return Series.of(name, Values.of(middle), Values.of(share)).withColor(color.color());
  }

  /// How much of the first layer's weights goes to each input, which shows what it listens to.
  private static Figure inputs(Trained plain, Trained held) {
    List<Text> names = IntStream.rangeClosed(1, INPUTS).mapToObj(i -> Text.of("" + i)).toList();
    return Figure.of(
        BarChart.of(
                Text.of("How strongly the first layer listens", "第一层对每个输入有多敏感"),
                names,
                List.of(
                    new BarChart.Group(Text.of("with", "加正则"), Values.of(shares(held))),
                    new BarChart.Group(Text.of("without", "不加正则"), Values.of(shares(plain)))))
            .withAxes(
                Axis.of(Text.of("input; only 1 and 2 say anything", "输入；只有 1 和 2 有用")),
                Axis.of(Text.of("share of sum w² in %", "占 Σw² 的比例（%）"))));
  }

  static double[] shares(Trained trained) {
    double[] weights = trained.weights();
    double[] shares = new double[INPUTS];
    double all = 0;
    for (int i = 0; i < weights.length; i++) {
      double square = weights[i] * weights[i];
      // Rows are inputs, columns units.
      shares[i / UNITS] += square;
      all += square;
    }
    for (int i = 0; i < INPUTS; i++) {
      shares[i] *= 100 / all;
    }
    return shares;
  }

  private static NumberTable results(Trained plain, Trained held) {
    NumberTable table =
        NumberTable.of(
            Text.of("training", "训练"),
            Text.of("training loss", "训练损失"),
            Text.of("validation loss", "验证损失"),
            Text.of("validation accuracy", "验证准确率"),
            Text.of("to inputs 1 and 2, %", "用于输入 1、2（%）"),
            Text.of("|w| < 0.01, %", "|w| < 0.01（%）"));
    return plus(plus(table, Text.of("without", "不加正则"), plain), Text.of("with", "加正则"), held);
  }

  private static NumberTable plus(NumberTable table, Text name, Trained trained) {
    double[] shares = shares(trained);
    return table.plus(
        name,
        trained.last("loss"),
        trained.last("valLoss"),
        trained.last("valAccuracy"),
        shares[0] + shares[1],
        100 * trained.nearZero());
  }

  private static Text verdict(Trained plain, Trained held) {
    double before = plain.last("valLoss");
    double after = held.last("valLoss");
    String numbers = String.format(Locale.ROOT, "%.3f", after);
    String against = String.format(Locale.ROOT, "%.3f", before);
    if (after < before) {
      return Text.of(
          "The validation loss ends at " + numbers + " instead of " + against + ".",
          "验证损失最后是 " + numbers + "，不加正则时是 " + against + "。");
    }
    return Text.of(
        "This does not help: the validation loss ends at "
            + numbers
            + ", and without it at "
            + against
            + ".",
        "没有帮助：验证损失最后是 " + numbers + "，不加正则时是 " + against + "。");
  }
}
