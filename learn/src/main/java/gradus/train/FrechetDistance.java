package gradus.train;

import gradus.tensor.DType;
import gradus.tensor.ShapeException;
import gradus.tensor.SymmetricEigen;
import gradus.tensor.Tensor;

/// How far samples are from given ones, judged by the features that a network sees in both: the
/// Fréchet distance of the normal distributions that have their means and covariances.
///
/// ```
/// |m₁ - m₂|² + tr(C₁ + C₂ - 2 (C₁ C₂)^(1/2))
/// ```
///
/// It is 0 where both agree, and grows where samples look wrong as well as where some kinds of them
/// are missing. With features of Inception-v3 it is the FID; with those of another network its
/// numbers mean something only beside each other. Few samples make it too large: compare sets of
/// one size, with several times as many samples as features.
///
/// ```java
/// FrechetDistance distance = FrechetDistance.of(features.predict(real));
/// double far = distance.to(features.predict(made));
/// ```
///
/// Papers: Heusel, Ramsauer, Unterthiner, Nessler and Hochreiter, *GANs trained by a two time-scale
/// update rule converge to a local Nash equilibrium*, 2017; Dowson and Landau, *The Fréchet
/// distance between multivariate normal distributions*, 1982.
public final class FrechetDistance {
  /// The mean and covariance of features.
  private record Moments(Tensor mean, Tensor covariance) {
    static Moments of(Tensor features) {
      if (features.shape().rank() != 2 || features.size(0) < 2) {
        throw new ShapeException(
            "frechetDistance: needs the features of two samples at least, [samples, features], got"
                + " %s",
            features.shape());
      }
      Tensor all = features.cast(DType.FLOAT64);
      Tensor mean = all.mean(0);
      Tensor centred = all.minus(mean);
      Tensor products = centred.transpose(1, 0).matmul(centred);
      return new Moments(mean, products.dividedBy((double) all.size(0) - 1));
    }
  }

  private final Moments given;
  private final Tensor root;

  private FrechetDistance(Moments given) {
    this.given = given;
    root = SymmetricEigen.of(given.covariance).squareRoot();
  }

  /// The distance from samples with these features.
  ///
  /// @param features `[samples, features]`, of any floating type
  /// @throws ShapeException where there are fewer than two samples, or they are no rows
  public static FrechetDistance of(Tensor features) {
    return new FrechetDistance(Moments.of(features));
  }

  /// How far other samples are, by the same features.
  ///
  /// @param features `[samples, features]`
  /// @throws ShapeException where there are not as many features as the given samples have
  public double to(Tensor features) {
    Moments other = Moments.of(features);
    if (!given.mean.shape().equals(other.mean.shape())) {
      throw new ShapeException(
          "frechetDistance: the given samples have %d features, these have %d",
          given.mean.size(0), other.mean.size(0));
    }
    // C₁ C₂ is not symmetric, but has the eigenvalues of C₁^(1/2) C₂ C₁^(1/2), which is.
    Tensor product = root.matmul(other.covariance).matmul(root);
    double common = SymmetricEigen.of(product).values().maximum(0).sqrt().sum().item();
    double apart = given.mean.minus(other.mean).square().sum().item();
    double spread = given.covariance.trace().item() + other.covariance.trace().item();
    // Of equal sets, rounding may leave a little less than nothing.
    return Math.max(0, apart + spread - 2 * common);
  }
}
