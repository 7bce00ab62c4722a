package gradus.optim;

/// The learning-rate schedules by name.
///
/// Where t stands below, it is the epoch, counted from 0, or, with [Schedule#byStep], the optimizer
/// step. Rates begin at the optimizer's own, unless a schedule is given the rates between which it
/// moves.
///
/// ```java
/// Schedules.step(30, 0.1);
/// Schedules.linearWarmup(500, Schedules.cosine(1e-5, 10_000)).byStep();
/// ```
public final class Schedules {
  private Schedules() {}

  /// A function of t alone.
  @FunctionalInterface
  private interface Curve {
    double at(double base, long t);
  }

  private static Schedule of(Curve curve) {
    return (base, _, epoch) -> curve.at(base, epoch);
  }

  /// `base` all the time.
  public static Schedule constant() {
    return Schedule.constant();
  }

  /// `base gamma^floor(t / size)`
  public static Schedule step(long size, double gamma) {
    atLeastOne("step", "size", size);
    Checks.notNegative("step", "gamma", gamma);
    return of((base, t) -> base * Math.pow(gamma, (double) Math.floorDiv(t, size)));
  }

  /// `base gamma^n`, n being how many milestones t has reached.
  ///
  /// @param milestones values of t, rising
  public static Schedule multiStep(double gamma, long... milestones) {
    Checks.notNegative("multiStep", "gamma", gamma);
    long[] own = milestones.clone();
    for (int i = 1; i < own.length; i++) {
      if (own[i] <= own[i - 1]) {
        throw new OptimizerException(
            "multiStep: milestones must rise, but %d follows %d", own[i], own[i - 1]);
      }
    }
    return of((base, t) -> {
      int reached = 0;
      while (reached < own.length && own[reached] <= t) {
        reached++;
      }
      return base * Math.pow(gamma, reached);
    });
  }

  /// `base gamma^t`
  public static Schedule exponential(double gamma) {
    Checks.notNegative("exponential", "gamma", gamma);
    return of((base, t) -> base * Math.pow(gamma, (double) t));
  }

  /// `base e^(-decay t)`
  public static Schedule exponentialDecay(double decay) {
    Checks.notNegative("exponentialDecay", "decay", decay);
    return of((base, t) -> base * Math.exp(-decay * t));
  }

  /// Half a cosine wave from the optimizer's rate down to `min` at t = `period`, where it stays.
  public static Schedule cosine(double min, long period) {
    Checks.notNegative("cosine", "min", min);
    atLeastOne("cosine", "period", period);
    return of((base, t) -> wave(base, min, Math.min(1, (double) t / period)));
  }

  /// Half a cosine wave, `min + (max - min) (1 + cos(pi t / period)) / 2`, down to `min` at t =
  /// `period`, where it stays (Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm
  /// restarts", 2017).
  public static Schedule cosine(double min, double max, long period) {
    rising("cosine", min, max);
    return withBase(max, cosine(min, period));
  }

  /// Half cosine waves from the optimizer's rate down to `min`, one after the other, each `factor`
  /// times as long as the one before (Loshchilov and Hutter, 2017).
  ///
  /// @param period the length of the first
  public static Schedule warmRestarts(double min, long period, int factor) {
    return warmRestarts(period, factor, 1, min);
  }

  /// Half cosine waves from `max` down to `min`, one after the other.
  ///
  /// @param period the length of the first
  /// @param factor how many times as long each is as the one before
  /// @param decay how high each peak is in parts of the one before, at most 1
  public static Schedule warmRestarts(
      double min, double max, long period, int factor, double decay) {
    rising("warmRestarts", min, max);
    return withBase(max, warmRestarts(period, factor, decay, min));
  }

  private static Schedule warmRestarts(long period, int factor, double decay, double min) {
    Checks.notNegative("warmRestarts", "min", min);
    atLeastOne("warmRestarts", "period", period);
    atLeastOne("warmRestarts", "factor", factor);
    fraction("warmRestarts", "decay", decay);
    return of((base, t) -> {
      long start = factor == 1 ? t / period * period : 0;
      long length = period;
      long restarts = start / period;
      while (t - start >= length) {
        start += length;
        length = Math.multiplyExact(length, factor);
        restarts++;
      }
      double peak = Math.max(min, base * Math.pow(decay, (double) restarts));
      return wave(peak, min, (double) (t - start) / length);
    });
  }

  /// Straight lines up from `min` to `max` and down again, `half` each (Smith, "Cyclical learning
  /// rates for training neural networks", 2017: triangular).
  public static Schedule cyclic(double min, double max, long half) {
    return triangles("cyclic", min, max, half, 1, 1);
  }

  /// [#cyclic] whose peaks fall by half from each to the next (triangular2).
  public static Schedule cyclicHalving(double min, double max, long half) {
    return triangles("cyclicHalving", min, max, half, 0.5, 1);
  }

  /// [#cyclic] whose height is multiplied by `gamma^t` (exponential range).
  public static Schedule cyclicExponential(double min, double max, long half, double gamma) {
    return triangles("cyclicExponential", min, max, half, 1, gamma);
  }

