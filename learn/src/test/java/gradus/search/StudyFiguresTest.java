package gradus.search;

import static gradus.search.Space.choice;
import static gradus.search.Space.integers;
import static gradus.search.Space.logUniform;
import static gradus.search.Space.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.plot.Figure;
import gradus.plot.HeatMap;
import gradus.plot.LineChart;
import gradus.plot.ParallelChart;
import gradus.plot.ScatterChart;
import gradus.plot.Series;
import gradus.search.TrialRecord.State;
import gradus.train.Aim;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StudyFiguresTest {
  private static final Trials TRIALS =
      Study.minimize(Space.ofTraining())
          .sampler(RandomSearch.of(1))
          .pruner((trials, trial) -> trial.reports().size() == 2 && trial.id() % 5 == 0)
          .run(
              40,
              trial -> {
                if (trial.id() % 7 == 0) {
                  throw new IllegalStateException("failed on purpose");
                }
                double loss = Math.abs(Math.log10(trial.number("learningRate")) + 3);
                for (int step = 1; step <= 5 && !trial.shouldStop(); step++) {
                  trial.report(step, loss + 1.0 / step);
                }
                return trial.id() == 8 ? 1e6 : loss;
              });

  static List<Function<Trials, Figure>> all() {
    return List.of(
        StudyFigures::history,
        StudyFigures::slices,
        StudyFigures::parallel,
        StudyFigures::curves,
        StudyFigures::importances,
        trials -> StudyFigures.contour(trials, "learningRate", "dropout"));
  }

  private static long shown(Series series) {
    return series.y().stream().filter(Double::isFinite).count();
  }

  @Test
  void historyHasAPointForEachTrialAndTheBestAsALineThatFalls() {
    LineChart chart = (LineChart) StudyFigures.history(TRIALS).panels().getFirst();
    assertThat(chart.series()).hasSize(3);
    assertThat(shown(chart.series().get(0))).isEqualTo(TRIALS.count(State.FINISHED));
    assertThat(shown(chart.series().get(1))).isEqualTo(TRIALS.count(State.STOPPED));
    double[] best = chart.series().get(2).y().toArray();
    assertThat(best[best.length - 1]).isEqualTo(TRIALS.best().value());
    for (int i = 1; i < best.length; i++) {
      assertThat(best[i]).isLessThanOrEqualTo(best[i - 1]);
    }
    // The one value of a million does not stretch the axis.
    assertThat(chart.y().range()).isNotNull();
    assertThat(chart.y().range().to()).isLessThan(100);
  }

  @Test
  void curvesAreThoseOfAllTrialsThatReported() {
    LineChart chart = (LineChart) StudyFigures.curves(TRIALS).panels().getFirst();
    assertThat(chart.series())
        .hasSize(TRIALS.count(State.FINISHED) + TRIALS.count(State.STOPPED))
        .extracting(series -> series.name().english())
        .containsOnlyOnce("finished", "stopped early", "best");
  }

  @Test
  void parallelLinesHaveGapsWhereAParameterDoesNotExist() {
    ParallelChart chart = (ParallelChart) StudyFigures.parallel(TRIALS).panels().getFirst();
    assertThat(chart.axes()).hasSize(7);
    assertThat(chart.lines().rows()).isEqualTo(TRIALS.count(State.FINISHED));
    for (int row = 0; row < chart.lines().rows(); row++) {
      boolean sgd = chart.lines().at(row, 5) == 1;
      assertThat(Double.isFinite(chart.lines().at(row, 6))).isEqualTo(sgd);
    }
    double[] measured = chart.measured().toArray();
    assertThat(measured[measured.length - 1]).isEqualTo(TRIALS.best().value());
  }

  @Test
  void slicesShowEveryParameter() {
    Figure figure = StudyFigures.slices(TRIALS);
    assertThat(figure.panels()).hasSize(7);
    ScatterChart decay = (ScatterChart) figure.panels().get(4);
    assertThat(decay.groups().stream().mapToLong(StudyFiguresTest::shown).sum())
        .isEqualTo(TRIALS.count(State.FINISHED));
  }

  @Test
  void contoursAreLowestWhereTheBestTrialsAre() {
    Trials trials =
        Study.minimize(Space.of(logUniform("rate", 1e-4, 1), uniform("x", 0, 1)))
            .sampler(QuasiRandom.of(1))
            .run(
                50,
                trial ->
                    Math.pow(Math.log10(trial.number("rate")) + 2, 2)
                        + 4 * Math.pow(trial.number("x") - 0.5, 2));
    HeatMap map = (HeatMap) StudyFigures.contour(trials, "rate", "x").panels().getFirst();
    int middle = map.grid().rows() / 2;
    assertThat(map.grid().at(middle, middle)).isBetween(-0.2, 0.2);
    assertThat(map.grid().at(middle, 0)).isBetween(3.0, 5.0);
    assertThat(map.paths()).hasSize(51);
  }

  @Test
  void allAreDrawnInBothLanguages() {
    for (Function<Trials, Figure> figure : all()) {
      String svg = figure.apply(TRIALS).toSvg();
      assertThat(svg).startsWith("<svg").doesNotContain("NaN");
      assertThat(figure.apply(TRIALS).in(Locale.CHINESE).toSvg()).isNotEqualTo(svg);
    }
  }

  @Test
  void studiesOfNothingHaveEmptyPictures() {
    Trials failed = Study.minimize(Space.ofTraining()).run(3, _ -> Double.NaN);
    Trials none = Study.minimize(Space.ofTraining()).run(0, _ -> 1);
    for (Trials trials : List.of(failed, none)) {
      for (Function<Trials, Figure> figure : all().subList(0, 4)) {
        assertThat(figure.apply(trials).toSvg()).startsWith("<svg");
      }
    }
  }

  @Test
  void equalValuesAndOneTrialAreDrawn() {
    Space space = Space.of(integers("n", 3, 3), choice("c", "only"), uniform("x", 0, 1));
    for (int count : new int[] {1, 6}) {
      Trials trials = Study.maximize(space).run(count, _ -> 2);
      Stream.of(
              StudyFigures.history(trials),
              StudyFigures.slices(trials),
              StudyFigures.parallel(trials))
          .forEach(figure -> assertThat(figure.toSvg()).doesNotContain("NaN"));
    }
  }

  @Test
  void frontsSeparateWhatIsDominated() {
    Trials trials =
        Study.of(Space.of(uniform("x", 0, 1)), Aim.SMALLER, Aim.LARGER)
            .runAll(
                20,
                trial -> {
                  double x = trial.number("x");
                  return new double[] {x, trial.id() % 2 == 0 ? x : x - 1};
                });
    ScatterChart chart = (ScatterChart) StudyFigures.front(trials).panels().getFirst();
    assertThat(shown(chart.groups().get(0))).isEqualTo(20 - trials.front().size());
    assertThat(shown(chart.groups().get(1))).isEqualTo(trials.front().size());
    assertThatThrownBy(() -> StudyFigures.front(TRIALS)).hasMessageContaining("room for 2 aims");
    assertThatThrownBy(() -> StudyFigures.history(trials)).hasMessageContaining("has 2 aims");
  }

  @Test
  void contoursNeedTwoNumbersThatExist() {
    assertThatThrownBy(() -> StudyFigures.contour(TRIALS, "optimizer", "dropout"))
        .hasMessageContaining("optimizer is a choice");
    assertThatThrownBy(() -> StudyFigures.contour(TRIALS, "dropout", "dropout"))
        .hasMessageContaining("two parameters");
    assertThatThrownBy(() -> StudyFigures.contour(TRIALS, "dropout", "nothing"))
        .hasMessageContaining("no parameter nothing");
  }
}
