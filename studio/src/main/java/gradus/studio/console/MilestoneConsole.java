package gradus.studio.console;

import gradus.course.Measurement;
import gradus.course.Milestone;
import gradus.io.Cells;
import gradus.studio.words.Wrapping;
import java.util.List;
import java.util.Locale;

/// What the console says of milestones.
///
/// @param session where it is written
public record MilestoneConsole(Session session) {
  private static final String INDENT = "    ";

  /// All of them, a line each and one for the claim.
  public void list(List<Milestone> milestones) {
    int widest = Cells.widest(milestones.stream().map(Milestone::name).toList());
    for (Milestone one : milestones) {
      session.say(
          one.year()
              + "  "
              + session.style().bold(Cells.left(one.name(), widest))
              + "  "
              + one.what().in(language()));
      session.say(
          session
              .style()
              .faint(
                  " ".repeat(8 + widest)
                      + (one.isMade()
                          ? one.claim().in(language())
                          : session.text("milestone.no"))));
    }
  }

  /// What was claimed, and what was measured.
  public void tell(List<Measurement> measurements) {
    for (Measurement one : measurements) {
      String mark = one.holds() ? session.style().green("✓") : session.style().red("✗");
      session.say("  " + mark + " " + session.style().bold(one.what().in(language())));
      entry("milestone.claimed", one.claimed().in(language()));
      entry("milestone.measured", one.measured().in(language()));
      entry("milestone.scale", one.scale().in(language()));
    }
  }

  private void entry(String key, String text) {
    List<String> names =
        List.of(
            session.text("milestone.claimed"),
            session.text("milestone.measured"),
            session.text("milestone.scale"));
    int widest = Cells.widest(names) + 2;
    String name = Cells.left(session.text(key), widest);
    List<String> lines = Wrapping.wrap(text, Cells.USUAL_COLUMNS - INDENT.length() - widest);
    for (int i = 0; i < lines.size(); i++) {
      session.say(
          INDENT + (i == 0 ? session.style().faint(name) : " ".repeat(widest)) + lines.get(i));
    }
  }

  private Locale language() {
    return session.messages().language().locale();
  }
}
