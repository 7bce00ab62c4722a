package gradus.course.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptsTest {
  private static double meanSquare(Tensor x) {
    return Arrays.stream(Prompts.numbers(x)).map(one -> one * one).average().orElseThrow();
  }

  @Test
  void inputsAndAnswersTakeTurns() {
    Tensor x = Tensor.of(Shape.of(1, 2, 2), new float[] {1, 2, 3, 4});
    Tensor y = Tensor.of(Shape.of(1, 2), new float[] {5, 6});
    Prompts.Sample sample = new Prompts.Sample(x, x, y, y);
    assertThat(sample.tokens().shape()).isEqualTo(Shape.of(1, 4, 3));
    assertThat(sample.tokens().toFloats()).containsExactly(1, 2, 0, 0, 0, 5, 3, 4, 0, 0, 0, 6);
    assertThat(sample.exchanged().tokens().toFloats())
        .containsExactly(1, 2, 0, 0, 0, 6, 3, 4, 0, 0, 0, 5);
  }

  /// Of three inputs with weights of deviation 1, answers have the variance 3, and noise adds its
  /// own.
  @ParameterizedTest
  @CsvSource({"LINEAR, 3", "FAR, 27", "STEEP, 27", "SQUARES, 3"})
  void answersAreAsLargeAsTheirKindSays(FunctionKind kind, double variance) {
    Prompts.Sample sample = new Prompts(kind, 3, 4, 0.5).draw(RandomKey.of(3), 10_000);
    assertThat(meanSquare(sample.value())).isEqualTo(variance, within(0.05 * variance));
    assertThat(meanSquare(sample.y().minus(sample.value()))).isEqualTo(0.25, within(0.01));
  }

  @Test
  void linesHaveAHeightAndASlope() {
    Prompts prompts = new Prompts(FunctionKind.LINES, 1, 3, 0);
    Prompts.Sample sample = prompts.draw(RandomKey.of(3), 1);
    double[] x = Prompts.numbers(sample.x());
    double[] y = Prompts.numbers(sample.value());
    assertThat((y[1] - y[0]) / (x[1] - x[0]))
        .isEqualTo((y[2] - y[0]) / (x[2] - x[0]), within(1e-4));
    assertThat(sample.weighed().shape()).isEqualTo(Shape.of(1, 3, 2));
    assertThat(new Prompts(FunctionKind.LINES, 1, 3, 0.1).penalty()).isEqualTo(0.04, within(1e-12));
  }

  /// Values of NumPy's `solve(X'X + penalty I, X'y)`, and of its `lstsq` where the examples leave
  /// the weights open.
  @Test
  void ridgeRegressionIsThatOfNumPy() {
    Ridge ridge = new Ridge(3, 0.25);
    Ridge squares = new Ridge(3, 1e-9);
    assertThat(ridge.answer(new double[] {1, 2, 3})).isZero();
    for (Ridge one : new Ridge[] {ridge, squares}) {
      one.see(new double[] {1, 0.5, -1}, 0.4);
    }
    assertThat(ridge.weights()).containsExactly(new double[] {0.16, 0.08, -0.16}, within(1e-9));
    assertThat(squares.weights())
        .containsExactly(new double[] {0.1777777778, 0.0888888889, -0.1777777778}, within(1e-6));
    ridge.see(new double[] {0.2, -1, 2}, -1.2);
    ridge.see(new double[] {-1.5, 0.3, 0.7}, 2);
    assertThat(ridge.weights())
        .containsExactly(
            new double[] {-0.7238326541000847, 1.2661373860406073, 0.05315866459370232},
            within(1e-9));
    assertThat(ridge.answer(new double[] {1, 0, 0})).isEqualTo(-0.7238326541000847, within(1e-9));
  }

  /// The mean square error of the best method is known before the first example: the variance of
  /// the answers.
  @Test
  void withoutExamplesRegressionsSayZero() {
    Prompts prompts = new Prompts(FunctionKind.LINEAR, 3, 8, 0.5);
    FunctionReader reader = FunctionReader.of(3, 8, new FunctionReader.Size(8, 1, 1, true), 1);
    Errors.Compared found = Errors.of(reader, prompts, prompts, RandomKey.of(5), 2000);
    assertThat(found.ridge().answers()[0]).isEqualTo(found.zero().answers()[0]);
    assertThat(found.zero().answers()[0]).isEqualTo(3.25, within(0.25));
    assertThat(found.ridge().answers()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    // With three examples of three weights, least squares may be wrong by any amount.
    assertThat(found.squares().answers()[3]).isGreaterThan(2 * found.ridge().answers()[3]);
    assertThat(found.squares().answers()[7]).isLessThan(1.3 * found.ridge().answers()[7]);
    assertThat(found.ridge().values()[6]).isLessThan(found.ridge().answers()[6] - 0.2);
  }

  /// What comes later cannot change what was said.
  @Test
  void answersDependOnlyOnWhatStandsBefore() {
    FunctionReader reader = FunctionReader.of(3, 4, new FunctionReader.Size(8, 2, 2, true), 1);
    Prompts prompts = new Prompts(FunctionKind.LINEAR, 3, 4, 0.5);
    Tensor tokens = prompts.draw(RandomKey.of(1), 2).tokens();
    Tensor others = prompts.draw(RandomKey.of(2), 2).tokens();
    Tensor mixed =
        Tensor.concat(1, java.util.List.of(tokens.slice(1, 0, 5), others.slice(1, 5, 8)));
    double[] before = reader.answers(tokens);
    double[] after = reader.answers(mixed);
    for (int i : new int[] {0, 1, 2, 4, 5, 6}) {
      assertThat(after[i]).isEqualTo(before[i], within(1e-6));
    }
    assertThat(after[3]).isNotEqualTo(before[3]);
  }
}
