package gradus.course.features;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.relu;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.course.digits.Digits;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.plot.Text;
import gradus.tensor.Shape;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.Metrics;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Three ways to read digits: a linear model of hand-made features, a linear model of pixels, and a
/// network that makes its own features of pixels. All are trained on the same images.
public record Contest(
    @Control(en = "ink", zh = "笔墨多少", initial = "true") boolean ink,
    @Control(en = "symmetry", zh = "对称", initial = "true") boolean symmetry,
    @Control(en = "holes", zh = "孔的个数", initial = "true") boolean holes,
    @Control(en = "crossings", zh = "笔画穿越", initial = "true") boolean crossings,
    @Control(en = "profiles", zh = "投影", initial = "true") boolean profiles,
    @Control(en = "directions", zh = "边缘方向", initial = "true") boolean directions,
    @Control(
            en = "units of the network",
            zh = "网络单元数",
            min = 4,
            max = 256,
            log = true,
            initial = "64")
        int units,
    @Control(
            en = "training images",
            zh = "训练图片数",
            min = 50,
            max = Digits.MOST,
            log = true,
            initial = "2000")
        int samples,
    @Control(en = "epochs", zh = "轮数", min = 1, max = 60, initial = "15") int epochs,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final int BATCH = 50;
  private static final int AT_ONCE = 500;

  /// Rates at which each way learns well.
  private static final double FEATURE_RATE = 0.01;

  private static final double PIXEL_RATE = 0.002;

  /// One way to read digits, and what became of it.
  ///
  /// @param numbers how many numbers it gets of an image
  /// @param test its accuracy on the test images
  record Way(Text name, int numbers, Model model, History history, double test) {}

  /// The epochs of one training, as they come.
  private record Watching(Stage stage, Contest contest, List<Way> before, Text called, int numbers)
      implements Callback {
    @Override
    public void onEpoch(TrainingRun run, History.Epoch epoch) {
      int done = before.size() * contest.epochs + epoch.number();
      int all = 3 * contest.epochs;
      if (stage.wants(done, all)) {
        List<Way> ways = new ArrayList<>(before);
        ways.add(new Way(called, numbers, run.model(), run.history(), Double.NaN));
        stage.show("accuracy", Drawing.accuracy(ways, contest.epochs));
        Drawing.filters(run.model()).ifPresent(figure -> stage.show("filters", figure));
      }
      stage.step(done, all);
    }
  }

  @Override
  public void run(Stage stage) {
    Digits.load(stage).ifPresent(digits -> compare(digits, stage));
  }

  private void compare(Digits digits, Stage stage) {
    Dataset train = digits.train().take(Math.min(samples, digits.train().size()));
    Described described = Described.of(chosen(), train, digits.validation(), digits.test());
    stage.show("features", Drawing.features(train));
    List<Way> ways = new ArrayList<>();
    Text byHand = Text.of("hand-made features, linear", "手工特征 + 线性模型");
    int count = described.train().inputShape().size(0);
    ways.add(train(stage, ways, byHand, linear(Shape.of(count)), FEATURE_RATE, described));
    Described pixels = new Described(train, digits.validation(), digits.test());
    Text flat = Text.of("pixels, linear", "像素 + 线性模型");
    ways.add(train(stage, ways, flat, linear(train.inputShape()), PIXEL_RATE, pixels));
    Text deep = Text.of("pixels, network", "像素 + 神经网络");
    ways.add(train(stage, ways, deep, network(), PIXEL_RATE, pixels));
    stage.show("results", results(ways));
    stage.say(verdict(ways));
  }

  private List<Feature> chosen() {
    Map<Feature, Boolean> on = new EnumMap<>(Feature.class);
    on.put(Feature.INK, ink);
    on.put(Feature.SYMMETRY, symmetry);
    on.put(Feature.HOLES, holes);
    on.put(Feature.CROSSINGS, crossings);
    on.put(Feature.PROFILES, profiles);
    on.put(Feature.DIRECTIONS, directions);
    return on.keySet().stream().filter(on::get).toList();
  }

  private Model linear(Shape inputs) {
    return Model.of(inputs, Seed.of(seed), flatten(), dense(Digits.CLASSES));
  }

  private Model network() {
    return Model.of(
        Shape.of(1, Feature.SIDE, Feature.SIDE),
        Seed.of(seed),
        flatten(),
        dense(units),
        relu(),
        dense(Digits.CLASSES));
  }

  private Way train(
      Stage stage, List<Way> before, Text name, Model model, double rate, Described data) {
    int numbers = Math.toIntExact(data.train().inputShape().elements());
    Trainer trainer =
        Trainer.of(model, Losses::crossEntropy, Adam.of(rate))
            .metrics(Metrics.accuracy())
            .seed(seed);
    History history =
        trainer
            .callbacks(new Watching(stage, this, List.copyOf(before), name, numbers))
            .fit(data.train().shuffle(seed).batch(BATCH), data.validation().batch(AT_ONCE), epochs);
    double test = trainer.evaluate(data.test().batch(AT_ONCE)).value("accuracy");
    return new Way(name, numbers, model, history, test);
  }

  private static NumberTable results(List<Way> ways) {
    NumberTable table =
        NumberTable.of(
            Text.of("way", "方法"),
            Text.of("numbers an image", "每张图的输入数"),
            Text.of("parameters", "参数个数"),
            Text.of("training accuracy", "训练准确率"),
            Text.of("validation accuracy", "验证准确率"),
            Text.of("test accuracy", "测试准确率"));
    for (Way way : ways) {
      table =
          table.plus(
              way.name(),
              way.numbers(),
              way.model().parameterCount(),
              way.history().last("accuracy"),
              way.history().last("valAccuracy"),
              way.test());
    }
    return table;
  }

  private Text verdict(List<Way> ways) {
    double byHand = ways.getFirst().test();
    double learned = ways.getLast().test();
    return Sentence.of(
        "With %s training images the features that a person made reach %s, those that the network"
            + " learned %s.",
        "有 %s 张训练图片时，人工设计的特征达到 %s，网络自己学到的特征达到 %s。",
        Sentence.count(samples),
        Sentence.percent(byHand),
        Sentence.percent(learned));
  }
}
