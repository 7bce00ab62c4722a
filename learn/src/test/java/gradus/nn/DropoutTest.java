package gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {
  private static final Tensor ONES = Tensor.ones(100, 100);

  private static Tensor train(long key, Layer layer) {
    return Pass.training(RandomKey.of(key), () -> layer.apply(ONES));
  }

  @Test
  void zeroesTheRateAndScalesTheRest() {
    Tensor y = train(1, new Dropout(0.25));
    assertThat(y.equalTo(0).cast(y.dtype()).mean().item()).isCloseTo(0.25, within(0.02));
    assertThat(y.max().item()).isCloseTo(1 / 0.75, within(1e-6));
    assertThat(y.mean().item()).isCloseTo(1, within(0.03));
  }

  @Test
  void dependsOnTheKeyAndOnItsPlaceInThePass() {
    Dropout dropout = new Dropout(0.5);
    assertThat(train(1, dropout).toFloats()).containsExactly(train(1, dropout).toFloats());
    assertThat(train(1, dropout).toFloats()).isNotEqualTo(train(2, dropout).toFloats());
    Tensor[] both =
        Pass.training(
            RandomKey.of(1), () -> new Tensor[] {dropout.apply(ONES), dropout.apply(ONES)});
    assertThat(both[0].toFloats()).isNotEqualTo(both[1].toFloats());
  }

  @Test
  void leavesInferenceAlone() {
    assertThat(new Dropout(0.5).apply(ONES)).isSameAs(ONES);
    assertThat(train(1, new Dropout(0))).isSameAs(ONES);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 50, Double.NaN, Double.POSITIVE_INFINITY})
  void rejectsWhatIsNoProbabilityBelowOne(double rate) {
    assertThatThrownBy(() -> new Dropout(rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("dropout: the rate must be at least 0 and below 1, got " + rate);
  }
}
