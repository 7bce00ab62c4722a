package gradus.course.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Block;
import gradus.course.Recording;
import gradus.plot.HeatMap;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class BoundaryTest {
  private static final String DRAWN =
      "points=-0.5,0.25,0;0.5,0.5,1;0.25,-0.5,0;-0.25,-0.25,1;0.75,-0.25,1;-0.75,0.5,0;0,0,1;"
          + "0.1,0.3,0";

  private static Recording run(String settings) {
    return Recording.of(Block.Action.parse("boundary?" + settings).build());
  }

  /// Parameters, losses, how many percent are right, and dead units.
  private static List<String> results(Recording recording) {
    return recording.tables().get("results").rows().getFirst().stream()
        .map(cell -> cell.in(Locale.ENGLISH))
        .toList();
  }

  private static double result(Recording recording, int column) {
    return Double.parseDouble(results(recording).get(column));
  }

  private static String dead(Recording recording) {
    return results(recording).get(5);
  }

  /// Newton's method in NumPy finds the least loss 0.550784 of a line for these points, by which 4
  /// of 8 are right.
  @Test
  void withoutHiddenLayersItIsLogisticRegression() {
    Recording recording = run("layers=0&steps=3000&" + DRAWN);
    assertThat(result(recording, 1)).isCloseTo(0.550784, within(1e-4));
    assertThat(result(recording, 3)).isEqualTo(50);
    assertThat(recording.figures().keySet()).containsExactly("boundary", "losses");
  }

  @Test
  void whatIsDrawnIsLearnt() {
    Recording recording = run("steps=1000&" + DRAWN);
    assertThat(result(recording, 3)).isEqualTo(100);
    HeatMap map = (HeatMap) recording.figures().get("boundary").panels().getFirst();
    assertThat(map.points().get(0).x().size()).isEqualTo(4);
    String many = "0.5,0.5,1;-0.5,-0.5,0;".repeat(10) + "0,0,1";
    Boundary.Data data = ((Boundary) Block.Action.parse("boundary?points=" + many).build()).data();
    assertThat(data.train().size()).isEqualTo(17);
    assertThat(data.validation().size()).isEqualTo(4);
  }

  @Test
  void parametersAreThoseOfTheFormula() {
    for (int layers = 0; layers <= 4; layers++) {
      int units = 5 + layers;
      int expected = layers == 0 ? 3 : 3 * units + (layers - 1) * (units + 1) * units + units + 1;
      Recording recording = run("steps=1&layers=" + layers + "&units=" + units);
      assertThat(result(recording, 0)).isEqualTo(expected);
    }
  }

  @Test
  void theSameSettingsShowTheSame() {
    Recording one = run("seed=1");
    Recording two = run("seed=1");
    assertThat(one.figures()).isEqualTo(two.figures());
    assertThat(one.tables()).isEqualTo(two.tables());
    assertThat(one.sentences()).isEqualTo(two.sentences());
    assertThat(run("seed=2").tables()).isNotEqualTo(one.tables());
    assertThat(one.figures().keySet()).containsExactly("boundary", "units", "losses");
  }

  @Test
  void whatTheLessonSaysOfLinesIsSo() {
    assertThat(results(run("layers=0&pattern=xor")).subList(0, 4))
        .containsExactly("3", "0.6929", "0.6933", "50");
    assertThat(results(run("activation=linear&layers=4&units=32&pattern=xor")).subList(0, 4))
        .containsExactly("3297", "0.6929", "0.6933", "50");
    assertThat(result(run("layers=0"), 4)).isEqualTo(83.5);
    assertThat(results(run("seed=1")).subList(3, 6)).containsExactly("100", "98", "0 / 16");
  }

  /// Two units that both went the wrong way tell half of the points and guess the other: a loss of
  /// half of ln 2.
  @Test
  void whatTheLessonSaysOfFewUnitsIsSo() {
    double stuck = result(run("pattern=xor&layers=1&units=2&steps=2000"), 1);
    assertThat(stuck).isCloseTo(Math.log(2) / 2, within(0.001));
    assertThat(result(run("pattern=xor&layers=1&units=2&seed=2"), 3)).isEqualTo(100);
    assertThat(result(run("pattern=xor&layers=1&units=4"), 3)).isEqualTo(100);
    assertThat(result(run("pattern=circles&layers=1&units=2&seed=3"), 4)).isLessThan(85);
    assertThat(result(run("pattern=circles&layers=1&units=3&seed=3"), 4)).isEqualTo(99.5);
  }

  @Test
  void whatTheLessonSaysOfDeadUnitsIsSo() {
    Recording dying = run("activation=relu");
    assertThat(dead(dying)).isEqualTo("4 / 16");
    assertThat(result(dying, 4)).isEqualTo(85);
    Recording dead = run("activation=relu&rate=3");
    assertThat(dead(dead)).isEqualTo("16 / 16");
    assertThat(result(dead, 1)).isCloseTo(Math.log(2), within(1e-4));
    assertThat(dead.sentences()).hasSize(2);
    Recording leaky = run("activation=leaky-relu&rate=1");
    assertThat(dead(leaky)).isEqualTo("0 / 16");
    assertThat(result(leaky, 4)).isEqualTo(98.5);
    assertThat(dead(run("activation=relu&rate=1"))).isEqualTo("11 / 16");
  }

  @Test
  void whatTheLessonSaysOfOverfittingIsSo() {
    Recording learnt = run("noise=0.2&layers=3&units=32&steps=2000");
    assertThat(result(learnt, 3)).isEqualTo(100);
    assertThat(result(learnt, 2)).isCloseTo(2.19, within(0.01));
    Recording held = run("noise=0.2&layers=3&units=32&steps=2000&l2=0.001");
    assertThat(result(held, 2)).isCloseTo(0.425, within(0.001));
    assertThat(result(held, 4)).isEqualTo(83.5);
    Recording straight = run("noise=0.2&layers=3&units=32&steps=100");
    assertThat(result(straight, 2)).isCloseTo(0.505, within(0.001));
  }
}
