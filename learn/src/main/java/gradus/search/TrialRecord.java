package gradus.search;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is known of one trial.
///
/// @param id its number within the study, counted from 1
/// @param configuration what it tries
/// @param state how far it has come
/// @param values its result, one number for each aim; of a stopped trial the last one reported, if
///   any
/// @param reports what it reported on its way, by step
/// @param seconds how long it took
/// @param message why it failed; else empty
public record TrialRecord(
    int id,
    Configuration configuration,
    State state,
    List<Double> values,
    SortedMap<Integer, Double> reports,
    double seconds,
    String message) {

  /// How far a trial has come.
  public enum State {
    /// It has begun.
    RUNNING,
    /// It has a value.
    FINISHED,
    /// It was stopped early, because it would hardly become one of the best.
    STOPPED,
    /// It ended with an exception, or with not-a-number.
    FAILED
  }

  /// Copies the values and reports.
  public TrialRecord {
    values = List.copyOf(values);
    reports = Collections.unmodifiableSortedMap(new TreeMap<>(reports));
  }

  /// A trial that has begun.
  static TrialRecord begun(int id, Configuration configuration) {
    return new TrialRecord(
        id, configuration, State.RUNNING, List.of(), Collections.emptySortedMap(), 0, "");
  }

  TrialRecord ended(State end, List<Double> result, double time, String why) {
    return new TrialRecord(id, configuration, end, result, reports, time, why);
  }

  TrialRecord reporting(int step, double value) {
    SortedMap<Integer, Double> more = new TreeMap<>(reports);
    more.put(step, value);
    return new TrialRecord(id, configuration, state, values, more, seconds, message);
  }

  /// The result of a study with one aim.
  ///
  /// @throws java.util.NoSuchElementException where there is none
  public double value() {
    return values.getFirst();
  }

  /// Whether it ended with a result of its own.
  public boolean isFinished() {
    return state == State.FINISHED;
  }
}
