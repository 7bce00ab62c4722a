package gradus.course.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Recording;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatesTest {
  private static Rates rates(Map<String, String> settings) {
    return (Rates) gradus.course.Course.experiment("schedules").of(settings);
  }

  /// By the formulas, at a few epochs of 100 from a rate of 1.
  @Test
  void ratesAreThoseOfTheFormulas() {
    Rates rates = rates(Map.of("rate", "1"));

    assertThat(rates.rates(Rule.FIXED)).containsOnly(1);
    assertThat(rates.rates(Rule.STEP)[29]).isEqualTo(1);
    assertThat(rates.rates(Rule.STEP)[30]).isCloseTo(0.1, within(1e-12));
    assertThat(rates.rates(Rule.STEP)[60]).isCloseTo(0.01, within(1e-12));
    assertThat(rates.rates(Rule.EXPONENTIAL)[40]).isCloseTo(Math.exp(-2), within(1e-12));
    assertThat(rates.rates(Rule.COSINE)[50]).isCloseTo((1 + 0.01) / 2, within(1e-12));
    assertThat(rates.rates(Rule.CYCLIC)[10]).isCloseTo(1, within(1e-12));
    assertThat(rates.rates(Rule.CYCLIC)[20]).isCloseTo(0.01, within(1e-12));
    assertThat(rates.rates(Rule.RESTARTS)[20]).isCloseTo(0.7, within(1e-12));
  }

  /// The tutorial's formula beyond its period.
  @Test
  void theTutorialsCosineClimbsBack() {
    double[] climbing = rates(Map.of("rate", "1", "climbing", "true")).rates(Rule.COSINE);
    double[] right = rates(Map.of("rate", "1")).rates(Rule.COSINE);

    assertThat(climbing[50]).isCloseTo(0.01, within(1e-12));
    assertThat(climbing[99]).isGreaterThan(0.99);
    assertThat(right[99]).isLessThan(0.011);
  }

  /// What the lesson says of the six.
  @Test
  void aFixedRateNeverComesToRest() {
    Rates rates = rates(Map.of());
    double[] fixed = rates.course(Rule.FIXED).end();
    double[] cosine = rates.course(Rule.COSINE).end();
    double[] climbing = rates(Map.of("climbing", "true")).course(Rule.COSINE).end();

    assertThat(fixed[1]).isCloseTo(0.187, within(0.02));
    assertThat(cosine[1]).isLessThan(0.001);
    assertThat(cosine[0]).isCloseTo(0.298, within(0.01));
    assertThat(climbing[0]).isGreaterThan(cosine[0] + 0.03);
  }

  @Test
  void withoutNoiseInTheGradientsTheyDifferLittle() {
    Rates rates = rates(Map.of("batch", "200"));

    for (Rule rule : Rule.values()) {
      assertThat(rates.course(rule).last()).as(rule.name()).isBetween(0.37, 0.38);
    }
  }

  @Test
  void theSameSettingsShowTheSame() {
    Map<String, String> few = Map.of("epochs", "10");
    Recording one = Recording.of(rates(few));
    Recording other = Recording.of(rates(few));

    one.figures()
        .forEach((name, figure) ->
            assertThat(other.figures().get(name).toSvg()).isEqualTo(figure.toSvg()));
    assertThat(one.tables().get("ends").rows()).hasSize(6);
  }
}
