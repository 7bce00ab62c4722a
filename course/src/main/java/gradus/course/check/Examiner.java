package gradus.course.check;

import gradus.plot.Text;
import java.util.ArrayList;
import java.util.List;

/// Who checks a learner's class, one question after the other.
///
/// ```java
/// class Checks {
///   static void check(Examiner examiner) {
///     examiner.that("the slope is 1 where x is positive", "x 为正时斜率是 1", check ->
///         check.close("ReluSlope.at(2)", 1, ReluSlope.at(2)));
///   }
/// }
/// ```
///
/// A check that throws has not passed; what it threw becomes its hint, and the next one runs.
public final class Examiner {
  private final String file;
  private final Listener listener;
  private final List<Verdict> verdicts = new ArrayList<>();

  /// Who hears what is checked while it is being checked.
  public interface Listener {
    /// A check begins.
    void begins(Text title);

    /// It has ended.
    void ends(Verdict verdict);
  }

  /// What is done in a check.
  @FunctionalInterface
  public interface Body {
    /// Asks the learner's class, and compares what it answers.
    void run(Check check) throws Exception;
  }

  /// @param file the name of the learner's file, such as `Momentum.java`, of which hints name lines
  public Examiner(String file, Listener listener) {
    this.file = file;
    this.listener = listener;
  }

  /// Checks something.
  ///
  /// @param english what must be so, in a few words
  /// @param chinese the same
  // Whatever the learner's code throws is an answer.
  @SuppressWarnings("CatchingThrowable")
  public void that(String english, String chinese, Body body) {
    Text title = Text.of(english, chinese);
    listener.begins(title);
    Text hint = Text.EMPTY;
    try {
      body.run(new Check());
    } catch (Failed failed) {
      hint = failed.hint();
    } catch (Throwable thrown) {
      hint = Thrown.told(thrown, file);
    }
    Verdict verdict = new Verdict(title, hint.isEmpty(), hint);
    verdicts.add(verdict);
    listener.ends(verdict);
  }

  /// What came of the checks so far.
  public List<Verdict> verdicts() {
    return List.copyOf(verdicts);
  }

  /// Runs an exercise's checks and writes what came of them in both languages, for who runs them
  /// without `gradus`.
  ///
  /// @param file the name of the learner's file
  /// @param checks the exercise's checks
  /// @return whether all passed
  public static boolean print(String file, java.util.function.Consumer<Examiner> checks) {
    Examiner examiner =
        new Examiner(
            file,
            new Listener() {
              @Override
              public void begins(Text title) {}

              @Override
              public void ends(Verdict verdict) {
                Text title = verdict.title();
                System.out.println(
                    (verdict.passed() ? "✓ " : "✗ ") + title.english() + " / " + title.chinese());
                if (!verdict.passed()) {
                  System.out.println("    " + verdict.hint().english());
                  System.out.println("    " + verdict.hint().chinese());
                }
              }
            });
    checks.accept(examiner);
    return examiner.verdicts().stream().allMatch(Verdict::passed);
  }
}
