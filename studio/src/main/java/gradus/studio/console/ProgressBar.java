package gradus.studio.console;

import gradus.io.Cells;
import java.io.PrintStream;
import java.util.List;

/// A line at the bottom of a terminal that fills as work goes on. Where nobody watches it is never
/// drawn.
final class ProgressBar {
  private static final long REDRAW_NANOS = 100_000_000;
  private static final int WIDEST = 40;
  private static final int NARROWEST = 8;
  private static final String ERASE = "\r\u001b[2K";
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";

  private final PrintStream out;
  private final boolean watched;
  private final int columns;
  private final Console.Style style;
  private long drawnAt;
  private boolean drawn;

  ProgressBar(Console console) {
    out = console.err();
    watched = console.errTerminal();
    columns = console.columns();
    style = console.errorStyle();
  }

  /// Whether it is worth the while to work out what the bar would say.
  synchronized boolean isDue() {
    return watched && (!drawn || System.nanoTime() - drawnAt >= REDRAW_NANOS);
  }

  /// Draws the bar: what is being done, how much of it is, and some facts, of which the last are
  /// left out where the terminal is narrow.
  synchronized void draw(String what, double part, List<String> facts) {
    if (!watched) {
      return;
    }
    int shown = facts.size();
    int room = columns - 2 - Cells.width(what);
    while (shown > 0 && room - width(facts.subList(0, shown)) < NARROWEST) {
      shown--;
    }
    List<String> visible = facts.subList(0, shown);
    int bar = Math.clamp(room - width(visible), 0, WIDEST);
    var line = new StringBuilder();
    line.append(drawn ? "" : HIDE_CURSOR).append(ERASE).append(what).append(' ');
    line.append(bar(bar, part));
    for (int i = 0; i < shown; i++) {
      line.append("  ").append(i == 0 ? visible.get(i) : style.faint(visible.get(i)));
    }
    out.print(line);
    out.flush();
    drawn = true;
    drawnAt = System.nanoTime();
  }

  private static int width(List<String> facts) {
    return facts.stream().mapToInt(fact -> Cells.width(fact) + 2).sum();
  }

  private String bar(int width, double part) {
    int halves = (int) Math.round(Math.clamp(part, 0, 1) * width * 2);
    int full = halves / 2;
    boolean half = halves % 2 == 1;
    String done = "━".repeat(full) + (half ? "╸" : "");
    String rest =
        (half ? "" : "━").repeat(Math.min(1, width - full))
            + "━".repeat(Math.max(0, width - full - 1));
    return style.on() ? style.cyan(done) + style.faint(rest) : done + " ".repeat(Cells.width(rest));
  }

  /// Takes the line away, so that other text can stand there.
  synchronized void erase() {
    if (drawn) {
      out.print(ERASE + SHOW_CURSOR);
      out.flush();
      drawn = false;
    }
  }
}
