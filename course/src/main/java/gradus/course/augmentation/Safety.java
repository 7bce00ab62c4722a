package gradus.course.augmentation;

import gradus.augment.LabelSafety;
import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.course.digits.Digits;
import gradus.data.Batch;
import gradus.data.Dataset;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.Picture;
import gradus.plot.Text;
import gradus.tensor.RandomKey;
import java.util.ArrayList;
import java.util.List;

/// Which classes of digits an augmentation confuses.
public record Safety(
    @Control(en = "augmentation", zh = "增强方法", initial = "flip") DigitChange change,
    @Control(en = "strength (1 is usual)", zh = "强度（1 为常用值）", min = 0, max = 3, initial = "1")
        double strength,
    @Control(en = "images", zh = "图片数", min = 600, max = 9000, log = true, initial = "2400")
        int images,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final int COLUMNS = 5;

  @Override
  public void run(Stage stage) {
    Digits.load(stage).ifPresent(digits -> judge(digits, stage));
  }

  private void judge(Digits digits, Stage stage) {
    Dataset shown = digits.train().subset(Digits.firstOfEach(digits.train()));
    stage.show("digits", pictures(shown));
    LabelSafety safety = of(digits.train());
    NumberTable table =
        NumberTable.of(
            Text.of("digit", "数字"),
            Text.of("taken for", "被认成"),
            Text.of("as it is", "原样时"),
            Text.of("changed", "增强后"));
    for (LabelSafety.Confusion pair : safety.confusions()) {
      table =
          table.plus(
              pair.actual(),
              pair.predicted(),
              Sentence.percent(pair.before()),
              Sentence.percent(pair.after()));
    }
    stage.show("confusions", table);
    stage.say(verdict(safety));
  }

  private LabelSafety of(Dataset digits) {
    Dataset some = digits.take(Math.min(images, digits.size()));
    return LabelSafety.of(some, change.of(strength), seed);
  }

  private Figure pictures(Dataset shown) {
    Batch before = shown.batch(Digits.CLASSES).epoch(0).next();
    Batch after = change.of(strength).apply(before, RandomKey.of(seed));
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    for (int i = 0; i < Digits.CLASSES; i++) {
      Picture picture = Picture.of(after.input().slice(0, i, i + 1).squeeze(0).clip(0, 1));
      tiles.add(ImageGrid.Tile.of(picture, Text.of("a " + i, "数字 " + i)));
    }
    return Figure.of(
        new ImageGrid(
            Sentence.of("Changed digits: %s", "增强后的数字：%s", change.title()), COLUMNS, tiles));
  }

  private Text verdict(LabelSafety safety) {
    Text shares =
        Sentence.of(
            "A network that learns the digits as they are reads %s of them, one that learns and"
                + " reads them changed %s.",
            "按原样学、按原样认的网络，认对 %s；学增强后的、也认增强后的，认对 %s。",
            Sentence.percent(safety.plainAccuracy()),
            Sentence.percent(safety.augmentedAccuracy()));
    if (safety.confusions().isEmpty()) {
      return Sentence.of(
          "%s No pair of classes is confused more than before.", "%s没有哪两类比原来更容易混淆。", shares);
    }
    LabelSafety.Confusion worst = safety.confusions().getFirst();
    return Sentence.of(
        "%s Worst: a changed %s is taken for %s in %s of all cases.",
        "%1$s最严重的是：增强后的 %2$s 有 %4$s 被认成 %3$s。",
        shares,
        worst.actual(),
        worst.predicted(),
        Sentence.percent(worst.after()));
  }
}
