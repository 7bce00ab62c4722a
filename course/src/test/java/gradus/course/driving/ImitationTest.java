package gradus.course.driving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Recording;
import gradus.course.Tried;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImitationTest {
  private static final Track CIRCLE = new Track(new double[1], new double[1]);

  private static Recording run(String settings) {
    return Tried.with("imitation", settings);
  }

  private static String cell(Recording recording, int row, int column) {
    return recording.tables().get("results").rows().get(row).get(column).english();
  }

  /// What the lesson says of each setting: whether the network leaves its own road and the new one.
  @ParameterizedTest
  @CsvSource({
    "seed=1, yes, yes",
    "gusts=0, yes, yes",
    "samples=2000, yes, yes",
    "epochs=200, yes, yes",
    "recorded=0.02, no, no",
    "rounds=1, yes, yes",
    "rounds=3, no, no",
    "seed=2, no, yes",
    "seed=3, no, no",
    "recorded=0.02 gusts=0.1, yes, yes",
  })
  void itStaysOnTheRoadOrNot(String settings, String here, String there) {
    Recording recording = run(settings);
    assertThat(cell(recording, 0, 2)).isEqualTo(here);
    assertThat(cell(recording, 1, 2)).isEqualTo(there);
    boolean storm = settings.contains("gusts=0.1");
    assertThat(cell(recording, 2, 2)).isEqualTo(storm ? "yes" : "no");
  }

  @Test
  void theWorseImitatorIsTheBetterDriver() {
    Recording calm = run("seed=1");
    Recording gusty = run("recorded=0.02");
    assertThat(calm.sentences().getFirst().english()).contains("by 5.8 % of", "after 0.24 laps");
    assertThat(gusty.sentences().getFirst().english()).contains("by 9.9 % of", "for 3.51 laps");
    assertThat(Double.parseDouble(cell(gusty, 1, 3))).isCloseTo(0.040, within(0.005));
    assertThat(run("seed=1").tables()).isEqualTo(calm.tables());
    assertThat(calm.figures().keySet()).containsExactlyInAnyOrder("roads", "loss");
  }

  @Test
  void onACircleTheRoadIsWhereItShouldBe() {
    assertThat(CIRCLE.radius(1)).isEqualTo(4);
    assertThat(CIRCLE.offset(0, 4.2)).isCloseTo(0.2, within(1e-12));
    assertThat(CIRCLE.has(4.44, 0)).isTrue();
    assertThat(CIRCLE.has(4.46, 0)).isFalse();
    assertThat(CIRCLE.heading(0)).isCloseTo(Math.PI / 2, within(1e-3));
  }

  /// A chord of a circle: straight ahead the road reaches `sqrt(4.45^2 - 4^2)`; it is the same on
  /// no side, for the inner edge is nearer than the outer one is to the right.
  @Test
  void aCarSeesHowFarTheRoadReaches() {
    double[] sees = Car.on(CIRCLE, 0).sees(CIRCLE);
    assertThat(sees).hasSize(Car.EYES);
    assertThat(3 * sees[3]).isCloseTo(Math.sqrt(4.45 * 4.45 - 16), within(0.06));
    assertThat(3 * sees[5]).isLessThan(3 * sees[3]);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 50, 101, 102})
  void theDriverStaysOnEveryRoad(long seed) {
    Track road = Track.of(seed);
    Drive drive = Drive.of(road, car -> car.driver(road), 0.02, 500, seed);
    assertThat(drive.left()).isFalse();
    assertThat(drive.cars()).hasSize(501);
    assertThat(drive.laps()).isBetween(1.7, 2.2);
    assertThat(drive.offset(road)).isLessThan(0.1);
  }

  @Test
  void whoGoesStraightLeavesTheRoad() {
    Drive straight = Drive.of(CIRCLE, _ -> 0, 0, 500, 1);
    assertThat(straight.left()).isTrue();
    // sqrt(4.45^2 - 4^2) = 1.95, at 0.1 a step.
    assertThat(straight.cars()).hasSizeBetween(20, 22);
  }
}
