package gradus.nn;

import gradus.tensor.ArgumentException;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;

/// Local response normalisation: at each place a channel is divided by what it and its neighbours
/// among the channels answer there, `y_c = x_c / (k + alpha / size * sum of x_j² for j near
/// c)^beta`, where j goes from `c - size / 2` to `c + (size - 1) / 2`, as far as there are such
/// channels. Channels thereby compete for large answers. It has no parameters, and is the same in
/// training and inference.
///
/// `alpha` is what PyTorch's `LocalResponseNorm` takes, which divides it by the size; the paper
/// does not, so its 0.0001 with a size of 5 is 0.0005 here: see [#alexNet].
///
/// # Shapes
///
/// `[batch, channels, ...]`: sequences, pictures or volumes. The output has the shape of the input.
///
/// Krizhevsky, Sutskever and Hinton, "ImageNet classification with deep convolutional neural
/// networks", 2012, section 3.3.
///
/// @param size how many channels count, this one among them; the earlier side has one more where it
///   is even
/// @param alpha how much they count
/// @param beta the power; 0 for no normalisation
/// @param k keeps the divisor away from 0
public record LocalResponseNorm(int size, double alpha, double beta, double k) implements Layer {
  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException where the size or k is not positive, or alpha or beta is
  ///   negative or not finite
  public LocalResponseNorm {
    if (size < 1) {
      throw new ArgumentException(
          "localResponseNorm: at least one channel must count, got %s", size);
    }
    if (!(alpha >= 0 && beta >= 0 && Double.isFinite(alpha) && Double.isFinite(beta))) {
      throw new ArgumentException(
          "localResponseNorm: alpha and beta must be finite and at least 0, got %s and %s",
          alpha, beta);
    }
    if (!(k > 0 && Double.isFinite(k))) {
      throw new ArgumentException(
          "localResponseNorm: k must be positive and finite, so that nothing is divided by 0, got"
              + " %s",
          k);
    }
  }

  /// With PyTorch's alpha of 0.0001, beta of 0.75 and k of 1.
  public static LocalResponseNorm of(int size) {
    return new LocalResponseNorm(size, 1e-4, 0.75, 1);
  }

  /// As in the paper: five channels, a factor of 0.0001 for their sum, beta 0.75 and k 2.
  public static LocalResponseNorm alexNet() {
    return new LocalResponseNorm(5, 5e-4, 0.75, 2);
  }

  /// With another alpha.
  public LocalResponseNorm withAlpha(double alpha) {
    return new LocalResponseNorm(size, alpha, beta, k);
  }

  /// With another power.
  public LocalResponseNorm withBeta(double beta) {
    return new LocalResponseNorm(size, alpha, beta, k);
  }

  /// With another k.
  public LocalResponseNorm withK(double k) {
    return new LocalResponseNorm(size, alpha, beta, k);
  }

  @Override
  public Tensor apply(Tensor x) {
    if (x.shape().rank() < 2) {
      throw new ShapeException(
          "localResponseNorm: takes [batch, channels, ...], got %s", x.shape());
    }
    int channels = x.size(1);
    int rest = x.shape().part(2, x.shape().rank()).elements();
    Tensor near = Tensor.of(Shape.of(channels, channels), neighbours(channels)).cast(x.dtype());
    Tensor sums = near.matmul(x.square().reshape(x.size(0), channels, rest)).reshape(x.shape());
    // The power by way of logarithms, which are computed many at a time.
    return x.times(sums.times(alpha / size).plus(k).log().times(-beta).exp());
  }

  /// The sums over neighbours as a matrix: 1 where the column's channel counts for the row's.
  private double[] neighbours(int channels) {
    double[] matrix = new double[channels * channels];
    for (int c = 0; c < channels; c++) {
      int last = (int) Math.min(channels - 1L, c + (size - 1L) / 2);
      for (int j = Math.max(0, c - size / 2); j <= last; j++) {
        matrix[c * channels + j] = 1;
      }
    }
    return matrix;
  }
}
