package gradus.studio.command;

import gradus.studio.console.Session;
import gradus.studio.run.RunFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `gradus resume`: goes on with a run that was interrupted.
@Command(name = "resume", sortOptions = false)
final class ResumeCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "RUN", descriptionKey = "param.run")
  private Path run = Path.of("");

  @Mixin private RunOptions options = new RunOptions();

  ResumeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    options.resume(RunFolder.existing(run), session);
    return 0;
  }
}
