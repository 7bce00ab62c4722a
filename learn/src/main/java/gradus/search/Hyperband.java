package gradus.search;

import gradus.tensor.ArgumentException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// A pruner that plays several games of successive halving side by side, from one that judges early
/// to one that lets every trial run to its end: for who does not know how early a trial can be
/// told.
///
/// There are `s + 1` brackets with `factor^s <= last / first`; the first rung of bracket `b` is at
/// step `first * factor^b`. A trial belongs to a bracket by its number (a checksum of it), so that
/// bracket `b` gets a part of all trials proportional to `ceil((s + 1) factor^(s - b) / (s - b +
/// 1))`, and is compared with those of its own bracket only.
///
/// Li, Jamieson, DeSalvo, Rostamizadeh and Talwalkar, "Hyperband: a novel bandit-based approach to
/// hyperparameter optimization", 2018.
///
/// @param first the first rung of the bracket that judges earliest
/// @param last the last step of a trial
/// @param factor how far apart the rungs are, and one in how many goes on
public record Hyperband(int first, int last, int factor) implements Pruner {
  /// Checks the settings.
  public Hyperband {
    if (first < 1 || last < first) {
      throw new ArgumentException(
          "hyperband: needs a first step of at least 1 and a last one not before it, got %d and %d",
          first, last);
    }
    if (factor < 2) {
      throw new ArgumentException(
          "hyperband: the factor between rungs must be at least 2, got %d", factor);
    }
  }

  /// Brackets for trials of so many steps, with rungs 3 times apart.
  public static Hyperband of(int last) {
    return new Hyperband(1, last, 3);
  }

  /// The same from another first step.
  public Hyperband withFirst(int first) {
    return new Hyperband(first, last, factor);
  }

  /// The same with another distance between rungs.
  public Hyperband withFactor(int factor) {
    return new Hyperband(first, last, factor);
  }

  /// How many brackets there are.
  public int brackets() {
    int brackets = 1;
    for (long rung = (long) first * factor; rung <= last; rung *= factor) {
      brackets++;
    }
    return brackets;
  }

  /// The bracket of a trial, counted from 0, the one that judges earliest.
  public int bracket(int id) {
    int brackets = brackets();
    long[] shares = new long[brackets];
    long all = 0;
    for (int b = 0; b < brackets; b++) {
      int s = brackets - 1 - b;
      shares[b] = Math.ceilDiv(brackets * power(s), s + 1L);
      all += shares[b];
    }
    CRC32 checksum = new CRC32();
    checksum.update(("study_" + (id - 1)).getBytes(StandardCharsets.UTF_8));
    long place = checksum.getValue() % all;
    int bracket = 0;
    while (place >= shares[bracket]) {
      place -= shares[bracket++];
    }
    return bracket;
  }

  private long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= factor;
    }
    return power;
  }

  @Override
  public boolean stops(Trials trials, TrialRecord trial) {
    int bracket = bracket(trial.id());
    Trials rivals =
        new Trials(
            trials.space(),
            trials.aims(),
            trials.all().stream().filter(other -> bracket(other.id()) == bracket).toList());
    return new SuccessiveHalving((int) (first * power(bracket)), factor).stops(rivals, trial);
  }
}
