package gradus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.tensor.ArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerLawTest {
  private static final double[] X = {1e3, 4e3, 2e4, 1e5, 4e5};
  private static final double[] Y = {2.9, 2.5, 2.05, 1.8, 1.6};

  /// Values of scripts/reference/power_law.py, which asks SciPy.
  @Test
  void withoutAFloorItIsARegressionOfLogarithms() {
    PowerLaw law = PowerLaw.of(X, Y);
    assertThat(law.floor()).isZero();
    assertThat(law.factor()).isEqualTo(5.700422410164022, within(1e-9));
    assertThat(law.exponent()).isEqualTo(0.09988541538124714, within(1e-12));
    assertThat(law.low()).isEqualTo(0.08428315759598978, within(1e-9));
    assertThat(law.high()).isEqualTo(0.11548767316650449, within(1e-9));
    assertThat(law.misfit()).isEqualTo(0.018263508669723795, within(1e-9));
    assertThat(law.at(1)).isEqualTo(law.factor(), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 12.706204736174694",
    "2, 4.302652729749462",
    "3, 3.1824463052837078",
    "4, 2.7764451051977934",
    "5, 2.5705818356363146",
    "8, 2.306004135204166",
    "30, 2.0422724563012378"
  })
  void studentsDistributionIsThatOfSciPy(int freedom, double quantile) {
    assertThat(PowerLaw.studentQuantile(0.975, freedom)).isEqualTo(quantile, within(1e-9));
  }

  @Test
  void aLawWithAFloorIsFoundAgain() {
    double[] y = new double[X.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = 1.2 + 40 * Math.pow(X[i], -0.45);
    }
    PowerLaw law = PowerLaw.aboveFloor(X, y);
    assertThat(law.floor()).isEqualTo(1.2, within(1e-3));
    assertThat(law.exponent()).isEqualTo(0.45, within(2e-3));
    assertThat(law.low()).isBetween(0.44, law.exponent());
    assertThat(law.high()).isBetween(law.exponent(), 0.46);
    assertThat(law.at(X[2])).isEqualTo(y[2], within(1e-3));
  }

  /// A floor at the least y would take that point's weight away, and miss it.
  @Test
  void doesNotPutTheFloorUnderTheLastPoint() {
    double[] x = {1536, 6144, 24_576, 98_304, 393_216};
    double[] y = {2.588, 2.553, 2.425, 2.397, 2.168};
    PowerLaw law = PowerLaw.aboveFloor(x, y);
    assertThat(law.floor()).isZero();
    assertThat(law.exponent()).isEqualTo(PowerLaw.of(x, y).exponent(), within(1e-12));
    assertThat(law.at(x[4])).isEqualTo(y[4], within(0.08));
    assertThat(law.low()).isLessThan(law.exponent());
  }

  /// With noise over so small a range, floors from nothing on fit: the interval says so, and holds
  /// the exponent without one.
  @Test
  void withNoiseTheExponentAboveAFloorIsHardlyKnown() {
    PowerLaw without = PowerLaw.of(X, Y);
    PowerLaw law = PowerLaw.aboveFloor(X, Y);
    assertThat(law.misfit()).isLessThanOrEqualTo(without.misfit());
    assertThat(law.low()).isLessThan(without.exponent());
    assertThat(law.high()).isGreaterThan(2 * without.exponent());
  }

  @Test
  void rejectsWhatHasNoLogarithmOrNoSlope() {
    assertThatThrownBy(() -> PowerLaw.of(new double[] {1, 2}, new double[] {1, 2}))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("at least 3, got 2 and 2");
    assertThatThrownBy(() -> PowerLaw.of(new double[] {1, 2, 3}, new double[] {1, 0, 2}))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("got 2.0 and 0.0 at index 1");
    assertThatThrownBy(() -> PowerLaw.of(new double[] {2, 2, 2}, new double[] {1, 1, 2}))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("all x are equal");
  }
}
