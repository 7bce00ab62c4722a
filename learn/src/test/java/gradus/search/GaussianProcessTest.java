package gradus.search;

import static gradus.search.Space.choice;
import static gradus.search.Space.integers;
import static gradus.search.Space.uniform;
import static org.assertj.core.api.Assertions.assertThat;

import gradus.search.TrialRecord.State;
import gradus.train.Aim;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {
  private static final Space SQUARE = Space.of(uniform("x", 0, 1), uniform("y", 0, 1));

  private static double bowl(Trial trial) {
    return Math.hypot(trial.number("x") - 0.3, trial.number("y") - 0.8);
  }

  @Test
  void findsASmoothMinimumAlmostExactly() {
    for (int seed = 0; seed < 3; seed++) {
      Trials trials =
          Study.minimize(SQUARE)
              .sampler(GaussianProcess.of(seed))
              .run(35, trial -> Math.pow(bowl(trial), 2));
      assertThat(trials.best().value()).isLessThan(1e-5);
    }
  }

  @Test
  void sameSeedSameTrials() {
    Study study = Study.minimize(SQUARE).sampler(GaussianProcess.of(3));
    List<TrialRecord> one = study.run(14, GaussianProcessTest::bowl).all();
    List<TrialRecord> two = study.run(14, GaussianProcessTest::bowl).all();
    assertThat(one.stream().map(TrialRecord::configuration))
        .isEqualTo(two.stream().map(TrialRecord::configuration).toList());
  }

  @Test
  void findsTheRightOptionAndNumber() {
    Space space =
        Space.of(
            choice("kind", "a", "b", "c"),
            integers("n", 1, 40),
            uniform("onlyB", 0, 1).where("kind", "b"));
    Trials trials =
        Study.minimize(space)
            .sampler(GaussianProcess.of(1))
            .run(
                45,
                trial ->
                    Math.abs(trial.integer("n") - 17) / 40.0
                        + (trial.has("onlyB") ? Math.abs(trial.number("onlyB") - 0.6) : 0.5));
    Configuration best = trials.best().configuration();
    assertThat(best.text("kind")).isEqualTo("b");
    assertThat(best.integer("n")).isBetween(16, 18);
    assertThat(best.number("onlyB")).isBetween(0.55, 0.65);
  }

  @Test
  void survivesDivergedTrialsAndEqualOnes() {
    Trials trials =
        Study.minimize(SQUARE)
            .sampler(GaussianProcess.of(1).withStartup(5))
            .run(
                25,
                trial ->
                    switch (trial.id() % 5) {
                      case 0 -> Double.POSITIVE_INFINITY;
                      case 1 -> 1e300;
                      default -> bowl(trial);
                    });
    assertThat(trials.best().value()).isLessThan(0.1);
    Trials same =
        Study.minimize(SQUARE).sampler(GaussianProcess.of(1).withStartup(5)).run(9, _ -> 1);
    assertThat(same.count(State.FINISHED)).isEqualTo(9);
  }

  @Test
  void interpolatesAndIsUnsureFarAway() {
    Random random = new Random(1);
    double[][] places = new double[20][1];
    double[] values = new double[20];
    for (int i = 0; i < 20; i++) {
      places[i][0] = 0.5 * random.nextDouble();
      values[i] = Math.sin(12 * places[i][0]);
    }
    Regression process = Regression.fitted(new boolean[1], places, values);
    for (int i = 0; i < 20; i++) {
      assertThat(process.at(places[i]).mean()).isBetween(values[i] - 0.01, values[i] + 0.01);
    }
    assertThat(process.at(new double[] {0.22}).mean())
        .isBetween(Math.sin(12 * 0.22) - 0.05, Math.sin(12 * 0.22) + 0.05);
    assertThat(process.at(new double[] {1}).deviation())
        .isGreaterThan(20 * process.at(new double[] {0.25}).deviation());
  }

  @Test
  void solvesLinearSystems() {
    Random random = new Random(2);
    int n = 9;
    double[][] root = new double[n][n];
    double[][] matrix = new double[n][n];
    for (double[] row : root) {
      Arrays.setAll(row, _ -> random.nextGaussian());
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          matrix[i][j] += root[i][k] * root[j][k];
        }
      }
      matrix[i][i] += 0.1;
    }
    double[] wanted = random.doubles(n).toArray();
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        b[i] += matrix[i][j] * wanted[j];
      }
    }
    Cholesky factor = Cholesky.of(matrix);
    assertThat(factor).isNotNull();
    double[] found = factor.solve(b);
    double[][] inverse = factor.inverse();
    for (int i = 0; i < n; i++) {
      assertThat(found[i]).isBetween(wanted[i] - 1e-9, wanted[i] + 1e-9);
      double one = 0;
      for (int j = 0; j < n; j++) {
        one += inverse[Math.max(i, j)][Math.min(i, j)] * matrix[j][i];
      }
      assertThat(one).isBetween(1 - 1e-9, 1 + 1e-9);
    }
    assertThat(Cholesky.of(new double[][] {{1, 2}, {2, 1}})).isNull();
  }

  /// Values of SciPy: `scipy.stats.norm.cdf` and `log(pdf(z) + z cdf(z))`.
  @Test
  void knowsTheNormalDistribution() {
    assertThat(Normal.below(0)).isEqualTo(0.5);
    assertThat(Normal.below(1.5)).isBetween(0.93319279873114, 0.93319279873115);
    assertThat(Normal.below(-8) / 6.220960574271785e-16).isBetween(1 - 1e-9, 1 + 1e-9);
    assertThat(Normal.between(5, 6) / 2.8566498420424e-7).isBetween(1 - 1e-7, 1 + 1e-7);
    assertThat(Normal.logImprovement(0)).isBetween(-0.9189385333, -0.9189385332);
    for (double z = -30; z < -3.9; z += 0.37) {
      double square = z * z;
      double series = 1 / square - 3 / (square * square) + 15 / Math.pow(square, 3);
      double expected = Normal.logDensity(z) + Math.log(series);
      assertThat(Normal.logImprovement(z)).isBetween(expected - 0.03, expected + 0.03);
    }
    assertThat(Normal.logImprovement(-4.0001))
        .isBetween(Normal.logImprovement(-3.9999) - 1e-2, Normal.logImprovement(-3.9999));
  }

  @Test
  void infiniteValuesOfOneAimAreLeftOut() {
    Trials trials =
        Study.of(SQUARE, Aim.SMALLER, Aim.SMALLER)
            .sampler(GaussianProcess.of(1).withStartup(4))
            .runAll(
                12,
                trial ->
                    new double[] {
                      bowl(trial),
                      trial.id() % 3 == 0 ? Double.POSITIVE_INFINITY : trial.number("x")
                    });
    assertThat(trials.all().stream().map(TrialRecord::configuration)).doesNotHaveDuplicates();
  }

  @Test
  void aimsInTurnFillTheFront() {
    Trials trials =
        Study.of(SQUARE, Aim.SMALLER, Aim.LARGER)
            .sampler(GaussianProcess.of(2))
            .runAll(30, trial -> new double[] {trial.number("x"), trial.number("x") - bowl(trial)});
    assertThat(trials.front()).hasSizeGreaterThan(6);
  }
}
