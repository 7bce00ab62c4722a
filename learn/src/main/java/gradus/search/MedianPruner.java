package gradus.search;

import gradus.tensor.ArgumentException;
import java.util.Arrays;

/// A pruner that stops a trial whose best report so far is worse than the median of what the
/// finished trials had reported at the same step.
///
/// Not-a-number reported so far, and nothing else, stops a trial too. Golovin and others, "Google
/// Vizier: a service for black-box optimization", 2017.
///
/// @param startup how many trials must have finished before one is stopped
/// @param warmup before which step none is stopped
public record MedianPruner(int startup, int warmup) implements Pruner {
  /// Checks the settings.
  public MedianPruner {
    if (startup < 1) {
      throw new ArgumentException(
          "medianPruner: needs at least 1 finished trial to compare with, got %d", startup);
    }
  }

  /// A pruner that waits for 5 finished trials, and then judges from the first step on.
  public static MedianPruner of() {
    return new MedianPruner(5, 0);
  }

  /// The same, waiting for another number of finished trials.
  public MedianPruner withStartup(int startup) {
    return new MedianPruner(startup, warmup);
  }

  /// The same, leaving each trial alone before a step.
  public MedianPruner withWarmup(int warmup) {
    return new MedianPruner(startup, warmup);
  }

  @Override
  public boolean stops(Trials trials, TrialRecord trial) {
    int step = trial.reports().lastKey();
    if (trials.finished().size() < startup || step < warmup) {
      return false;
    }
    double best =
        trial.reports().values().stream()
            .mapToDouble(value -> trials.cost(0, value))
            .filter(value -> !Double.isNaN(value))
            .min()
            .orElse(Double.NaN);
    double[] others =
        trials.finished().stream()
            .filter(other -> other.reports().containsKey(step))
            .mapToDouble(other -> trials.cost(0, other.reports().get(step)))
            .filter(value -> !Double.isNaN(value))
            .toArray();
    return Double.isNaN(best) || (others.length > 0 && best > median(others));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1
        ? values[middle]
        : values[middle - 1] + (values[middle] - values[middle - 1]) / 2;
  }
}
