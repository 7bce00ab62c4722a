package gradus.course.activations;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Stage;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.Palette;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What is left of a signal on its way through many layers, and of a gradient on its way back.
///
/// Every function gets the same samples and the same weights, which are normal with a deviation of
/// `gain / sqrt(units)`.
public record Depth(
    @Control(en = "layers", zh = "层数", min = 1, max = 50, initial = "10") int layers,
    @Control(en = "units", zh = "每层神经元数", min = 8, max = 512, log = true, initial = "128")
        int units,
    @Control(en = "gain of the weights", zh = "权重增益", min = 0.1, max = 5, log = true, initial = "1")
        double gain,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  /// How many layers the lesson speaks of.
  static final int LAYERS = 10;

  private static final List<Function> SPOKEN_OF = List.of(Function.SIGMOID, Function.RELU);
  private static final int SAMPLES = 64;
  private static final double LEAK = 0.01;

  /// What a function does to a signal and a gradient.
  ///
  /// @param signal how much the samples differ, before the first layer and after each
  /// @param gradient the root mean square of the gradient at the same places
  record Passage(Function function, double[] signal, double[] gradient) {}

  @Override
  public void run(Stage stage) {
    List<Passage> passages = new ArrayList<>();
    Function[] functions = Function.values();
    for (int i = 0; i < functions.length; i++) {
      passages.add(pass(functions[i]));
      if (stage.wants(i + 1, functions.length)) {
        stage.show("signal", figure(passages, true));
        stage.show("gradient", figure(passages, false));
        stage.show("left", left(passages));
      }
      stage.step(i + 1, functions.length);
    }
    passages.stream()
        .filter(passage -> SPOKEN_OF.contains(passage.function()))
        .forEach(passage -> stage.say(verdict(passage)));
  }

  Passage pass(Function function) {
    RandomKey key = RandomKey.of(seed);
    Tensor x = wide(key.normal(Shape.of(SAMPLES, units))).tracked();
    List<Tensor> places = new ArrayList<>(List.of(x));
    for (int layer = 1; layer <= layers; layer++) {
      Tensor weight =
          wide(key.at(layer).normal(Shape.of(units, units))).times(gain / Math.sqrt(units));
      x = function.layer(LEAK, 1).apply(x.matmul(weight));
      places.add(x);
    }
    Tensor wanted = wide(key.at(layers + 1).normal(Shape.of(SAMPLES, units)));
    List<Tensor> gradients = x.times(wanted).sum().gradients(places);
    return new Passage(
        function,
        places.stream().mapToDouble(Depth::spread).toArray(),
        gradients.stream().mapToDouble(Depth::size).toArray());
  }

  /// In double precision, for samples soon differ less than single precision can tell.
  private static Tensor wide(Tensor values) {
    return values.cast(DType.FLOAT64);
  }

  /// How much units tell samples apart: the deviation of each over the samples, averaged.
  private static double spread(Tensor values) {
    return Math.sqrt(values.detach().variance(0).mean().item());
  }

  private static double size(Tensor values) {
    return Math.sqrt(values.square().mean().item());
  }

  private Figure figure(List<Passage> passages, boolean forwards) {
    List<Series> lines = new ArrayList<>();
    for (int i = 0; i < passages.size(); i++) {
      Passage passage = passages.get(i);
      double[] all = forwards ? passage.signal() : passage.gradient();
      double[] shown = Arrays.stream(all).map(v -> v > 0 ? v : Double.NaN).toArray();
      lines.add(
          Series.of(passage.function().title(), Values.counting(0, shown.length), Values.of(shown))
              .withColor(Palette.of(i))
              .withStyle(passage.function().style()));
    }
    Text title =
        forwards
            ? Text.of("How much samples differ, forwards", "前向：样本之间的差异")
            : Text.of("The gradient, on its way back to the left", "反向：梯度从右往左传");
    return Figure.of(
            LineChart.of(title, lines)
                .withAxes(
                    Axis.of(Text.of("after layer", "第几层之后")).withRange(0, layers),
                    Axis.log(
                        forwards
                            ? Text.of("deviation between samples", "样本间标准差")
                            : Text.of("size of the gradient", "梯度大小（均方根）"))))
        .withSize(640, 460);
  }

  private static NumberTable left(List<Passage> passages) {
    NumberTable table =
        NumberTable.of(
            Text.of("function", "函数"),
            Text.of("signal after the last layer", "末层之后的信号"),
            Text.of("gradient at the input", "输入处的梯度"),
            Text.of("gradient kept a layer", "每层保留的梯度"));
    for (Passage passage : passages) {
      table =
          table.plus(
              passage.function().title(),
              passage.signal()[passage.signal().length - 1],
              passage.gradient()[0],
              kept(passage));
    }
    return table;
  }

  /// The factor by which a layer changes the gradient, as the geometric mean of all layers.
  static double kept(Passage passage) {
    double[] gradient = passage.gradient();
    int count = gradient.length - 1;
    return Math.pow(gradient[0] / gradient[count], 1.0 / count);
  }

  private Text verdict(Passage passage) {
    String name = passage.function().title().english();
    String kept = NumberTable.written(kept(passage));
    String end = NumberTable.written(passage.gradient()[0]);
    return Text.of(
        name
            + ": each layer multiplies the gradient by about "
            + kept
            + "; after "
            + layers
            + " of them a gradient of 1 has become "
            + end
            + ".",
        name + "：每一层把梯度乘以约 " + kept + "；" + layers + " 层之后，大小为 1 的梯度变成了 " + end + "。");
  }
}
