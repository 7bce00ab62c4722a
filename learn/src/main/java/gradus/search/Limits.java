package gradus.search;

import gradus.plot.Axis;
import gradus.plot.Range;
import gradus.plot.Text;
import gradus.train.Aim;
import java.util.Arrays;

/// What an axis of values shows: all of them, unless some are far worse than the median and than
/// four fifths of them.
///
/// @param low its lower end
/// @param high its upper end
/// @param isCut whether values lie beyond
record Limits(double low, double high, boolean isCut) {
  private static final double FARTHEST = 4;
  private static final double MOST = 0.8;

  static Limits of(Trials trials) {
    return of(trials, trials.finished().stream().mapToDouble(trials::cost).toArray());
  }

  static Limits of(Trials trials, double[] costs) {
    double[] sorted = Arrays.stream(costs).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      return new Limits(0, 1, false);
    }
    double best = sorted[0];
    double worst = sorted[sorted.length - 1];
    double median = sorted[sorted.length / 2];
    double most = sorted[(int) (MOST * (sorted.length - 1))];
    double limit = Math.max(most, median + FARTHEST * (median - best));
    boolean cut = worst > limit && limit > best;
    double end = cut ? limit : worst;
    double room = 0.05 * (end - best);
    double from = best - room;
    double to = end + room;
    return trials.aims().getFirst() == Aim.SMALLER
        ? new Limits(from, to, cut)
        : new Limits(-to, -from, cut);
  }

  Range range() {
    return new Range(low, high);
  }

  Axis axis(Text label) {
    return isCut ? Axis.of(label).withRange(low, high) : Axis.of(label);
  }
}
