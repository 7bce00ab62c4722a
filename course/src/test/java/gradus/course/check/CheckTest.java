package gradus.course.check;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.plot.Text;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTest {
  private static final Examiner.Listener NOBODY =
      new Examiner.Listener() {
        @Override
        public void begins(Text title) {}

        @Override
        public void ends(Verdict verdict) {}
      };

  private static Text hint(Examiner.Body body) {
    Examiner examiner = new Examiner("CheckTest.java", NOBODY);
    examiner.that("title", "标题", body);
    Verdict verdict = examiner.verdicts().getFirst();
    assertThat(verdict.passed()).isEqualTo(verdict.hint().isEmpty());
    return verdict.hint();
  }

  private static String of(double[] expected, double... actual) {
    return hint(check -> check.close("f(x)", expected, actual)).english();
  }

  private static String of(double expected, double actual) {
    return hint(check -> check.close("f(x)", expected, actual)).english();
  }

  @Test
  void whatIsRightHasNoHint() {
    assertThat(of(0.1 + 0.2, 0.3)).isEmpty();
    assertThat(of(Double.NaN, Double.NaN)).isEmpty();
    assertThat(of(new double[] {1, 1e9}, 1, 1e9 + 1)).isEmpty();
    assertThat(hint(check -> check.equal("f", true, true)).isEmpty()).isTrue();
  }

  @Test
  void aWrongNumberIsToldWithItsPlaceAndCause() {
    assertThat(of(0.25, -0.25))
        .isEqualTo("f(x): expected 0.25, got -0.25. The sign is the other way round.");
    assertThat(of(0.25, 0.5)).endsWith("It is 2 times what it should be.");
    assertThat(of(4, 0.25)).endsWith("It is 1 divided by what it should be.");
    assertThat(of(0.75, 0)).endsWith("were whole numbers divided?");
    assertThat(of(0.75, Double.NaN)).contains("got NaN", "not a number");
    assertThat(of(0.75, Double.POSITIVE_INFINITY)).contains("It is infinite");
    assertThat(of(0.75, 0.7)).isEqualTo("f(x): expected 0.75, got 0.7.");
    assertThat(of(1, 1.000002)).isEqualTo("f(x): expected 1, got 1.000002.");
  }

  @Test
  void wrongNumbersAreToldByWhatTheyHaveInCommon() {
    double[] expected = {1, 2, 4.5};
    assertThat(of(expected, 1, 2, 4))
        .isEqualTo(
            "f(x)[2]: expected 4.5, got 4. The fraction is lost: were whole numbers divided?");
    assertThat(of(expected, -1, -2, -4.5)).contains("3 of 3 values differ").contains("sign");
    assertThat(of(expected, 3, 6, 13.5)).endsWith("It is 3 times what it should be.");
    assertThat(of(expected, 2, 3, 5.5)).endsWith("Every value is too large by 1.");
    assertThat(of(expected, 4.5, 2, 1)).endsWith("The order is the other way round.");
    assertThat(of(expected, 0, 1, 2)).endsWith("one position too late.");
    assertThat(of(expected, 2, 4.5, 9)).endsWith("one position too early.");
    assertThat(of(expected, 0, 0, 0)).endsWith("is the result filled in?");
    assertThat(of(expected, 1, 2))
        .isEqualTo("f(x) has the length 2, expected 3. Is a bound off by one?");
    assertThat(hint(check -> check.close("f", expected, (double[]) null)).english())
        .isEqualTo("f returns null.");
    assertThat(hint(check -> check.close("f", expected, new double[] {1, 2, 4})).chinese())
        .isEqualTo("f[2]：应为 4.5，实际为 4。小数部分丢了：是不是用整数做了除法？");
  }

  @Test
  void matricesAreToldByRowAndColumn() {
    double[][] expected = {{1, 2}, {3, 4}};
    assertThat(hint(check -> check.close("m", expected, new double[][] {{1, 3}, {2, 4}})).english())
        .startsWith("m[0][1]: expected 2, got 3.")
        .endsWith("Rows and columns have changed places.");
    assertThat(hint(check -> check.close("m", expected, new double[][] {{1, 2}, {3}})).english())
        .startsWith("m[1] has the length 1, expected 2.");
    assertThat(hint(check -> check.equal("m", new int[][] {{5}}, new int[][] {{6}})).english())
        .isEqualTo("m[0][0]: expected 5, got 6.");
  }

  @Test
  void tensorsAreToldByShapeFirst() {
    Tensor expected = Tensor.zeros(2, 3);
    assertThat(hint(check -> check.close("t", expected, Tensor.zeros(3, 2))).english())
        .isEqualTo(
            "t: expected the shape [2, 3], got [3, 2]. Rows and columns have changed places.");
    assertThat(hint(check -> check.shape("t", Shape.of(6), expected)).english())
        .endsWith("It has 2 axes instead of 1.");
    assertThat(hint(check -> check.close("t", expected, Tensor.ones(2, 3))).english())
        .startsWith("t[0][0]: expected 0, got 1. 6 of 6 values differ.");
  }

  @Test
  void slopesAreMeasured() {
    assertThat(hint(check -> check.gradient("slope(3)", x -> x * x, 3, 6)).isEmpty()).isTrue();
    assertThat(hint(check -> check.gradient("slope(3)", x -> x * x, 3, 3)).english())
        .startsWith("slope(3): expected 6, got 3. It is 0.5 times what it should be.")
        .endsWith("(f(x + h) - f(x - h)) / 2h.");
    double[] at = {1, 2};
    assertThat(
            hint(check -> check.gradient("g", x -> x[0] * x[1] * x[1], at, new double[] {4, 4}))
                .isEmpty())
        .isTrue();
    assertThat(
            hint(check -> check.gradient("g", x -> x[0] * x[1] * x[1], at, new double[] {4, 2}))
                .english())
        .startsWith("g[1]: expected 4, got 2.");
  }

  @Test
  void knownMistakesAreNamed() {
    Text hint = hint(check -> check.suspect("You forgot beta.", "忘了乘 beta。", 7).close("v", 5, 7));
    assertThat(hint.english()).isEqualTo("v: expected 5, got 7. You forgot beta.");
    assertThat(hint.chinese()).isEqualTo("v：应为 5，实际为 7。忘了乘 beta。");
  }

  @Test
  void whatIsThrownIsToldWithItsLine() {
    assertThat(
            hint(
                    _ -> {
                      throw new UnsupportedOperationException("write me");
                    })
                .english())
        .contains("is not written yet: your code goes to line ");
    assertThat(
            hint(
                    _ -> {
                      int[] none = {};
                      none[0]++;
                    })
                .english())
        .startsWith("In line ")
        .contains("the array has no such element", "Index 0 out of bounds for length 0");
    assertThat(hint(_ -> Tensor.zeros(2, 3).matmul(Tensor.zeros(2, 3))).chinese())
        .containsPattern("第 \\d+ 行：matmul.*\\p{IsHan}");
    assertThat(hint(_ -> endless(1)).english()).contains("calls itself again and again");
    assertThat(hint(_ -> List.of().getFirst()).english()).contains("NoSuchElementException");
  }

  private static int endless(int x) {
    return x == 0 ? 0 : endless(Math.abs(x) + 1) + 1;
  }

  @Test
  void whoeverListensHearsOfEachCheckAsItComes() {
    List<String> heard = new ArrayList<>();
    Examiner examiner =
        new Examiner(
            "Any.java",
            new Examiner.Listener() {
              @Override
              public void begins(Text title) {
                heard.add("begins " + title.english());
              }

              @Override
              public void ends(Verdict verdict) {
                heard.add("ends " + verdict.passed());
              }
            });
    examiner.that("a", "甲", check -> check.equal("word", "x", "x"));
    examiner.that(
        "b", "乙", check -> check.holds(false, "%s is not above %s.", "%s 不大于 %s。", 1.5, 2));
    assertThat(heard).containsExactly("begins a", "ends true", "begins b", "ends false");
    assertThat(examiner.verdicts().getLast().hint().english()).isEqualTo("1.5 is not above 2.");
  }
}
