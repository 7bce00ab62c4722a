package gradus.course.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.NumberTable;
import gradus.course.Recording;
import gradus.plot.LineChart;
import gradus.plot.Panel;
import gradus.plot.Series;
import gradus.plot.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfidentTest {
  private static final double[] PLACES = {-2, -0.5, 0.75, 3};
  private static final Offset<Double> CLOSE = within(1e-7);

  private static Confident with(Map<String, String> settings) {
    return (Confident) Course.experiment("confident").of(settings);
  }

  private static List<String> row(NumberTable table, Penalty penalty) {
    return table.rows().stream()
        .filter(row -> row.getFirst().equals(penalty.title()))
        .findFirst()
        .orElseThrow()
        .stream()
        .skip(1)
        .map(Text::english)
        .toList();
  }

  /// From PyTorch, in double precision, three classes: values, then slopes.
  private static double[] ofPyTorch(Penalty penalty) {
    return switch (penalty) {
      case SQUARED ->
          numbers(
              "0.77580349 0.38745562 0.10292631 0.00224921",
              "-0.18495609 -0.29256051 -0.13981071 -0.00428509");
      case BINARY ->
          numbers(
              "2.12692801 0.97407698 0.38687101 0.04858735",
              "-0.88079708 -0.62245933 -0.3208213 -0.04742587");
      case CLASSES ->
          numbers(
              "2.75862368 1.45802009 0.66512475 0.09492296",
              "-0.93662106 -0.76730346 -0.48579062 -0.090557");
      case HINGE -> new double[] {3, 1.5, 0.25, 0, -1, -1, -1, 0};
    };
  }

  private static double[] numbers(String values, String slopes) {
    return Arrays.stream((values + " " + slopes).split(" "))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  @ParameterizedTest
  @EnumSource
  void valuesAndSlopesAreThoseOfPyTorch(Penalty penalty) {
    Cost cost = with(Map.of()).cost(penalty, PLACES);
    double[] known = ofPyTorch(penalty);

    assertThat(cost.value()).containsExactly(Arrays.copyOf(known, 4), CLOSE);
    assertThat(cost.slope()).containsExactly(Arrays.copyOfRange(known, 4, 8), CLOSE);
  }

  /// The chain rule: both calculations, by the probability and by the logit, meet.
  @ParameterizedTest
  @EnumSource(names = "HINGE", mode = EnumSource.Mode.EXCLUDE)
  void theSigmoidSwallowsSlopes(Penalty penalty) {
    for (double logit : PLACES) {
      for (int classes : new int[] {2, 3, 10}) {
        Confident confident = new Confident(logit, classes, 1, 10);
        double p = penalty.probability(logit, classes);
        Cost ofShare = Cost.of(penalty::ofProbability, p);
        Cost ofLogit = confident.cost(penalty, logit);
        assertThat(ofShare.value()[0]).isCloseTo(ofLogit.value()[0], within(1e-9));
        assertThat(ofShare.slope()[0] * p * (1 - p)).isCloseTo(ofLogit.slope()[0], within(1e-9));
      }
    }
  }

  @Test
  void whatTheLessonSaysOfTheSlopesIsSo() {
    NumberTable chain = with(Map.of()).chain();
    assertThat(row(chain, Penalty.SQUARED))
        .containsExactly("0.0025", "0.9951", "-1.9951", "0.0025", "-0.0049");
    assertThat(row(chain, Penalty.BINARY))
        .containsExactly("0.0025", "6.0025", "-404.43", "0.0025", "-0.9975");
    double p = Penalty.BINARY.probability(-6, 2);
    assertThat(p * (1 - p)).isCloseTo(0.00247, within(5e-6));

    NumberTable right = with(Map.of("logit", "2")).chain();
    assertThat(row(right, Penalty.BINARY).getLast()).isEqualTo("-0.1192");
    assertThat(row(right, Penalty.SQUARED).getLast()).isEqualTo("-0.0250");
    assertThat(row(right, Penalty.HINGE).getLast()).isEqualTo("0");

    NumberTable guessing = with(Map.of("logit", "0", "classes", "10")).chain();
    assertThat(row(guessing, Penalty.CLASSES))
        .containsExactly("0.1000", "2.3026", "-10", "0.0900", "-0.9000");
    NumberTable two = with(Map.of("classes", "2")).chain();
    assertThat(row(two, Penalty.CLASSES)).isEqualTo(row(two, Penalty.BINARY));
  }

  private static int stepsToLead(Penalty penalty, Map<String, String> settings) {
    double[] path = with(settings).path(penalty);
    return Confident.stepsToLead(path, path.length - 1);
  }

  @Test
  void whatTheLessonSaysOfTheWayOutIsSo() {
    double[] stuck = with(Map.of()).path(Penalty.SQUARED);
    assertThat(NumberTable.written(stuck[100])).isEqualTo("-5.3284");
    assertThat(stepsToLead(Penalty.SQUARED, Map.of())).isEqualTo(-1);
    assertThat(stepsToLead(Penalty.BINARY, Map.of())).isEqualTo(7);
    assertThat(stepsToLead(Penalty.SQUARED, Map.of("steps", "300"))).isEqualTo(214);
    assertThat(stepsToLead(Penalty.SQUARED, Map.of("rate", "10"))).isEqualTo(24);
    assertThat(stepsToLead(Penalty.BINARY, Map.of("rate", "10"))).isEqualTo(1);
    Map<String, String> far = Map.of("logit", "-8", "steps", "2000");
    assertThat(stepsToLead(Penalty.SQUARED, far)).isEqualTo(1507);
    assertThat(stepsToLead(Penalty.BINARY, far)).isEqualTo(9);
    double[] margin = with(Map.of("logit", "0.5", "steps", "10")).path(Penalty.HINGE);
    assertThat(margin).startsWith(0.5, 1.5).endsWith(1.5);
  }

  @Test
  void saysWhatHappened() {
    Recording stuck = Recording.of(with(Map.of()));
    assertThat(stuck.figures()).containsOnlyKeys("slopes", "ways-out");
    assertThat(stuck.tables()).containsOnlyKeys("chain", "escape");
    assertThat(stuck.sentences().getLast().english()).contains("still wrong after 100");
    assertThat(stuck.tables().get("escape").rows().getFirst().getLast().english())
        .isEqualTo("never");
    Recording out = Recording.of(with(Map.of("steps", "300")));
    assertThat(out.sentences().getLast().chinese()).contains("交叉熵用了 7 步", "平方误差用了 214 步");
    Recording right = Recording.of(with(Map.of("logit", "2")));
    assertThat(right.sentences().getLast().english()).contains("right from the beginning");
    Recording neither = Recording.of(with(Map.of("logit", "-8", "rate", "0.1", "steps", "10")));
    assertThat(neither.sentences().getLast().english()).contains("wrong still");
  }

  /// The curves reach as far as the setting does.
  @Test
  void curvesReachWhatCanBeSet() {
    Recording recording = Recording.of(with(Map.of("logit", "-8")));

    List<Panel> panels = recording.figures().get("slopes").panels();
    double least = 1 / (1 + Math.exp(8));
    double[] starts = {-8, -8, least, least};
    for (int i = 0; i < starts.length; i++) {
      for (Series line : ((LineChart) panels.get(i)).series()) {
        assertThat(line.x().get(0)).isCloseTo(starts[i], within(1e-12));
      }
    }
  }
}
