package gradus.course.augmentation;

import gradus.augment.Lexicon;
import gradus.augment.SampleAugmentation;
import gradus.augment.TextAugmentation;
import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.Stage;
import gradus.data.Batch;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.LineChart;
import gradus.plot.LineStyle;
import gradus.plot.Palette;
import gradus.plot.Picture;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.TextPanel;
import gradus.plot.Values;
import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Each of the seventeen augmentations, before and after.
public record Preview(
    @Control(en = "augmentation", zh = "增强方法", initial = "rotation") Change change,
    @Control(en = "strength (1 is usual)", zh = "强度（1 为常用值）", min = 0, max = 3, initial = "1")
        double strength,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final int PICTURES = 7;
  private static final int COLUMNS = 4;
  private static final int TEXTS = 5;
  private static final int SERIES = 2;
  private static final Text BEFORE = Text.of("before", "原样");
  private static final Text AFTER = Text.of("after", "之后");

  @Override
  public void run(Stage stage) {
    stage.show(
        "preview",
        switch (change.kind()) {
          case PICTURE -> pictures();
          case TEXT -> texts();
          case SERIES -> series();
        });
    stage.say(change.note());
  }

  /// A sample after the change, another one for each number.
  Tensor changed(Tensor sample, int number) {
    SampleAugmentation augmentation = change.ofSamples(Scene.SIDE, strength);
    Batch batch = Batch.of(List.of(sample), List.of());
    return augmentation.apply(batch, RandomKey.of(seed).fold(number)).input();
  }

  private Figure pictures() {
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    tiles.add(ImageGrid.Tile.of(Picture.of(Scene.picture().squeeze(0)), BEFORE));
    for (int i = 1; i <= PICTURES; i++) {
      Picture picture = Picture.of(changed(Scene.picture(), i).squeeze(0).clip(0, 1));
      tiles.add(ImageGrid.Tile.of(picture, Text.of(Integer.toString(i))));
    }
    return Figure.of(new ImageGrid(change.title(), COLUMNS, tiles));
  }

  private Figure series() {
    double[] before = Scene.series().toDoubles();
    List<LineChart> charts = new ArrayList<>();
    for (int number = 1; number <= SERIES; number++) {
      double[] after = changed(Scene.series(), number).toDoubles();
      List<Series> lines = new ArrayList<>();
      for (int channel = 0; channel < 2; channel++) {
        Palette color = channel == 0 ? Palette.BLUE : Palette.VERMILION;
        lines.add(line(BEFORE, channel, before, color).withStyle(LineStyle.DASHED));
        lines.add(line(AFTER, channel, after, color));
      }
      charts.add(
          LineChart.of(change.title(), lines)
              .withAxes(
                  Axis.of(Text.of("step", "时间步")).withRange(0, Scene.STEPS),
                  Axis.of(Text.EMPTY).withRange(-3, 2)));
    }
    return Figure.of(Text.EMPTY, 1, charts).withSize(720, 620);
  }

  private static Series line(Text when, int channel, double[] values, Palette color) {
    double[] one = new double[Scene.STEPS];
    for (int t = 0; t < one.length; t++) {
      one[t] = values[2 * t + channel];
    }
    int number = channel + 1;
    Text name =
        Text.of("channel " + number + ", " + when.english(), "通道 " + number + "，" + when.chinese());
    return Series.of(name, Values.counting(0, one.length), Values.of(one)).withColor(color.color());
  }

  private Figure texts() {
    return Figure.of(
            change.title(),
            1,
            panel(Text.of("English", "英文"), Phrases.ENGLISH, Phrases.english(), "en"),
            panel(Text.of("Chinese", "中文"), Phrases.CHINESE, Phrases.chinese(), "zh"))
        .withSize(720, 620);
  }

  private TextPanel panel(Text title, String text, Lexicon lexicon, String language) {
    List<Text> lines = new ArrayList<>();
    lines.add(Text.of("0. " + text));
    int count = change == Change.BACK_TRANSLATION ? 1 : TEXTS;
    for (int i = 1; i <= count; i++) {
      lines.add(Text.of(i + ". " + changed(text, lexicon, language, i)));
    }
    return new TextPanel(title, lines);
  }

  /// A text after the change, another one for each number.
  String changed(String text, Lexicon lexicon, String language, int number) {
    TextAugmentation augmentation =
        change.ofTexts(lexicon, Phrases.wordForWord(), language, strength);
    return augmentation.apply(text, RandomKey.of(seed).fold(number));
  }
}
