package gradus.course.limits;

import gradus.course.NumberTable;
import gradus.course.Sentence;
import gradus.course.threshold.BooleanFunction;
import gradus.plot.Axis;
import gradus.plot.ColorMap;
import gradus.plot.Figure;
import gradus.plot.Grid;
import gradus.plot.ImageGrid;
import gradus.plot.LineChart;
import gradus.plot.LineStyle;
import gradus.plot.NetworkChart;
import gradus.plot.Picture;
import gradus.plot.Range;
import gradus.plot.ReferenceLine;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Pictures and tables of what perceptrons cannot do.
final class Drawn {
  private static final int COLUMNS = 8;
  private static final int MOST_TILES = 16;
  private static final int SCALE = 12;
  private static final String SUBSCRIPTS = "₁₂₃₄";

  private static final List<LineStyle> STYLES =
      List.of(LineStyle.SOLID, LineStyle.DASHED, LineStyle.DOTTED, LineStyle.DASH_DOTTED);

  private Drawn() {}

  private static Text feature(int feature) {
    return feature == 0 ? Text.of("bias", "偏置") : Text.of("w" + SUBSCRIPTS.charAt(feature - 1));
  }

  /// The weights up to a step, and where they came back.
  static Figure weights(Learning learning, int steps, int all) {
    List<Series> lines = new ArrayList<>();
    double low = 0;
    double high = 0;
    for (List<Integer> weights : learning.weights()) {
      low = weights.stream().mapToDouble(Integer::doubleValue).reduce(low, Math::min);
      high = weights.stream().mapToDouble(Integer::doubleValue).reduce(high, Math::max);
    }
    for (int feature = 0; feature <= learning.function().inputs(); feature++) {
      int own = feature;
      lines.add(
          Series.of(
                  feature(feature),
                  Values.counting(0, steps + 1),
                  Values.of(
                      IntStream.rangeClosed(0, steps)
                          .mapToDouble(step -> learning.weights().get(step).get(own))
                          .toArray()))
              // Where lines lie on each other, both are seen.
              .withStyle(STYLES.get(feature % STYLES.size())));
    }
    LineChart chart =
        LineChart.of(Text.of("The weights, step by step", "逐步变化的权重"), lines)
            .withAxes(
                Axis.of(Text.of("step", "步")).withRange(0, Math.max(1, all)),
                Axis.of(Text.of("weight", "权重")).withRange(low - 0.5, high + 0.5));
    if (!learning.learned() && steps == learning.steps()) {
      Text same = Text.of("the same weights", "权重相同");
      chart =
          chart
              .withReference(ReferenceLine.vertical(learning.from(), same))
              .withReference(ReferenceLine.vertical(steps, Text.EMPTY));
    }
    return Figure.of(chart);
  }

