package gradus.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.plot.NetworkChart.Edge;
import gradus.plot.NetworkChart.Layer;
import gradus.plot.NetworkChart.Node;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NetworkChartTest {
  private static final Layer INPUTS = Layer.of(Text.of("inputs", "输入"), Node.of("a"), Node.of("b"));
  private static final Layer OUTPUT =
      Layer.of(Text.of("output", "输出"), Node.of("and").withLabel(Text.of("≥2")));

  private static NetworkChart chart(Edge... edges) {
    return NetworkChart.of(Text.of("Net"), List.of(INPUTS, OUTPUT), List.of(edges));
  }

  private static List<Mark> marks(NetworkChart chart) {
    return FigureLayout.layOut(Figure.of(chart), StandardWidths.INSTANCE, Locale.ENGLISH).marks();
  }

  private static <T extends Mark> List<T> marks(NetworkChart chart, Class<T> type) {
    return marks(chart).stream().filter(type::isInstance).map(type::cast).toList();
  }

  /// The lines of weights, which are drawn before any disc, and not those of the legend.
  private static List<Mark.Polyline> edges(NetworkChart chart) {
    List<Mark.Polyline> lines = marks(chart, Mark.Polyline.class);
    long signs = chart.edges().stream().map(edge -> Math.signum(edge.weight())).distinct().count();
    boolean zero = chart.edges().stream().anyMatch(edge -> edge.weight() == 0);
    return lines.subList((int) signs - (zero ? 1 : 0), lines.size());
  }

  private static List<String> texts(NetworkChart chart) {
    return marks(chart, Mark.Label.class).stream().map(label -> label.words().base()).toList();
  }

  @Test
  void namesEverythingInBothLanguages() {
    Figure figure = Figure.of(chart(new Edge(0, 2, 1), new Edge(1, 2, -1)));
    assertThat(figure.toSvg())
        .contains("inputs", "output", ">a<", ">b<", ">and<", "≥2", "positive weight")
        .contains("negative weight");
    assertThat(figure.in(Locale.CHINESE).toSvg())
        .contains("输入", "输出", "正权重", "负权重")
        .doesNotContain("inputs");
  }

  @Test
  void aSignIsToldByColourAndByDashes() {
    List<Mark.Polyline> edges = edges(chart(new Edge(0, 2, 1), new Edge(1, 2, -1)));
    assertThat(edges).hasSize(2);
    assertThat(edges.get(0).stroke().color()).isEqualTo(Palette.BLUE.color());
    assertThat(edges.get(0).stroke().dashes()).isEmpty();
    assertThat(edges.get(1).stroke().color()).isEqualTo(Palette.VERMILION.color());
    assertThat(edges.get(1).stroke().dashes()).isNotEmpty();
  }

  @Test
  void theLargerAWeightTheWiderItsLineAndZeroHasNone() {
    List<Mark.Polyline> edges = edges(chart(new Edge(0, 2, 4), new Edge(1, 2, 1)));
    assertThat(edges.get(0).stroke().width()).isGreaterThan(2 * edges.get(1).stroke().width());
    assertThat(edges(chart(new Edge(0, 2, 4), new Edge(1, 2, 0)))).hasSize(1);
  }

  @Test
  void aNodeIsFilledTheMoreTheLargerItsValueIs() {
    Layer nodes =
        Layer.of(
            Text.EMPTY,
            Node.of("none"),
            Node.of("half").withValue(0.5),
            Node.of("full").withValue(1),
            Node.of("negative").withValue(-1));
    List<Mark.Disc> discs =
        marks(NetworkChart.of(Text.EMPTY, List.of(nodes), List.of()), Mark.Disc.class);
    assertThat(discs.get(0).fill()).isEqualTo(Theme.PAPER);
    assertThat(discs.get(2).fill().luminance()).isLessThan(discs.get(1).fill().luminance());
    assertThat(discs.get(2).fill().blue()).isGreaterThan(discs.get(2).fill().red());
    assertThat(discs.get(3).fill().red()).isGreaterThan(discs.get(3).fill().blue());
    assertThat(discs.get(3).outline()).isNotNull();
    assertThat(discs.get(3).outline().dashes()).isNotEmpty();
  }

  @Test
  void whatStandsInADiscIsReadOnItsColour() {
    List<Mark> marks = marks(SampleFigures.network(9, 9, 9));
    int labels = 0;
    for (int i = 1; i < marks.size(); i++) {
      if (marks.get(i) instanceof Mark.Label label && marks.get(i - 1) instanceof Mark.Disc disc) {
        labels++;
        assertThat(label.color().contrast(disc.fill())).isGreaterThan(4.5);
      }
    }
    assertThat(labels).isEqualTo(27);
  }

  @Test
  void weightsAreWrittenWhereThereIsRoom() {
    NetworkChart few = chart(new Edge(0, 2, 2), new Edge(1, 2, -1.5));
    assertThat(texts(few)).doesNotContain("2", "−1.50");
    assertThat(texts(few.withNumbers())).contains("2", "−1.50");
    NetworkChart many = SampleFigures.network(40, 40).withNumbers();
    assertThat(texts(many).size()).isLessThan(many.edges().size());
  }

  @Test
  void anEdgeGoesAroundTheNodesOfTheLayersBetween() {
    Layer one = Layer.of(Text.EMPTY, Node.of("x"));
    NetworkChart chart =
        NetworkChart.of(Text.EMPTY, List.of(one, one, one), List.of(new Edge(0, 2, 1)));
    Mark.Polyline way = edges(chart).getFirst();
    Mark.Disc between = marks(chart, Mark.Disc.class).get(1);
    for (int i = 0; i < way.x().size(); i++) {
      assertThat(Math.hypot(way.x().get(i) - between.x(), way.y().get(i) - between.y()))
          .isGreaterThan(between.radius());
    }
  }

  @Test
  void refusesEdgesThatLeadNowhere() {
    assertThatThrownBy(() -> chart(new Edge(0, 3, 1)))
        .isInstanceOf(PlotException.class)
        .hasMessage(
            "network chart \"Net\": edge 0 leads from node 0 to node 3, but the 3 nodes count from"
                + " 0");
    assertThatThrownBy(() -> chart(new Edge(0, 2, 1), new Edge(0, 1, 1)))
        .isInstanceOf(PlotException.class)
        .hasMessageContaining("edge 1 leads from node 0 to node 1, which is in no later layer");
    assertThatThrownBy(() -> chart(new Edge(0, 2, Double.NaN)))
        .isInstanceOf(PlotException.class)
        .hasMessageContaining("the weight of edge 0 must be finite, not NaN");
    assertThatThrownBy(() -> Node.of("a").withValue(Double.NEGATIVE_INFINITY))
        .isInstanceOf(PlotException.class)
        .hasMessageContaining("node \"a\"");
  }
}
