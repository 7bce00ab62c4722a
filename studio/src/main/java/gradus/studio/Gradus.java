package gradus.studio;

import gradus.studio.command.Commands;
import gradus.studio.command.Failures;
import gradus.studio.console.Console;
import gradus.studio.console.Session;
import gradus.studio.words.Choices;
import gradus.studio.words.Language;
import gradus.studio.words.Messages;
import gradus.studio.words.Version;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The command line's entry point.
@Command(name = "gradus", version = "Gradus " + Version.TEXT, synopsisSubcommandLabel = "COMMAND")
public final class Gradus implements Runnable {
  private static final int WIDEST_HELP = 80;

  private final CommandLine commandLine;

  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      descriptionKey = "option.help")
  private boolean help;

  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      descriptionKey = "option.version")
  private boolean version;

  // Read from the arguments before they are parsed, so that help and errors follow it.
  @SuppressWarnings("UnusedMethod")
  @Option(
      names = "--lang",
      paramLabel = "en|zh",
      scope = ScopeType.INHERIT,
      descriptionKey = "option.lang")
  private void language(String code) {
    if (Language.of(code) == null) {
      throw Choices.unknown("lang", code, List.of("en", "zh"));
    }
  }

  private Gradus(Session session) {
    commandLine = new CommandLine(this);
    commandLine.setCommandName(session.messages().command());
    Commands.addTo(commandLine, session);
    Failures failures = new Failures(session);
    commandLine.setResourceBundle(session.messages().help());
    commandLine.setOut(new PrintWriter(session.console().out(), true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(session.console().err(), true, StandardCharsets.UTF_8));
    commandLine.setColorScheme(
        CommandLine.Help.defaultColorScheme(session.style().on() ? Ansi.ON : Ansi.OFF));
    // What wraps the synopsis takes its Chinese heading for half as wide as it is.
    int wide = session.messages().language() == Language.CHINESE ? 3 : 0;
    commandLine.setUsageHelpWidth(Math.clamp(session.console().columns(), 60, WIDEST_HELP) - wide);
    commandLine.setParameterExceptionHandler(failures);
    commandLine.setExecutionExceptionHandler(failures);
  }

  @Override
  public void run() {
    commandLine.usage(commandLine.getOut());
  }

  /// All commands, ready to be run.
  static CommandLine commandLine(Session session) {
    return new Gradus(session).commandLine;
  }

  /// Runs the command that the arguments name.
  ///
  /// @return the process's status: 0, or 1 where training failed or Gradus has a mistake, 2 where
  ///   the user can put it right
  public static int execute(Console console, Map<String, String> environment, String... arguments) {
    return executeAs(Messages.COMMAND, console, environment, arguments);
  }

  /// Runs the command that the arguments name, in a process that was called by some command.
  static int executeAs(
      String command, Console console, Map<String, String> environment, String... arguments) {
    Language language = Language.choose(List.of(arguments), environment);
    Session session = new Session(console, new Messages(language, command), environment, false);
    try {
      return commandLine(session).execute(arguments);
    } catch (OutOfMemoryError tooLittle) {
      return new Failures(session).outOfMemory();
    }
  }

  /// Runs the command that the arguments name and exits with its status.
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /// Runs the command that the arguments name in this process's environment.
  static int run(String... arguments) {
    // What is written is the same everywhere; the language is chosen from the environment below.
    Locale.setDefault(Locale.ROOT);
    Map<String, String> environment = System.getenv();
    Console console = Console.ofSystem(environment);
    int status = executeAs(Invocation.command(), console, environment, arguments);
    return requireWritten(console, environment, status, arguments);
  }

  /// The process's status, which says so where output was lost: a stream of text tells nobody.
  static int requireWritten(
      Console console, Map<String, String> environment, int status, String... arguments) {
    if (!console.out().checkError()) {
      return status;
    }
    Language language = Language.choose(List.of(arguments), environment);
    Session session = new Session(console, new Messages(language), environment, false);
    return new Failures(session).outputLost();
  }
}
