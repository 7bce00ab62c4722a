package gradus.plot;

import gradus.train.Calibration;
import gradus.train.ClassCurve;
import gradus.train.History;
import gradus.train.LearningRateCurve;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Figures in one line, for the common cases. What needs more is built from panels: see [Figure]
/// and the records that implement [Panel].
///
/// ```java
/// Plot.function("sigmoid", x -> 1 / (1 + Math.exp(-x)), -6, 6).save(Path.of("sigmoid.svg"));
/// Plot.confusion("Test set", counts, List.of("cat", "dog")).save(Path.of("confusion.png"));
/// ```
public final class Plot {
  /// Enough points for a smooth line on a screen.
  private static final int SAMPLES = 401;

  private Plot() {}

  /// Lines over 1, 2, 3, ..., such as one number per epoch.
  ///
  /// @param title what stands above the chart
  /// @param series the heights of each line by its name, drawn in the map's order
  public static Figure lines(String title, Map<String, double[]> series) {
    List<Series> lines = new ArrayList<>();
    series.forEach((name, y) -> lines.add(Series.of(name, y)));
    return Figure.of(LineChart.of(Text.of(title), lines));
  }

  /// Lines over the same places along the x axis.
  ///
  /// @param title what stands above the chart
  /// @param x the places
  /// @param series the heights of each line by its name, drawn in the map's order
  /// @throws PlotException if a line has not as many heights as there are places
  public static Figure lines(String title, double[] x, Map<String, double[]> series) {
    List<Series> lines = new ArrayList<>();
    series.forEach((name, y) -> lines.add(Series.of(name, x, y)));
    return Figure.of(LineChart.of(Text.of(title), lines));
  }

  /// Columns of a training history by epoch.
  ///
  /// ```java
  /// Plot.lines(history, "loss", "valLoss").save(Path.of("loss.svg"));
  /// ```
  ///
  /// @throws IllegalArgumentException if no epoch has such a column
  public static Figure lines(History history, String... columns) {
    return Figure.of(chart(Text.EMPTY, history, List.of(columns)));
  }

  /// A training history side by side: the loss, the accuracy and the learning rate, those that were
  /// measured, each on training and, where there is one, validation data. A line marks the epoch of
  /// the lowest validation loss, the best.
  public static Figure history(History history) {
    List<LineChart> charts = new ArrayList<>();
    charts.add(chart(Text.of("Loss", "损失"), history, present(history, "loss", "valLoss")));
    List<String> accuracy = present(history, "accuracy", "valAccuracy");
    if (!accuracy.isEmpty()) {
      charts.add(chart(Text.of("Accuracy", "准确率"), history, accuracy));
    }
    int best = best(history);
    if (best > 0) {
      Text label = Text.of("best: epoch " + best, "最佳：第 " + best + " 轮");
      charts.replaceAll(chart -> chart.withReference(ReferenceLine.vertical(best, label)));
    }
    List<String> rate = present(history, "learningRate");
    if (!rate.isEmpty()) {
      charts.add(chart(Text.of("Learning rate", "学习率"), history, rate));
    }
    return Figure.of(Text.of("Training history", "训练历史"), charts.size(), charts);
  }

  /// The epoch of the lowest validation loss, 0 where that says nothing.
  private static int best(History history) {
    if (history.epochs().size() < 2) {
      return 0;
    }
    return history.epochs().stream()
        .filter(epoch -> Double.isFinite(epoch.value("valLoss")))
        .min(Comparator.comparingDouble(epoch -> epoch.value("valLoss")))
        .map(History.Epoch::number)
        .orElse(0);
  }

  private static List<String> present(History history, String... columns) {
    return Stream.of(columns).filter(history.names()::contains).toList();
  }

