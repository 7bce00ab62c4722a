package gradus.course.gan;

import gradus.tensor.DType;
import gradus.tensor.Tensor;
import java.util.Arrays;

/// How probable given points are, where a normal distribution of one width is set on each sample of
/// a generator: how the paper of 2014 judged models that tell no probabilities.
///
/// ```
/// log p(x) = log mean over samples of exp(-|x - sample|² / (2 width²)) - d/2 log(2 pi width²)
/// ```
///
/// @param samples `[n, d]`
/// @param width the standard deviation
record ParzenWindow(Tensor samples, double width) {
  private static final int CHUNK = 200;

  /// A mean over points, and how far it may be off: the standard error.
  record Estimate(double mean, double error) {}

  /// A window of that width, of some, with which given points are most probable.
  static ParzenWindow of(Tensor samples, Tensor validation, double... widths) {
    ParzenWindow best = new ParzenWindow(samples, widths[0]);
    double most = Double.NEGATIVE_INFINITY;
    for (double width : widths) {
      ParzenWindow window = new ParzenWindow(samples, width);
      double mean = window.logLikelihood(validation).mean;
      if (mean > most) {
        most = mean;
        best = window;
      }
    }
    return best;
  }

  /// The mean log-likelihood of points, `[m, d]`, in nats.
  Estimate logLikelihood(Tensor points) {
    int dimensions = samples.size(1);
    Tensor lengths = samples.square().sum(1);
    double constant =
        Math.log(samples.size(0)) + dimensions / 2.0 * Math.log(2 * Math.PI * width * width);
    double[] all = new double[points.size(0)];
    for (int from = 0; from < all.length; from += CHUNK) {
      Tensor some = points.slice(0, from, Math.min(all.length, from + CHUNK));
      Tensor squares =
          some.square().sumKeeping(1).plus(lengths).minus(some.matmulTransposed(samples).times(2));
      double[] sums =
          squares
              .cast(DType.FLOAT64)
              .dividedBy(-2 * width * width)
              .logSumExp(1)
              .minus(constant)
              .toDoubles();
      System.arraycopy(sums, 0, all, from, sums.length);
    }
    double mean = Arrays.stream(all).average().orElse(Double.NaN);
    double variance =
        Arrays.stream(all).map(x -> (x - mean) * (x - mean)).sum() / Math.max(1, all.length - 1);
    return new Estimate(mean, Math.sqrt(variance / all.length));
  }
}
