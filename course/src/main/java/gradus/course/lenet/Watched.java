package gradus.course.lenet;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.course.charts.Epochs;
import gradus.course.digits.Digits;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.Palette;
import gradus.plot.Text;
import gradus.tensor.Tensor;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.Metrics;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.util.Optional;
import java.util.SplittableRandom;

/// A LeNet while it learns from few images: what each of its layers makes of a digit, and how well
/// it reads, beside a network without convolutions.
public record Watched(
    @Control(
            en = "images to learn from",
            zh = "训练图片数",
            min = 100,
            max = 5000,
            log = true,
            initial = "1000")
        int images,
    @Control(en = "epochs", zh = "轮数", min = 1, max = 20, initial = "5") int epochs,
    @Control(en = "shuffle pixels", zh = "打乱像素", initial = "false") boolean shuffled,
    @Control(en = "activation", zh = "激活函数", initial = "tanh") LeNet.Function function,
    @Control(en = "pooling", zh = "池化", initial = "trained") LeNet.Pooling pooling,
    @Control(en = "learning rate", zh = "学习率", min = 1e-4, max = 0.1, log = true, initial = "0.003")
        double rate,
    @Control(en = "the digit looked at", zh = "看哪个数字", min = 0, max = 9, initial = "4") int digit,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final int BATCH = 32;
  private static final int JUDGED = 1000;
  private static final int FRAMES = 40;
  private static final double DENSE_RATE = 0.001;

  @Override
  public void run(Stage stage) {
    Optional<Digits> loaded = Digits.load(stage);
    if (loaded.isEmpty()) {
      return;
    }
    Digits digits = loaded.get();
    LeNet network = LeNet.of(function, pooling, Seed.of(seed));
    Dataset held = seen(digits.validation().take(Math.min(JUDGED, digits.validation().size())));
    Tensor image = held.gather(Digits.firstOfEach(held)[digit]).input();
    show(stage, network, image);
    stage.step(0, epochs);
    Dataset train = seen(digits.train().take(Math.min(images, digits.train().size())));
    Model dense = LeNet.dense300(Seed.of(seed));
    double[] without = train(dense, DENSE_RATE, train, held, new Callback() {});
    double[] with =
        train(network.model(), rate, train, held, new Watching(stage, network, image, without));
    stage.say(verdict(network.model(), dense, with[epochs - 1], without[epochs - 1]));
  }

  private Dataset seen(Dataset pictures) {
    return shuffled
        ? Images.of(pictures, Images.permutation(new SplittableRandom(seed)))
        : Images.of(pictures);
  }

  /// Trains, and gives the share of the other images that is read rightly after each epoch.
  private double[] train(
      Model model, double speed, Dataset train, Dataset held, Callback watching) {
    return Trainer.of(model, Losses::crossEntropy, Adam.of(speed))
        .metrics(Metrics.accuracy())
        .callbacks(watching)
        .seed(seed)
        .fit(train.shuffle(seed).batch(BATCH), held.batch(500), epochs)
        .values("valAccuracy");
  }

  private void show(Stage stage, LeNet network, Tensor image) {
    stage.show(
        "maps",
        StageMaps.of(
            Sentence.of(
                "What each layer makes of a %s: blue above zero, orange below",
                "每一层看到的 %s：蓝色为正，橙色为负", digit),
            network,
            image));
  }

  /// The training of the LeNet as it goes.
  private final class Watching implements Callback {
    private final Stage stage;
    private final LeNet network;
    private final Tensor image;
    private final double[] without;

    Watching(Stage stage, LeNet network, Tensor image, double[] without) {
      this.stage = stage;
      this.network = network;
      this.image = image;
      this.without = without;
    }

    @Override
    public void onBatch(TrainingRun run, int batch, double loss) {
      int all = Math.ceilDiv(images, BATCH) * epochs;
      int done = (int) run.step();
      if (done % Math.max(1, all / FRAMES) == 0 && stage.wants(done, all)) {
        show(run);
      }
    }

    @Override
    public void onEpoch(TrainingRun run, History.Epoch epoch) {
      show(run);
      stage.show("accuracy", accuracy(run.history().values("valAccuracy"), without));
      stage.step(epoch.number(), epochs);
    }

    private void show(TrainingRun run) {
      Watched.this.show(stage, new LeNet(run.model(), network.stages()), image);
    }
  }

  private Figure accuracy(double[] with, double[] without) {
    return Figure.of(
        Epochs.chart(
            Text.of("Other images that are read rightly", "其他图片读对的比例"),
            epochs,
            Axis.of(Text.of("share", "比例")).withRange(0, 1),
            Epochs.line(Text.of("LeNet", "LeNet"), with, Palette.BLUE),
            Epochs.line(Text.of("dense, 300 units", "全连接，300 个单元"), without, Palette.VERMILION)));
  }

  private Text verdict(Model network, Model dense, double with, double without) {
    return Sentence.of(
        "After %s epochs on %s images the LeNet, with %s parameters, reads %s of other images, and"
            + " the network without convolutions, with %s, reads %s.",
        "在 %2$s 张图片上训练 %1$s 轮之后，有 %3$s 个参数的 LeNet 读对其他图片的 %4$s，没有卷积、有 %5$s 个参数的网络读对 %6$s。",
        epochs,
        Sentence.count(images),
        Sentence.count(network.parameterCount()),
        Sentence.percent(with),
        Sentence.count(dense.parameterCount()),
        Sentence.percent(without));
  }
}