  private static LineChart chart(Text title, History history, List<String> columns) {
    double[] epochs = history.epochs().stream().mapToDouble(History.Epoch::number).toArray();
    List<Series> lines =
        columns.stream()
            .map(column -> {
              Values y = Values.of(history.values(column));
              return Series.of(name(column), Values.of(epochs), y);
            })
            .toList();
    return LineChart.of(title, lines)
        .withAxes(Axis.of(Text.of("epoch", "轮次")), Axis.of(Text.EMPTY));
  }

  private static Text name(String column) {
    return switch (column) {
      case "loss" -> Text.of("training loss", "训练损失");
      case "valLoss" -> Text.of("validation loss", "验证损失");
      case "accuracy" -> Text.of("training accuracy", "训练准确率");
      case "valAccuracy" -> Text.of("validation accuracy", "验证准确率");
      case "learningRate" -> Text.of("learning rate", "学习率");
      default -> Text.of(column);
    };
  }

  /// The graph of a function between two places. A title that is a function's name in code, such as
  /// `leakyRelu`, is written as people do: Leaky ReLU.
  ///
  /// @throws PlotException if `from` is not below `to`
  public static Figure function(String title, DoubleUnaryOperator f, double from, double to) {
    return functions(FunctionNames.written(title), Map.of(title, f), from, to);
  }

  /// The graphs of several functions between two places.
  ///
  /// @param title what stands above the chart
  /// @param functions the functions by name, drawn in the map's order
  /// @param from the left end
  /// @param to the right end
  /// @throws PlotException if `from` is not below `to`
  public static Figure functions(
      String title, Map<String, DoubleUnaryOperator> functions, double from, double to) {
    List<Series> lines = new ArrayList<>();
    functions.forEach((name, f) -> lines.add(graph(name, f, from, to)));
    return Figure.of(
        LineChart.of(Text.of(title), lines).withAxes(Axis.of("x"), Axis.of(Text.EMPTY)));
  }

  /// The graph of a function as a series of 401 points, for charts that hold more.
  ///
  /// @throws PlotException if `from` is not below `to`
  public static Series graph(String name, DoubleUnaryOperator f, double from, double to) {
    Range range = new Range(from, to);
    Values x = Values.spaced(range.from(), range.to(), SAMPLES);
    return Series.of(Text.of(FunctionNames.written(name)), x, x.map(f));
  }

  /// Points in one colour.
  ///
  /// @throws PlotException if `x` and `y` differ in length
  public static Figure scatter(String title, double[] x, double[] y) {
    return Figure.of(ScatterChart.of(Text.of(title), Series.of("", x, y)));
  }

