package gradus.diffusion;

import gradus.tensor.ArgumentException;
import gradus.tensor.Tensor;
import java.util.Arrays;

/// How much noise each of the steps from data to noise adds.
///
/// Step `t`, from 1 to `T`, keeps `sqrt(1 - beta_t)` of what was there and adds noise of variance
/// `beta_t`. What is left of the data after `t` steps is told by
///
/// ```
/// alphaBar_t = (1 - beta_1) (1 - beta_2) ... (1 - beta_t)
/// x_t = sqrt(alphaBar_t) x_0 + sqrt(1 - alphaBar_t) noise
/// ```
///
/// with `alphaBar_0 = 1`: `x_0` is the data. Data of variance 1 keeps it all the way.
///
/// Ho, Jain and Abbeel, "Denoising diffusion probabilistic models", 2020.
public final class NoiseSchedule {
  /// Beyond it, a last step would leave nothing at all, and division by it would fail.
  private static final double MOST = 0.999;

  private static final double OFFSET = 0.008;

  private final double[] betas;
  private final double[] alphaBars;

  private NoiseSchedule(double[] betas) {
    this.betas = betas;
    alphaBars = new double[betas.length + 1];
    alphaBars[0] = 1;
    for (int t = 1; t <= betas.length; t++) {
      alphaBars[t] = alphaBars[t - 1] * (1 - betas[t - 1]);
    }
  }

  /// Any schedule.
  ///
  /// @param betas the variance that each step adds, above 0 and below 1
  /// @throws IllegalArgumentException where there is none, or one is out of range
  public static NoiseSchedule of(double... betas) {
    if (betas.length == 0 || Arrays.stream(betas).anyMatch(beta -> !(beta > 0 && beta < 1))) {
      throw new ArgumentException(
          "noiseSchedule: needs a beta above 0 and below 1 for each step, got %s",
          Arrays.toString(betas));
    }
    return new NoiseSchedule(betas.clone());
  }

  /// Betas from `first` to `last` in equal distances.
  ///
  /// @throws IllegalArgumentException where there is no step, or a beta is not above 0 and below 1
  public static NoiseSchedule linear(int steps, double first, double last) {
    requireSteps(steps);
    double[] betas = new double[steps];
    for (int i = 0; i < steps; i++) {
      betas[i] = steps == 1 ? first : first + (last - first) * i / (steps - 1);
    }
    return of(betas);
  }

  /// That of Ho and others, 2020: a thousand betas from 0.0001 to 0.02. With fewer or more steps,
  /// betas are as many times larger or smaller, up to 0.999, so that about as much noise is added
  /// in all.
  public static NoiseSchedule linear(int steps) {
    requireSteps(steps);
    double scale = 1000.0 / steps;
    return linear(steps, Math.min(MOST, scale * 1e-4), Math.min(MOST, scale * 0.02));
  }

  /// `alphaBar_t = f(t) / f(0)` with `f(t) = cos²(π/2 (t/T + 0.008) / 1.008)`, and betas of at most
  /// 0.999: data is lost more evenly than with [#linear(int)], whose last third is nearly nothing
  /// but noise already.
  ///
  /// Nichol and Dhariwal, "Improved denoising diffusion probabilistic models", 2021.
  public static NoiseSchedule cosine(int steps) {
    requireSteps(steps);
    double[] betas = new double[steps];
    for (int i = 0; i < steps; i++) {
      betas[i] = Math.min(MOST, 1 - cosine((i + 1.0) / steps) / cosine((double) i / steps));
    }
    return of(betas);
  }

  private static double cosine(double share) {
    double c = Math.cos(Math.PI / 2 * (share + OFFSET) / (1 + OFFSET));
    return c * c;
  }

  private static void requireSteps(int steps) {
    if (steps < 1) {
      throw new ArgumentException("noiseSchedule: needs at least one step, got %s", steps);
    }
  }

  /// How many steps there are, `T`.
  public int steps() {
    return betas.length;
  }

  /// The variance that step `t` adds.
  ///
  /// @param t from 1 to [#steps()]
  public double beta(int t) {
    return betas[t - 1];
  }

  /// How much of the data's variance is left after step `t`.
  ///
  /// @param t from 0, where all is left, to [#steps()]
  public double alphaBar(int t) {
    return alphaBars[t];
  }

  /// How much of the data, and how much noise, is in what step `t` leaves.
  ///
  /// @param data `sqrt(alphaBar_t)`
  /// @param noise `sqrt(1 - alphaBar_t)`
  public record Mixture(double data, double noise) {}

  /// How step `t` mixes data and noise.
  ///
  /// @param t from 0 to [#steps()]
  public Mixture mixture(int t) {
    return new Mixture(Math.sqrt(alphaBars[t]), Math.sqrt(1 - alphaBars[t]));
  }

  /// `sqrt(alphaBar_t)` for all `t` from 0, `FLOAT64 [steps + 1]`.
  Tensor dataShares() {
    return Tensor.ofDoubles(Arrays.stream(alphaBars).map(Math::sqrt).toArray());
  }

  /// `sqrt(1 - alphaBar_t)` for all `t` from 0, `FLOAT64 [steps + 1]`.
  Tensor noiseShares() {
    return Tensor.ofDoubles(Arrays.stream(alphaBars).map(a -> Math.sqrt(1 - a)).toArray());
  }
}
