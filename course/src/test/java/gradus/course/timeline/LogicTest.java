package gradus.course.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.course.Milestone;
import gradus.course.Recording;
import gradus.course.Tried;
import gradus.plot.TextPanel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogicTest {
  private static Recording run(String settings) {
    return Tried.with("logic", settings);
  }

  private static String said(String settings) {
    return run(settings).sentences().getFirst().english();
  }

  /// What the lesson says of each setting.
  @ParameterizedTest
  @CsvSource({
    "gate=and, The perceptron answers all four right from round 5 on.",
    "gate=or, The perceptron answers all four right from round 3 on.",
    "gate=xor, The perceptron still answers 2 of four wrong after round 20.",
    "gate=xor rounds=3000, The perceptron still answers 2 of four wrong after round 3000.",
    "gate=xor hidden=1 rounds=3000, The network still answers 1 of four wrong after round 3000.",
    "gate=xor hidden=2 rounds=1000 seed=2, The network answers all four right from round 35 on.",
  })
  void eachQuestionIsAnsweredAsTheLessonSays(String settings, String sentence) {
    assertThat(said(settings)).isEqualTo(sentence);
  }

  /// The weights after each round, as the rule written in Python gives them.
  @Test
  void theRuleGivesTheWeightsThatPythonGives() {
    Perceptron and = new Perceptron(0, 0, 0);
    double[][] weights = {{0.5, 0.5, 0.5}, {1, 0.5, 0}, {1, 0.5, -0.5}, {1, 1, -0.5}, {1, 0.5, -1}};
    int[] mistakes = {3, 2, 1, 2, 0};
    for (int round = 0; round < weights.length; round++) {
      and = and.learned(Gate.AND, 0.5);
      double[] wanted = weights[round];
      assertThat(and).isEqualTo(new Perceptron(wanted[0], wanted[1], wanted[2]));
      assertThat(and.mistakes(Gate.AND)).isEqualTo(mistakes[round]);
    }
    Perceptron xor = new Perceptron(0, 0, 0).learned(Gate.XOR, 0.5).learned(Gate.XOR, 0.5);
    assertThat(xor).isEqualTo(new Perceptron(-0.5, 0, 0.5));
    assertThat(xor.learned(Gate.XOR, 0.5)).isEqualTo(xor);
  }

  /// The weights of 1943.
  @Test
  void setByHandItComputesAnd() {
    assertThat(new Perceptron(1, 1, -1.5).mistakes(Gate.AND)).isZero();
    assertThat(new Perceptron(1, 1, -0.5).mistakes(Gate.OR)).isZero();
  }

  @Test
  void twoUnitsGetStuckAndFourDoNot() {
    int stuck = 0;
    int withFour = 0;
    for (int seed = 1; seed <= 30; seed++) {
      stuck += said("gate=xor hidden=2 rounds=1000 seed=" + seed).contains("still") ? 1 : 0;
      withFour += said("gate=xor hidden=4 rounds=1000 seed=" + seed).contains("still") ? 1 : 0;
    }
    assertThat(stuck).isEqualTo(13);
    assertThat(withFour).isZero();
  }

  @Test
  void theTutorialsTwelveMilestonesAreThere() {
    List<Integer> years = Timeline.milestones().stream().map(Milestone::year).toList();
    assertThat(years)
        .containsExactly(1943, 1958, 1969, 1986, 1998, 2006, 2012, 2014, 2015, 2017, 2020, 2022);
    Recording recording = run("gate=and");
    assertThat(recording.figures().keySet()).containsExactly("timeline", "plane", "mistakes");
    var list = (TextPanel) recording.figures().get("timeline").panels().getLast();
    assertThat(list.paragraphs()).hasSize(12);
    assertThat(run("gate=and").tables()).isEqualTo(recording.tables());
  }
}
