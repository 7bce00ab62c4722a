package gradus.course.backpropagation;

import gradus.course.Sentence;
import gradus.nn.Model;
import gradus.plot.Axis;
import gradus.plot.BarChart;
import gradus.plot.ColorMap;
import gradus.plot.Figure;
import gradus.plot.Grid;
import gradus.plot.HeatMap;
import gradus.plot.LineChart;
import gradus.plot.Palette;
import gradus.plot.Panel;
import gradus.plot.Range;
import gradus.plot.Scale;
import gradus.plot.ScatterChart;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// Pictures of networks that answer questions about bits.
final class BitCharts {
  private static final Range PLANE = new Range(-0.5, 1.5);
  private static final int CELLS = 41;

  private BitCharts() {}

  /// What a network answers everywhere between and around the four cases of XOR.
  static Panel plane(Model model, Text title) {
    Values along = Values.spaced(PLANE.from(), PLANE.to(), CELLS);
    float[] places = new float[2 * CELLS * CELLS];
    for (int i = 0; i < CELLS * CELLS; i++) {
      places[2 * i] = (float) along.get(i % CELLS);
      places[2 * i + 1] = (float) along.get(i / CELLS);
    }
    double[] says = model.predict(Tensor.of(Shape.of(CELLS * CELLS, 2), places)).toDoubles();
    HeatMap map =
        HeatMap.ofSamples(title, new Grid(CELLS, CELLS, Values.of(says)), PLANE, PLANE)
            .withAxes(Axis.of(Text.of("x₁")), Axis.of(Text.of("x₂")))
            .withContours(Values.of(0, 0.5, 1))
            .withColors(ColorMap.PALE_VERMILION_BLUE, Scale.LINEAR);
    for (int answer = 1; answer >= 0; answer--) {
      map = map.withPoints(corners(answer));
    }
    return map;
  }

  private static Series corners(int answer) {
    List<double[]> own =
        IntStream.range(0, Question.XOR.cases())
            .filter(number -> Question.XOR.answer(number) == answer)
            .mapToObj(Question.XOR::input)
            .toList();
    return Series.of(
            right(answer),
            Values.of(own.stream().mapToDouble(x -> x[0]).toArray()),
            Values.of(own.stream().mapToDouble(x -> x[1]).toArray()))
        .withColor(color(answer).color());
  }

  private static Text right(int answer) {
    return Sentence.of("right answer %s", "正确答案为 %s", answer);
  }

  private static Palette color(int answer) {
    return answer == 1 ? Palette.BLUE : Palette.VERMILION;
  }

  /// Where the cases of a question lie for two hidden units.
  static Figure hidden(Question question, Model model) {
    Tensor cases = question.batch().input();
    double[] activities = Objects.requireNonNull(model.activations(cases).get("1")).toDoubles();
    int units = activities.length / question.cases();
    List<Series> groups = new ArrayList<>();
    for (int answer = 1; answer >= 0; answer--) {
      int wanted = answer;
      int[] own =
          IntStream.range(0, question.cases())
              .filter(number -> question.answer(number) == wanted)
              .toArray();
      groups.add(
          Series.of(
                  right(answer),
                  Values.of(IntStream.of(own).mapToDouble(n -> activities[n * units]).toArray()),
                  Values.of(
                      IntStream.of(own).mapToDouble(n -> activities[n * units + 1]).toArray()))
              .withColor(color(answer).color()));
    }
    Range side = new Range(-0.05, 1.05);
    return Figure.of(
            ScatterChart.of(Text.of("The cases as hidden units see them", "隐藏单元眼中的样本"), groups)
                .withAxes(
                    Axis.of(Text.of("hidden unit 1", "隐藏单元 1")).withRange(side.from(), side.to()),
                    Axis.of(Text.of("hidden unit 2", "隐藏单元 2")).withRange(side.from(), side.to())))
        .withSize(520, 480);
  }

  /// The weights from the bits to each hidden unit.
  static Figure weights(BitNetwork.Learned network, int units, Text title) {
    List<BarChart.Group> groups = new ArrayList<>();
    for (int unit = 0; unit < units; unit++) {
      groups.add(
          new BarChart.Group(
              Sentence.of("hidden unit %s", "隐藏单元 %s", unit + 1),
              Values.of(network.weights(unit))));
    }
    int bits = groups.getFirst().values().size();
    List<Text> names = IntStream.rangeClosed(1, bits).mapToObj(bit -> Text.of("x" + bit)).toList();
    BarChart chart =
        BarChart.of(title, names, groups)
            .withAxes(Axis.of(Text.of("bit", "输入位")), Axis.of(Text.of("weight", "权重")));
    return Figure.of(units <= 2 && bits <= Question.SYMMETRY.bits() ? chart.withNumbers() : chart)
        .withSize(640, 400);
  }

  /// How many networks of each kind have solved their question by each sweep.
  static Figure solved(List<Text> names, List<List<BitNetwork.Learned>> kinds, int sweeps) {
    List<Series> lines = new ArrayList<>();
    Values at = Values.spaced(0, sweeps, 101);
    for (int i = 0; i < kinds.size(); i++) {
      List<BitNetwork.Learned> kind = kinds.get(i);
      Values shares =
          at.map(sweep ->
              kind.stream().filter(one -> one.isSolved() && one.sweep() <= sweep).count()
                  * 100.0
                  / kind.size());
      lines.add(Series.of(names.get(i), at, shares));
    }
    return Figure.of(
        LineChart.of(Text.of("Networks that have solved it", "已经解出的网络"), lines)
            .withAxes(
                Axis.of(Text.of("sweep", "遍")).withRange(0, sweeps),
                Axis.of(Text.of("solved, %", "已解出（%）")).withRange(0, 100)));
  }
}
