package gradus.course.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.Recording;
import gradus.optim.Schedules;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RatesTest {
  /// What a number with three decimals may differ from what it stands for.
  private static final Offset<Double> ROUNDED = within(0.0005);

  private static final int SEEDS = 8;

  private static Rates rates(Map<String, String> settings) {
    return (Rates) Course.experiment("schedules").of(settings);
  }

  private static Map<Rule, Rates.Way> ways(Rates rates) {
    Map<Rule, Rates.Way> ways = new EnumMap<>(Rule.class);
    for (Rule rule : Rule.values()) {
      ways.put(rule, rates.course(rule));
    }
    return ways;
  }

  /// What comes of the settings with seeds 1 to 8.
  private static Seeds seeds(Map<String, String> settings) {
    return new Seeds(
        IntStream.rangeClosed(1, SEEDS).mapToObj(seed -> ways(withSeed(settings, seed))).toList());
  }

  private static Rates withSeed(Map<String, String> settings, int seed) {
    Map<String, String> more = new HashMap<>(settings);
    more.put("seed", Integer.toString(seed));
    return rates(more);
  }

  private static double[] lasts(Map<Rule, Rates.Way> ways) {
    return ways.values().stream().mapToDouble(Rates.Way::last).toArray();
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

  /// With 50 batches an epoch, the last step of 100 epochs.
  @Test
  void aPeriodInStepsNeedsToCountThem() {
    double rate = 2;

    assertThat(Schedules.cosine(0.02, 5_000).rate(rate, 4_999, 99) / rate)
        .isCloseTo(0.999, ROUNDED);
    assertThat(Schedules.cosine(0.02, 5_000).byStep().rate(rate, 5_000, 100)).isEqualTo(0.02);
    assertThat(Schedules.cosine(0.02, 100).rate(rate, 5_000, 100)).isEqualTo(0.02);
    assertThat(
            Schedules.linearWarmup(500, Schedules.cosine(0.02, 4_500))
                .byStep()
                .rate(rate, 5_000, 100))
        .isEqualTo(0.02);
  }

  @Test
  void theRateIsWhatDiffers() {
    Seeds all = seeds(Map.of());
    Map<Rule, Rates.Way> first = all.ways().getFirst();
    DoubleStream cosines = all.ways().stream().mapToDouble(ways -> ways.get(Rule.COSINE).end()[1]);
    DoubleStream fixed = all.ways().stream().mapToDouble(ways -> ways.get(Rule.FIXED).end()[1]);

    assertThat(first.get(Rule.FIXED).end()[1]).isCloseTo(0.187, ROUNDED);
    assertThat(first.get(Rule.COSINE).end()[1]).isCloseTo(0.0002, within(0.00005));
    assertThat(fixed.min().orElseThrow()).isCloseTo(0.119, ROUNDED);
    assertThat(cosines.max().orElseThrow()).isCloseTo(0.0007, within(0.00005));
    assertThat(first.get(Rule.EXPONENTIAL).last()).isCloseTo(0.343, ROUNDED);
    assertThat(first.get(Rule.COSINE).last()).isCloseTo(0.298, ROUNDED);
    eightSeedsSayMore(all);
    climbingEndsHigher(all);
  }

  private static void eightSeedsSayMore(Seeds all) {
    assertThat(all.mean(Rule.FIXED)).isCloseTo(0.439, ROUNDED);
    assertThat(all.mean(Rule.COSINE)).isCloseTo(0.345, ROUNDED);
    double[] others =
        Stream.of(Rule.STEP, Rule.EXPONENTIAL, Rule.CYCLIC, Rule.RESTARTS)
            .mapToDouble(all::mean)
            .toArray();
    assertThat(DoubleStream.of(others).min().orElseThrow()).isGreaterThan(all.mean(Rule.COSINE));
    assertThat(DoubleStream.of(others).max().orElseThrow()).isCloseTo(0.366, ROUNDED);
    assertThat(all.lowest(Rule.COSINE)).isEqualTo(6);
    List<Double> leads = new ArrayList<>();
    for (Map<Rule, Rates.Way> ways : all.ways()) {
      double[] sorted = DoubleStream.of(lasts(ways)).sorted().toArray();
      if (sorted[0] == ways.get(Rule.COSINE).last()) {
        leads.add(sorted[1] - sorted[0]);
      }
    }
    assertThat(leads.stream().filter(lead -> lead < 0.0045)).hasSize(5);
    double[] seventh = DoubleStream.of(lasts(all.ways().get(6))).sorted().toArray();
    assertThat(all.ends(Rule.COSINE)[6]).isCloseTo(0.260, ROUNDED).isEqualTo(seventh[0]);
    assertThat(seventh[1]).isCloseTo(0.335, ROUNDED);
    assertThat(seventh[5]).isCloseTo(0.381, ROUNDED);
    assertThat(new Seeds(List.of(all.ways().get(4))).lowest(Rule.FIXED)).isEqualTo(1);
    assertThat(new Seeds(List.of(all.ways().get(7))).lowest(Rule.CYCLIC)).isEqualTo(1);
  }

  private static void climbingEndsHigher(Seeds right) {
    Map<String, String> climbing = Map.of("climbing", "true");
    double[] ends =
        IntStream.rangeClosed(1, SEEDS)
            .mapToDouble(seed -> withSeed(climbing, seed).course(Rule.COSINE).last())
            .toArray();

    assertThat(ends[0]).isCloseTo(0.461, ROUNDED);
    assertThat(rates(climbing).course(Rule.COSINE).end()[1]).isCloseTo(0.14, within(0.005));
    assertThat(DoubleStream.of(ends).average().orElseThrow()).isCloseTo(0.454, ROUNDED);
    for (int i = 0; i < SEEDS; i++) {
      assertThat(ends[i]).isGreaterThan(right.ends(Rule.COSINE)[i]);
    }
  }

  /// The same number of steps, so that nothing but the noise is gone.
  @Test
  void withoutNoiseInTheGradientsAFixedRateEndsLowest() {
    Map<Rule, Rates.Way> ways = ways(rates(Map.of("whole", "true")));
    double[] sorted = DoubleStream.of(lasts(ways)).sorted().toArray();

    assertThat(ways.get(Rule.FIXED).last()).isEqualTo(sorted[0]).isCloseTo(0.282, ROUNDED);
    assertThat(sorted[1]).isCloseTo(0.296, ROUNDED);
    assertThat(sorted[5]).isCloseTo(0.303, ROUNDED);
  }

  @Tag("long")
  @Test
  void withoutNoiseAFixedRateEndsLowestWithEachSeed() {
    assertThat(seeds(Map.of("whole", "true")).lowest(Rule.FIXED)).isEqualTo(SEEDS);
  }

  @Test
  void withAllPointsInOneBatchTheyHaveHardlySetOut() {
    double[] ends = DoubleStream.of(lasts(ways(rates(Map.of("batch", "200"))))).sorted().toArray();

    assertThat(ends[0]).isCloseTo(0.374, ROUNDED);
    assertThat(ends[5]).isCloseTo(0.377, ROUNDED);
  }

  @Test
  void aSmallRateDoesNotGetFar() {
    Map<Rule, Rates.Way> ways = ways(rates(Map.of("rate", "0.1")));
    DoubleSummaryStatistics ends = DoubleStream.of(lasts(ways)).summaryStatistics();

    assertThat(ends.getMin()).isGreaterThan(0.369);
    assertThat(ends.getMax()).isLessThan(0.376);
    assertThat(ways.get(Rule.FIXED).last()).isEqualTo(ends.getMin());
  }

  @Test
  void fromALargeRateSchedulesComeFurther() {
    Seeds all = seeds(Map.of("rate", "5"));

    assertThat(all.ways().getFirst().get(Rule.FIXED).end()[1]).isCloseTo(3.6, within(0.05));
    assertThat(all.ends(Rule.COSINE)[0]).isCloseTo(0.294, ROUNDED);
    assertThat(all.ends(Rule.EXPONENTIAL)[0]).isCloseTo(0.291, ROUNDED);
    assertThat(all.ends(Rule.RESTARTS)[0]).isCloseTo(0.247, ROUNDED);
    assertThat(all.mean(Rule.RESTARTS)).isCloseTo(0.269, ROUNDED);
    assertThat(all.mean(Rule.COSINE)).isCloseTo(0.273, ROUNDED);
    assertThat(all.mean(Rule.EXPONENTIAL)).isCloseTo(0.284, ROUNDED);
    assertThat(Stream.of(Rule.values()).mapToDouble(all::mean).min().orElseThrow())
        .isEqualTo(all.mean(Rule.RESTARTS));
  }

  @Test
  void theSameSettingsShowTheSame() {
    Map<String, String> few = Map.of("epochs", "10");
    Recording one = Recording.of(rates(few));
    Recording other = Recording.of(rates(few));

    one.figures()
        .forEach((name, figure) ->
            assertThat(other.figures().get(name).toSvg()).isEqualTo(figure.toSvg()));
    assertThat(one.tables()).containsOnlyKeys("ends");
    assertThat(one.tables().get("ends").rows()).hasSize(6);
  }

  /// The second of two seeds is shown as it would be alone.
  @Test
  void severalSeedsAreShownOneAfterTheOther() {
    Recording both = Recording.of(rates(Map.of("epochs", "10", "seeds", "2", "seed", "3")));
    Recording second = Recording.of(rates(Map.of("epochs", "10", "seed", "4")));

    assertThat(both.tables().get("ends").rows()).isEqualTo(second.tables().get("ends").rows());
    assertThat(both.tables().get("ends").columns().getFirst().english()).isEqualTo("seed 4");
    assertThat(both.tables().get("seeds").rows()).hasSize(6);
    assertThat(both.sentences().getFirst().english()).startsWith("Over seeds 3 to 4 the fixed");
  }
}
