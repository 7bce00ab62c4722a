package gradus.studio.command;

import gradus.studio.console.Session;
import gradus.studio.words.Choices;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gradus completion`: a script that lets a shell complete commands and options.
@Command(name = "completion")
final class CompletionCommand implements Callable<Integer> {
  private static final List<String> SHELLS = List.of("bash", "zsh");

  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "bash|zsh", descriptionKey = "param.shell")
  private String shell = "";

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (!SHELLS.contains(shell)) {
      throw Choices.unknown("shell", shell, SHELLS);
    }
    CommandSpec root = Objects.requireNonNull(spec).root();
    // The script serves both shells: in zsh it turns on bash's way of completing.
    session.console().out().print(AutoComplete.bash("gradus", root.commandLine()));
    return 0;
  }
}
