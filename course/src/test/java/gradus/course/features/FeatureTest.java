package gradus.course.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureTest {
  private static final int SIDE = Feature.SIDE;

  private interface Shape {
    boolean inkAt(int x, int y);
  }

  private static float[] drawn(Shape shape) {
    float[] image = new float[SIDE * SIDE];
    for (int i = 0; i < image.length; i++) {
      image[i] = shape.inkAt(i % SIDE, i / SIDE) ? 1 : 0;
    }
    return image;
  }

  private static boolean ring(int x, int y, int centre) {
    double away = Math.hypot(x - 13.5, y - centre);
    return away > 3 && away < 5;
  }

  @Test
  void holesAreCounted() {
    assertThat(Feature.holes(drawn((_, _) -> false))).isZero();
    assertThat(Feature.holes(drawn((x, _) -> x > 11 && x < 15))).isZero();
    assertThat(Feature.holes(drawn((x, y) -> ring(x, y, 14)))).isEqualTo(1);
    assertThat(Feature.holes(drawn((x, y) -> ring(x, y, 8) || ring(x, y, 20)))).isEqualTo(2);
    assertThat(Feature.holes(drawn((x, y) -> ring(x, y, 14) && x > 13))).isZero();
  }

  @Test
  void inkIsTheShareOfInk() {
    assertThat(Feature.INK.of(drawn((x, _) -> x < 7))[0]).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void whatIsSymmetricIsLikeItsMirrorImage() {
    assertThat(Feature.SYMMETRY.of(drawn((x, y) -> x > 10 && x < 17 && y < 14)))
        .containsExactly(new double[] {1, 0}, within(1e-6));
  }

  @Test
  void strokesAreCountedAlongRowsAndColumns() {
    double[] bars = Feature.CROSSINGS.of(drawn((x, _) -> x == 3 || x == 11 || x == 20));
    assertThat(bars).containsExactly(3, 3, 3, 3, 0, 1, 0, 0);
  }

  @Test
  void profilesAreSharesOfTheInk() {
    double[] bands = Feature.PROFILES.of(drawn((x, y) -> x < 4 && y < 8));
    assertThat(bands)
        .containsExactly(new double[] {0.5, 0.5, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0}, within(1e-6));
  }

  /// Edges of upright bars run upright, those of bars that lie run level, and those of slanting
  /// ones half way.
  @Test
  void directionsAreThoseOfTheEdges() {
    assertThat(strongest(drawn((x, _) -> x > 10 && x < 16))).isEqualTo("90°");
    assertThat(strongest(drawn((_, y) -> y > 10 && y < 16))).isEqualTo("0°");
    assertThat(strongest(drawn((x, y) -> Math.abs(x + y - 27) < 4))).isEqualTo("45°");
    assertThat(strongest(drawn((x, y) -> Math.abs(x - y) < 4))).isEqualTo("135°");
  }

  private static String strongest(float[] image) {
    double[] directions = Feature.DIRECTIONS.of(image);
    assertThat(Arrays.stream(directions).sum()).isCloseTo(1, within(1e-6));
    int most = 0;
    for (int i = 0; i < directions.length; i++) {
      most = directions[i] > directions[most] ? i : most;
    }
    return Feature.DIRECTIONS.names().get(most).english();
  }

  @ParameterizedTest
  @EnumSource
  void thereAreAsManyNumbersAsNames(Feature feature) {
    List<?> names = feature.names();
    assertThat(feature.of(new float[SIDE * SIDE])).hasSize(names.size());
  }
}
