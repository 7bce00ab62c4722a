package gradus.course.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.Recording;
import gradus.search.Importance;
import gradus.search.TrialRecord;
import gradus.search.Trials;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HuntTest {
  /// What a number with three decimals may differ from what it stands for.
  private static final Offset<Double> ROUNDED = within(0.0005);

  private static final int SEEDS = 10;

  private static Hunt hunt(Map<String, String> settings) {
    return (Hunt) Course.experiment("hunt").of(settings);
  }

  private static Trials trials(Map<String, String> settings) {
    return hunt(settings).search(_ -> {});
  }

  /// The trials with seeds 1 to 10.
  private static List<Trials> seeds(Map<String, String> settings) {
    return IntStream.rangeClosed(1, SEEDS)
        .mapToObj(seed -> {
          Map<String, String> more = new HashMap<>(settings);
          more.put("seed", Integer.toString(seed));
          return trials(more);
        })
        .toList();
  }

  private static Trials first(Trials trials, int count) {
    return new Trials(trials.space(), trials.aims(), trials.all().subList(0, count));
  }

  private static double best(Trials trials) {
    return trials.best().value();
  }

  private static double mean(List<Trials> all, ToDoubleFunction<Trials> value) {
    return all.stream().mapToDouble(value).average().orElseThrow();
  }

  private static long values(Trials trials, String name) {
    return trials.all().stream().map(one -> one.configuration().number(name)).distinct().count();
  }

  private static int epochs(Trials trials) {
    return trials.all().stream().mapToInt(one -> one.reports().size()).sum();
  }

  @Test
  void chanceTriesMoreValuesThanTheGrid() {
    Trials grid = trials(Map.of("method", "grid"));
    Trials random = trials(Map.of());

    assertThat(grid.all()).hasSize(27);
    assertThat(grid.all().stream().map(one -> one.configuration().number("rate")).distinct())
        .containsExactly(0.0001, 0.01, 1.0);
    assertThat(values(random, "rate")).isEqualTo(27);
    assertThat(values(random, "penalty")).isEqualTo(27);
    assertThat(best(grid)).isCloseTo(0.430, ROUNDED);
    assertThat(best(random)).isCloseTo(0.427, ROUNDED);
    assertThat(best(trials(Map.of("method", "grid", "trials", "64")))).isCloseTo(0.428, ROUNDED);
  }

  @ParameterizedTest
  @CsvSource({"8, 8", "26, 8", "27, 27", "63, 27", "64, 64"})
  void aGridIsTheLargestThatTheTrialsSufficeFor(String allowed, int planned) {
    assertThat(hunt(Map.of("method", "grid", "trials", allowed)).planned()).isEqualTo(planned);
    assertThat(hunt(Map.of("trials", allowed)).planned()).isEqualTo(Integer.parseInt(allowed));
  }

  /// The first 27 of 64 trials are those that 27 trials would be.
  @Tag("long")
  @Test
  void chanceMostlyBeatsTheGridAndTpeIsLevel() {
    List<Trials> grid = seeds(Map.of("method", "grid"));
    List<Trials> more = seeds(Map.of("trials", "64"));
    List<Trials> random = more.stream().map(all -> first(all, 27)).toList();
    double[] gains =
        IntStream.range(0, SEEDS)
            .mapToDouble(i -> best(grid.get(i)) - best(random.get(i)))
            .toArray();

    assertThat(mean(random, HuntTest::best)).isCloseTo(0.420, ROUNDED);
    assertThat(mean(grid, HuntTest::best)).isCloseTo(0.431, ROUNDED);
    assertThat(IntStream.range(0, SEEDS).filter(i -> gains[i] > 0)).hasSize(8);
    assertThat(IntStream.range(0, SEEDS).filter(i -> gains[i] < 0)).hasSize(2);
    assertThat(IntStream.range(0, SEEDS).mapToDouble(i -> gains[i]).max().orElseThrow())
        .isCloseTo(0.034, ROUNDED);
    assertThat(random.stream().filter(HuntTest::widthExplainsLeast)).hasSize(9);
    tpeTriesBetterOnes(more);
  }

  private static boolean widthExplainsLeast(Trials trials) {
    return trials.importances().stream()
        .min(Comparator.comparingDouble(Importance::share))
        .orElseThrow()
        .name()
        .equals("units");
  }

  private static void tpeTriesBetterOnes(List<Trials> random) {
    List<Trials> tpe = seeds(Map.of("method", "tpe", "trials", "64"));

    assertThat(mean(tpe, all -> best(first(all, 27)))).isCloseTo(0.425, ROUNDED);
    assertThat(mean(tpe, HuntTest::best)).isCloseTo(0.421, ROUNDED);
    assertThat(mean(random, HuntTest::best)).isCloseTo(0.419, ROUNDED);
    for (int i = 0; i < SEEDS; i++) {
      assertThat(medianOfLater(tpe.get(i))).isLessThan(medianOfLater(random.get(i)));
    }
  }

  /// The median of the trials after the first eight, which TPE draws by chance.
  private static double medianOfLater(Trials trials) {
    double[] sorted =
        trials.all().stream().skip(8).mapToDouble(TrialRecord::value).sorted().toArray();
    int half = sorted.length / 2;
    return (sorted[half - 1] + sorted[half]) / 2;
  }

  @Test
  void tpeLooksWhereItWasGood() {
    Trials tpe = trials(Map.of("method", "tpe", "trials", "64"));

    assertThat(medianOfLater(tpe)).isCloseTo(0.433, ROUNDED);
    assertThat(medianOfLater(trials(Map.of("trials", "64")))).isCloseTo(0.557, ROUNDED);
    assertThat(best(tpe, 5))
        .allSatisfy(one -> {
          assertThat(one.configuration().number("rate")).isBetween(0.0245, 0.0355);
          assertThat(one.configuration().integer("units")).isEqualTo(64);
        });
  }

  private static List<TrialRecord> best(Trials trials, int count) {
    return trials.all().stream()
        .sorted(Comparator.comparingDouble(TrialRecord::value))
        .limit(count)
        .toList();
  }

  @Test
  void tpeMayMissWhatChanceFinds() {
    Trials tpe = trials(Map.of("method", "tpe", "trials", "64", "seed", "5"));
    Trials random = trials(Map.of("seed", "5"));

    assertThat(best(tpe)).isCloseTo(0.416, ROUNDED);
    assertThat(best(tpe, 5))
        .allSatisfy(
            one -> assertThat(one.configuration().number("rate")).isCloseTo(0.005, within(0.001)));
    assertThat(best(random)).isCloseTo(0.383, ROUNDED);
    assertThat(random.best().configuration().number("rate")).isCloseTo(0.077, ROUNDED);
  }

  @Test
  void stoppingWeakTrialsSavesEpochsAndMayLoseTheBest() {
    Trials pruned = trials(Map.of("pruning", "true"));
    Map<String, String> seventh = Map.of("pruning", "true", "seed", "7");
    Map<String, String> patient = Map.of("pruning", "true", "seed", "7", "grace", "10");

    assertThat(best(pruned)).isEqualTo(best(trials(Map.of())));
    assertThat(pruned.count(TrialRecord.State.STOPPED)).isEqualTo(15);
    assertThat(epochs(pruned)).isEqualTo(436);
    assertThat(27 * 30).isEqualTo(810);
    assertThat(best(trials(seventh))).isCloseTo(0.451, ROUNDED);
    assertThat(best(trials(patient)))
        .isCloseTo(0.419, ROUNDED)
        .isEqualTo(best(trials(Map.of("seed", "7"))));
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({"5, 7, 436", "10, 8, 540", "20, 10, 690.5"})
  void patienceKeepsTheBestAndCostsEpochs(String grace, int kept, double spent) {
    List<Trials> whole = seeds(Map.of());
    List<Trials> pruned = seeds(Map.of("pruning", "true", "grace", grace));

    assertThat(IntStream.range(0, SEEDS).filter(i -> best(whole.get(i)) == best(pruned.get(i))))
        .hasSize(kept);
    assertThat(mean(pruned, HuntTest::epochs)).isCloseTo(spent, within(0.5));
  }

  @Test
  void showsTheSearch() {
    Recording recording =
        Recording.of(Course.experiment("hunt").of(Map.of("trials", "10", "method", "tpe")));

    assertThat(recording.figures()).containsKeys("history", "slices", "curves");
    assertThat(recording.tables().get("best").rows()).hasSize(5);
    assertThat(recording.sentences()).hasSize(1);
  }

  /// A grid that is smaller than what is allowed is shown to its end.
  @Test
  void showsAGridThatEndsEarly() {
    Recording recording =
        Recording.of(Course.experiment("hunt").of(Map.of("trials", "10", "method", "grid")));

    assertThat(recording.figures()).containsKeys("history", "slices", "curves", "importances");
    assertThat(recording.sentences().getFirst().english()).startsWith("The best of 8 trials");
  }
}
