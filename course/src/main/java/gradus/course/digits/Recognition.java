package gradus.course.digits;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.plot.Text;
import gradus.tensor.Tensor;
import gradus.train.Callback;
import gradus.train.ConfusionMatrix;
import gradus.train.History;
import gradus.train.Metrics;
import gradus.train.Trainer;
import gradus.train.TrainingRun;

/// A network that learns to read handwritten digits, from the data to what it gets wrong.
///
/// What is decided is decided by the validation images; the test images are looked at once, in the
/// end.
public record Recognition(
    @Control(en = "network", zh = "网络", initial = "mlp") Network network,
    @Control(
            en = "training images",
            zh = "训练图片数",
            min = 50,
            max = Digits.MOST,
            log = true,
            initial = "3000")
        int samples,
    @Control(en = "epochs", zh = "轮数", min = 1, max = 30, initial = "10") int epochs,
    @Control(en = "optimizer", zh = "优化器", initial = "adam") Rule rule,
    @Control(en = "learning rate", zh = "学习率", min = 1e-5, max = 1, log = true, initial = "0.001")
        double rate,
    @Control(en = "dropout", zh = "dropout 比例", min = 0, max = 0.9, initial = "0") double dropout,
    @Control(en = "batch size", zh = "批量大小", min = 1, max = 512, log = true, initial = "128")
        int batch,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "7") long seed)
    implements Experiment {
  private static final int AT_ONCE = 500;

  /// The epochs of a training, as they come.
  private record Watching(Stage stage, Recognition settings, Pictures pictures)
      implements Callback {
    @Override
    public void onEpoch(TrainingRun run, History.Epoch epoch) {
      if (stage.wants(epoch.number(), settings.epochs)) {
        stage.show("history", pictures.history(run.history(), settings.epochs));
        stage.show("predictions", pictures.predictions(run.model(), epoch.number()));
      }
      stage.step(epoch.number(), settings.epochs);
    }
  }

  @Override
  public void run(Stage stage) {
    Digits.load(stage).ifPresent(digits -> learn(digits, stage));
  }

  private void learn(Digits digits, Stage stage) {
    Dataset train = digits.train().take(Math.min(samples, digits.train().size()));
    Pictures pictures = new Pictures(digits, seed);
    stage.show("samples", pictures.samples(train));
    stage.show("counts", pictures.counts(train));
    Model model = network.model(dropout, Seed.of(seed));
    stage.show("data", data(digits, train));
    History history = train(model, train, digits.validation(), stage, pictures);
    Tensor logits = model.predict(digits.test().inputs());
    ConfusionMatrix judged = ConfusionMatrix.of(logits, digits.test().targets());
    stage.show("confusion", pictures.confusion(judged));
    stage.show("mistakes", pictures.mistakes(logits));
    stage.show("results", results(model, history, judged));
    stage.say(verdict(judged));
  }

  private History train(
      Model model, Dataset train, Dataset validation, Stage stage, Pictures pictures) {
    return Trainer.of(model, Losses::crossEntropy, rule.of(rate))
        .metrics(Metrics.accuracy())
        .callbacks(new Watching(stage, this, pictures))
        .seed(seed)
        .fit(train.shuffle(seed).batch(batch), validation.batch(AT_ONCE), epochs);
  }

  private static NumberTable data(Digits digits, Dataset train) {
    return NumberTable.of(
            Text.of("part", "数据"),
            Text.of("images", "图片数"),
            Text.of("shape of each", "每张的形状"),
            Text.of("what it is for", "用途"))
        .plus(
            Text.of("training", "训练集"),
            train.size(),
            train.inputShape(),
            Text.of("the weights follow from it", "从中学出权重"))
        .plus(
            Text.of("validation", "验证集"),
            digits.validation().size(),
            train.inputShape(),
            Text.of("settings are chosen by it", "用来挑选设置"))
        .plus(
            Text.of("test", "测试集"),
            digits.test().size(),
            train.inputShape(),
            Text.of("looked at once, in the end", "只在最后看一次"));
  }

  private static NumberTable results(Model model, History history, ConfusionMatrix judged) {
    return NumberTable.of(
            Text.of("parameters", "参数个数"),
            Text.of("training loss", "训练损失"),
            Text.of("training accuracy", "训练准确率"),
            Text.of("validation loss", "验证损失"),
            Text.of("validation accuracy", "验证准确率"),
            Text.of("test accuracy", "测试准确率"))
        .plus(
            model.parameterCount(),
            history.last("loss"),
            history.last("accuracy"),
            history.last("valLoss"),
            history.last("valAccuracy"),
            judged.accuracy());
  }

  private static Text verdict(ConfusionMatrix judged) {
    long right = Math.round(judged.accuracy() * judged.total());
    double chance = 2 * Math.sqrt(judged.accuracy() * (1 - judged.accuracy()) / judged.total());
    long[][] counts = judged.counts();
    int actual = 0;
    int taken = 1;
    for (int row = 0; row < counts.length; row++) {
      for (int column = 0; column < counts.length; column++) {
        if (row != column && counts[row][column] > counts[actual][taken]) {
          actual = row;
          taken = column;
        }
      }
    }
    return Sentence.of(
        "%s of %s test images are right: %s, give or take %s for the luck of the draw. The most"
            + " frequent mistake: %s taken for %s, %s times.",
        "%2$s 张测试图片答对 %1$s 张，准确率 %3$s，抽样误差约为正负 %4$s。最常见的错误是把 %5$s 认成 %6$s：%7$s 次。",
        Sentence.count(right),
        Sentence.count(judged.total()),
        Sentence.percent(judged.accuracy()),
        Sentence.percent(chance),
        actual,
        taken,
        counts[actual][taken]);
  }
}
