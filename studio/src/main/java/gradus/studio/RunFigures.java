package gradus.studio;

import gradus.data.Dataset;
import gradus.io.FileException;
import gradus.plot.ConfusionChart;
import gradus.plot.Figure;
import gradus.plot.Grid;
import gradus.plot.ImageGrid;
import gradus.plot.Plot;
import gradus.plot.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// The pictures of a run, by the names of their files.
final class RunFigures {
  private static final int COLUMNS = 5;
  private static final int PREDICTIONS = 15;

  private RunFigures() {}

  static Map<String, Figure> of(RunResult result) {
    Samples samples = result.samples();
    Judgement test = result.test();
    Map<String, Figure> all = new LinkedHashMap<>();
    all.put("samples", samples(samples));
    all.put("history", Plot.history(result.history()));
    all.put("predictions", predictions(samples, test, result.settings().seed()));
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
            "%d test images at random, %s right".formatted(chosen.length, score),
            "随机抽取的 %d 张测试图片，答对 %s".formatted(chosen.length, score)),
        samples.test(),
        chosen,
        i -> {
          String guess = names.get(test.predicted()[i]);
          String truth = names.get(test.actual()[i]);
          return Text.of("true " + truth + ", predicted " + guess, "真实 " + truth + "，预测 " + guess);
        },
        test);
  }

  private static Figure mistakes(Samples samples, Judgement test) {
    List<String> names = samples.classNames();
    int[] worst = test.worst(PREDICTIONS);
    return grid(
        Text.of("The most confident mistakes", "最有把握的错误"),
        samples.test(),
        worst,
        i -> {
          String guess = names.get(test.predicted()[i]);
          String truth = names.get(test.actual()[i]);
          String share = Numbers.percent(test.confidence()[i]);
          return Text.of(
              "true %s, says %s (%s)".formatted(truth, guess, share),
              "真实 %s，认作 %s（%s）".formatted(truth, guess, share));
        },
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

  /// Saves every figure as SVG and PNG.
  static void save(Map<String, Figure> figures, Path folder, Language language)
      throws FileException {
    for (Map.Entry<String, Figure> entry : figures.entrySet()) {
      Figure figure = entry.getValue().in(language.locale());
      figure.save(folder.resolve(entry.getKey() + ".svg"));
      figure.save(folder.resolve(entry.getKey() + ".png"));
    }
  }
}
