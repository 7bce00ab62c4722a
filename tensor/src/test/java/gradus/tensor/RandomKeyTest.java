package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RandomKeyTest {
  private static final Shape MANY = Shape.of(200_000);

  /// Five standard deviations of the mean of so many numbers, the bound of all that follows.
  private static double noise(double deviation) {
    return 5 * deviation / Math.sqrt(MANY.elements());
  }

  @Test
  void uniformNumbersFillTheirInterval() {
    Tensor x = RandomKey.of(1).uniform(MANY);
    assertThat(x.greaterOrEqual(0).and(x.less(1)).all().item()).isEqualTo(1);
    assertThat(Math.abs(x.mean().item() - 0.5)).isLessThan(noise(Math.sqrt(1 / 12.0)));
    assertThat(Math.abs(x.variance().item() - 1 / 12.0)).isLessThan(noise(0.075));
    assertThat(x.min().item()).isLessThan(1e-4);
    assertThat(x.max().item()).isGreaterThan(1 - 1e-4);
    // Each of ten equal parts has its tenth.
    for (int part = 0; part < 10; part++) {
      Tensor inside = x.greaterOrEqual(part / 10.0).and(x.less((part + 1) / 10.0));
      double share = inside.countNonZero().item() / MANY.elements();
      assertThat(Math.abs(share - 0.1)).isLessThan(noise(0.3));
    }
  }

  @Test
  void normalNumbersHaveTheirMoments() {
    Tensor x = RandomKey.of(2).normal(MANY);
    assertThat(x.isFinite().all().item()).isEqualTo(1);
    assertThat(Math.abs(x.mean().item())).isLessThan(noise(1));
    assertThat(Math.abs(x.variance().item() - 1)).isLessThan(noise(Math.sqrt(2)));
    assertThat(Math.abs(x.power(3).mean().item())).isLessThan(noise(Math.sqrt(15)));
    assertThat(Math.abs(x.power(4).mean().item() - 3)).isLessThan(noise(Math.sqrt(96)));
    double beyond = x.abs().greater(1.959964).countNonZero().item() / MANY.elements();
    assertThat(Math.abs(beyond - 0.05)).isLessThan(noise(0.22));
  }

  @Test
  void relatedKeysGiveUnrelatedNumbers() {
    var key = RandomKey.of(3);
    var keys = new ArrayList<RandomKey>(key.split(4));
    keys.add(key);
    keys.add(key.at(1));
    keys.add(RandomKey.of(4));
    keys.add(key.fold(0));
    keys.add(key.fold(1));
    keys.add(key.fold(-1));
    keys.add(key.fold(0).fold(0));
    List<Tensor> sequences = keys.stream().map(one -> one.normal(MANY)).toList();
    for (int i = 0; i < keys.size(); i++) {
      for (int j = 0; j < i; j++) {
        double correlation = sequences.get(i).times(sequences.get(j)).mean().item();
        assertThat(Math.abs(correlation))
            .as("%s, %s", keys.get(i), keys.get(j))
            .isLessThan(noise(1));
      }
      Tensor x = sequences.get(i);
      int count = MANY.elements();
      double next = x.slice(0, 1, count).times(x.slice(0, 0, count - 1)).mean().item();
      assertThat(Math.abs(next)).as("neighbours of %s", keys.get(i)).isLessThan(noise(1));
    }
  }

  @Test
  void manyKeysAreDifferent() {
    var seen = new HashSet<RandomKey>();
    for (long seed = 0; seed < 100; seed++) {
      for (long data = 0; data < 100; data++) {
        seen.add(RandomKey.of(seed).fold(data));
      }
      seen.addAll(RandomKey.of(seed).split(100));
    }
    assertThat(seen).hasSize(20_000);
  }

  @Test
  void numbersAreAFunctionOfTheKey() {
    float[] once = RandomKey.of(5).at(6).uniform(Shape.of(3, 4)).toFloats();
    assertThat(RandomKey.of(5).at(6).uniform(Shape.of(12)).toFloats()).containsExactly(once);
    assertThat(RandomKey.of(5).uniform(Shape.of(0)).toFloats()).isEmpty();
    assertThat(RandomKey.of(5).normal(Shape.SCALAR).item()).isFinite();
  }

  @Test
  void limitsAreKept() {
    Tensor x = RandomKey.of(7).uniform(Shape.of(4_000_000), 1, 2);
    assertThat(x.min().item()).isGreaterThanOrEqualTo(1);
    assertThat(x.max().item()).isLessThan(2);
    assertThat(RandomKey.of(7).uniform(Shape.of(5), 3, 3).toFloats()).containsOnly(3);
    assertThat(RandomKey.of(7).uniform(Shape.of(1000), -2, -1).max().item()).isLessThan(-1);
  }

  @Test
  void rejectsLimitsInTheWrongOrder() {
    var key = RandomKey.of(8);
    assertThatThrownBy(() -> key.uniform(Shape.of(2), 1, 0))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining("1.0 and 0.0");
    assertThatThrownBy(() -> key.uniform(Shape.of(2), 0, Double.NaN))
        .isInstanceOf(TensorException.class);
    assertThatThrownBy(() -> key.split(-1)).hasMessageContaining("-1");
  }
}
