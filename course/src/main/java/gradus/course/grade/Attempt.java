package gradus.course.grade;

import gradus.course.check.Verdict;
import gradus.plot.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known so far of a submission that is being graded.
final class Attempt {
  private final long started = System.nanoTime();
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final StringBuilder printed = new StringBuilder();
  private @Nullable Text running;
  private boolean compiled;
  private boolean cut;

  void add(Report report) {
    switch (report) {
      case Report.NotCompiled(Fault fault) -> faults.add(fault);
      case Report.Compiled _ -> compiled = true;
      case Report.Begun(Text title) -> running = title;
      case Report.Checked(Verdict verdict) -> {
        verdicts.add(verdict);
        running = null;
      }
      case Report.Printed(String text) -> printed.append(text);
      case Report.Cut _ -> cut = true;
      case Report.Ready _, Report.NoCompiler _, Report.Ended _ -> {}
    }
  }

  /// Whether its own code runs, rather than the compiler.
  boolean isRunning() {
    return compiled;
  }

  /// The grade of a submission that was graded to its end.
  Grade ended() {
    if (!faults.isEmpty()) {
      return grade(Grade.Outcome.NOT_COMPILED, Text.of("It does not compile yet.", "还不能编译。"));
    }
    long passed = verdicts.stream().filter(Verdict::passed).count();
    int all = verdicts.size();
    return all > 0 && passed == all
        ? grade(
            Grade.Outcome.PASSED,
            Text.of("All " + all + " checks passed.", "全部 " + all + " 项检查通过。"))
        : grade(
            Grade.Outcome.FAILED,
            Text.of(passed + " of " + all + " checks passed.", all + " 项检查中通过 " + passed + " 项。"));
  }

  /// The grade of one that was ended before.
  Grade stopped(Text why) {
    if (running != null) {
      verdicts.add(new Verdict(running, false, why));
    }
    return grade(Grade.Outcome.STOPPED, why);
  }

  Grade unavailable(Text why) {
    return grade(Grade.Outcome.UNAVAILABLE, why);
  }

  private Grade grade(Grade.Outcome outcome, Text summary) {
    return new Grade(
        outcome,
        summary,
        verdicts,
        faults,
        printed.toString(),
        cut,
        Sandbox.isOffline(),
        Duration.ofNanos(System.nanoTime() - started));
  }
}
