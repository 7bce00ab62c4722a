package gradus.search;

import static gradus.search.Space.choice;
import static gradus.search.Space.logUniform;
import static gradus.search.Space.uniform;
import static gradus.search.Space.zeroOrLogUniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.StateException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ImportanceTest {
  private static final Space SPACE =
      Space.of(
          uniform("weak", 0, 1),
          logUniform("strong", 1e-4, 1),
          choice("kind", "a", "b", "c", "d"),
          uniform("nothing", 0, 1),
          zeroOrLogUniform("decay", 1e-6, 1));

  private static Map<String, Double> shares(TrialObjective objective) {
    Trials trials = Study.minimize(SPACE).sampler(RandomSearch.of(1)).run(300, objective);
    List<Importance> all = trials.importances();
    assertThat(all).isSortedAccordingTo((a, b) -> Double.compare(b.share(), a.share()));
    assertThat(all.stream().mapToDouble(Importance::share).sum()).isBetween(0.0, 1.0 + 1e-9);
    return all.stream().collect(Collectors.toMap(Importance::name, Importance::share));
  }

  /// Of `w + 4 s` with uniform numbers, `16 / 17` of the variance is that of `s`.
  @Test
  void sumsAreDividedByTheirVariances() {
    Map<String, Double> shares =
        shares(trial -> trial.number("weak") - Math.log10(trial.number("strong")));
    assertThat(shares.get("strong")).isBetween(0.82, 0.97);
    assertThat(shares.get("weak")).isBetween(0.02, 0.1);
    assertThat(shares.get("nothing")).isLessThan(0.02);
  }

  @Test
  void optionsCountWhateverTheirOrder() {
    Function<String, Double> value = kind -> kind.equals("a") || kind.equals("c") ? 1.0 : 0.0;
    Map<String, Double> shares =
        shares(trial -> value.apply(trial.text("kind")) + 0.1 * trial.number("nothing"));
    assertThat(shares.get("kind")).isGreaterThan(0.9);
  }

  @Test
  void zeroIsApartFromSmallNumbers() {
    Map<String, Double> shares = shares(trial -> trial.number("decay") == 0 ? 1 : 0);
    assertThat(shares.get("decay")).isGreaterThan(0.9);
  }

  @Test
  void whatActsTogetherOnlyBelongsToNeither() {
    Map<String, Double> shares =
        shares(trial -> (trial.number("weak") > 0.5) == (trial.number("nothing") > 0.5) ? 1 : 0);
    assertThat(shares.get("weak") + shares.get("nothing")).isLessThan(0.35);
  }

  @Test
  void aConstantObjectiveHasNoImportances() {
    assertThat(shares(_ -> 3).values()).containsOnly(0.0);
  }

  @Test
  void needsSomeTrials() {
    Trials few = Study.minimize(SPACE).run(3, _ -> 1);
    assertThatThrownBy(few::importances)
        .isInstanceOf(StateException.class)
        .hasMessage("importances: needs at least 4 finished trials, got 3");
  }
}
