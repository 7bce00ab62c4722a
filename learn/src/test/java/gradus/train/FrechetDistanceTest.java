package gradus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import gradus.io.FileException;
import gradus.io.Safetensors;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.SymmetricEigen;
import gradus.tensor.Tensor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Compares with NumPy and SciPy; see `scripts/reference/frechet_samples.py`.
class FrechetDistanceTest {
  private static final Map<String, Tensor> EXPECTED = expected();

  private static Map<String, Tensor> expected() {
    try {
      var file =
          Objects.requireNonNull(FrechetDistanceTest.class.getResource("frechet.safetensors"));
      return Safetensors.read(Path.of(file.toURI())).tensors();
    } catch (FileException | URISyntaxException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Tensor expected(String name) {
    return Objects.requireNonNull(EXPECTED.get(name), name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"three", "same-mean", "one-feature", "large", "sparse", "few"})
  void isWhatScipyFinds(String name) {
    double distance = FrechetDistance.of(expected(name + "/one")).to(expected(name + "/other"));
    double wanted = expected(name + "/distance").item();
    assertThat(distance).isEqualTo(wanted, within(1e-6 * wanted));
  }

  @ParameterizedTest
  @ValueSource(strings = {"three", "same-mean", "one-feature", "large", "sparse", "few"})
  void covariancesAreTakenApartAsNumpyDoes(String name) {
    Tensor covariance = expected(name + "/covariance");
    SymmetricEigen eigen = SymmetricEigen.of(covariance);
    double largest = expected(name + "/values").max().item();
    assertThat(eigen.values().allClose(expected(name + "/values"), 1e-9, 1e-13 * largest)).isTrue();
    assertThat(eigen.squareRoot().allClose(expected(name + "/root"), 1e-6, 1e-7)).isTrue();
    // Eigenvectors are what they are either way round, and any of a plane where values are equal.
    if (!name.equals("few")) {
      Tensor cosines = eigen.vectors().times(expected(name + "/vectors")).sum(0).abs();
      assertThat(cosines.min().item()).isEqualTo(1, within(1e-9));
    }
  }

  @Test
  void isNothingFromTheSameSamples() {
    Tensor samples = RandomKey.of(3).normal(Shape.of(50, 6));
    assertThat(FrechetDistance.of(samples).to(samples)).isEqualTo(0, within(1e-9));
  }

  /// Of one feature it is `(m₁ - m₂)² + (s₁ - s₂)²`.
  @Test
  void ofOneFeatureItIsTheGapOfMeansAndDeviations() {
    Tensor one = Tensor.of(new float[][] {{-1}, {1}});
    Tensor other = Tensor.of(new float[][] {{2}, {8}});
    double deviations = Math.sqrt(18) - Math.sqrt(2);
    assertThat(FrechetDistance.of(one).to(other))
        .isEqualTo(25 + deviations * deviations, within(1e-9));
  }

  @Test
  void refusesWhatIsNoSetOfFeatures() {
    Tensor three = RandomKey.of(1).normal(Shape.of(4, 3));
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> FrechetDistance.of(three).to(RandomKey.of(1).normal(Shape.of(4, 2))))
        .withMessage("frechetDistance: the given samples have 3 features, these have 2");
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> FrechetDistance.of(three.slice(0, 0, 1)))
        .withMessageContaining("two samples at least");
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> FrechetDistance.of(Tensor.zeros(4)))
        .withMessageContaining("[4]");
    assertThat(three.dtype()).isEqualTo(DType.FLOAT32);
  }
}
