package gradus.studio.command;

import gradus.studio.console.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `gradus text`: models of text, and what they write.
@Command(name = "text", synopsisSubcommandLabel = "COMMAND")
final class TextCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  /// The command with those below it.
  static CommandLine of(Session session) {
    return new CommandLine(new TextCommand())
        .addSubcommand(new TextTrainCommand(session))
        .addSubcommand(new TextGenerateCommand(session));
  }

  @Override
  public void run() {
    CommandLine self = Objects.requireNonNull(spec).commandLine();
    self.usage(self.getOut());
  }
}
