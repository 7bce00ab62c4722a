package gradus.studio.console;

import gradus.course.Exercise;
import gradus.course.check.Verdict;
import gradus.course.grade.Fault;
import gradus.course.grade.Grade;
import gradus.io.Cells;
import gradus.studio.words.TextOutput;
import gradus.studio.words.Wrapping;
import java.util.Locale;

/// The lines that tell a learner what came of an exercise.
///
/// @param session where they are written
/// @param exercise which one
public record GradeLines(Session session, Exercise exercise) {
  private static final int PRINTED_LINES = 20;

  /// Writes them all.
  public void tell(Grade grade) {
    Console.Style style = session.style();
    session.say(style.bold(exercise.title().in(language())));
    grade.faults().forEach(this::tell);
    grade.verdicts().forEach(this::tell);
    printed(grade);
    String summary = grade.summary().in(language());
    session.say();
    for (String line : Wrapping.wrap(summary, Cells.USUAL_COLUMNS)) {
      session.say(grade.passed() ? style.green(line) : style.red(line));
    }
    if (!grade.offline() && grade.outcome() != Grade.Outcome.UNAVAILABLE) {
      session.tell(session.text("exercise.online"));
    }
  }

  private Locale language() {
    return session.messages().language().locale();
  }

  private void tell(Verdict verdict) {
    Console.Style style = session.style();
    String mark = verdict.passed() ? style.green("✓") : style.red("✗");
    session.say("  " + mark + " " + verdict.title().in(language()));
    indented(verdict.hint().in(language()));
  }

  private void tell(Fault fault) {
    Console.Style style = session.style();
    if (fault.line() > 0) {
      // One space a tab, so that the mark stands below what it marks.
      String source = TextOutput.line(fault.source().replace('\t', ' '));
      String place = session.text("exercise.line", exercise.file(), fault.line());
      session.say("  " + style.red("✗") + " " + place);
      session.say("      " + Cells.cut(source, Cells.USUAL_COLUMNS - 6));
      int before = Math.clamp(fault.column() - 1L, 0, source.length());
      int cells = Cells.width(source.substring(0, before));
      if (cells < Cells.USUAL_COLUMNS - 6) {
        session.say("      " + " ".repeat(cells) + style.red("^"));
      }
    } else {
      session.say("  " + style.red("✗") + " " + exercise.file());
    }
    indented(fault.message().in(language()));
  }

  private void indented(String text) {
    if (!text.isEmpty()) {
      for (String line : Wrapping.wrap(TextOutput.line(text), Cells.USUAL_COLUMNS - 6)) {
        session.say("      " + line);
      }
    }
  }

  /// What the learner's code wrote itself, or the beginning of it.
  private void printed(Grade grade) {
    if (grade.printed().isBlank()) {
      return;
    }
    session.say();
    session.say(session.text("exercise.printed"));
    grade
        .printed()
        .lines()
        .limit(PRINTED_LINES)
        .forEach(line ->
            session.say(
                session
                    .style()
                    .faint("  " + Cells.cut(TextOutput.line(line), Cells.USUAL_COLUMNS - 2))));
    if (grade.cut() || grade.printed().lines().count() > PRINTED_LINES) {
      session.say(session.style().faint("  …"));
    }
  }
}
