package gradus.course.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredicateTest {
  /// The orders as SciPy's linear programme over all masks and pictures finds them, without any
  /// symmetries, and how many pictures are connected as `scipy.ndimage.label` counts.
  @ParameterizedTest
  @CsvSource({
    "1, 4, 2, 11",
    "1, 6, 2, 22",
    "1, 8, 2, 37",
    "2, 2, 2, 14",
    "2, 3, 2, 41",
    "2, 4, 2, 109",
    "3, 3, 3, 219"
  })
  void connectednessHasTheOrdersThatSciPyFinds(int rows, int columns, int order, int connected) {
    Retina retina = new Retina(rows, columns);
    assertThat(IntStream.range(0, 1 << retina.cells()).filter(retina::isConnected).count())
        .isEqualTo(connected);
    Predicate predicate = retina.connected();
    List<Predicate.Answer> answers = predicate.upToTheSmallest();
    assertThat(answers.getLast().order()).isEqualTo(order);
    assertThat(answers).allMatch(predicate::isRight);
    assertThat(answers.subList(0, order)).noneMatch(Predicate.Answer::suffices);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6})
  void parityNeedsAllCells(int cells) {
    Predicate predicate = new Retina(1, cells).odd();
    List<Predicate.Answer> answers = predicate.upToTheSmallest();
    assertThat(answers.getLast().order()).isEqualTo(cells);
    assertThat(answers).allMatch(predicate::isRight);
    Separation.Certificate last = (Separation.Certificate) answers.get(cells - 1).found();
    assertThat(last.multipliers()).isEqualTo(Collections.nCopies(1 << cells, BigInteger.ONE));
  }

  @Test
  void symmetriesMakeNoDifference() {
    Predicate predicate = new Retina(2, 3).connected();
    Predicate plain = new Predicate(6, predicate.holds(), List.of());
    for (int order = 0; order <= 3; order++) {
      assertThat(plain.of(order).suffices()).isEqualTo(predicate.of(order).suffices());
      assertThat(plain.isRight(plain.of(order))).isTrue();
    }
  }

  @Test
  void anAnswerThatIsNotRightIsRefused() {
    Predicate predicate = new Retina(3, 3).connected();
    Predicate.Answer two = predicate.of(2);
    Predicate.Answer three = predicate.of(3);
    assertThat(predicate.isRight(new Predicate.Answer(3, three.masks(), two.found()))).isFalse();
    List<BigInteger> weights = new ArrayList<>(((Separation.Weights) three.found()).weights());
    weights.set(0, weights.getFirst().negate());
    assertThat(
            predicate.isRight(
                new Predicate.Answer(3, three.masks(), new Separation.Weights(weights))))
        .isFalse();
  }

  /// The four pictures, told by eye, and a piece that sees both ends.
  @Test
  void threeBarsHangTogetherWhereTheirEndsDiffer() {
    for (int width = 3; width <= 6; width++) {
      FourFigures figures = new FourFigures(width);
      assertThat(figures.pictures().stream().map(figures.retina()::isConnected))
          .containsExactly(false, true, true, false);
      assertThat(figures.tellingPieces()).isZero();
    }
    assertThat(new FourFigures(3).picture(0, 1)).isEqualTo(0b111_100_111_001_111);
    assertThat(IntStream.rangeClosed(3, 6).map(width -> new FourFigures(width).pieces()).sum())
        .isEqualTo(48);
  }
}
