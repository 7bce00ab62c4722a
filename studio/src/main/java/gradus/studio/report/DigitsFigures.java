package gradus.studio.report;

import gradus.data.Dataset;
import gradus.plot.ConfusionChart;
import gradus.plot.Figure;
import gradus.plot.Grid;
import gradus.plot.ImageGrid;
import gradus.plot.Panel;
import gradus.plot.Plot;
import gradus.plot.Text;
import gradus.studio.run.DigitsResult;
import gradus.studio.run.Judgement;
import gradus.studio.run.Samples;
import gradus.studio.words.Numbers;
import gradus.train.LearningRateCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The pictures of a run on images of digits, by the names of their files.
final class DigitsFigures {
  private static final int COLUMNS = 5;
  private static final int PREDICTIONS = 15;
  private static final int CURVES = 2;
  private static final int WIDTH = 960;
  private static final int HEIGHT = 340;

  private DigitsFigures() {}

  static Map<String, Figure> of(DigitsResult result) {
    Samples samples = result.samples();
    Judgement test = result.test();
    Map<String, Figure> all = new LinkedHashMap<>();
    all.put("samples", samples(samples));
    Figure history = Plot.history(result.history());
    int[] chosen = chosen(samples, result.settings().training().seed());
    LearningRateCurve rates = result.rates();
    if (rates != null) {
      all.put("rates", Plot.learningRates(rates));
    }
    all.put("history", history);
    NetworkFigures.weights(result.model()).ifPresent(figure -> all.put("weights", figure));
    if (chosen.length > 0) {
      NetworkFigures.maps(result.model(), samples.test(), chosen[0])
          .ifPresent(figure -> all.put("maps", figure));
    }
    all.put("predictions", predictions(samples, test, chosen));
    all.put("confusion", confusion(samples.classNames(), test));
    all.put("reliability", Plot.reliability(test.calibration()));
    if (test.mistakes() > 0) {
      all.put("mistakes", mistakes(samples, test));
    }
    all.put("why", WhyFigures.of(result.model(), samples, test));
    all.put("overview", overview(history, samples, test, chosen));
    return all;
  }

  /// The test images that are shown, drawn at random.
  private static int[] chosen(Samples samples, long seed) {
    int[] order = samples.test().shuffle(seed).order(0);
    return Arrays.copyOf(order, Math.min(PREDICTIONS, order.length));
  }

  /// A run at a glance: its curves, and what it says of some images.
  private static Figure overview(Figure history, Samples samples, Judgement test, int[] chosen) {
    List<String> names = samples.classNames();
    Figure answers =
        grid(
            score(test, chosen),
            samples.test(),
            chosen,
            i -> answer(names.get(test.actual()[i]), names.get(test.predicted()[i])),
            test);
    List<Panel> panels = new ArrayList<>(history.panels().subList(0, CURVES));
    panels.addAll(answers.panels());
    return Figure.of(Text.EMPTY, panels.size(), panels).withSize(WIDTH, HEIGHT);
  }

  /// As short as can be, because there is little room.
  private static Text answer(String truth, String guess) {
    return Text.of(truth.equals(guess) ? guess : guess + " ≠ " + truth);
  }

  private static Text score(Judgement test, int[] chosen) {
    long right = Arrays.stream(chosen).filter(test::isRight).count();
    String score = right + " / " + chosen.length;
    return Text.of(
        chosen.length + " test images at random, " + score + " right",
        "随机抽取的 " + chosen.length + " 张测试图片，答对 " + score);
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

  private static Figure predictions(Samples samples, Judgement test, int[] chosen) {
    List<String> names = samples.classNames();
    return grid(
        score(test, chosen),
        samples.test(),
        chosen,
        i -> judged(names.get(test.actual()[i]), names.get(test.predicted()[i])),
        test);
  }

  private static Text judged(String truth, String guess) {
    return Text.of("true " + truth + "\npredicted " + guess, "真实 " + truth + "\n预测 " + guess);
  }

  private static Figure mistakes(Samples samples, Judgement test) {
    return grid(
        Text.of(
            "The most confident mistakes: the answer, the runner-up, and how probable they were",
            "最有把握的错误：回答、次选及各自的概率"),
        samples.test(),
        test.worst(PREDICTIONS),
        i -> mistake(samples.classNames(), test, i),
        test);
  }

  /// The true class, then the answer and the runner-up: `true 4`, `9, 62.1%`, `4, 31.0%`.
  private static Text mistake(List<String> names, Judgement test, int index) {
    String truth = names.get(test.actual()[index]);
    String answers =
        said(names, test.predicted()[index], test.confidence()[index])
            + "\n"
            + said(names, test.second()[index], test.secondConfidence()[index]);
    return Text.of("true " + truth + "\n" + answers, "真实 " + truth + "\n" + answers);
  }

  private static String said(List<String> names, int label, float probability) {
    return names.get(label) + ", " + Numbers.probability(probability);
  }

  private static Figure grid(
      Text title,
      Dataset data,
      int[] indices,
      IntFunction<Text> caption,
      @Nullable Judgement judgement) {
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

  /// The confusion matrix of what was tested on.
  static Figure confusion(List<String> classes, Judgement test) {
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
            classes));
  }
}