  /// Points in the colours of their classes.
  ///
  /// @param title what stands above the chart
  /// @param x horizontal coordinates
  /// @param y vertical coordinates
  /// @param classes the class of each point, an index into `names`
  /// @param names the names of the classes
  /// @throws PlotException if the arrays differ in length or a class has no name
  public static Figure scatter(
      String title, double[] x, double[] y, int[] classes, List<String> names) {
    if (x.length != classes.length || y.length != classes.length) {
      throw new PlotException(
          "scatter \"%s\": %d x, %d y and %d classes; each point needs all three",
          title, x.length, y.length, classes.length);
    }
    Map<Integer, List<Integer>> members = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      members.put(i, new ArrayList<>());
    }
    for (int i = 0; i < classes.length; i++) {
      List<Integer> group = members.get(classes[i]);
      if (group == null) {
        throw new PlotException(
            "scatter \"%s\": point %d has class %d, but there are names for %d classes",
            title, i, classes[i], names.size());
      }
      group.add(i);
    }
    List<Series> groups = new ArrayList<>();
    members.forEach((label, points) ->
        groups.add(
            Series.of(
                names.get(label),
                points.stream().mapToDouble(i -> x[i]).toArray(),
                points.stream().mapToDouble(i -> y[i]).toArray())));
    return Figure.of(ScatterChart.of(Text.of(title), groups));
  }

  /// One bar per category.
  ///
  /// @throws PlotException if there is not one value per category
  public static Figure bars(String title, List<String> categories, double... values) {
    List<Text> names = categories.stream().map(Text::of).toList();
    return Figure.of(BarChart.of(Text.of(title), names, values).withNumbers());
  }

  /// A matrix as coloured cells, row 0 on top.
  ///
  /// @throws PlotException if the rows differ in length
  public static Figure heatMap(String title, double[][] matrix) {
    return Figure.of(HeatMap.ofMatrix(Text.of(title), Grid.of(matrix)));
  }

  /// A function of two variables in colours, with lines at the given levels.
  ///
  /// @param title what stands above the field
  /// @param f the function
  /// @param x the stretch of its first argument
  /// @param y the stretch of its second argument
  /// @param levels the levels; where they are logarithmic, so are the colours, as
  ///   [HeatMap#withContours] says
  public static Figure contours(
      String title, DoubleBinaryOperator f, Range x, Range y, double... levels) {
    return Figure.of(HeatMap.ofFunction(Text.of(title), f, x, y).withContours(Values.of(levels)));
  }

  /// Small images with captions, `columns` of them side by side.
  ///
  /// @throws PlotException if pictures and captions differ in number
  public static Figure images(
      String title, int columns, List<Picture> pictures, List<String> captions) {
    return Figure.of(ImageGrid.of(Text.of(title), columns, pictures, captions));
  }

  /// Predictions: each image with its predicted class, in green where that is the true one, and in
  /// red with the true class beside it where it is not.
  ///
  /// @param title what stands above the images
  /// @param columns how many images stand side by side
  /// @param pictures the images
  /// @param predicted the predicted class of each, an index into `names`
  /// @param actual the true class of each
  /// @param names the names of the classes
  /// @throws PlotException if the lists differ in length
  public static Figure predictions(
      String title,
      int columns,
      List<Picture> pictures,
      int[] predicted,
      int[] actual,
      List<String> names) {
    if (pictures.size() != predicted.length || pictures.size() != actual.length) {
      throw new PlotException(
          "predictions \"%s\": %d pictures, %d predicted and %d true classes;"
              + " each picture needs both",
          title, pictures.size(), predicted.length, actual.length);
    }
    List<ImageGrid.Tile> tiles =
        IntStream.range(0, pictures.size())
            .mapToObj(i -> {
              boolean right = predicted[i] == actual[i];
              String guess = names.get(predicted[i]);
              String truth = names.get(actual[i]);
              Text caption =
                  right
                      ? Text.of(guess)
                      : Text.of(guess + " (true " + truth + ")", guess + "（真 " + truth + "）");
              return ImageGrid.Tile.judged(pictures.get(i), caption, right);
            })
            .toList();
    return Figure.of(new ImageGrid(Text.of(title), columns, tiles));
  }

  /// How often each true class (row) was predicted as each class (column).
  ///
  /// @throws PlotException if the counts are not one row and one column per class
  public static Figure confusion(String title, int[][] counts, List<String> classes) {
    return Figure.of(ConfusionChart.of(Text.of(title), counts, classes));
  }

  /// Whether a network is right as often as it says: the share of answers that is right over their
  /// probability, and how many answers there are of each.
  public static Figure reliability(Calibration calibration) {
    return JudgingPlots.reliability(calibration);
  }

  /// The ROC curves of classes, or of several networks, by name, with their areas.
  ///
  /// @param curves made by [ClassCurve#roc], drawn in the map's order
  public static Figure roc(Map<String, ClassCurve> curves) {
    return JudgingPlots.roc(curves);
  }

  /// Precision over recall of classes, or of several networks, by name, with their areas.
  ///
  /// @param curves made by [ClassCurve#precisionRecall], drawn in the map's order
  public static Figure precisionRecall(Map<String, ClassCurve> curves) {
    return JudgingPlots.precisionRecall(curves);
  }

  /// The losses that learning rates gave, and the rate at which they fall fastest.
  public static Figure learningRates(LearningRateCurve curve) {
    return JudgingPlots.learningRates(curve);
  }
}
