package gradus.course.vision;

import static gradus.nn.Layers.conv2d;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.maxPool2d;
import static gradus.nn.Layers.relu;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.course.charts.Epochs;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.Palette;
import gradus.plot.Picture;
import gradus.plot.Text;
import gradus.train.Callback;
import gradus.train.ConfusionMatrix;
import gradus.train.History;
import gradus.train.Metrics;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.List;

/// A network that learns shapes from pictures, or learns to look for a tag that happens to be on
/// all pictures of one of them.
public record Shortcut(
    @Control(
            en = "triangles with a tag in training",
            zh = "训练时带标记的三角形比例",
            min = 0,
            max = 1,
            initial = "1")
        double tagged,
    @Control(
            en = "others with a tag in training",
            zh = "训练时带标记的其他形状比例",
            min = 0,
            max = 1,
            initial = "0")
        double others,
    @Control(
            en = "training pictures",
            zh = "训练图片数",
            min = 60,
            max = 3000,
            log = true,
            initial = "450")
        int samples,
    @Control(en = "noise", zh = "噪声", min = 0, max = 0.5, initial = "0.05") double noise,
    @Control(en = "epochs", zh = "轮数", min = 1, max = 40, initial = "10") int epochs,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final int JUDGED = 300;
  private static final int BATCH = 20;
  private static final double RATE = 0.002;
  private static final int SHOWN = 12;

  /// The epochs of a training, as they come.
  private record Watching(Stage stage, Shortcut settings) implements Callback {
    @Override
    public void onEpoch(TrainingRun run, History.Epoch epoch) {
      if (stage.wants(epoch.number(), settings.epochs)) {
        stage.show("accuracy", settings.accuracy(run.history()));
      }
      stage.step(epoch.number(), settings.epochs);
    }
  }

  @Override
  public void run(Stage stage) {
    Dataset train = Shapes.draw(samples, noise, asInTraining(), seed);
    Dataset held = Shapes.draw(JUDGED, noise, asInTraining(), seed + 1_000_003);
    stage.show("pictures", pictures(train));
    Model model = model();
    train(model, train, held, new Watching(stage, this));
    Dataset without = Shapes.draw(JUDGED, noise, (_, _) -> false, seed + 2_000_003);
    Dataset everywhere = Shapes.draw(JUDGED, noise, (_, _) -> true, seed + 2_000_003);
    stage.show("why", Reasons.of(model, without.take(3).concat(everywhere.take(3))));
    ConfusionMatrix same = judge(model, held);
    ConfusionMatrix none = judge(model, without);
    ConfusionMatrix all = judge(model, everywhere);
    stage.show("results", results(same, none, all));
    stage.say(verdict(same, none, all));
  }

  private Shapes.Tags asInTraining() {
    return (label, chance) -> chance < (label == Shapes.TAGGED ? tagged : others);
  }

  /// Three convolutions; what the last one sees is what Grad-CAM shows.
  private Model model() {
    return Model.of(
        Shapes.PICTURE,
        Seed.of(seed),
        conv2d(16, 3),
        relu(),
        maxPool2d(2),
        conv2d(24, 3),
        relu(),
        maxPool2d(2),
        conv2d(32, 3),
        relu(),
        flatten(),
        dense(Shapes.NAMES.size()));
  }

  private void train(Model model, Dataset train, Dataset held, Callback watching) {
    Trainer.of(model, Losses::crossEntropy, Adam.of(RATE))
        .metrics(Metrics.accuracy())
        .callbacks(watching)
        .seed(seed)
        .fit(train.shuffle(seed).batch(BATCH), held.batch(JUDGED), epochs);
  }

  private static ConfusionMatrix judge(Model model, Dataset pictures) {
    return ConfusionMatrix.of(model.predict(pictures.inputs()), pictures.targets());
  }

  private static Figure pictures(Dataset train) {
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    int[] labels = train.labels();
    for (int i = 0; i < SHOWN; i++) {
      Picture picture = Picture.of(train.gather(i).input().squeeze(0));
      tiles.add(ImageGrid.Tile.of(picture, Shapes.NAMES.get(labels[i])));
    }
    return Figure.of(new ImageGrid(Text.of("Some of the training pictures", "部分训练图片"), 6, tiles));
  }

  private Figure accuracy(History history) {
    return Figure.of(
        Epochs.chart(
            Text.of("Accuracy", "准确率"),
            epochs,
            Axis.of(Text.EMPTY).withRange(0, 1),
            Epochs.line(Text.of("training", "训练"), history.values("accuracy"), Palette.VERMILION),
            Epochs.line(Text.of("validation", "验证"), history.values("valAccuracy"), Palette.BLUE)));
  }

  private static NumberTable results(
      ConfusionMatrix same, ConfusionMatrix none, ConfusionMatrix all) {
    NumberTable table =
        NumberTable.of(
            Text.of("300 new pictures", "300 张新图片"),
            Text.of("accuracy", "准确率"),
            Text.of("circles right", "圆形答对"),
            Text.of("squares right", "正方形答对"),
            Text.of("triangles right", "三角形答对"));
    table = plus(table, Text.of("with tags as in training", "标记与训练时相同"), same);
    table = plus(table, Text.of("without tags", "都没有标记"), none);
    return plus(table, Text.of("all with a tag", "全部带标记"), all);
  }

  private static NumberTable plus(NumberTable table, Text name, ConfusionMatrix judged) {
    return table.plus(
        name, judged.accuracy(), judged.recall(0), judged.recall(1), judged.recall(2));
  }

  private static Text verdict(ConfusionMatrix same, ConfusionMatrix none, ConfusionMatrix all) {
    return Sentence.of(
        "On pictures like those of the training it is right in %s of all cases, without tags in %s,"
            + " and with a tag on every picture in %s.",
        "在与训练相同的图片上答对 %s，都没有标记时 %s，每张都带标记时 %s。",
        Sentence.percent(same.accuracy()),
        Sentence.percent(none.accuracy()),
        Sentence.percent(all.accuracy()));
  }
}
