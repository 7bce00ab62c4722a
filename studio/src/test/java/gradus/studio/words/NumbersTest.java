package gradus.studio.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void neverCallsAnythingCertainOrImpossible() {
    assertThat(Numbers.probability(0.62)).isEqualTo("62.0%");
    assertThat(Numbers.probability(0.9991)).isEqualTo(">99.9%");
    assertThat(Numbers.probability(0.0009)).isEqualTo("<0.1%");
    assertThat(Numbers.probability(0.001)).isEqualTo("0.1%");
  }
}
