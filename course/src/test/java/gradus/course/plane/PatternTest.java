package gradus.course.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Points;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PatternTest {
  private static final int COUNT = 400;

  @ParameterizedTest
  @EnumSource
  void withoutNoiseThePointsLieInThePlaneAndTheSeedDecides(Pattern pattern) {
    Samples samples = pattern.draw(COUNT, 0, 3);
    for (int i = 0; i < COUNT; i++) {
      assertThat(Math.abs(samples.x()[i])).isLessThan(Points.EDGE);
      assertThat(Math.abs(samples.y()[i])).isLessThan(Points.EDGE);
    }
    double ones = Arrays.stream(samples.labels()).sum() / (double) COUNT;
    double expected = pattern == Pattern.AND ? 0.25 : pattern == Pattern.OR ? 0.75 : 0.5;
    assertThat(ones).isEqualTo(expected);
    assertThat(pattern.draw(COUNT, 0.1, 3).x()).isEqualTo(pattern.draw(COUNT, 0.1, 3).x());
    assertThat(pattern.draw(COUNT, 0.1, 4).x()).isNotEqualTo(pattern.draw(COUNT, 0.1, 3).x());
  }

  @Test
  void logicIsThatOfItsGates() {
    for (Pattern gate : new Pattern[] {Pattern.AND, Pattern.OR, Pattern.XOR}) {
      Samples samples = gate.draw(COUNT, 0, 1);
      for (int i = 0; i < COUNT; i++) {
        boolean one = samples.x()[i] > 0;
        boolean other = samples.y()[i] > 0;
        boolean wanted =
            switch (gate) {
              case AND -> one && other;
              case OR -> one || other;
              default -> one != other;
            };
        assertThat(samples.labels()[i] == 1).isEqualTo(wanted);
      }
    }
  }

  /// What scikit-learn's `make_moons` draws, `(cos t, sin t)` and `(1 - cos t, 0.5 - sin t)`, moved
  /// to the middle and made 0.55 times as large.
  @Test
  void moonsAreHalvesOfTwoCircles() {
    Samples samples = Pattern.MOONS.draw(COUNT, 0, 1);
    for (int i = 0; i < COUNT; i++) {
      double x = samples.x()[i] / 0.55 + 0.5;
      double y = samples.y()[i] / 0.55 + 0.25;
      boolean upper = samples.labels()[i] == 0;
      double angle = upper ? Math.atan2(y, x) : Math.atan2(0.5 - y, 1 - x);
      assertThat(angle).isBetween(-1e-6, Math.PI + 1e-6);
      assertThat(upper ? Math.hypot(x, y) : Math.hypot(1 - x, 0.5 - y)).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void theRingHasTwoAndAHalfTimesTheRadiusOfTheDisc() {
    Samples samples = Pattern.CIRCLES.draw(COUNT, 0, 1);
    for (int i = 0; i < COUNT; i++) {
      double radius = Math.hypot(samples.x()[i], samples.y()[i]);
      assertThat(radius).isCloseTo(samples.labels()[i] == 1 ? 0.3 : 0.75, within(1e-6));
    }
  }

  @Test
  void theDeviationOfNoiseIsWhatIsAsked() {
    Samples exact = Pattern.SPIRAL.draw(20_000, 0, 5);
    Samples noisy = Pattern.SPIRAL.draw(20_000, 0.2, 5);
    double squares = 0;
    for (int i = 0; i < exact.size(); i++) {
      squares +=
          Math.pow(noisy.x()[i] - exact.x()[i], 2) + Math.pow(noisy.y()[i] - exact.y()[i], 2);
    }
    assertThat(Math.sqrt(squares / 40_000)).isCloseTo(0.2, within(0.002));
  }
}
