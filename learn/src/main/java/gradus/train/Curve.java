package gradus.train;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A history as numbers of each epoch, counted from 0; not-a-number where something was not
/// measured.
///
/// @param names what was measured
/// @param loss that on training data
/// @param validation that on validation data
/// @param accuracy that on training data
/// @param validationAccuracy that on validation data
/// @param rates the learning rates
record Curve(
    Set<String> names,
    double[] loss,
    double[] validation,
    double[] accuracy,
    double[] validationAccuracy,
    double[] rates) {

  /// The share of its largest value below which a rate is small.
  private static final double SLOW = 0.3;

  static Curve of(History history) {
    return new Curve(
        history.names(),
        values(history, "loss"),
        values(history, "valLoss"),
        values(history, "accuracy"),
        values(history, "valAccuracy"),
        values(history, "learningRate"));
  }

  private static double[] values(History history, String name) {
    return history.epochs().stream().mapToDouble(epoch -> epoch.value(name)).toArray();
  }

  int epochs() {
    return loss.length;
  }

  /// Whether there is a loss to judge.
  boolean isEmpty() {
    return !names.contains("loss");
  }

  /// Whether each epoch has a validation loss that is a number.
  boolean isValidated() {
    return epochs() > 0 && Arrays.stream(validation).allMatch(Double::isFinite);
  }

  /// Whether shares of the losses say something: those of likelihoods may be negative.
  boolean isPositive() {
    return Arrays.stream(loss).allMatch(value -> value > 0)
        && Arrays.stream(judged()).allMatch(value -> value > 0);
  }

  /// Whether what was measured in an epoch is a number.
  boolean isFinite(int epoch) {
    return (isEmpty() || Double.isFinite(loss[epoch]))
        && (!names.contains("valLoss") || Double.isFinite(validation[epoch]));
  }

  /// The validation loss, or the training loss where there is none.
  double[] judged() {
    return isValidated() ? validation : loss;
  }

  static double last(double[] values) {
    return values.length == 0 ? Double.NaN : values[values.length - 1];
  }

  /// The epoch of the least value, counted from 0; the first of several.
  static int best(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] < values[best] ? i : best;
    }
    return best;
  }

  /// The largest learning rate, which is what a schedule rises to or starts from; not-a-number
  /// where it is not known.
  double rate() {
    return Arrays.stream(rates).filter(Double::isFinite).max().orElse(Double.NaN);
  }

  /// Whether a schedule has made the rate so small that the end of the curve is flat by design.
  boolean isSlowedDown() {
    return epochsBeforeSlowingDown() < epochs();
  }

  /// How many epochs there are up to the last one whose rate was not made so small.
  int epochsBeforeSlowingDown() {
    int epochs = epochs();
    while (epochs > 0 && rates[epochs - 1] < SLOW * rate()) {
      epochs--;
    }
    return epochs;
  }

  /// The loss that a network begins with: that of guessing, or of the first epoch.
  double beginning(@Nullable Probe probe) {
    return probe != null && Double.isFinite(probe.constantLoss()) && probe.constantLoss() > 0
        ? probe.constantLoss()
        : epochs() == 0 ? Double.NaN : loss[0];
  }

  /// How many of the last steps from epoch to epoch say how it ended.
  int tail() {
    return Math.max(3, epochs() / 3);
  }

  /// Whether a curve fell by some share in each of its last steps.
  static boolean falls(double[] values, int steps, double share) {
    for (int i = values.length - steps; i < values.length; i++) {
      if (i < 1 || !(values[i] <= values[i - 1] * (1 - share))) {
        return false;
      }
    }
    return true;
  }

  /// How much a curve changed over its last steps, as a share of what it was.
  static double change(double[] values, int steps) {
    int from = values.length - 1 - steps;
    return from < 0 ? Double.NaN : last(values) / values[from] - 1;
  }

  /// How far a curve goes up and down again, or down and up, as a share of its value, on average
  /// over the epochs: 0 where it only falls, or only rises.
  static double jitter(double[] values) {
    if (values.length < 3) {
      return 0;
    }
    double sum = 0;
    for (int i = 2; i < values.length; i++) {
      double before = (values[i - 1] - values[i - 2]) / values[i - 1];
      double after = (values[i] - values[i - 1]) / values[i - 1];
      if (before * after < 0) {
        sum += Math.min(Math.abs(before), Math.abs(after));
      }
    }
    return sum / (values.length - 2);
  }
}
