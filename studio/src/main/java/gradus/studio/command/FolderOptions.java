package gradus.studio.command;

import gradus.studio.run.RunFolder;
import gradus.studio.run.Settings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say where a new run goes.
final class FolderOptions {
  @Option(names = "--out", paramLabel = "FOLDER", descriptionKey = "option.out")
  private Path out = RunFolder.USUAL;

  @Option(names = "--name", paramLabel = "NAME", descriptionKey = "option.name")
  private @Nullable String name;

  @Option(names = "--force", descriptionKey = "option.force")
  private boolean force;

  RunFolder folder(Settings settings) {
    return RunFolder.of(out, name, settings.label(), force);
  }
}
