package gradus.course.augmentation;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.course.charts.Epochs;
import gradus.course.digits.Digits;
import gradus.course.digits.Network;
import gradus.data.Batch;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.LineStyle;
import gradus.plot.Palette;
import gradus.plot.Picture;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.RandomKey;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.Metrics;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.List;

/// Two trainings on the same few digits: as they are, and changed anew in every epoch.
public record Few(
    @Control(en = "augmentation", zh = "增强方法", initial = "gentle") DigitChange change,
    @Control(en = "strength (1 is usual)", zh = "强度（1 为常用值）", min = 0, max = 3, initial = "1")
        double strength,
    @Control(
            en = "training images",
            zh = "训练图片数",
            min = 20,
            max = 2000,
            log = true,
            initial = "100")
        int samples,
    @Control(en = "epochs", zh = "轮数", min = 1, max = 200, log = true, initial = "40") int epochs,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final int BATCH = 25;
  private static final int WATCHED = 300;
  private static final double RATE = 0.002;
  private static final int SHOWN = 5;

  /// A training and what became of it.
  ///
  /// @param test the accuracy on the test images
  private record Trained(History history, double test) {}

  /// The epochs of a training, as they come.
  ///
  /// @param plain the training before it, on the images as they are
  private record Watching(Stage stage, Few few, List<History> plain) implements Callback {
    @Override
    public void onEpoch(TrainingRun run, History.Epoch epoch) {
      int done = plain.size() * few.epochs + epoch.number();
      if (stage.wants(done, 2 * few.epochs)) {
        List<History> all = new ArrayList<>(plain);
        all.add(run.history());
        stage.show("accuracy", few.accuracy(all));
      }
      stage.step(done, 2 * few.epochs);
    }
  }

  @Override
  public void run(Stage stage) {
    Digits.load(stage).ifPresent(digits -> compare(digits, stage));
  }

  private void compare(Digits digits, Stage stage) {
    Dataset few = digits.train().take(Math.min(samples, digits.train().size()));
    stage.show("changed", changed(few));
    Batches asTheyAre = few.shuffle(seed).batch(BATCH);
    Trained plain = train(digits, asTheyAre, new Watching(stage, this, List.of()));
    Batches changed = change.of(strength).on(asTheyAre);
    Trained augmented = train(digits, changed, new Watching(stage, this, List.of(plain.history())));
    stage.show("results", results(plain, augmented));
    stage.say(verdict(plain, augmented));
  }

  private Trained train(Digits digits, Batches images, Callback watching) {
    Trainer trainer =
        Trainer.of(Network.CNN.model(0, Seed.of(seed)), Losses::crossEntropy, Adam.of(RATE))
            .metrics(Metrics.accuracy())
            .seed(seed);
    Dataset watched = digits.validation().take(Math.min(WATCHED, digits.validation().size()));
    History history =
        trainer.callbacks(watching).fit(images.prefetch(), watched.batch(WATCHED), epochs);
    double test = trainer.evaluate(digits.test().batch(WATCHED)).value("accuracy");
    return new Trained(history, test);
  }

  /// Five images, and below them what the augmentation makes of them in three epochs.
  private Figure changed(Dataset few) {
    Batch first = few.take(SHOWN).batch(SHOWN).epoch(0).next();
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    for (int epoch = 0; epoch <= 3; epoch++) {
      Batch shown =
          epoch == 0 ? first : change.of(strength).apply(first, RandomKey.of(seed).fold(epoch));
      for (int i = 0; i < SHOWN; i++) {
        Text caption =
            epoch == 0
                ? Text.of("a " + first.target().toInts()[i], "数字 " + first.target().toInts()[i])
                : Text.EMPTY;
        Picture picture = Picture.of(shown.input().slice(0, i, i + 1).squeeze(0).clip(0, 1));
        tiles.add(ImageGrid.Tile.of(picture, caption));
      }
    }
    return Figure.of(
        new ImageGrid(
            Sentence.of("As they are, and in three epochs: %s", "原样，以及三轮中的变化：%s", change.title()),
            SHOWN,
            tiles));
  }

  private Figure accuracy(List<History> all) {
    List<Series> lines = new ArrayList<>();
    Text[] names = {Text.of("as they are", "原样"), Text.of("augmented", "增强")};
    for (int i = 0; i < all.size(); i++) {
      Palette color = i == 0 ? Palette.VERMILION : Palette.BLUE;
      lines.add(line(names[i], all.get(i), "accuracy", color));
      lines.add(line(names[i], all.get(i), "valAccuracy", color));
    }
    return Figure.of(
        Epochs.chart(
            Text.of("Training and validation accuracy", "训练与验证准确率"),
            epochs,
            Axis.of(Text.of("accuracy", "准确率")).withRange(0, 1),
            lines));
  }

  private static Series line(Text name, History history, String column, Palette color) {
    double[] values = history.values(column);
    boolean training = column.equals("accuracy");
    Text title =
        Sentence.of(
            "%s, %s",
            "%s，%s", name, training ? Text.of("training", "训练") : Text.of("validation", "验证"));
    return Series.of(title, Values.counting(1, values.length), Values.of(values))
        .withColor(color.color())
        .withStyle(training ? LineStyle.DASHED : LineStyle.SOLID);
  }

  private static NumberTable results(Trained plain, Trained augmented) {
    NumberTable table =
        NumberTable.of(
            Text.of("training images", "训练图片"),
            Text.of("training loss", "训练损失"),
            Text.of("training accuracy", "训练准确率"),
            Text.of("validation loss", "验证损失"),
            Text.of("test accuracy", "测试准确率"));
    table = plus(table, Text.of("as they are", "原样"), plain);
    return plus(table, Text.of("augmented", "增强"), augmented);
  }

  private static NumberTable plus(NumberTable table, Text name, Trained trained) {
    History history = trained.history();
    return table.plus(
        name,
        history.last("loss"),
        history.last("accuracy"),
        history.last("valLoss"),
        trained.test());
  }

  private Text verdict(Trained plain, Trained augmented) {
    return Sentence.of(
        "With %s training images: %s of the test images as they are, %s augmented.",
        "%s 张训练图片：原样训练答对 %s 的测试图片，增强后答对 %s。",
        samples,
        Sentence.percent(plain.test()),
        Sentence.percent(augmented.test()));
  }
}
