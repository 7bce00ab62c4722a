package gradus.search;

import static gradus.search.Space.choice;
import static gradus.search.Space.integers;
import static gradus.search.Space.logUniform;
import static gradus.search.Space.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.train.Aim;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplersTest {
  private static final Space SQUARE = Space.of(uniform("x", 0, 1), uniform("y", 0, 1));

  static List<Sampler> seeded() {
    return List.of(RandomSearch.of(1), QuasiRandom.of(1), Tpe.of(1));
  }

  private static double bowl(Trial trial) {
    return Math.hypot(trial.number("x") - 0.3, trial.number("y") - 0.8);
  }

  private static Trials run(Sampler sampler, int trials) {
    return Study.minimize(SQUARE).sampler(sampler).run(trials, SamplersTest::bowl);
  }

  private static List<Configuration> tried(Trials trials) {
    return trials.all().stream().map(TrialRecord::configuration).toList();
  }

  @ParameterizedTest
  @MethodSource("seeded")
  void sameSeedSameTrials(Sampler sampler) {
    assertThat(tried(run(sampler, 25))).isEqualTo(tried(run(sampler, 25)));
  }

  @Test
  void anotherSeedOtherTrials() {
    assertThat(tried(run(RandomSearch.of(1), 3))).isNotEqualTo(tried(run(RandomSearch.of(2), 3)));
    assertThat(tried(run(QuasiRandom.of(1), 3))).isNotEqualTo(tried(run(QuasiRandom.of(2), 3)));
    assertThat(tried(run(Tpe.of(1), 3))).isNotEqualTo(tried(run(Tpe.of(2), 3)));
  }

  @Test
  void aGridHoldsEachCombinationOnceAndThenEnds() {
    Space space =
        Space.of(
            logUniform("rate", 1e-4, 1e-2),
            choice("optimizer", "adam", "sgd"),
            integers("few", 1, 2),
            uniform("momentum", 0, 0.9).where("optimizer", "sgd"));
    Trials trials = Study.minimize(space).sampler(GridSearch.of(3)).run(1000, _ -> 1);
    // 3 rates, 2 of the whole numbers; adam once, sgd with 3 momenta.
    assertThat(trials.all()).hasSize(3 * 2 * (1 + 3));
    assertThat(tried(trials)).doesNotHaveDuplicates();
    assertThat(tried(trials).getFirst().toString()).isEqualTo("rate=1.0E-4, optimizer=adam, few=1");
    assertThat(tried(trials).stream().map(c -> c.number("rate")).distinct())
        .satisfiesExactly(
            rate -> assertThat(rate).isEqualTo(1e-4),
            rate -> assertThat(rate).isBetween(0.000999, 0.001001),
            rate -> assertThat(rate).isEqualTo(1e-2));
    assertThatThrownBy(() -> Study.minimize(SQUARE).sampler(GridSearch.of(400)).run(1, _ -> 1))
        .hasMessageContaining("more than 100000 combinations");
  }

  /// Of a 16-fold stretch in base 2, each sixteenth holds exactly one; in base 3 each ninth of
  /// nine.
  @Test
  void quasiRandomNumbersFillEveryStretchEvenly() {
    for (long seed = 0; seed < 20; seed++) {
      for (int start = 0; start < 3; start++) {
        int[] halves = new int[16];
        for (int n = 0; n < 16; n++) {
          halves[(int) (16 * QuasiRandom.number(2, seed, start * 16L + n))]++;
        }
        assertThat(halves).containsOnly(1);
        int[] thirds = new int[9];
        for (int n = 0; n < 9; n++) {
          thirds[(int) (9 * QuasiRandom.number(3, seed, start * 9L + n))]++;
        }
        assertThat(thirds).containsOnly(1);
      }
    }
  }

  @Test
  void quasiRandomPairsLeaveNoHoles() {
    Trials none = new Trials(SQUARE, List.of(Aim.SMALLER), List.of());
    int[] cells = new int[36];
    for (int id = 1; id <= 36; id++) {
      Configuration at = QuasiRandom.of(7).suggest(none, id);
      int row = (int) (at.number("x") * 4);
      int column = (int) (at.number("y") * 9);
      cells[row * 9 + column]++;
    }
    assertThat(cells).containsOnly(1);
  }

  @Test
  void tpeFindsABowlBetterThanChance() {
    double[] tpe = new double[9];
    double[] random = new double[9];
    for (int seed = 0; seed < 9; seed++) {
      tpe[seed] = run(Tpe.of(seed), 60).best().value();
      random[seed] = run(RandomSearch.of(seed), 60).best().value();
    }
    Arrays.sort(tpe);
    Arrays.sort(random);
    assertThat(tpe[4]).isLessThan(0.6 * random[4]);
  }

  @Test
  void tpeStartsAtRandom() {
    assertThat(tried(run(Tpe.of(4), 10))).isEqualTo(tried(run(RandomSearch.of(4), 10)));
    assertThat(tried(run(Tpe.of(4), 11))).isNotEqualTo(tried(run(RandomSearch.of(4), 11)));
  }

  @Test
  void aDensityIntegratesToOne() {
    Coordinates all = new Coordinates(Space.of(uniform("x", -1, 3), integers("n", 1, 5)));
    List<double[]> seen = List.of(new double[] {-1, 2}, new double[] {0.5, 5}, new double[] {3, 5});
    Parzen density = new Parzen(List.of(all.get(0), all.get(1)), seen, true);
    double sum = 0;
    int steps = 4000;
    for (int i = 0; i < steps; i++) {
      for (int n = 1; n <= 5; n++) {
        double x = -1 + 4 * (i + 0.5) / steps;
        sum += Math.exp(density.logDensity(new double[] {x, n})) * 4 / steps;
      }
    }
    assertThat(sum).isBetween(0.999999, 1.000001);
  }
}
