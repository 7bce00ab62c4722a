package gradus.studio;

import gradus.io.Json;
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

  boolean json() {
    return json;
  }

  boolean figures() {
    return !noFigures;
  }

  void useThreads() {
    Integer wanted = threads;
    if (wanted == null) {
      return;
    }
    if (wanted < 1 || wanted > MOST_THREADS) {
      throw new UserException("error.threads", wanted, MOST_THREADS);
    }
    Threads.use(wanted);
  }

  /// Prints the JSON object, where it is wanted.
  void print(RunResult result, Session session) {
    if (json) {
      session.console().out().println(Json.compact(result.toJson()));
    }
  }
}
