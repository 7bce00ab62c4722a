package gradus.course.digits;

import gradus.tensor.DType;
import gradus.tensor.Tensor;

/// The directions in which samples differ most (Pearson, 1901; PCA).
///
/// @param mean what is subtracted from a sample, `[features]`
/// @param axes directions of length 1, perpendicular to each other, `[features, count]`
/// @param variances of the samples along each direction
/// @param total their variance in all directions together
public record Principal(Tensor mean, Tensor axes, double[] variances, double total) {
  /// The directions of some samples.
  ///
  /// @param samples `[samples, features]`
  /// @param count how many directions, of the largest variance
  public static Principal of(Tensor samples, int count) {
    Tensor all = samples.cast(DType.FLOAT64);
    Tensor mean = all.mean(0);
    Tensor centred = all.minus(mean);
    int rows = all.size(0);
    double total = centred.square().sum().item() / rows;
    Tensor turned = centred.transpose(1, 0);
    // The products of samples have the eigenvalues of the products of features; the fewer, the
    // quicker.
    boolean few = rows < all.size(1);
    Tensor products = few ? centred.matmul(turned) : turned.matmul(centred);
    Spectrum spectrum = Spectrum.of(products, count);
    double[] variances =
        java.util.Arrays.stream(spectrum.values()).map(value -> value / rows).toArray();
    Tensor vectors = spectrum.vectors();
    Tensor axes = few ? Spectrum.upright(Spectrum.orthonormal(turned.matmul(vectors))) : vectors;
    return new Principal(mean, axes, variances, total);
  }

  /// Where samples lie along each direction, `[samples, count]`.
  public Tensor project(Tensor samples) {
    return samples.cast(DType.FLOAT64).minus(mean).matmul(axes);
  }

  /// The share of the variance that the directions keep; 1 where nothing differs.
  double kept() {
    return total > 0 ? java.util.Arrays.stream(variances).sum() / total : 1;
  }
}
