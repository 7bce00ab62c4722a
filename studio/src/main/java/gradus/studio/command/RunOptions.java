package gradus.studio.command;

import gradus.io.FileException;
import gradus.studio.console.RunConsole;
import gradus.studio.console.Session;
import gradus.studio.report.RunReport;
import gradus.studio.run.Run;
import gradus.studio.run.RunFolder;
import gradus.studio.run.RunResult;
import gradus.studio.run.RunSetting;
import gradus.studio.run.Settings;
import gradus.studio.words.Language;
import gradus.studio.words.TextOutput;
import gradus.studio.words.UserException;
import gradus.tensor.Threads;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of commands that train: how, but not what, so they may differ when a run is resumed.
final class RunOptions {
  private static final int MOST_THREADS = 1024;

  @Option(names = "--threads", paramLabel = "N", descriptionKey = "option.threads")
  private @Nullable Integer threads;

  @Option(names = "--json", descriptionKey = "option.json")
  private boolean json;

  @Option(names = "--no-figures", descriptionKey = "option.noFigures")
  private boolean noFigures;

  /// Begins a run in a new folder, and prints its JSON object where that is wanted.
  void begin(Settings settings, FolderOptions where, Session session) throws FileException {
    RunFolder folder = where.folder(settings);
    useThreads();
    print(run(settings, folder, session).begin(), session);
  }

  /// Goes on with the run in a folder, and prints its JSON object where that is wanted.
  void resume(RunFolder folder, Session session) throws FileException {
    folder.repair();
    Settings settings = folder.readSettings();
    useThreads();
    print(run(settings, folder, session).resume(), session);
  }

  private Run<?> run(Settings settings, RunFolder folder, Session session) {
    RunConsole console = new RunConsole(session.quiet(json), folder);
    Language language = session.messages().language();
    RunReport report = new RunReport(language, !noFigures);
    return Run.of(settings, new RunSetting(folder, console, console.downloads(), report, language));
  }

  private void useThreads() {
    Integer wanted = threads;
    if (wanted == null) {
      return;
    }
    if (wanted < 1 || wanted > MOST_THREADS) {
      throw new UserException("error.threads", wanted, MOST_THREADS);
    }
    Threads.use(wanted);
  }

  private void print(RunResult result, Session session) {
    if (json) {
      session.console().out().println(TextOutput.json(result.toJson()));
    }
  }
}
