package gradus.course.threshold;

import gradus.course.Sentence;
import gradus.plot.Axis;
import gradus.plot.BarChart;
import gradus.plot.Figure;
import gradus.plot.Grid;
import gradus.plot.MatrixChart;
import gradus.plot.NetworkChart;
import gradus.plot.Text;
import gradus.plot.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Pictures of threshold neurons.
final class Drawn {
  private static final String SUBSCRIPTS = "₁₂₃₄";

  private Drawn() {}

  /// The name of an input, counted from 0.
  static Text input(int input) {
    return Text.of("x" + SUBSCRIPTS.charAt(input));
  }

  /// A net while it answers a pattern: what fires is filled.
  static Figure net(ThresholdNet net, BooleanFunction function, int pattern) {
    List<NetworkChart.Node> inputs = new ArrayList<>();
    for (int i = 0; i < net.inputs(); i++) {
      inputs.add(node(input(i), pattern >> i & 1));
    }
    List<NetworkChart.Layer> layers = new ArrayList<>();
    layers.add(new NetworkChart.Layer(Text.of("inputs", "输入"), inputs));
    List<NetworkChart.Edge> edges = new ArrayList<>();
    List<NetworkChart.Node> hidden = new ArrayList<>();
    for (ThresholdNeuron neuron : net.hidden()) {
      edges(edges, neuron, 0, inputs.size() + hidden.size());
      hidden.add(neuron(neuron, Text.EMPTY, neuron.fires(pattern)));
    }
    if (!hidden.isEmpty()) {
      layers.add(new NetworkChart.Layer(Text.of("neurons", "神经元"), hidden));
    }
    boolean answer = net.answer(pattern);
    edges(edges, net.output(), hidden.isEmpty() ? 0 : inputs.size(), inputs.size() + hidden.size());
    layers.add(
        NetworkChart.Layer.of(Text.of("answer", "回答"), neuron(net.output(), Text.EMPTY, answer)));
    Text title =
        Sentence.of(
            "Inputs %s: it answers %s", "输入 %s：回答 %s", function.written(pattern), answer ? 1 : 0);
    return Figure.of(numbered(NetworkChart.of(title, layers, edges)));
  }

  /// Weights of 1 and -1 are told by the lines alone.
  private static NetworkChart numbered(NetworkChart chart) {
    boolean needed = chart.edges().stream().anyMatch(edge -> Math.abs(edge.weight()) > 1);
    return needed ? chart.withNumbers() : chart;
  }

  /// A net with delays between one moment and the next.
  ///
  /// @param in the lines that carry a pulse at the first of them
  /// @param firing the neurons that fire at the first of them
  static Figure net(DelayNet net, int moment, int in, int firing) {
    int lines = net.lines().size();
    int before = lines + net.neurons().size();
    List<NetworkChart.Node> now = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      now.add(node(net.lines().get(i), in >> i & 1));
    }
    List<NetworkChart.Node> next = new ArrayList<>();
    List<NetworkChart.Edge> edges = new ArrayList<>();
    int later = net.step(in, firing);
    for (int i = 0; i < net.neurons().size(); i++) {
      ThresholdNeuron neuron = net.neurons().get(i);
      now.add(node(net.names().get(i), firing >> i & 1));
      next.add(neuron(neuron, net.names().get(i), (later >> i & 1) != 0));
      edges(edges, neuron, 0, before + i);
    }
    Text left = Sentence.of("moment %s", "第 %s 刻", moment);
    Text right = Sentence.of("moment %s", "第 %s 刻", moment + 1);
    return Figure.of(
        NetworkChart.of(
            Text.of("From one moment to the next", "从这一刻到下一刻"),
            List.of(new NetworkChart.Layer(left, now), new NetworkChart.Layer(right, next)),
            edges));
  }

  /// Which lines and neurons fire at which moment.
  ///
  /// @param moments for each moment the lines that carry a pulse and the neurons that fire, as one
  ///   pattern
  static Figure firing(DelayNet net, List<Integer> moments, int all) {
    List<Text> rows = Stream.concat(net.lines().stream(), net.names().stream()).toList();
    double[][] values = new double[rows.size()][all];
    for (int row = 0; row < rows.size(); row++) {
      for (int moment = 0; moment < moments.size(); moment++) {
        values[row][moment] = moments.get(moment) >> row & 1;
      }
    }
    List<Text> columns =
        IntStream.range(0, all).mapToObj(moment -> Text.of(Integer.toString(moment))).toList();
    return Figure.of(
        MatrixChart.of(Text.of("What fires when", "何时何者放电"), rows, columns, Grid.of(values))
            .withLabels(
                Text.of("line or neuron", "输入线或神经元"),
                Text.of("moment", "时刻"),
                Text.of("fires: 1", "放电为 1")));
  }

  /// How many functions need how many neurons.
  static Figure sizes(int inputs, List<Material> materials) {
    List<int[]> sizes =
        materials.stream().map(material -> Covers.of(material, inputs).sizes()).toList();
    int most = sizes.stream().mapToInt(one -> one.length - 1).max().orElse(0);
    List<BarChart.Group> groups = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      int[] counts = sizes.get(i);
      double[] bars = new double[most];
      for (int size = 1; size < counts.length; size++) {
        bars[size - 1] = counts[size];
      }
      groups.add(new BarChart.Group(materials.get(i).title(), Values.of(bars)));
    }
    List<Text> names =
        IntStream.rangeClosed(1, most).mapToObj(i -> Text.of(Integer.toString(i))).toList();
    Text title =
        Sentence.of(
            "How many of the %s functions of %s inputs need how many neurons",
            "%2$s 个输入的 %1$s 个函数各需要多少个神经元", Sentence.count(BooleanFunction.count(inputs)), inputs);
    return Figure.of(
        BarChart.of(title, names, groups)
            .withAxes(Axis.of(Text.of("neurons", "神经元数")), Axis.of(Text.of("functions", "函数个数")))
            .withNumbers());
  }

  private static NetworkChart.Node node(Text name, int value) {
    return NetworkChart.Node.of(name).withValue(value);
  }

  private static NetworkChart.Node neuron(ThresholdNeuron neuron, Text name, boolean fires) {
    String threshold = "≥" + Integer.toString(neuron.threshold()).replace('-', '−');
    return node(name, fires ? 1 : 0).withLabel(Text.of(threshold));
  }

  private static void edges(
      List<NetworkChart.Edge> edges, ThresholdNeuron neuron, int first, int to) {
    for (int i = 0; i < neuron.weights().size(); i++) {
      if (neuron.weights().get(i) != 0) {
        edges.add(new NetworkChart.Edge(first + i, to, neuron.weights().get(i)));
      }
    }
  }
}
