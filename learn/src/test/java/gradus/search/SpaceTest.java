package gradus.search;

import static gradus.search.Space.choice;
import static gradus.search.Space.integers;
import static gradus.search.Space.logIntegers;
import static gradus.search.Space.logUniform;
import static gradus.search.Space.powersOfTwo;
import static gradus.search.Space.uniform;
import static gradus.search.Space.zeroOrLogUniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.ArgumentException;
import gradus.train.Aim;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceTest {
  static final Space MIXED =
      Space.of(
          uniform("u", -2, 3),
          logUniform("l", 1e-4, 10),
          integers("i", -3, 4),
          logIntegers("li", 1, 1000),
          powersOfTwo("p", 16, 256),
          zeroOrLogUniform("z", 1e-6, 0.1),
          choice("c", "a", "b", "c"),
          uniform("onlyA", 0, 1).where("c", "a"),
          choice("deep", true, false).where("c", "b", "c"),
          integers("deeper", 1, 9).where("deep", "true"),
          uniform("wide", 0, 1).whereAtLeast("p", 64));

  static List<Sampler> samplers() {
    return List.of(
        RandomSearch.of(3), GridSearch.of(2), QuasiRandom.of(3), Tpe.of(3).withStartup(4));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 60})
  void everySamplerStaysInTheDomainsAndKeepsTheConditions(int trials) {
    for (Sampler sampler : samplers()) {
      Trials done = Study.minimize(MIXED).sampler(sampler).run(trials, trial -> trial.number("u"));
      for (TrialRecord trial : done.all()) {
        Map<String, Object> values = trial.configuration().values();
        assertThat((double) values.get("u")).isBetween(-2.0, 3.0);
        assertThat((double) values.get("l")).isBetween(1e-4, 10.0);
        assertThat((long) values.get("i")).isBetween(-3L, 4L);
        assertThat((long) values.get("li")).isBetween(1L, 1000L);
        assertThat(values.get("p")).isIn(16L, 32L, 64L, 128L, 256L);
        assertThat((double) values.get("z"))
            .satisfiesAnyOf(z -> assertThat(z).isZero(), z -> assertThat(z).isBetween(1e-6, 0.1));
        assertThat(values.get("c")).isIn("a", "b", "c");
        assertThat(values.containsKey("onlyA")).isEqualTo(values.get("c").equals("a"));
        assertThat(values.containsKey("deep")).isEqualTo(!values.get("c").equals("a"));
        assertThat(values.containsKey("deeper")).isEqualTo("true".equals(values.get("deep")));
        assertThat(values.containsKey("wide")).isEqualTo((long) values.get("p") >= 64);
      }
    }
  }

  @Test
  void configurationsAndPointsAreTheSameThing() {
    Coordinates coordinates = new Coordinates(MIXED);
    Trials none = new Trials(MIXED, List.of(Aim.SMALLER), List.of());
    for (int id = 1; id <= 200; id++) {
      Configuration configuration = RandomSearch.of(1).suggest(none, id);
      double[] point = coordinates.point(configuration);
      assertThat(coordinates.configuration(point)).isEqualTo(configuration);
    }
  }

  @Test
  void drawsAreAsTheDomainsSay() {
    Trials none = new Trials(MIXED, List.of(Aim.SMALLER), List.of());
    int count = 4000;
    int zeros = 0;
    int small = 0;
    int ends = 0;
    int below30 = 0;
    for (int id = 1; id <= count; id++) {
      Configuration configuration = RandomSearch.of(5).suggest(none, id);
      zeros += configuration.number("z") == 0 ? 1 : 0;
      small += configuration.number("l") < Math.sqrt(1e-4 * 10) ? 1 : 0;
      ends += configuration.number("i") == -3 ? 1 : 0;
      below30 += configuration.number("li") < 31.5 ? 1 : 0;
    }
    assertThat(zeros / (double) count).isBetween(0.46, 0.54);
    assertThat(small / (double) count).isBetween(0.46, 0.54);
    assertThat(ends / (double) count).isBetween(0.105, 0.145);
    // From 0.5 to 1000.5 on a logarithmic scale.
    double expected = Math.log(31.5 / 0.5) / Math.log(1000.5 / 0.5);
    assertThat(below30 / (double) count).isBetween(expected - 0.04, expected + 0.04);
  }

  @Test
  void holdsWhatIsSearchedFirst() {
    Space space = Space.ofTraining();
    assertThat(space.names())
        .containsExactly(
            "learningRate",
            "batchSize",
            "depth",
            "dropout",
            "weightDecay",
            "optimizer",
            "momentum");
    assertThat(space.dimension("momentum").condition())
        .isEqualTo(new Condition.OneOf("optimizer", List.of("sgd")));
    assertThat(SpaceJson.fromJson(SpaceJson.toJson(space).cursor("space"))).isEqualTo(space);
    assertThat(SpaceJson.fromJson(SpaceJson.toJson(MIXED).cursor("space"))).isEqualTo(MIXED);
  }

  @Test
  void refusesWhatCannotBeSearched() {
    assertThatThrownBy(() -> uniform("u", 1, 1))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("uniform: needs finite bounds, the first below the second, got 1.0 and 1.0");
    assertThatThrownBy(() -> logUniform("l", 0, 1)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> powersOfTwo("p", 10, 100))
        .hasMessageContaining("such as 16 and 256, got 10 and 100");
    assertThatThrownBy(() -> choice("c", "a", "a")).hasMessageContaining("twice");
    assertThatThrownBy(() -> Space.of(uniform("a", 0, 1), uniform("a", 0, 1)))
        .hasMessageContaining("two parameters are called a");
    assertThatThrownBy(() -> Space.of(uniform("m", 0, 1).where("o", "sgd"), choice("o", "sgd")))
        .hasMessageContaining("m depends on o, but the parameters before it are []");
    assertThatThrownBy(() -> Space.of(choice("o", "sgd"), uniform("m", 0, 1).where("o", "adam")))
        .hasMessageContaining("[adam] of o, which has [sgd]");
    assertThatThrownBy(() -> Space.of(uniform("o", 0, 1), uniform("m", 0, 1).where("o", "adam")))
        .hasMessageContaining("say whereAtLeast");
    assertThatThrownBy(() -> Space.of(choice("o", "sgd"), uniform("m", 0, 1).whereAtLeast("o", 1)))
        .hasMessageContaining("for options say where");
  }

  @Test
  void refusesConfigurationsThatAreNotInTheSpace() {
    Space space = Space.of(powersOfTwo("p", 2, 8), choice("c", "a"), uniform("u", 0, 1));
    Study study = Study.minimize(space);
    assertThatThrownBy(() -> study.first(new Configuration(Map.of("p", 6, "c", "a", "u", 0.5))))
        .hasMessageContaining("p = 6 is not in PowersOfTwo");
    assertThatThrownBy(() -> study.first(new Configuration(Map.of("p", 4, "c", "b", "u", 0.5))))
        .hasMessageContaining("c = b is not in");
    assertThatThrownBy(() -> study.first(new Configuration(Map.of("p", 4, "c", "a", "u", 2))))
        .hasMessageContaining("u = 2 is not in");
    assertThatThrownBy(() -> study.first(new Configuration(Map.of("p", 4, "c", "a"))))
        .hasMessageContaining("no value for u");
    assertThatThrownBy(
            () -> study.first(new Configuration(Map.of("p", 4, "c", "a", "u", 1, "x", 1))))
        .hasMessageContaining("no parameter x");
  }
}
