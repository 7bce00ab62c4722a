package gradus.search;

import gradus.tensor.ArgumentException;
import java.util.Arrays;

/// A pruner that lets one trial in `factor` go on at each of some steps, the rungs, which lie a
/// `factor` apart: asynchronous successive halving (ASHA).
///
/// Rung `k` is at step `first * factor^k`. A trial that gets there is compared with all that got
/// there before it, finished or not, and goes on where it is among the best `n / factor` of these
/// `n`, itself included; or the best of them, where that is less than one. Nobody waits for others.
/// A report counts on each rung that its step has passed, the first time.
///
/// Li and others, "A system for massively parallel hyperparameter tuning", 2020.
///
/// @param first the step of the first rung
/// @param factor how far apart the rungs are, and one in how many goes on
public record SuccessiveHalving(int first, int factor) implements Pruner {
  /// Checks the settings.
  public SuccessiveHalving {
    if (first < 1) {
      throw new ArgumentException(
          "successiveHalving: the first rung must be at step 1 or later, got %d", first);
    }
    if (factor < 2) {
      throw new ArgumentException(
          "successiveHalving: the factor between rungs must be at least 2, got %d", factor);
    }
  }

  /// Rungs at the steps 1, 4, 16, 64, ..., at each of which one in four goes on.
  public static SuccessiveHalving of() {
    return new SuccessiveHalving(1, 4);
  }

  /// The same from another first step.
  public SuccessiveHalving withFirst(int first) {
    return new SuccessiveHalving(first, factor);
  }

  /// The same with another distance between rungs.
  public SuccessiveHalving withFactor(int factor) {
    return new SuccessiveHalving(first, factor);
  }

  @Override
  public boolean stops(Trials trials, TrialRecord trial) {
    int last = trial.reports().lastKey();
    int before =
        trial.reports().headMap(last).isEmpty() ? 0 : trial.reports().headMap(last).lastKey();
    for (long rung = first; rung <= last; rung *= factor) {
      if (rung > before && !goesOn(trials, trial, (int) rung)) {
        return true;
      }
    }
    return false;
  }

  private boolean goesOn(Trials trials, TrialRecord trial, int rung) {
    double own = trials.cost(0, at(trial, rung));
    double[] all =
        trials.all().stream()
            .filter(other -> other.id() == trial.id() || !other.reports().tailMap(rung).isEmpty())
            .mapToDouble(other -> trials.cost(0, at(other, rung)))
            .filter(value -> !Double.isNaN(value))
            .toArray();
    Arrays.sort(all);
    return !Double.isNaN(own) && own <= all[Math.max(1, all.length / factor) - 1];
  }

  private static double at(TrialRecord trial, int rung) {
    return trial.reports().tailMap(rung).firstEntry().getValue();
  }
}
