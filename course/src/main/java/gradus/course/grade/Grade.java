package gradus.course.grade;

import gradus.course.check.Verdict;
import gradus.plot.Text;
import java.time.Duration;
import java.util.List;

/// What came of grading a learner's file.
///
/// @param outcome in a word
/// @param summary in a sentence
/// @param verdicts what came of each check that was begun, in order
/// @param faults why it does not compile; none where it does
/// @param printed what it wrote to its standard output and error, or the beginning of it
/// @param cut whether it wrote more than that
/// @param offline whether the system kept it from the network
/// @param time how long all of it took
public record Grade(
    Outcome outcome,
    Text summary,
    List<Verdict> verdicts,
    List<Fault> faults,
    String printed,
    boolean cut,
    boolean offline,
    Duration time) {
  /// What came of it, in a word.
  public enum Outcome {
    /// Every check passed.
    PASSED,
    /// All checks were made, and some did not pass.
    FAILED,
    /// It does not compile.
    NOT_COMPILED,
    /// It was ended before all checks were made: for its time, its memory, or by itself.
    STOPPED,
    /// It could not be tried here.
    UNAVAILABLE
  }

  /// Copies the lists.
  public Grade {
    verdicts = List.copyOf(verdicts);
    faults = List.copyOf(faults);
  }

  /// Whether every check passed.
  public boolean passed() {
    return outcome == Outcome.PASSED;
  }

  /// How many checks passed.
  public int passes() {
    return (int) verdicts.stream().filter(Verdict::passed).count();
  }
}
