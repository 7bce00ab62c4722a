package gradus.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// Figures of every kind, ordinary and awkward, that all layouts and renderers must get right.
final class SampleFigures {
  static final String HOSTILE =
      "<script>alert(\"1\")</script> & 'quotes' ]]> &amp; \u0000\u0007\uFFFE";
  static final String BROKEN = "half a pair \uD83D, right to left \u202E, tab\tand\nnewline";
  static final Text CHINESE = Text.of("learning rate", "学习率");

  private static final List<String> CLOTHES =
      List.of(
          "T-shirt/top",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle boot");

  private SampleFigures() {}

  static Map<String, Figure> all() {
    Map<String, Figure> figures = new LinkedHashMap<>();
    panels()
        .forEach((name, panel) -> figures.put(name, Figure.of(Text.of("Figure", "图"), 1, panel)));
    List<Panel> every = new ArrayList<>(panels().values());
    figures.put("everything in 3 columns", Figure.of(CHINESE, 3, every));
    figures.put("everything in 4 columns", Figure.of(CHINESE, 4, every));
    figures.put(
        "long title", figures.get("lines").withTitle(Text.of("long ".repeat(60), "很长".repeat(90))));
    figures.put("small", figures.get("lines").withSize(320, 240));
    figures.put("no panels", Figure.of(Text.of("Nothing"), 2));
    figures.put("hostile title", figures.get("lines").withTitle(Text.of(HOSTILE + BROKEN)));
    return figures;
  }

  static Map<String, Panel> panels() {
    Map<String, Panel> panels = new LinkedHashMap<>();
    addLines(panels);
    addPoints(panels);
    addBars(panels);
    addFields(panels);
    panels.put("images", images(10));
    panels.put("no images", images(0));
    panels.put("confusion of 10", confusion(CLOTHES));
    panels.put("confusion of 2", confusion(List.of("cat", "dog")));
    panels.put(
        "confusion of 60", confusion(IntStream.range(0, 60).mapToObj(i -> "class " + i).toList()));
    panels.put("matrix of words", words(List.of("the", "cat", "sat", "on", HOSTILE, "mat")));
    panels.put("matrix of 70", words(IntStream.range(0, 70).mapToObj(i -> "word " + i).toList()));
    panels.put("matrix of 0", words(List.of()));
    panels.put("network", network(4, 3, 1));
    panels.put("network with numbers", network(2, 5, 4, 2).withNumbers());
    panels.put("network of 40", network(40, 25, 12, 40).withNumbers());
    panels.put("network of one layer", network(3));
    panels.put("no network", network());
    panels.put("confusion of 0", ConfusionChart.of(CHINESE, new int[0][0], List.of()));
    panels.put(
        "notes",
        TextPanel.of(
            Text.of("How to choose", "如何选择"),
            Text.of("word ".repeat(80), "隐藏层先用 ReLU；输出层，用 softmax。".repeat(8)),
            Text.of(HOSTILE),
            Text.of("x".repeat(300))));
    return panels;
  }

  private static void addLines(Map<String, Panel> panels) {
    Axis epoch = Axis.of(Text.of("epoch", "轮次"));
    Series train = Series.of("", 2.3, 1.1, 0.7, 0.5).withName(Text.of("training", "训练集"));
    Series valid = Series.of("", 2.2, 1.2, 0.8, 0.7).withName(Text.of("validation", "验证集"));
    panels.put(
        "lines",
        LineChart.of(Text.of("Loss", "损失"), train, valid.withMarkers())
            .withAxes(epoch, Axis.of(Text.of("cross-entropy", "交叉熵")))
            .withReference(ReferenceLine.vertical(3, Text.of("best epoch", "最佳轮次")))
            .withReference(ReferenceLine.horizontal(0.6, Text.of("target", "目标"))));
    panels.put(
        "log lines",
        LineChart.of(CHINESE, Series.of("a", 1e-7, 1e-3, 2e-1), Series.of("b", 1e-5, 1e-5, 3))
            .withAxes(epoch, Axis.log(CHINESE)));
    panels.put(
        "narrow log",
        LineChart.of(CHINESE, Series.of("a", 3, 4, 4.5)).withAxes(Axis.log("x"), Axis.log("y")));
    panels.put(
        "gaps",
        LineChart.of(
            CHINESE,
            Series.of(
                "a", 1, Double.NaN, 2, Double.POSITIVE_INFINITY, 3, 4, Double.NEGATIVE_INFINITY)));
    panels.put("huge", LineChart.of(CHINESE, Series.of("a", -1.7e308, 1.7e308, 0)));
    panels.put("tiny", LineChart.of(CHINESE, Series.of("a", 4.9e-324, 1e-320, 2e-310)));
    panels.put("offset", LineChart.of(CHINESE, Series.of("a", 1e9 + 1e-3, 1e9 + 2e-3)));
    panels.put("constant", LineChart.of(CHINESE, Series.of("a", 7, 7, 7)));
    panels.put("one point", LineChart.of(CHINESE, Series.of("a", 7)));
    panels.put("no points", LineChart.of(CHINESE, Series.of("a", new double[0])));
    panels.put("no series", LineChart.of(CHINESE));
    panels.put("only NaN", LineChart.of(CHINESE, Series.of("a", Double.NaN, Double.NaN)));
    panels.put(
        "many series",
        LineChart.of(
            CHINESE,
            IntStream.range(0, 20)
                .mapToObj(i -> Series.of("series number " + i, i, i + 1))
                .toList()));
    panels.put(
        "hostile lines",
        LineChart.of(
                Text.of(HOSTILE),
                Series.of(HOSTILE, 1, 2),
                Series.of(BROKEN, 1, 3),
                Series.of("name ".repeat(50), 2, 2))
            .withAxes(Axis.of(HOSTILE.repeat(4)), Axis.of(BROKEN.repeat(4)))
            .withReference(ReferenceLine.horizontal(1.5, Text.of(HOSTILE.repeat(4)))));
  }

  private static void addPoints(Map<String, Panel> panels) {
    Random random = new Random(3);
    double[] x = random.doubles(300, -3, 3).toArray();
    double[] y = random.doubles(300, -1, 1).toArray();
    ScatterChart chart = ScatterChart.of(CHINESE, Series.of("a", x, y), Series.of("b", y, x));
    panels.put("points", chart);
    panels.put("points of equal aspect", chart.withEqualAspect());
    List<PointLabel> labels =
        IntStream.range(0, 60)
            .mapToObj(i -> new PointLabel(x[i % 40], y[i % 40], Text.of("point " + i, "点 " + i)))
            .toList();
    panels.put("labelled points", chart.withLabels(labels));
    double[] close = random.doubles(12, 1, 1.1).toArray();
    panels.put(
        "labels of close points",
        ScatterChart.of(CHINESE, Series.of("a", close, close))
            .withAxes(Axis.log("x").withRange(0.1, 10), Axis.log("y").withRange(0.1, 10))
            .withLines(List.of(Series.of("", new double[] {0.1, 10}, new double[] {10, 0.1})))
            .withLabels(
                IntStream.range(0, 12)
                    .mapToObj(i -> new PointLabel(close[i], close[i], Text.of("" + i)))
                    .toList())
            .withLabels(
                List.of(
                    new PointLabel(1e3, 1, Text.of(HOSTILE)),
                    new PointLabel(1, 1, Text.of(HOSTILE.repeat(9))))));
    panels.put("no points at all", ScatterChart.of(CHINESE));
  }

  private static void addBars(Map<String, Panel> panels) {
    List<Text> names = CLOTHES.stream().map(Text::of).toList();
    double[] counts = {6000, 5900, 6100, 6005, 5800, 6000, Double.NaN, 6040, 6000, 5990};
    panels.put("bars", BarChart.of(CHINESE, names, counts).withNumbers());
    panels.put(
        "bars down", BarChart.of(CHINESE, names.subList(0, 3), -1, -2.5, -3e-7).withNumbers());
    BarChart.Group precision = new BarChart.Group(Text.of("precision", "精确率"), Values.of(0.9, 0.8));
    BarChart.Group recall = new BarChart.Group(Text.of("recall", "召回率"), Values.of(0.7, -0.2));
    panels.put(
        "grouped bars",
        BarChart.of(CHINESE, names.subList(0, 2), List.of(precision, recall))
            .withAxes(Axis.of("class"), Axis.of("share"))
            .withNumbers());
    List<Text> many = IntStream.range(0, 90).mapToObj(i -> Text.of("category " + i)).toList();
    panels.put("many bars", BarChart.of(CHINESE, many, new double[90]));
    panels.put("no bars", BarChart.of(CHINESE, List.of()));
  }

  private static void addFields(Map<String, Panel> panels) {
    HeatMap rosenbrock =
        HeatMap.ofFunction(
                CHINESE,
                (x, y) -> (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x),
                Range.of(-2, 2),
                Range.of(-1, 3))
            .withColors(ColorMap.VIRIDIS, Scale.LOG)
            .withContours(Values.geometric(0.1, 1000, 20))
            .withPath(Series.of("SGD", new double[] {-1.5, 0, 1}, new double[] {2, Double.NaN, 1}));
    panels.put("contours and path", rosenbrock);
    panels.put("contours alone", rosenbrock.withoutFill());
    double[] places = {-1.5, 0, Double.NaN, 1};
    double[][] few = {{-1, 0, 1}, {0, 0.5, Double.POSITIVE_INFINITY}};
    panels.put(
        "field with points",
        HeatMap.ofSamples(CHINESE, Grid.of(few), Range.of(-2, 2), Range.of(-1, 3))
            .withColors(ColorMap.PALE_VERMILION_BLUE, Scale.LINEAR)
            .withPoints(Series.of("", places, places).withName(Text.of("class 1", "类别 1")))
            .withPoints(Series.of("", places, places).withName(Text.of("class 0", "类别 0"))));
    double[][] cells = {{1, 2, Double.NaN}, {-3, 0, Double.POSITIVE_INFINITY}};
    panels.put("matrix", HeatMap.ofMatrix(CHINESE, Grid.of(cells)));
    panels.put("matrix of one cell", HeatMap.ofMatrix(CHINESE, Grid.of(new double[][] {{5}})));
    panels.put("empty matrix", HeatMap.ofMatrix(CHINESE, Grid.of(new double[0][0])));
  }

  static ImageGrid images(int count) {
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] samples = new byte[28 * 28];
      new Random(i).nextBytes(samples);
      Picture picture = Picture.grey(28, 28, samples);
      Text caption = Text.of(i + " (true " + (i + 1) + ")", "预测 " + i + "，真实 " + (i + 1));
      tiles.add(ImageGrid.Tile.judged(picture, caption, i % 3 > 0));
    }
    return new ImageGrid(CHINESE, 5, tiles);
  }

  private static Panel words(List<String> words) {
    Random random = new Random(3);
    double[][] values = new double[words.size()][words.size()];
    for (double[] row : values) {
      java.util.Arrays.setAll(row, _ -> random.nextDouble());
    }
    List<Text> names = words.stream().map(Text::of).toList();
    return MatrixChart.of(Text.of("Attention", "注意力"), names, names, Grid.of(values))
        .withLabels(Text.of("looks", "看"), Text.of("at", "被看"), CHINESE);
  }

  /// Layers of so many nodes, each of which has an edge to each later one.
  static NetworkChart network(int... sizes) {
    Random random = new Random(3);
    List<NetworkChart.Layer> layers = new ArrayList<>();
    List<NetworkChart.Edge> edges = new ArrayList<>();
    int before = 0;
    for (int size : sizes) {
      List<NetworkChart.Node> nodes = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        Text name = i == 1 ? Text.of(HOSTILE) : Text.of("node " + i, "节点 " + i);
        NetworkChart.Node node = NetworkChart.Node.of(name).withLabel(Text.of("≥" + 3 * i));
        nodes.add(i % 3 == 2 ? node : node.withValue(random.nextDouble(-2, 2)));
        for (int from = 0; from < before; from++) {
          edges.add(new NetworkChart.Edge(from, before + i, from % 5 == 4 ? 0 : i - from));
        }
      }
      layers.add(new NetworkChart.Layer(Text.of("layer " + layers.size(), "层"), nodes));
      before += size;
    }
    return NetworkChart.of(CHINESE, layers, edges);
  }

  private static ConfusionChart confusion(List<String> classes) {
    int[][] counts = new int[classes.size()][classes.size()];
    for (int row = 0; row < counts.length; row++) {
      for (int column = 0; column < counts.length; column++) {
        counts[row][column] = row == column ? 900 + 20 * row : (row * column) % 7;
      }
    }
    return ConfusionChart.of(CHINESE, counts, classes);
  }
}
