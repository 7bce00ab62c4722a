package gradus.course.digits;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.data.DataOptions;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.Grid;
import gradus.plot.HeatMap;
import gradus.plot.LineChart;
import gradus.plot.Palette;
import gradus.plot.Range;
import gradus.plot.ReferenceLine;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.Tensor;
import gradus.train.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The loss around the weights that a training arrives at, and between those of two trainings.
///
/// Li and others, "Visualizing the loss landscape of neural nets", NeurIPS 2018.
public record Landscape(
    @Control(en = "directions", zh = "方向", initial = "random") Directions directions,
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
    @Control(en = "batch size", zh = "批量大小", min = 8, max = 512, log = true, initial = "128")
        int batch,
    @Control(en = "places along a side", zh = "每边的格点数", min = 5, max = 41, initial = "25") int side,
    @Control(en = "how far", zh = "看多远", min = 0.1, max = 3, initial = "1") double extent,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "7") long seed)
    implements Experiment {
  /// How many images the loss is measured on at each place.
  static final int JUDGED = 500;

  private static final Values LEVELS = Values.geometric(0.01, 100, 17);
  private static final int PLACES = 31;
  private static final double BEYOND = 0.25;

  /// A training's weights on the way, and the loss before it and after each epoch.
  private record Trained(List<Map<String, Tensor>> path, List<Double> losses) {
    Map<String, Tensor> end() {
      return path.getLast();
    }
  }

  /// The losses on the line between two trainings.
  private record Between(double[] shares, double[] train, double[] test, double right) {
    double halfway() {
      return train[PLACES / 2];
    }
  }

  private int all() {
    return 2 * epochs + side + 1;
  }

  @Override
  public void run(Stage stage) {
    run(stage, DataOptions.of());
  }

  void run(Stage stage, DataOptions options) {
    Digits.load(stage, options).ifPresent(digits -> look(digits, stage));
  }

  private void look(Digits digits, Stage stage) {
    Dataset train = digits.train().take(Math.min(samples, digits.train().size()));
    Model model = network.model(0, Seed.of(seed));
    Judge judge = Judge.of(model, train.take(Math.min(JUDGED, train.size())));
    Judge unseen = Judge.of(model, digits.test().take(Math.min(JUDGED, digits.test().size())));

    Trained one = train(model, train, judge, 0, List.of(), stage);
    WeightPlane plane = plane(one.path());
    double[][] losses = survey(plane, one.path(), judge, stage);
    Model second = network.model(0, Seed.of(seed + 1));
    Trained other = train(second, train, judge, epochs + side, one.losses(), stage);
    Between between = between(one.end(), other.end(), judge, unseen);
    stage.show("line", line(between));
    double share = plane.share(one.path());
    stage.show("results", results(judge.loss(one.end()), unseen, one, losses, share, between));
    stage.say(pathSaid(share, one.path().size()));
    stage.say(lineSaid(between, unseen.accuracy(one.end()), unseen.accuracy(other.end())));
    stage.step(all(), all());
  }

  private Trained train(
      Model model, Dataset train, Judge judge, int before, List<Double> earlier, Stage stage) {
    int steps = epochs * ((train.size() + batch - 1) / batch);
    List<Double> losses = new ArrayList<>(List.of(judge.loss(model.weights())));
    stage.show("training", training(earlier, losses));
    WeightPath path =
        new WeightPath(
            steps,
            (weights, epoch) -> {
              losses.add(judge.loss(weights));
              if (stage.wants(before + epoch, all()) || epoch == epochs) {
                stage.show("training", training(earlier, losses));
              }
              stage.step(before + epoch, all());
            });
    Trainer.of(model, Losses::crossEntropy, rule.of(rate))
        .callbacks(path)
        .seed(model.seed().value())
        .fit(train.shuffle(model.seed().value()).batch(batch), epochs);
    return new Trained(path.weights(), losses);
  }

  private WeightPlane plane(List<Map<String, Tensor>> path) {
    return switch (directions) {
      case RANDOM -> WeightPlane.random(path.getLast(), seed);
      case PATH -> WeightPlane.along(path);
    };
  }

  /// The loss at each place, from the middle outwards; what was not measured yet is NaN.
  private double[][] survey(
      WeightPlane plane, List<Map<String, Tensor>> path, Judge judge, Stage stage) {
    double[][] places = path.stream().map(plane::place).toArray(double[][]::new);
    double[][] losses = new double[side][side];
    Arrays.stream(losses).forEach(row -> Arrays.fill(row, Double.NaN));
    int[] order = outwards();
    for (int ring = 0; ring < side; ring++) {
      for (int i = ring * side; i < (ring + 1) * side; i++) {
        int row = order[i] / side;
        int column = order[i] % side;
        losses[row][column] = judge.loss(plane.at(at(column), at(row)));
      }
      if (stage.wants(epochs + ring + 1, all()) || ring == side - 1) {
        stage.show("landscape", map(losses, places));
      }
      stage.step(epochs + ring + 1, all());
    }
    return losses;
  }

  private int[] outwards() {
    return IntStream.range(0, side * side)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> Math.hypot(at(i % side), at(i / side))))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /// Exactly 0 in the middle.
  private double at(int index) {
    return extent * (2.0 * index / (side - 1) - 1);
  }

  private Between between(
      Map<String, Tensor> from, Map<String, Tensor> to, Judge judge, Judge unseen) {
    double[] shares = new double[PLACES];
    double[] train = new double[PLACES];
    double[] test = new double[PLACES];
    for (int i = 0; i < PLACES; i++) {
      shares[i] = (1 + 2 * BEYOND) * i / (PLACES - 1) - BEYOND;
      Map<String, Tensor> weights = WeightPlane.between(from, to, shares[i]);
      train[i] = judge.loss(weights);
      test[i] = unseen.loss(weights);
    }
    return new Between(shares, train, test, unseen.accuracy(WeightPlane.between(from, to, 0.5)));
  }

  private Figure training(List<Double> earlier, List<Double> now) {
    List<Series> lines = new ArrayList<>();
    if (earlier.isEmpty()) {
      lines.add(epochs(seed, now, Palette.BLUE));
    } else {
      lines.add(epochs(seed, earlier, Palette.BLUE));
      lines.add(epochs(seed + 1, now, Palette.VERMILION));
    }
    return Figure.of(
        LineChart.of(Text.of("Loss on the images of the map", "图上所用图片的损失"), lines)
            .withAxes(
                Axis.of(Text.of("epoch", "轮")).withRange(0, epochs),
                Axis.log(Text.of("loss", "损失"))));
  }

  private static Series epochs(long seed, List<Double> losses, Palette color) {
    // A logarithmic axis has no place for a loss that has vanished.
    double[] shown = losses.stream().mapToDouble(loss -> loss > 0 ? loss : Double.NaN).toArray();
    return Series.of(
            Sentence.of("seed %s", "种子 %s", seed),
            Values.counting(0, shown.length),
            Values.of(shown))
        .withColor(color.color())
        .withMarkers();
  }

  private Figure map(double[][] losses, double[][] places) {
    double[] x = Arrays.stream(places).mapToDouble(place -> place[0]).toArray();
    double[] y = Arrays.stream(places).mapToDouble(place -> place[1]).toArray();
    Range range = new Range(-extent, extent);
    return Figure.of(
            HeatMap.ofSamples(
                    Text.of("Loss around the trained weights", "训练好的权重周围的损失"),
                    Grid.of(losses),
                    range,
                    range)
                .withAxes(
                    Axis.of(Text.of("along the first direction", "沿第一个方向")),
                    Axis.of(Text.of("along the second direction", "沿第二个方向")))
                .withContours(LEVELS)
                .withPath(
                    Series.of(Text.of("the path of training", "训练的路径"), Values.of(x), Values.of(y))
                        .withColor(Palette.VERMILION.color())))
        .withSize(640, 560);
  }

  private Figure line(Between between) {
    return Figure.of(
        LineChart.of(
                Text.of("Between two trainings", "两次训练之间"),
                Series.of(
                        Text.of("training images", "训练图片"),
                        Values.of(between.shares()),
                        Values.of(between.train()))
                    .withColor(Palette.VERMILION.color()),
                Series.of(
                        Text.of("test images", "测试图片"),
                        Values.of(between.shares()),
                        Values.of(between.test()))
                    .withColor(Palette.BLUE.color()))
            .withReference(ReferenceLine.vertical(0, Sentence.of("seed %s", "种子 %s", seed)))
            .withReference(ReferenceLine.vertical(1, Sentence.of("seed %s", "种子 %s", seed + 1)))
            .withAxes(
                Axis.of(Text.of("share of the second training's weights", "第二次训练的权重所占比例"))
                    .withRange(-BEYOND, 1 + BEYOND),
                Axis.of(Text.of("loss", "损失"))));
  }

  private static NumberTable results(
      double middle, Judge unseen, Trained one, double[][] losses, double share, Between between) {
    double lowest = Arrays.stream(losses).flatMapToDouble(Arrays::stream).min().orElse(Double.NaN);
    double highest = Arrays.stream(losses).flatMapToDouble(Arrays::stream).max().orElse(Double.NaN);
    return NumberTable.of(
            Text.of("loss in the middle", "中心的损失"),
            Text.of("test loss in the middle", "中心的测试损失"),
            Text.of("lowest loss on the map", "图上的最低损失"),
            Text.of("highest loss on the map", "图上的最高损失"),
            Text.of("share of the path in the plane", "路径落在平面内的比例"),
            Text.of("loss half-way to the other training", "到另一次训练半路上的损失"),
            Text.of("test accuracy half-way", "半路上的测试准确率"))
        .plus(
            middle,
            unseen.loss(one.end()),
            lowest,
            highest,
            share,
            between.halfway(),
            between.right());
  }

  private static Text pathSaid(double share, int states) {
    return Sentence.of(
        "%s states of the training are drawn where they are nearest to the plane: %s of their"
            + " squared distance from the end lies in it.",
        "图上画出了训练中的 %s 个状态，每个都画在平面上离它最近的位置：它们到终点的距离平方，有 %s 落在平面内。", states, Sentence.percent(share));
  }

  private static Text lineSaid(Between between, double one, double other) {
    return Sentence.of(
        "Two trainings from different seeds are right about %s and %s of the test images; the mean"
            + " of their weights is right about %s, with a loss of %s.",
        "种子不同的两次训练，测试图片分别答对 %s 和 %s；两者权重的平均只答对 %s，损失为 %s。",
        Sentence.percent(one),
        Sentence.percent(other),
        Sentence.percent(between.right()),
        between.halfway());
  }
}
