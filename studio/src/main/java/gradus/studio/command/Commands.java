package gradus.studio.command;

import gradus.studio.console.Session;
import picocli.CommandLine;

/// All commands.
public final class Commands {
  private Commands() {}

  /// Puts them below the command line's own.
  public static void addTo(CommandLine commandLine, Session session) {
    commandLine.addSubcommand(new MnistCommand(session));
    commandLine.addSubcommand(new TrainCommand(session));
    commandLine.addSubcommand(TuneCommand.of(session));
    commandLine.addSubcommand(TextCommand.of(session));
    commandLine.addSubcommand(new ResumeCommand(session));
    commandLine.addSubcommand(new AugmentCommand(session));
    commandLine.addSubcommand(new LessonCommand(session));
    commandLine.addSubcommand(new MilestoneCommand(session));
    commandLine.addSubcommand(new StudioCommand(session));
    commandLine.addSubcommand(new ExerciseCommand(session));
    commandLine.addSubcommand(new PredictCommand(session));
    commandLine.addSubcommand(new EvaluateCommand(session));
    commandLine.addSubcommand(new DoctorCommand(session));
    commandLine.addSubcommand(new InfoCommand(session));
    commandLine.addSubcommand(new NewCommand(session));
    commandLine.addSubcommand(new CompletionCommand(session));
    commandLine.addSubcommand(new HelpCommand());
  }
}
