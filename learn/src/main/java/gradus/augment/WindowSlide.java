package gradus.augment;

import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;

/// A part of a series at a random place, stretched to the length of the whole.
///
/// @param share the part's length, as a share of the whole
record WindowSlide(double share) implements SampleAugmentation {
  WindowSlide {
    Limits.share("windowSlide", "the share", share);
  }

  @Override
  public String name() {
    return "windowSlide(" + share + ")";
  }

  @Override
  public Tensor apply(Tensor sample, RandomKey key) {
    Series series = Series.of("windowSlide", sample);
    int last = series.steps() - 1;
    double first = new Draws(key).uniform(0, (1 - share) * last);
    double[] times = new double[series.steps()];
    for (int step = 0; step < times.length; step++) {
      times[step] = Math.min(first + step * share, last);
    }
    return series.at(times);
  }
}
