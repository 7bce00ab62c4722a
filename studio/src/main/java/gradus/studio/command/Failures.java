package gradus.studio.command;

import gradus.course.CourseException;
import gradus.data.DataException;
import gradus.io.FileException;
import gradus.io.JsonException;
import gradus.nn.StructureException;
import gradus.nn.UnknownNameException;
import gradus.nn.WeightsException;
import gradus.studio.console.Session;
import gradus.studio.words.Choices;
import gradus.studio.words.TextOutput;
import gradus.studio.words.UserException;
import gradus.tensor.Message;
import gradus.tensor.TensorException;
import gradus.text.TextException;
import gradus.train.CheckpointException;
import gradus.train.NonFiniteLossException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// Tells what went wrong, in one or two lines without a stack trace, and decides the process's
/// status. With `GRADUS_DEBUG=1` the stack trace comes too.
public final class Failures
    implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {
  private static final int FAILED = 1;

  /// The status where the user can put it right.
  static final int WRONG_INPUT = 2;

  private final Session session;

  public Failures(Session session) {
    this.session = session;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandSpec command = failure.getCommandLine().getCommandSpec();
    tell(
        failure.getCause() instanceof UserException user
            ? user.in(session.messages())
            : describe(failure, command));
    session.point(session.text("error.help", command.qualifiedName()));
    debug(failure);
    return WRONG_INPUT;
  }

  private String describe(ParameterException failure, CommandSpec command) {
    return switch (failure) {
      case CommandLine.UnmatchedArgumentException unmatched ->
          unmatched(unmatched.getUnmatched().getFirst(), command);
      case CommandLine.MissingParameterException missing -> missing(missing, command);
      case CommandLine.OverwrittenOptionException twice ->
          session.text("error.option.twice", label(twice.getOverwritten()));
      default -> value(failure);
    };
  }

  private String unmatched(String argument, CommandSpec command) {
    if (argument.startsWith("-")) {
      String name = argument.replaceFirst("=.*", "");
      return known("option", name, List.copyOf(command.optionsMap().keySet()));
    }
    Map<String, CommandLine> commands = command.subcommands();
    return commands.isEmpty()
        ? session.text("error.argument", argument)
        : known("command", argument, List.copyOf(commands.keySet()));
  }

  private String known(String kind, String name, List<String> names) {
    return Choices.unknown(kind, name, names).in(session.messages());
  }

  private String missing(CommandLine.MissingParameterException failure, CommandSpec command) {
    List<ArgSpec> missing = failure.getMissing();
    if (missing.isEmpty()) {
      return session.text("error.missing", command.qualifiedName());
    }
    ArgSpec first = missing.getFirst();
    return first instanceof OptionSpec
        ? session.text("error.option.missing", label(first), first.paramLabel())
        : session.text("error.missing", first.paramLabel());
  }

  private String value(ParameterException failure) {
    ArgSpec option = failure.getArgSpec();
    if (option == null) {
      return String.valueOf(failure.getMessage());
    }
    Class<?> type = option.type();
    String kind =
        type == int.class || type == Integer.class || type == long.class || type == Long.class
            ? "whole"
            : type == double.class || type == Double.class ? "number" : "other";
    String given = String.valueOf(failure.getValue());
    return session.text("error.option.value." + kind, label(option), given);
  }

  private static String label(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    debug(failure);
    return switch (failure) {
      case UserException user -> wrong(user.in(session.messages()));
      case FileException file -> wrong(message(file));
      case UncheckedIOException file when file.getCause() instanceof FileException cause ->
          wrong(message(cause));
      case CheckpointException _,
          CourseException _,
          UnknownNameException _,
          DataException _,
          JsonException _,
          TensorException _,
          TextException _,
          StructureException _,
          WeightsException _ ->
          wrong(message(failure));
      case NonFiniteLossException _ -> {
        tell(message(failure));
        session.warn(session.text("error.training"));
        yield FAILED;
      }
      default -> {
        tell(session.text("error.internal", failure.toString()));
        session.warn(session.text("error.internal.debug"));
        yield FAILED;
      }
    };
  }

  private String message(Exception failure) {
    return session.messages().text(Message.of(failure));
  }

  private int wrong(String message) {
    tell(message);
    return WRONG_INPUT;
  }

  /// Tells that the heap was too small.
  public int outOfMemory() {
    long megabytes = Runtime.getRuntime().maxMemory() >> 20;
    tell(session.text("error.memory", megabytes));
    return FAILED;
  }

  /// Tells that standard output took not all that was written.
  public int outputLost() {
    tell(session.text("error.output"));
    return FAILED;
  }

  /// Writes a message without what would move a terminal's cursor, whoever put it there.
  private void tell(String message) {
    tell(session, message);
  }

  /// Writes a message as that of a failure, for commands that go on after one.
  static void tell(Session session, String message) {
    session.warn(
        session.console().errorStyle().red(session.text("error.prefix"))
            + TextOutput.clean(message));
  }

  private void debug(Exception failure) {
    String wanted = session.environment().getOrDefault("GRADUS_DEBUG", "");
    if (!wanted.isEmpty() && !wanted.toLowerCase(Locale.ROOT).equals("0")) {
      failure.printStackTrace(session.console().err());
    }
  }
}
