package gradus.course.frameworks;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.course.charts.Epochs;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.data.Mnist;
import gradus.io.FileException;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.nn.Summary;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.LineStyle;
import gradus.plot.Picture;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.Message;
import gradus.tensor.Tensor;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The tutorial's networks of TensorFlow, PyTorch and Keras, built and trained side by side, with a
/// mistake that is easily made between them.
public record ThreeNetworks(
    @Control(en = "pictures", zh = "图像", initial = "segments") Source source,
    @Control(en = "mistake", zh = "移植时的错误", initial = "none") Slip slip,
    @Control(en = "pixels divided by 255", zh = "像素除以 255", initial = "true") boolean scaled,
    @Control(en = "samples", zh = "训练样本数", min = 200, max = 10_000, log = true, initial = "2000")
        int samples,
    @Control(en = "epochs", zh = "轮数", min = 1, max = 20, initial = "10") int epochs,
    @Control(en = "batch", zh = "批量大小", min = 8, max = 256, log = true, initial = "32") int batch,
    @Control(
            en = "rate of PyTorch's SGD",
            zh = "PyTorch 的 SGD 学习率",
            min = 1e-4,
            max = 1,
            log = true,
            initial = "0.1")
        double rate,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  /// How many pictures a network is judged on, none of which it was trained on.
  private static final int FRESH = 1000;

  private static final int SHOWN = 20;

  /// The least that cross-entropy of ten classes can be where logits are probabilities: the right
  /// one is 1, and its softmax e / (e + 9).
  static final double LEAST_TWICE = Math.log(1 + 9 / Math.E);

  /// A loss that no guess explains: ln 10 is that of saying a tenth of everything.
  private static final double STUCK = 5;

  private static final int PIXELS = SegmentDigits.SIDE * SegmentDigits.SIDE;
  private static final float WHITE = 255;

  /// Pictures from 0 to 1, `[n, 784]`, and what they are.
  private record Pictures(Tensor pixels, Tensor labels) {
    static Pictures of(Dataset data) {
      int count = data.size();
      return new Pictures(data.inputs().reshape(count, PIXELS), data.targets());
    }

    static Pictures drawn(int count, long seed) {
      return new Pictures(
          SegmentDigits.draw(count, seed), Tensor.ofInts(SegmentDigits.labels(count)));
    }

    /// As a network's framework wants them.
    Dataset data(Network network, boolean scaled) {
      Tensor targets = network.oneHot() ? labels.oneHot(10) : labels;
      return Dataset.of(scaled ? pixels : pixels.times(WHITE), targets);
    }
  }

  /// The epochs of one of the networks, as they come.
  private record Watching(
      Stage stage, ThreeNetworks settings, Network network, Map<Network, History> histories)
      implements Callback {
    @Override
    public void onEpoch(TrainingRun run, History.Epoch epoch) {
      histories.put(network, run.history());
      int done = (histories.size() - 1) * settings.epochs + epoch.number();
      int all = Network.values().length * settings.epochs;
      if (stage.wants(done, all)) {
        stage.show("losses", settings.losses(histories));
        stage.show("accuracy", settings.accuracies(histories));
        stage.show("results", settings.results(histories));
      }
      stage.step(done, all);
    }
  }

  @Override
  public void run(Stage stage) {
    stage.show("layers", layers());
    Pictures train;
    Pictures fresh;
    try {
      train = pictures(true);
      fresh = pictures(false);
    } catch (FileException e) {
      stage.say(unavailable(e));
      return;
    }
    stage.show("pictures", pictures(train));
    Map<Network, History> histories = new EnumMap<>(Network.class);
    for (Network network : Network.values()) {
      train(network, train, fresh, new Watching(stage, this, network, histories));
    }
    for (Text sentence : verdict(histories)) {
      stage.say(sentence);
    }
  }

  private Pictures pictures(boolean train) throws FileException {
    return switch (source) {
      case SEGMENTS ->
          train ? Pictures.drawn(samples, seed) : Pictures.drawn(FRESH, seed + 1_000_003);
      case MNIST -> {
        Mnist mnist = Mnist.load();
        yield Pictures.of(train ? mnist.train().take(samples) : mnist.test().take(FRESH));
      }
    };
  }

  private void train(Network network, Pictures train, Pictures fresh, Callback callback) {
    Batches shuffled = train.data(network, scaled).shuffle(seed).batch(batch);
    network
        .compiled(Seed.of(seed), rate, slip)
        .trainer()
        .seed(seed)
        .callbacks(callback)
        .fit(shuffled, fresh.data(network, scaled).batch(FRESH), epochs);
  }

  /// What each network consists of, layer by layer, and how many numbers it learns.
  NumberTable layers() {
    NumberTable table =
        NumberTable.of(
            Text.of("network", "网络"),
            Text.of("layer", "层"),
            Text.of("output", "输出"),
            Text.of("parameters", "参数"));
    for (Network network : Network.values()) {
      Model model = network.compiled(Seed.of(seed), rate, slip).model();
      Summary summary = model.summary();
      for (Summary.Row row : summary.rows()) {
        table = table.plus(network.title(), row.layer(), "" + row.output(), row.parameters());
      }
      table = table.plus(network.title(), Text.of("in all", "合计"), "", model.parameterCount());
    }
    return table;
  }

  private static Figure pictures(Pictures train) {
    List<Picture> pictures = new ArrayList<>();
    List<String> captions = new ArrayList<>();
    float[] pixels = train.pixels().toFloats();
    int[] labels = train.labels().toInts();
    for (int i = 0; i < SHOWN; i++) {
      float[] one = Arrays.copyOfRange(pixels, i * PIXELS, (i + 1) * PIXELS);
      pictures.add(Picture.grey(SegmentDigits.SIDE, SegmentDigits.SIDE, one));
      captions.add(Integer.toString(labels[i]));
    }
    return Figure.of(
            ImageGrid.of(Text.of("What they learn from", "训练用的图像"), 10, pictures, captions))
        .withSize(720, 230);
  }

  private Figure losses(Map<Network, History> histories) {
    List<Series> lines = new ArrayList<>();
    histories.forEach((network, history) -> {
      String name = network.title();
      Text train = Text.of(name + ", training", name + "，训练");
      Text fresh = Text.of(name + ", fresh", name + "，新图像");
      lines.add(line(network, train, history.values("loss"), false));
      lines.add(line(network, fresh, history.values("valLoss"), true));
    });
    return Figure.of(
        Epochs.chart(
            Text.of("The loss of each", "各自的损失"), epochs, Axis.log(Text.of("loss", "损失")), lines));
  }

  private Figure accuracies(Map<Network, History> histories) {
    List<Series> lines = new ArrayList<>();
    histories.forEach((network, history) -> {
      double[] right = percent(history.values("valAccuracy"));
      lines.add(line(network, Text.of(network.title()), right, true));
    });
    return Figure.of(
        Epochs.chart(
            Text.of("How many fresh pictures are right", "新图像的准确率"),
            epochs,
            Axis.of(Text.of("right, in %", "正确（%）")).withRange(0, 100),
            lines));
  }

  private static double[] percent(double[] shares) {
    return Arrays.stream(shares).map(share -> 100 * share).toArray();
  }

  private static Series line(Network network, Text name, double[] values, boolean fresh) {
    Series line =
        Series.of(name, Values.counting(1, values.length), Values.of(values))
            .withColor(network.color().color());
    return fresh ? line.withMarkers() : line.withStyle(LineStyle.DASHED);
  }

  private NumberTable results(Map<Network, History> histories) {
    NumberTable table =
        NumberTable.of(
            Text.of("network", "网络"),
            Text.of("labels", "标签"),
            Text.of("optimizer", "优化器"),
            Text.of("training loss", "训练损失"),
            Text.of("fresh loss", "新图像损失"),
            Text.of("fresh accuracy", "新图像准确率"));
    for (Map.Entry<Network, History> entry : histories.entrySet()) {
      History history = entry.getValue();
      table =
          table.plus(
              entry.getKey().title(),
              entry.getKey().oneHot() ? Text.of("one-hot") : Text.of("integers", "整数"),
              entry.getKey().rule(),
              history.last("loss"),
              history.last("valLoss"),
              share(history));
    }
    return table;
  }

  private static Text share(History history) {
    return Sentence.percent(history.last("valAccuracy"));
  }

  /// The history of a network that was trained to the end.
  private static History of(Map<Network, History> histories, Network network) {
    return Objects.requireNonNull(histories.get(network));
  }

  private List<Text> verdict(Map<Network, History> histories) {
    History tensorflow = of(histories, Network.TENSORFLOW);
    History pytorch = of(histories, Network.PYTORCH);
    List<Text> sentences = new ArrayList<>();
    sentences.add(
        Sentence.of(
            "Each has the same 50,890 numbers to learn; of fresh pictures they get right %s, %s, %s.",
            "三个网络都有 50,890 个参数；新图像上的准确率分别是 %s、%s、%s。",
            share(tensorflow),
            share(pytorch),
            share(of(histories, Network.KERAS))));
    if (slip == Slip.SOFTMAX_TWICE) {
      sentences.add(
          Sentence.of(
              "PyTorch's loss cannot fall below %s, however right the network is: the softmax of"
                  + " numbers from 0 to 1 is never sure. It ends at %s.",
              "PyTorch 的损失再低也低不过 %s：对 0 到 1 之间的数再做一次 softmax，结果永远不会十分确定。最后停在 %s。",
              LEAST_TWICE,
              pytorch.last("loss")));
    }
    if (tensorflow.last("loss") > STUCK && slip == Slip.CLIPPED) {
      sentences.add(
          Sentence.of(
              "A loss of %s that does not move: the network is sure of the wrong class, the"
                  + " probability of the right one lies below 1e-7, and where it is clipped there is"
                  + " no gradient.",
              "损失停在 %s 不动：网络对错误的类别深信不疑，正确类别的概率低于 1e-7，被裁剪之后就没有梯度了。", tensorflow.last("loss")));
    }
    return sentences;
  }

  private static Text unavailable(FileException e) {
    Message why = e.explanation();
    return Text.of(
        "MNIST is not here: " + why.in(Locale.ENGLISH), "没有 MNIST：" + why.in(Locale.CHINESE));
  }
}
