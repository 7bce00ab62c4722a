package gradus.diffusion;

import gradus.nn.Model;
import gradus.tensor.ArgumentException;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Makes samples of noise: asks a network what the data behind it may be, goes a step there, and
/// asks again.
///
/// From `t` to an earlier `s`, with the network's noise `e` and the data `c = (x_t - sqrt(1 -
/// alphaBar_t) e) / sqrt(alphaBar_t)` that it means:
///
/// ```
/// sigma = eta sqrt((1 - alphaBar_s) / (1 - alphaBar_t)) sqrt(1 - alphaBar_t / alphaBar_s)
/// x_s = sqrt(alphaBar_s) c + sqrt(1 - alphaBar_s - sigma²) e + sigma z
/// ```
///
/// With `eta = 0` nothing is random but the beginning, and a few steps far apart are enough (DDIM:
/// Song, Meng and Ermon, "Denoising diffusion implicit models", 2020). With `eta = 1` and every
/// step it is the sampling of Ho, Jain and Abbeel, 2020 (DDPM), whose variance is then the smaller
/// of their two, `beta_t (1 - alphaBar_(t-1)) / (1 - alphaBar_t)`.
///
/// Guidance asks the network twice, with the class and without, and goes beyond what the class
/// changes (Ho and Salimans, "Classifier-free diffusion guidance", 2022, whose weight is one less):
///
/// ```
/// e = e(x) + guidance (e(x, class) - e(x))
/// ```
///
/// @param diffusion what the network was trained for
/// @param steps how many steps are gone, at most as many as the schedule has
/// @param eta how much of the noise of a step is new, from 0 to 1
/// @param guidance 0 leaves the class out, 1 takes the network at its word, more exaggerates
/// @param bound the largest absolute value of data, to which what the network means is cut;
///   infinite for none
public record DiffusionSampler(
    Diffusion diffusion, int steps, double eta, double guidance, double bound) {
  /// Told of each step.
  @FunctionalInterface
  public interface Watch {
    /// After a step.
    ///
    /// @param done how many steps are done
    /// @param t where the samples are now, from the schedule's number of steps to 0
    /// @param x the samples
    /// @param clean the data that the network meant before the step
    void after(int done, int t, Tensor x, Tensor clean);
  }

  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException where one is out of range
  public DiffusionSampler {
    if (steps < 1 || steps > diffusion.schedule().steps()) {
      throw new ArgumentException(
          "diffusionSampler: takes from 1 to %s steps, got %s",
          diffusion.schedule().steps(), steps);
    }
    if (!(eta >= 0 && eta <= 1)) {
      throw new ArgumentException("diffusionSampler: eta must be from 0 to 1, got %s", eta);
    }
    if (!(guidance >= 0 && Double.isFinite(guidance) && bound > 0)) {
      throw new ArgumentException(
          "diffusionSampler: guidance must be at least 0 and the bound positive, got %s and %s",
          guidance, bound);
    }
  }

  /// DDIM: nothing is random but the beginning.
  public static DiffusionSampler of(Diffusion diffusion, int steps) {
    return new DiffusionSampler(diffusion, steps, 0, 1, Double.POSITIVE_INFINITY);
  }

  /// DDPM: every step, with new noise in each.
  public static DiffusionSampler ddpm(Diffusion diffusion) {
    return of(diffusion, diffusion.schedule().steps()).withEta(1);
  }

  /// With another share of new noise.
  public DiffusionSampler withEta(double eta) {
    return new DiffusionSampler(diffusion, steps, eta, guidance, bound);
  }

  /// With another guidance.
  public DiffusionSampler withGuidance(double guidance) {
    return new DiffusionSampler(diffusion, steps, eta, guidance, bound);
  }

  /// With data of at most this absolute value: 1 for pictures from -1 to 1.
  public DiffusionSampler withBound(double bound) {
    return new DiffusionSampler(diffusion, steps, eta, guidance, bound);
  }

  /// Where the samples are before the first step, after each, and at the end: from the schedule's
  /// number of steps in equal distances down to 0.
  public List<Integer> times() {
    int all = diffusion.schedule().steps();
    List<Integer> times = new ArrayList<>();
    for (int i = steps; i >= 0; i--) {
      times.add((int) Math.round((double) i * all / steps));
    }
    return times;
  }

  /// Samples by a model that is told times alone.
  ///
  /// @param noise normally distributed, `[n, ...]`
  /// @param key what the noise of each step follows from, where there is any
  public Tensor sample(Model model, Tensor noise, RandomKey key) {
    return sample(model, noise, key, (_, _, _, _) -> {});
  }

  /// Likewise, told of each step.
  public Tensor sample(Model model, Tensor noise, RandomKey key, Watch watch) {
    return go(noise, key, watch, (x, time) -> model.predict(List.of(x, told(x.size(0), time))));
  }

  /// Samples of classes, by a model that is told times and classes.
  ///
  /// @param noise normally distributed, `[n, ...]`
  /// @param classes what each sample is to be, `INT32 [n]`, from 0
  /// @param key what the noise of each step follows from, where there is any
  public Tensor sample(Model model, Tensor noise, Tensor classes, RandomKey key) {
    return sample(model, noise, classes, key, (_, _, _, _) -> {});
  }

  /// Likewise, told of each step.
  ///
  /// @throws ShapeException where there is not a class for each sample
  public Tensor sample(Model model, Tensor noise, Tensor classes, RandomKey key, Watch watch) {
    int count = noise.size(0);
    if (!classes.shape().equals(Shape.of(count))) {
      throw new ShapeException(
          "diffusionSampler: needs a class for each of %s samples, got %s", count, classes.shape());
    }
    Tensor asked = classes.plus(1).expand(1);
    Tensor none = asked.times(0);
    return go(noise, key, watch, (x, time) -> guided(model, x, time, asked, none));
  }

  private Tensor guided(Model model, Tensor x, double time, Tensor asked, Tensor none) {
    int count = x.size(0);
    if (guidance == 0 || guidance == 1) {
      return model.predict(List.of(x, told(count, time), guidance == 0 ? none : asked));
    }
    Tensor both =
        model.predict(
            List.of(
                Tensor.concat(0, List.of(x, x)),
                told(2 * count, time),
                Tensor.concat(0, List.of(asked, none))));
    Tensor with = both.slice(0, 0, count);
    Tensor without = both.slice(0, count, 2 * count);
    return without.plus(with.minus(without).times(guidance));
  }

  private static Tensor told(int count, double time) {
    return Tensor.ones(count, 1).times(time);
  }

  /// What a network says.
  private interface Answer {
    Tensor of(Tensor x, double time);
  }

  private Tensor go(Tensor noise, RandomKey key, Watch watch, Answer answer) {
    List<Integer> times = times();
    int all = diffusion.schedule().steps();
    Tensor x = noise;
    for (int i = 0; i < steps; i++) {
      int from = times.get(i);
      int to = times.get(i + 1);
      Tensor said = answer.of(x, (double) from / all);
      Tensor clean = clean(x, said, from);
      // The last step adds nothing: at 0 there is no noise left to be new.
      x = step(x, clean, from, to, eta > 0 && to > 0 ? key.fold(i).normal(x.shape()) : x.times(0));
      watch.after(i + 1, to, x, clean);
    }
    return x;
  }

  /// The data that a network's answer stands for, within the bound.
  ///
  /// @param said what it answered
  /// @param t the time of `x`
  public Tensor clean(Tensor x, Tensor said, int t) {
    Tensor clean = diffusion.prediction().clean(diffusion.schedule().mixture(t), x, said);
    return Double.isInfinite(bound) ? clean : clean.clip(-bound, bound);
  }

  /// A step.
  ///
  /// @param x the samples at time `from`
  /// @param clean the data that the network means
  /// @param to an earlier time
  /// @param fresh normally distributed noise, which counts where eta is above 0
  public Tensor step(Tensor x, Tensor clean, int from, int to, Tensor fresh) {
    NoiseSchedule schedule = diffusion.schedule();
    NoiseSchedule.Mixture at = schedule.mixture(to);
    Tensor noise = Prediction.noise(schedule.mixture(from), x, clean);
    double sigma = sigma(from, to);
    double kept = Math.sqrt(Math.max(0, 1 - schedule.alphaBar(to) - sigma * sigma));
    return clean.times(at.data()).plus(noise.times(kept)).plus(fresh.times(sigma));
  }

  /// The standard deviation of the new noise of a step.
  double sigma(int from, int to) {
    NoiseSchedule schedule = diffusion.schedule();
    double before = schedule.alphaBar(from);
    double after = schedule.alphaBar(to);
    return eta * Math.sqrt((1 - after) / (1 - before)) * Math.sqrt(1 - before / after);
  }
}
