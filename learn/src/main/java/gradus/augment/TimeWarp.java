package gradus.augment;

import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;

/// A series that goes faster at some times and slower at others, from its first step to its last.
///
/// @param strength the standard deviation of the logarithm of the speed
/// @param knots the number of times at which the speed is drawn; between them it changes evenly
record TimeWarp(double strength, int knots) implements SampleAugmentation {
  TimeWarp {
    Limits.size("timeWarp", "the strength", strength);
    Limits.atLeastOne("timeWarp", "the number of knots", knots);
  }

  @Override
  public String name() {
    return "timeWarp(" + strength + ", " + knots + ")";
  }

  @Override
  public Tensor apply(Tensor sample, RandomKey key) {
    Series series = Series.of("timeWarp", sample);
    int last = series.steps() - 1;
    if (last < 1) {
      return sample;
    }
    float[] logs = new Draws(key).normal(knots + 2);
    double[] times = new double[series.steps()];
    for (int step = 1; step <= last; step++) {
      double place = (step - 0.5) / last * (knots + 1);
      int knot = (int) place;
      double log = logs[knot] + (place - knot) * (logs[knot + 1] - logs[knot]);
      times[step] = times[step - 1] + Math.exp(strength * log);
    }
    double stretch = last / times[last];
    for (int step = 0; step <= last; step++) {
      times[step] = Math.min(times[step] * stretch, last);
    }
    return series.at(times);
  }
}
