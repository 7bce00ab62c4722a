package gradus.studio.command;

import gradus.studio.console.Session;
import gradus.studio.run.RunFolder;
import gradus.studio.words.Language;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gradus resume`: goes on with a run that was interrupted.
@Command(name = "resume", sortOptions = false)
final class ResumeCommand implements Callable<Integer> {
  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "RUN", descriptionKey = "param.run")
  private Path run = Path.of("");

  @Mixin private RunOptions options = new RunOptions();

  ResumeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    RunFolder folder = RunFolder.existing(run);
    options.resume(folder, speaking(folder));
    return 0;
  }

  /// The session in the language of the run, unless another one is asked for here; what goes wrong
  /// is told in it, too.
  private Session speaking(RunFolder folder) {
    CommandLine root = Objects.requireNonNull(spec).root().commandLine();
    if (Language.asked(root.getParseResult().originalArgs()) != null) {
      return session;
    }
    Session spoken = folder.language().map(session::in).orElse(session);
    root.setExecutionExceptionHandler(new Failures(spoken));
    return spoken;
  }
}
