package gradus.course.digits;

import gradus.course.Sentence;
import gradus.course.charts.Epochs;
import gradus.data.Dataset;
import gradus.nn.Model;
import gradus.plot.Axis;
import gradus.plot.BarChart;
import gradus.plot.ConfusionChart;
import gradus.plot.Figure;
import gradus.plot.Grid;
import gradus.plot.ImageGrid;
import gradus.plot.LineChart;
import gradus.plot.Palette;
import gradus.plot.Text;
import gradus.tensor.Tensor;
import gradus.train.ConfusionMatrix;
import gradus.train.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The figures of a training on digits.
record Pictures(Digits digits, long seed) {
  private static final int COLUMNS = 5;
  private static final int PREDICTIONS = 15;
  private static final int MISTAKES = 10;

  /// One image of each class.
  Figure samples(Dataset images) {
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    int[] first = Digits.firstOfEach(images);
    int[] labels = images.labels();
    for (int index : first) {
      tiles.add(tile(images, index, Text.of(Integer.toString(labels[index]))));
    }
    return Figure.of(new ImageGrid(Text.of("What there is to read", "要认的就是这些数字"), COLUMNS, tiles));
  }

  private static ImageGrid.Tile tile(Dataset images, int index, Text caption) {
    return ImageGrid.Tile.of(Digits.picture(images, index), caption);
  }

  /// How often each digit occurs.
  Figure counts(Dataset images) {
    double[] counts = Arrays.stream(images.classCounts()).asDoubleStream().toArray();
    return Figure.of(
        BarChart.of(Text.of("Training images of each digit", "每个数字的训练图片数"), names(), counts)
            .withNumbers()
            .withAxes(Axis.of(Text.of("digit", "数字")), Axis.of(Text.of("images", "图片数"))));
  }

  private static List<Text> names() {
    return IntStream.range(0, Digits.CLASSES).mapToObj(i -> Text.of(Integer.toString(i))).toList();
  }

  /// Losses and accuracies, epoch by epoch.
  Figure history(History history, int epochs) {
    return Figure.of(
        Text.EMPTY,
        2,
        chart(Text.of("Loss", "损失"), epochs, history, "loss", "valLoss"),
        chart(Text.of("Accuracy", "准确率"), epochs, history, "accuracy", "valAccuracy"));
  }

  private static LineChart chart(
      Text title, int epochs, History history, String training, String validation) {
    return Epochs.chart(
        title,
        epochs,
        Axis.of(Text.EMPTY),
        Epochs.line(Text.of("training", "训练"), history.values(training), Palette.VERMILION),
        Epochs.line(Text.of("validation", "验证"), history.values(validation), Palette.BLUE));
  }

  /// What a network says of 15 validation images at random.
  Figure predictions(Model model, int epoch) {
    int[] order = digits.validation().shuffle(seed).order(0);
    Dataset shown = digits.validation().subset(Arrays.copyOf(order, PREDICTIONS));
    int[] said = model.predictClasses(shown.inputs());
    int[] labels = shown.labels();
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    int right = 0;
    for (int i = 0; i < said.length; i++) {
      right += said[i] == labels[i] ? 1 : 0;
      Text caption = Sentence.of("true %s\nsays %s", "真实 %s\n预测 %s", labels[i], said[i]);
      tiles.add(ImageGrid.Tile.judged(Digits.picture(shown, i), caption, said[i] == labels[i]));
    }
    return Figure.of(
        new ImageGrid(
            Sentence.of(
                "15 validation images after epoch %s: %s right",
                "第 %s 轮之后的 15 张验证图片：答对 %s 张", epoch, right),
            COLUMNS,
            tiles));
  }

  /// How often each digit is taken for which.
  Figure confusion(ConfusionMatrix judged) {
    return Figure.of(
        new ConfusionChart(
            Sentence.of(
                "Test images: true digit (row), answer (column), accuracy %s",
                "测试图片：真实数字（行）与回答（列），准确率 %s", Sentence.percent(judged.accuracy())),
            Grid.of(judged.counts()),
            names()));
  }

  /// The mistakes that a network is surest of.
  Figure mistakes(Tensor logits) {
    Tensor probabilities = logits.softmax(1);
    float[] all = probabilities.toFloats();
    int[] labels = digits.test().labels();
    int[] said = logits.argMax(1).toInts();
    int[] worst =
        IntStream.range(0, labels.length)
            .filter(i -> said[i] != labels[i])
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -all[i * Digits.CLASSES + said[i]]))
            .limit(MISTAKES)
            .mapToInt(Integer::intValue)
            .toArray();
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    for (int i : worst) {
      Text caption =
          Sentence.of(
              "true %s\nsays %s, %s",
              "真实 %s\n预测 %s，%s",
              labels[i],
              said[i],
              Sentence.percent(all[i * Digits.CLASSES + said[i]]));
      tiles.add(tile(digits.test(), i, caption));
    }
    return Figure.of(
        new ImageGrid(Text.of("The mistakes it is surest of", "最有把握的错误"), COLUMNS, tiles));
  }
}
