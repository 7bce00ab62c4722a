package gradus.course.backpropagation;

import gradus.course.Sentence;
import gradus.course.digits.Principal;
import gradus.nn.Model;
import gradus.plot.Axis;
import gradus.plot.ColorMap;
import gradus.plot.Figure;
import gradus.plot.Grid;
import gradus.plot.ImageGrid;
import gradus.plot.MatrixChart;
import gradus.plot.Palette;
import gradus.plot.Picture;
import gradus.plot.PointLabel;
import gradus.plot.Range;
import gradus.plot.ScatterChart;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.TextPanel;
import gradus.plot.Values;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Pictures of the family trees and of what a network makes of them.
final class KinshipCharts {
  private static final double EDGE = 0.8;
  private static final Palette[] GENERATIONS = {Palette.BLUE, Palette.VERMILION, Palette.GREEN};

  private KinshipCharts() {}

  /// Both families: couples and their children.
  static Figure trees() {
    List<Text> lines = new ArrayList<>();
    for (Person person : Person.values()) {
      List<Person> couple = person.couple().toList();
      if (couple.size() == 1 || couple.get(1).number() < person.number()) {
        continue;
      }
      List<Person> children = person.children().toList();
      Text names = Sentence.of("%s = %s", "%s = %s", couple.get(0).title(), couple.get(1).title());
      lines.add(
          children.isEmpty() ? names : Sentence.of("%s: %s", "%s：%s", names, Fact.names(children)));
    }
    Text title = Text.of("Two families: couples, and their children", "两个家族：夫妻，以及他们的孩子");
    return Figure.of(new TextPanel(title, lines));
  }

  /// The activity of each of the 6 units for each person.
  static Figure codes(Codes codes, Text title) {
    MatrixChart chart =
        MatrixChart.of(title, people(), units(), Grid.of(codes.activities()))
            .withLabels(Text.EMPTY, Text.of("unit", "单元"), Text.of("activity", "活动"));
    return Figure.of(chart).withSize(420, 720);
  }

  /// The weights from the people to each unit, as the paper's figure 4 has them: the English above,
  /// and their counterparts below.
  static Figure weights(Model model) {
    double[] all = KinshipNetwork.weights(model).toDoubles();
    double largest = Arrays.stream(all).map(Math::abs).max().orElse(1);
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    for (int unit = 0; unit < KinshipNetwork.CODE; unit++) {
      double[][] rows = new double[2][Person.FAMILY];
      for (int i = 0; i < Person.values().length; i++) {
        rows[i / Person.FAMILY][i % Person.FAMILY] = all[i * KinshipNetwork.CODE + unit];
      }
      Picture picture =
          Picture.of(Grid.of(rows), ColorMap.VERMILION_BLUE, Range.of(-largest, largest));
      tiles.add(ImageGrid.Tile.of(picture, Sentence.of("unit %s", "单元 %s", unit + 1)));
    }
    Text title =
        Text.of(
            "Weights from Christopher … Charlotte (above) and Roberto … Sophia (below)",
            "从 Christopher 到 Charlotte（上）、从 Roberto 到 Sophia（下）的权重");
    return Figure.of(new ImageGrid(title, 2, tiles)).withSize(720, 320);
  }

  /// The people in the plane of the two directions in which their codes differ most.
  static Figure map(Codes codes, Text title) {
    double[] flat = Arrays.stream(codes.activities()).flatMapToDouble(Arrays::stream).toArray();
    Tensor all = Tensor.ofDoubles(flat).reshape(codes.activities().length, -1);
    double[] places = Principal.of(all, 2).project(all).toDoubles();
    List<PointLabel> names = new ArrayList<>();
    List<Series> groups = new ArrayList<>();
    for (int i = 1; i <= GENERATIONS.length; i++) {
      int generation = i;
      List<Person> people =
          Arrays.stream(Person.values()).filter(one -> one.generation() == generation).toList();
      double[] x = people.stream().mapToDouble(one -> places[2 * one.number()]).toArray();
      double[] y = people.stream().mapToDouble(one -> places[2 * one.number() + 1]).toArray();
      groups.add(
          Series.of(Sentence.of("generation %s", "第 %s 代", i), Values.of(x), Values.of(y))
              .withColor(GENERATIONS[i - 1].color()));
      for (int at = 0; at < x.length; at++) {
        names.add(new PointLabel(x[at], y[at], people.get(at).title()));
      }
    }
    Axis side = Axis.of(Text.of("second direction", "第二主方向")).withRange(-EDGE, EDGE);
    ScatterChart chart =
        ScatterChart.of(title, groups)
            .withLabels(names)
            .withAxes(Axis.of(Text.of("first direction", "第一主方向")).withRange(-EDGE, EDGE), side);
    return Figure.of(chart).withSize(760, 640);
  }

  /// How much of each unit each trait explains.
  static Figure meaning(Codes codes) {
    double[][] shares =
        Arrays.stream(Trait.values())
            .map(trait ->
                IntStream.range(0, KinshipNetwork.CODE)
                    .mapToDouble(unit -> trait.explains(codes.unit(unit)))
                    .toArray())
            .toArray(double[][]::new);
    Text title = Text.of("What explains each unit", "每个单元在区分什么");
    List<Text> traits = Arrays.stream(Trait.values()).map(Trait::title).toList();
    MatrixChart chart =
        MatrixChart.of(title, traits, units(), Grid.of(shares))
            .withLabels(Text.EMPTY, Text.of("unit", "单元"), Text.of("share of variance", "解释的方差"));
    return Figure.of(chart).withSize(520, 300);
  }

  private static List<Text> people() {
    return Arrays.stream(Person.values()).map(Person::title).toList();
  }

  private static List<Text> units() {
    return IntStream.rangeClosed(1, KinshipNetwork.CODE)
        .mapToObj(unit -> Text.of(Integer.toString(unit)))
        .toList();
  }
}
