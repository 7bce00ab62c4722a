package gradus.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContoursTest {
  private static final Range SIDE = Range.of(-1, 1);
  private static final int SIZE = 101;
  private static final double STEP = 2.0 / (SIZE - 1);

  private static Grid circles() {
    return Grid.sample((x, y) -> x * x + y * y, SIDE, SIDE, SIZE, SIZE);
  }

  private static boolean isClosed(Contours.Line line) {
    int last = line.columns().size() - 1;
    return line.columns().get(0) == line.columns().get(last)
        && line.rows().get(0) == line.rows().get(last);
  }

  @Test
  void aCircleIsOneClosedLineOfItsRadius() {
    List<Contours.Line> lines = Contours.at(circles(), 0.25);
    assertThat(lines).hasSize(1);
    Contours.Line circle = lines.getFirst();
    assertThat(isClosed(circle)).isTrue();
    double length = 0;
    for (int i = 0; i < circle.columns().size(); i++) {
      double x = circle.columns().get(i) * STEP - 1;
      double y = circle.rows().get(i) * STEP - 1;
      assertThat(Math.hypot(x, y)).isCloseTo(0.5, within(3e-4));
      if (i > 0) {
        double dx = circle.columns().get(i) - circle.columns().get(i - 1);
        double dy = circle.rows().get(i) - circle.rows().get(i - 1);
        length += Math.hypot(dx, dy) * STEP;
      }
    }
    assertThat(length).isCloseTo(Math.PI, within(0.003));
  }

  @Test
  void aLineThatLeavesTheGridStaysOpen() {
    Grid plane = Grid.sample((x, y) -> x, SIDE, SIDE, 11, 11);
    List<Contours.Line> lines = Contours.at(plane, 0.05);
    assertThat(lines).hasSize(1);
    assertThat(isClosed(lines.getFirst())).isFalse();
    assertThat(lines.getFirst().columns().stream()).allMatch(c -> Math.abs(c - 5.25) < 1e-9);
    assertThat(lines.getFirst().rows().size()).isEqualTo(11);
  }

  @Test
  void theMiddleOfASaddleDecidesWhatIsConnected() {
    Grid saddle = Grid.of(new double[][] {{0, 1}, {1, 0.2}});
    // The mean is 0.55: at 0.5 the high corners are connected, at 0.6 the low ones are.
    assertThat(Contours.at(saddle, 0.5)).hasSize(2);
    assertThat(cutsOff(Contours.at(saddle, 0.5), 0, 0)).isTrue();
    assertThat(cutsOff(Contours.at(saddle, 0.5), 1, 0)).isFalse();
    assertThat(cutsOff(Contours.at(saddle, 0.6), 1, 0)).isTrue();
  }

  /// Whether one of the lines joins the two edges that meet in a corner of the only square.
  private static boolean cutsOff(List<Contours.Line> lines, int cornerColumn, int cornerRow) {
    return lines.stream()
        .anyMatch(line ->
            line.columns().stream().anyMatch(c -> c == cornerColumn)
                && line.rows().stream().anyMatch(r -> r == cornerRow));
  }

  @Test
  void missingSamplesLeaveAGap() {
    double[] cells = circles().values().toArray();
    cells[50 * SIZE + 75] = Double.NaN;
    List<Contours.Line> lines = Contours.at(new Grid(SIZE, SIZE, Values.of(cells)), 0.25);
    assertThat(lines).hasSize(1);
    assertThat(isClosed(lines.getFirst())).isFalse();
  }

  @Test
  void aLevelThatIsNeverReachedHasNoLines() {
    assertThat(Contours.at(circles(), 5)).isEmpty();
    assertThat(Contours.at(circles(), -1)).isEmpty();
    assertThat(Contours.at(Grid.of(new double[][] {{1}}), 1)).isEmpty();
  }
}
