package gradus.course.alexnet;

import gradus.augment.Augmentation;
import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.Option;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.course.charts.Epochs;
import gradus.course.judge.Answers;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.networks.AlexNet;
import gradus.nn.Layer;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.optim.DivergenceException;
import gradus.optim.Schedules;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.Palette;
import gradus.plot.Text;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.NonFiniteLossException;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A small AlexNet while it learns clothes, with each of its parts on a switch.
public record Switches(
    @Control(en = "activation", zh = "激活函数", initial = "relu") Function function,
    @Control(en = "dropout", zh = "dropout", initial = "true") boolean dropout,
    @Control(en = "response normalisation", zh = "响应归一化", initial = "true") boolean normalised,
    @Control(en = "overlapping pooling", zh = "重叠池化", initial = "true") boolean overlapping,
    @Control(en = "augmentation", zh = "数据增强", initial = "true") boolean augmented,
    @Control(
            en = "images to learn from",
            zh = "训练图片数",
            min = 100,
            max = 5000,
            log = true,
            initial = "1000")
        int images,
    @Control(en = "epochs", zh = "轮数", min = 1, max = 40, initial = "15") int epochs,
    @Control(
            en = "highest rate",
            zh = "最高学习率",
            min = 1e-4,
            max = 0.05,
            log = true,
            initial = "0.002")
        double rate,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final int FILTERS = 9;
  private static final int UNITS = 128;
  private static final int BATCH = 32;
  private static final int JUDGED = 1000;
  private static final int FRAMES = 60;

  /// What follows each layer.
  public enum Function implements Option {
    /// max(0, x).
    RELU("ReLU") {
      @Override
      Layer layer() {
        return Layers.relu();
      }
    },
    /// The usual one until then.
    TANH("tanh") {
      @Override
      Layer layer() {
        return Layers.tanh();
      }
    };

    private final String name;

    Function(String name) {
      this.name = name;
    }

    abstract Layer layer();

    @Override
    public Text title() {
      return Text.of(name);
    }
  }

  private AlexNet network() {
    return AlexNet.of(FILTERS, UNITS)
        .withActivation(function.layer())
        .withDropout(dropout ? 0.5 : 0)
        .withNormalised(normalised)
        .withOverlapping(overlapping);
  }

  @Override
  public void run(Stage stage) {
    Optional<Pictures> loaded = Pictures.clothes(stage);
    if (loaded.isEmpty()) {
      return;
    }
    Pictures pictures = loaded.get();
    int size = pictures.train().size();
    int judged = Math.min(JUDGED, size / 2);
    Dataset train = pictures.train().take(Math.min(images, size - judged));
    Dataset held = pictures.train().subset(IntStream.range(size - judged, size).toArray());
    Model model = network().model(train.inputShape(), pictures.classes().size(), Seed.of(seed));
    Watching watching = new Watching(stage, train.take(Math.min(judged, train.size())), held);
    watching.look(model);
    stage.step(0, epochs);
    int steps = Math.ceilDiv(train.size(), BATCH) * epochs;
    Augmentation changes = pictures.changes();
    Batches batches = train.shuffle(seed).batch(BATCH);
    try {
      History _ =
          Trainer.of(model, Losses::crossEntropy, Adam.of(rate))
              .schedule(Schedules.oneCycle(rate, steps).byStep())
              .callbacks(watching)
              .seed(seed)
              .fit(augmented ? changes.on(batches) : batches, epochs);
    } catch (NonFiniteLossException | DivergenceException diverged) {
      stage.say(
          Sentence.of(
              "The training diverged: with a rate of %s its weights left all bounds. Take a smaller one.",
              "训练发散了：学习率 %s 让权重超出了一切范围。请换一个小一些的。", rate));
      return;
    }
    stage.say(watching.verdict());
  }

  /// The training as it goes.
  private final class Watching implements Callback {
    private final Stage stage;
    private final Dataset learned;
    private final Dataset held;
    private final List<Double> training = new ArrayList<>();
    private final List<Double> validation = new ArrayList<>();

    Watching(Stage stage, Dataset learned, Dataset held) {
      this.stage = stage;
      this.learned = learned;
      this.held = held;
    }

    void look(Model model) {
      stage.show(
          "filters",
          FirstFilters.of(
              Text.of("The first filters: blue above zero, orange below", "第一层的滤波器：蓝色为正，橙色为负"),
              model));
    }

    @Override
    public void onBatch(TrainingRun run, int batch, double loss) {
      int all = Math.ceilDiv(images, BATCH) * epochs;
      int done = (int) run.step();
      if (done % Math.max(1, all / FRAMES) == 0 && stage.wants(done, all)) {
        look(run.model());
      }
    }

    @Override
    public void onEpoch(TrainingRun run, History.Epoch epoch) {
      training.add(100 * Answers.of(run.model(), learned).error());
      validation.add(100 * Answers.of(run.model(), held).error());
      look(run.model());
      stage.show("errors", errors());
      stage.step(epoch.number(), epochs);
    }

    private Figure errors() {
      return Figure.of(
          Epochs.chart(
              Text.of("Errors, without dropout and changes", "错误率（不带 dropout，图片不变）"),
              epochs,
              Axis.of(Text.of("wrong, %", "答错（%）")).withRange(0, 100),
              Epochs.line(Text.of("training images", "训练图片"), array(training), Palette.VERMILION),
              Epochs.line(Text.of("other images", "其他图片"), array(validation), Palette.BLUE)));
    }

    private double[] array(List<Double> values) {
      return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private Text verdict() {
      double error = validation.getLast() / 100;
      double own = training.getLast() / 100;
      double chance = 1.96 * Math.sqrt(error * (1 - error) / held.size());
      return Sentence.of(
          "After %s epochs on %s clothes the network names %s of them wrongly, and of others %s ± %s:"
              + " a gap of %s points.",
          "在 %2$s 张衣物图片上训练 %1$s 轮之后，网络答错其中的 %3$s，其他图片答错 %4$s ± %5$s，差距 %6$s 个百分点。",
          epochs,
          Sentence.count(images),
          Sentence.percent(own),
          Sentence.percent(error),
          Sentence.percent(chance),
          String.format(java.util.Locale.ROOT, "%.1f", 100 * (error - own)));
    }
  }
}
