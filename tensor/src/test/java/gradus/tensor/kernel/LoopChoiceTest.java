package gradus.tensor.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.tensor.kernel.Steps.Input;
import gradus.tensor.kernel.Steps.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// When steps become one loop, and that it then gives their bits.
class LoopChoiceTest {
  private static final int ELEMENTS = 4096;
  private static final long SECOND = 1_000_000_000;

  @Test
  void oneLoopGivesTheBitsOfTheSteps() {
    for (int seed = 0; seed < 300; seed++) {
      var sample = new LoopSample(seed);
      List<float[]> expected = sample.run(LoopSample::stepByStep);
      List<float[]> actual = sample.run(LoopSample::inOneLoop);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(actual.get(i))
            .as("%s, result %d of %s", seed, i, sample.steps)
            .isEqualTo(expected.get(i));
      }
    }
  }

  @Test
  @Timeout(60)
  void stepsThatAreDoneOftenBecomeALoop() throws InterruptedException {
    LoopChoice choice = LoopChoice.of(new SimdKernels(), difference(4));
    int most = 1 << 29;
    choice.took(SECOND, ELEMENTS);
    choice.took(SECOND, most / 5 - ELEMENTS - 1);
    assertThat(choice.loop()).as("however long they take").isNull();
    choice.took(SECOND, 2);
    while (choice.loop() == null) {
      Thread.sleep(1);
    }
  }

  @Test
  void fewElementsAreNotMeasured() {
    LoopChoice choice = LoopChoice.of(new SimdKernels(), difference(5));
    assertThat(choice.isWorthMeasuring(16)).isFalse();
    assertThat(choice.isWorthMeasuring(ELEMENTS)).isTrue();
  }

  @Test
  @Timeout(60)
  void whereThereIsNoLoopNothingIsMeasuredAnyMore() throws InterruptedException {
    LoopChoice choice = LoopChoice.of(new PlainKernels(), difference(6));
    choice.took(SECOND, 1 << 29);
    while (choice.isWorthMeasuring(ELEMENTS)) {
      Thread.sleep(1);
    }
    assertThat(choice.loop()).isNull();
  }

  @Test
  void equalStepsShareAChoice() {
    var kernels = new SimdKernels();
    LoopChoice choice = LoopChoice.of(kernels, difference(2));
    assertThat(LoopChoice.of(kernels, difference(2))).isSameAs(choice);
    assertThat(LoopChoice.of(kernels, difference(3))).isNotSameAs(choice);
  }

  @Test
  void plainLoopsStayAsTheyAre() {
    assertThat(new PlainKernels().singleLoop(difference(2))).isNull();
  }

  /// `|a - b|`, of which the last step is done as often as asked for.
  private static Steps difference(int times) {
    var steps = new ArrayList<Step>();
    steps.add(new Step(BinaryFunction.SUBTRACT, List.of(0, 1)));
    for (int i = 0; i < times; i++) {
      steps.add(new Step(UnaryFunction.ABS, List.of(2 + i)));
    }
    return new Steps(List.of(Input.FLOATS, Input.FLOATS), steps, List.of(2 + times));
  }
}
