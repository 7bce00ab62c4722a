package gradus.search;

import static gradus.search.Space.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.StateException;
import gradus.train.Aim;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrontTest {
  private static final Space PLANE = Space.of(uniform("x", 0, 1), uniform("y", 0, 1));

  /// Schaffer's and Zitzler's kind: the front is `y = 0`, and `x` trades one aim for the other.
  private static double[] zdt1(Trial trial) {
    double x = trial.number("x");
    double g = 1 + 9 * trial.number("y");
    return new double[] {x, -g * (1 - Math.sqrt(x / g))};
  }

  private static final Study STUDY = Study.of(PLANE, Aim.SMALLER, Aim.LARGER);

  @Test
  void ordersByRankAndThenByRoom() {
    List<double[]> costs =
        List.of(
            new double[] {0, 4},
            new double[] {4, 0},
            new double[] {1, 2.9},
            new double[] {2, 2},
            new double[] {5, 5},
            new double[] {3, 3},
            new double[] {0.9, 3});
    assertThat(Front.order(costs)).startsWith(0, 1, 3).endsWith(5, 4).hasSize(7);
  }

  @Test
  void holdsExactlyWhatNothingDominates() {
    Trials trials = STUDY.sampler(RandomSearch.of(1)).runAll(80, FrontTest::zdt1);
    List<TrialRecord> front = trials.front();
    for (TrialRecord trial : trials.finished()) {
      boolean dominated =
          trials.finished().stream()
              .anyMatch(other ->
                  other.values().get(0) <= trial.values().get(0)
                      && other.values().get(1) >= trial.values().get(1)
                      && !other.values().equals(trial.values()));
      assertThat(front.contains(trial)).isEqualTo(!dominated);
    }
  }

  @Test
  void tpeComesCloserThanChance() {
    int closer = 0;
    for (int seed = 0; seed < 5; seed++) {
      Trials tpe = STUDY.sampler(Tpe.of(seed)).runAll(80, FrontTest::zdt1);
      Trials random = STUDY.sampler(RandomSearch.of(seed)).runAll(80, FrontTest::zdt1);
      closer += distance(tpe) < distance(random) ? 1 : 0;
    }
    assertThat(closer).isGreaterThanOrEqualTo(4);
  }

  /// How far the trials of the front lie from the true one on the mean.
  private static double distance(Trials trials) {
    return trials.front().stream()
        .mapToDouble(trial -> trial.configuration().number("y"))
        .average()
        .orElseThrow();
  }

  @Test
  void oneBestNeedsOneAim() {
    Trials trials = STUDY.runAll(3, FrontTest::zdt1);
    assertThatThrownBy(trials::best)
        .isInstanceOf(StateException.class)
        .hasMessageContaining("look at front()");
    assertThatThrownBy(() -> STUDY.run(1, _ -> 1)).hasMessageContaining("say runAll");
    assertThat(STUDY.runAll(1, _ -> new double[] {1}).all().getFirst().message())
        .isEqualTo("the study has 2 aims, but the objective returned 1 values");
    assertThat(
            STUDY
                .runAll(
                    1,
                    trial -> {
                      trial.report(1, 1);
                      return new double[] {1, 1};
                    })
                .all()
                .getFirst()
                .message())
        .startsWith("trial.report: the study has 2 aims");
  }
}
