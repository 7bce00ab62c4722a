package gradus.studio.report;

import gradus.data.Dataset;
import gradus.plot.ConfusionChart;
import gradus.plot.Figure;
import gradus.plot.Grid;
import gradus.plot.ImageGrid;
import gradus.plot.Plot;
import gradus.plot.Text;
import gradus.studio.run.DigitsResult;
import gradus.studio.run.Judgement;
import gradus.studio.run.Samples;
import gradus.studio.words.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/// The pictures of a run on images of digits, by the names of their files.
final class DigitsFigures {
  private static final int COLUMNS = 5;
  private static final int PREDICTIONS = 15;
  private static final int SHORT_NAME = 2;

  private DigitsFigures() {}

  static Map<String, Figure> of(DigitsResult result) {
    Samples samples = result.samples();
    Judgement test = result.test();
    Map<String, Figure> all = new LinkedHashMap<>();
    all.put("samples", samples(samples));
    all.put("history", Plot.history(result.history()));
    all.put("predictions", predictions(samples, test, result.settings().training().seed()));
    all.put("confusion", confusion(samples, test));
    if (test.mistakes() > 0) {
      all.put("mistakes", mistakes(samples, test));
    }
    return all;
  }

  private static Figure samples(Samples samples) {
    Dataset data = samples.training();
    int[] labels = data.labels();
    List<String> names = samples.classNames();
    return grid(
        Text.of(samples.title() + ", one of each class", samples.title() + "：每类一例"),
        data,
        Samples.firstOfEach(data),
        i -> Text.of(names.get(labels[i])),
        null);
  }

  private static Figure predictions(Samples samples, Judgement test, long seed) {
    int[] order = samples.test().shuffle(seed).order(0);
    int[] chosen = Arrays.copyOf(order, Math.min(PREDICTIONS, order.length));
    long right = Arrays.stream(chosen).filter(test::isRight).count();
    List<String> names = samples.classNames();
    String score = right + " / " + chosen.length;
    return grid(
        Text.of(
            chosen.length + " test images at random, " + score + " right",
            "随机抽取的 " + chosen.length + " 张测试图片，答对 " + score),
        samples.test(),
        chosen,
        i -> judged(names.get(test.actual()[i]), names.get(test.predicted()[i])),
        test);
  }

  /// Both classes where their names are short, as digits are; else the second only where it
  /// differs.
  private static Text judged(String truth, String guess) {
    if (Math.max(truth.length(), guess.length()) <= SHORT_NAME) {
      return Text.of("true " + truth + ", predicted " + guess, "真实 " + truth + "，预测 " + guess);
    }
    return Text.of(truth.equals(guess) ? guess : guess + " ≠ " + truth);
  }

  private static Figure mistakes(Samples samples, Judgement test) {
    List<String> names = samples.classNames();
    int[] worst = test.worst(PREDICTIONS);
    return grid(
        Text.of("The most confident mistakes: true → said (probability)", "最有把握的错误：真实 → 回答（概率）"),
        samples.test(),
        worst,
        i ->
            Text.of(
                String.format(
                    Locale.ROOT,
                    "%s → %s (%.1f%%)",
                    names.get(test.actual()[i]),
                    names.get(test.predicted()[i]),
                    // Nothing is certain: 100.0 would say so.
                    Math.min(99.9, 100 * test.confidence()[i]))),
        test);
  }

  private static Figure grid(
      Text title,
      Dataset data,
      int[] indices,
      IntFunction<Text> caption,
      @org.jspecify.annotations.Nullable Judgement judgement) {
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    for (int index : indices) {
      var picture = Samples.picture(data, index);
      Text text = caption.apply(index);
      tiles.add(
          judgement == null
              ? ImageGrid.Tile.of(picture, text)
              : ImageGrid.Tile.judged(picture, text, judgement.isRight(index)));
    }
    return Figure.of(new ImageGrid(title, COLUMNS, tiles));
  }

  private static Figure confusion(Samples samples, Judgement test) {
    long[][] counts = test.matrix().counts();
    double[][] values = new double[counts.length][];
    for (int row = 0; row < counts.length; row++) {
      values[row] = Arrays.stream(counts[row]).asDoubleStream().toArray();
    }
    return Figure.of(
        ConfusionChart.of(
            Text.of(
                "Confusion matrix of the test set, accuracy " + Numbers.percent(test.accuracy()),
                "测试集混淆矩阵，准确率 " + Numbers.percent(test.accuracy())),
            Grid.of(values),
            samples.classNames()));
  }
}