  /// The neuron after a step.
  static Figure neuron(Learning learning, int step) {
    List<Integer> weights = learning.weights().get(step);
    List<NetworkChart.Node> inputs = new ArrayList<>();
    List<NetworkChart.Edge> edges = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      inputs.add(
          NetworkChart.Node.of(i == 0 ? Text.of("1") : Text.of("x" + SUBSCRIPTS.charAt(i - 1))));
      edges.add(new NetworkChart.Edge(i, weights.size(), weights.get(i)));
    }
    Text title =
        Sentence.of(
            "After step %s: %s of %s answers are wrong",
            "第 %s 步之后：%3$s 个回答错 %2$s 个",
            step,
            learning.mistakes(step),
            learning.function().patterns());
    return Figure.of(
            NetworkChart.of(
                    title,
                    List.of(
                        new NetworkChart.Layer(Text.EMPTY, inputs),
                        NetworkChart.Layer.of(
                            Text.EMPTY, NetworkChart.Node.of(Text.EMPTY).withLabel(Text.of(">0")))),
                    edges)
                .withNumbers())
        .withSize(520, 150 + 58 * weights.size());
  }

  /// The patterns with their multipliers, and what they add up to; or with the sums of weights.
  static NumberTable table(BooleanFunction function, Separation found) {
    List<Text> columns = new ArrayList<>();
    columns.add(Text.of("inputs", "输入"));
    columns.add(Text.of("answer", "答案"));
    return switch (found) {
      case Separation.Certificate(List<BigInteger> multipliers) -> {
        columns.add(Text.of("times", "倍数"));
        for (int feature = 0; feature <= function.inputs(); feature++) {
          columns.add(feature(feature));
        }
        yield certificate(function, multipliers, new NumberTable(columns, List.of()));
      }
      case Separation.Weights(List<BigInteger> weights) -> {
        columns.add(Text.of("sum", "加权和"));
        NumberTable table = new NumberTable(columns, List.of());
        List<int[]> signed = Samples.signed(function);
        for (int pattern = 0; pattern < signed.size(); pattern++) {
          long sum = 0;
          for (int i = 0; i < weights.size(); i++) {
            sum += weights.get(i).longValueExact() * Math.abs(signed.get(pattern)[i]);
          }
          table = table.plus(function.written(pattern), function.at(pattern) ? 1 : 0, sum);
        }
        yield table;
      }
    };
  }

  /// Only what is taken, each with its sign, and the sum, which is 0.
  private static NumberTable certificate(
      BooleanFunction function, List<BigInteger> multipliers, NumberTable empty) {
    NumberTable table = empty;
    List<int[]> signed = Samples.signed(function);
    long[] sums = new long[function.inputs() + 1];
    for (int pattern = 0; pattern < signed.size(); pattern++) {
      long times = multipliers.get(pattern).longValueExact();
      if (times > 0) {
        List<Object> cells = new ArrayList<>();
        cells.add(function.written(pattern));
        cells.add(function.at(pattern) ? 1 : 0);
        cells.add(times);
        for (int i = 0; i < sums.length; i++) {
          long part = times * signed.get(pattern)[i];
          sums[i] += part;
          cells.add(part > 0 ? "+" + part : Long.toString(part).replace('-', '−'));
        }
        table = table.plus(cells.toArray());
      }
    }
    List<Object> cells = new ArrayList<>(List.of(Text.of("sum", "和"), "", ""));
    for (long sum : sums) {
      cells.add(sum);
    }
    return table.plus(cells.toArray());
  }

  /// The pictures of a proof that are taken most often, or the masks of the largest weights.
  static Figure tiles(Retina retina, Predicate predicate, Predicate.Answer answer) {
    List<BigInteger> numbers =
        switch (answer.found()) {
          case Separation.Certificate(List<BigInteger> multipliers) -> multipliers;
          case Separation.Weights(List<BigInteger> weights) -> weights;
        };
    boolean proof = !answer.suffices();
    List<Integer> order =
        IntStream.range(0, numbers.size())
            .boxed()
            .filter(i -> numbers.get(i).signum() != 0)
            .sorted(Comparator.comparing(i -> numbers.get(i).abs().negate()))
            .toList();
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    for (int i : order.subList(0, Math.min(MOST_TILES, order.size()))) {
      int cells = proof ? i : answer.masks().get(i);
      boolean positive = proof ? predicate.holds().test(cells) : numbers.get(i).signum() > 0;
      String number = numbers.get(i).abs().toString();
      Text caption =
          proof
              ? Sentence.of(positive ? "yes, ×%s" : "no, ×%s", positive ? "是，×%s" : "否，×%s", number)
              : Text.of((positive ? "+" : "−") + number);
      tiles.add(ImageGrid.Tile.of(picture(retina, cells), caption));
    }
    Text title =
        Sentence.of(
            proof
                ? "Order %s is not enough: pictures that cancel out (%s of %s)"
                : "Order %s is enough: masks with weights (%s of %s)",
            proof ? "%s 阶不够：相互抵消的图片（%3$s 张中的 %2$s 张）" : "%s 阶足够：有权重的掩模（%3$s 个中的 %2$s 个）",
            answer.order(),
            tiles.size(),
            order.size());
    return Figure.of(new ImageGrid(title, COLUMNS, tiles));
  }

  /// The four pictures of bars.
  static Figure four(FourFigures figures) {
    List<ImageGrid.Tile> tiles =
        figures.pictures().stream()
            .map(picture ->
                ImageGrid.Tile.of(
                    picture(figures.retina(), picture),
                    figures.retina().isConnected(picture)
                        ? Text.of("hangs together", "连通")
                        : Text.of("does not", "不连通")))
            .toList();
    return Figure.of(new ImageGrid(Text.of("XOR of the two ends", "两端的异或"), tiles.size(), tiles));
  }

  private static Picture picture(Retina retina, int cells) {
    int rows = retina.rows() * SCALE + 1;
    int columns = retina.columns() * SCALE + 1;
    double[][] values = new double[rows][columns];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        boolean line = x % SCALE == 0 || y % SCALE == 0;
        int cell = Math.min(y / SCALE, retina.rows() - 1) * retina.columns() + x / SCALE;
        values[y][x] = line ? 0.6 : 1 - (cells >> cell & 1);
      }
    }
    return Picture.of(Grid.of(values), ColorMap.GREYS, Range.of(0, 1));
  }
}