  private static Schedule triangles(
      String name, double min, double max, long half, double cycleFactor, double gamma) {
    rising(name, min, max);
    atLeastOne(name, "half", half);
    fraction(name, "gamma", gamma);
    return of((_, t) -> {
      long cycle = t / (2 * half);
      long inside = t - cycle * 2 * half;
      double height = 1 - Math.abs(inside / (double) half - 1);
      double factor = Math.pow(cycleFactor, (double) cycle) * Math.pow(gamma, (double) t);
      return min + (max - min) * height * factor;
    });
  }

  /// One cycle with a peak at 30 % of the way, from `max / 25` up to `max` and down to `max /
  /// 250,000`: see [#oneCycle(double, long, double, double, double)].
  public static Schedule oneCycle(double max, long total) {
    return oneCycle(max, total, 0.3, 25, 1e4);
  }

  /// Half a cosine wave up from `max / initialDivisor` to `max`, and another down to that over
  /// `finalDivisor`, where it stays (Smith and Topin, "Super-convergence", 2018).
  ///
  /// As in PyTorch, the peak is at t = `rising total - 1` and the end at t = `total - 1`.
  ///
  /// @param total how many values of t there are, usually all steps of a training
  /// @param rising the part of them before the peak, in (0, 1)
  public static Schedule oneCycle(
      double max, long total, double rising, double initialDivisor, double finalDivisor) {
    Checks.notNegative("oneCycle", "max", max);
    if (total < 2 || !(rising > 0 && rising < 1)) {
      throw new OptimizerException(
          "oneCycle: total must be at least 2, and the rising part between 0 and 1, got %d and %s",
          total, rising);
    }
    if (!(initialDivisor >= 1 && finalDivisor >= 1)) {
      throw new OptimizerException(
          "oneCycle: divisors must be at least 1, got %s and %s", initialDivisor, finalDivisor);
    }
    double initial = max / initialDivisor;
    double last = initial / finalDivisor;
    double peak = rising * total - 1;
    return of((_, t) -> {
      if (t < peak) {
        return wave(initial, max, t / peak);
      }
      double from = Math.max(0, peak);
      return wave(max, last, Math.min(1, (t - from) / (total - 1 - from)));
    });
  }

  /// Rises in `count` equal steps to the first rate r of another schedule, `r (t + 1) / (count +
  /// 1)`, then follows that schedule from its beginning.
  ///
  /// @param then counts as this schedule does: both epochs or, with [Schedule#byStep] around the
  ///   whole, both steps
  public static Schedule linearWarmup(long count, Schedule then) {
    atLeastOne("linearWarmup", "count", count);
    return linearWarmup(count, 1.0 / (count + 1), then);
  }

  /// Rises to the first rate r of another schedule, `r (start + (1 - start) t / count)`, then
  /// follows that schedule from its beginning.
  public static Schedule linearWarmup(long count, double start, Schedule then) {
    atLeastOne("linearWarmup", "count", count);
    fraction("linearWarmup", "start", start);
    return of((base, t) ->
        t < count
            ? then.rate(base, 0, 0) * (start + (1 - start) * t / count)
            : then.rate(base, t - count, t - count));
  }

  /// Rises in a straight line to `base` at the step t + 1 = `warmup`, then falls as the inverse
  /// root: `base min(s / warmup, sqrt(warmup / s))` with `s = t + 1`.
  ///
  /// Of Vaswani and others, "Attention is all you need", 2017, where `base` is `1 / sqrt(size
  /// warmup)` for vectors of a size.
  public static Schedule inverseRoot(long warmup) {
    atLeastOne("inverseRoot", "warmup", warmup);
    return of((base, t) -> base * Math.min((t + 1.0) / warmup, Math.sqrt(warmup / (t + 1.0))));
  }

  /// `base (1 - t / total)^power`, and 0 from t = `total` on.
  public static Schedule polynomial(long total, double power) {
    atLeastOne("polynomial", "total", total);
    Checks.notNegative("polynomial", "power", power);
    return of((base, t) -> t >= total ? 0 : base * Math.pow(1 - (double) t / total, power));
  }

  private static Schedule withBase(double base, Schedule schedule) {
    return (_, step, epoch) -> schedule.rate(base, step, epoch);
  }

  /// A point of half a cosine wave, at a part of the way.
  private static double wave(double from, double to, double part) {
    return to + (from - to) * (1 + Math.cos(Math.PI * part)) / 2;
  }

  private static void atLeastOne(String schedule, String name, long value) {
    if (value < 1) {
      throw new OptimizerException("%s: %s must be at least 1, got %d", schedule, name, value);
    }
  }

  private static void fraction(String schedule, String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new OptimizerException("%s: %s must be from 0 to 1, got %s", schedule, name, value);
    }
  }

  private static void rising(String schedule, double min, double max) {
    Checks.notNegative(schedule, "min", min);
    if (!(max >= min) || Double.isInfinite(max)) {
      throw new OptimizerException(
          "%s: max must be a number of at least min, %s, got %s", schedule, min, max);
    }
  }
}
