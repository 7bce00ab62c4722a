package gradus.studio.console;

import gradus.studio.words.Wrapping;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Where Gradus writes, and what can be shown there.
///
/// @param out standard output
/// @param err standard error
/// @param outTerminal whether a person watches standard output
/// @param errTerminal whether a person watches standard error
/// @param color whether colours are wanted
/// @param columns the width of the terminal; [#ANY] where programs read what is written
public record Console(
    PrintStream out,
    PrintStream err,
    boolean outTerminal,
    boolean errTerminal,
    boolean color,
    int columns) {
  /// As many columns as a line has.
  public static final int ANY = Integer.MAX_VALUE;

  private static final int USUAL_COLUMNS = 80;
  private static final String TERMINAL = "gradus.terminal";

  /// The process's own streams. No colours where `NO_COLOR` is set (no-color.org); nothing counts
  /// as a terminal where `TERM` is `dumb`.
  ///
  /// The launcher says in the system property `gradus.terminal` what it found, as in `out,err,120`;
  /// without it Linux is asked.
  public static Console ofSystem(Map<String, String> environment) {
    boolean dumb = environment.getOrDefault("TERM", "").equals("dumb");
    boolean outTerminal = !dumb && isTerminal("out", 1);
    boolean errTerminal = !dumb && isTerminal("err", 2);
    boolean color = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Console(
        System.out, System.err, outTerminal, errTerminal, color, columns(environment));
  }

  /// Streams that nobody watches, where a message is one line.
  public static Console of(PrintStream out, PrintStream err) {
    return new Console(out, err, false, false, false, ANY);
  }

  // That there always is one is no promise of the interface.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal(String name, int descriptor) {
    String told = System.getProperty(TERMINAL);
    if (told != null) {
      return words(told).contains(name);
    }
    Path link = Path.of("/proc/self/fd/" + descriptor);
    try {
      return Files.readSymbolicLink(link).toString().matches("/dev/(pts/\\d+|tty.*|console)");
    } catch (IOException | UnsupportedOperationException noLinux) {
      java.io.Console console = System.console();
      return console != null && console.isTerminal();
    }
  }

  private static List<String> words(String told) {
    return List.of(told.split(",", -1));
  }

  private static int columns(Map<String, String> environment) {
    String told = System.getProperty(TERMINAL, "");
    for (String text : words(told + "," + environment.getOrDefault("COLUMNS", ""))) {
      if (text.matches("[1-9]\\d{1,3}")) {
        return Integer.parseInt(text);
      }
    }
    return USUAL_COLUMNS;
  }

  /// A message as it is written to standard error: in lines that a terminal has room for.
  public String message(String text) {
    return columns == ANY ? text : Wrapping.wrapped(text);
  }

  /// How text on standard output looks.
  public Style style() {
    return new Style(color && outTerminal);
  }

  /// How text on standard error looks.
  public Style errorStyle() {
    return new Style(color && errTerminal);
  }

  /// The looks of text: colours and weights of a terminal, or none.
  ///
  /// @param on whether there are any
  public record Style(boolean on) {
    public String bold(String text) {
      return wrap("1", text);
    }

    public String faint(String text) {
      return wrap("2", text);
    }

    public String red(String text) {
      return wrap("31", text);
    }

    public String green(String text) {
      return wrap("32", text);
    }

    public String yellow(String text) {
      return wrap("33", text);
    }

    public String cyan(String text) {
      return wrap("36", text);
    }

    private String wrap(String code, String text) {
      return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
  }
}
