package gradus.studio.server;

import gradus.io.FileException;
import gradus.io.JsonValue;
import gradus.studio.run.Checkup;
import gradus.studio.run.RunFolder;
import gradus.studio.words.UserException;
import gradus.train.History;
import gradus.train.RunEvent;
import gradus.train.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The runs of a folder, as their logs tell them: those that are going on, those that have ended,
/// and those that were broken off.
final class RunShelf {
  private static final String LOG = "events.jsonl";
  private static final int MOST = 200;

  /// How far a run is.
  enum State {
    RUNNING,
    FINISHED,
    INTERRUPTED,
    FAILED
  }

  /// What a run's log says.
  ///
  /// @param kind what it learns
  /// @param epochs how many epochs there are to be
  /// @param steps of each batch that was told, the step and the loss
  /// @param figures the names of its pictures
  /// @param checkup what the doctor goes by; null where the run's records cannot be read
  record Story(
      String name,
      State state,
      String kind,
      JsonValue settings,
      int epochs,
      int batches,
      List<double[]> steps,
      History history,
      List<String> figures,
      @Nullable Checkup checkup,
      @Nullable String failure) {}

  private record Read(FileTime time, long size, Story story) {}

  private final Path folder;
  private final Map<String, Read> read = new ConcurrentHashMap<>();

  RunShelf(Path folder) {
    this.folder = folder;
  }

  /// The folder of the runs.
  Path folder() {
    return folder;
  }

  /// The runs' names, the newest first.
  List<String> names() throws FileException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(run -> Files.isRegularFile(run.resolve(LOG), LinkOption.NOFOLLOW_LINKS))
          .sorted(Comparator.comparing(RunShelf::time).reversed())
          .limit(MOST)
          .map(run -> run.getFileName().toString())
          .toList();
    } catch (IOException failure) {
      throw FileException.of("read", folder, failure);
    }
  }

  private static FileTime time(Path run) {
    try {
      return Files.getLastModifiedTime(run.resolve(LOG));
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }

  /// The folder of a run.
  ///
  /// @throws UserException where there is none of this name
  Path path(String name) {
    boolean plain =
        !name.isEmpty()
            && !name.startsWith(".")
            && name.codePoints()
                .noneMatch(point -> point == '/' || point == '\\' || Character.isISOControl(point));
    if (plain) {
      Path run = folder.resolve(name);
      boolean inside =
          Files.isDirectory(run, LinkOption.NOFOLLOW_LINKS)
              && Files.isRegularFile(run.resolve(LOG), LinkOption.NOFOLLOW_LINKS);
      if (inside) {
        return run;
      }
    }
    throw new UserException("error.run.unknown", name);
  }

  /// What a run's log says by now.
  Story story(String name) throws FileException {
    Path log = path(name).resolve(LOG);
    try {
      FileTime time = Files.getLastModifiedTime(log);
      long size = Files.size(log);
      Read before = read.get(name);
      if (before != null && before.time().equals(time) && before.size() == size) {
        return before.story();
      }
      List<RunEvent> events = RunLog.read(log);
      Story story = told(name, events, checkup(new RunFolder(path(name)), events));
      read.put(name, new Read(time, size, story));
      return story;
    } catch (IOException failure) {
      throw FileException.of("read", log, failure);
    }
  }

  private static @Nullable Checkup checkup(RunFolder run, List<RunEvent> events) {
    try {
      return Checkup.of(run, events);
    } catch (FileException | UserException unreadable) {
      return null;
    }
  }

  private static Story told(String name, List<RunEvent> events, @Nullable Checkup checkup) {
    State state = State.RUNNING;
    String kind = "";
    JsonValue settings = JsonValue.object().build();
    String failure = null;
    int epochs = 0;
    int batches = 0;
    List<double[]> steps = new ArrayList<>();
    List<History.Epoch> history = new ArrayList<>();
    List<String> figures = new ArrayList<>();
    for (RunEvent event : events) {
      switch (event) {
        case RunEvent.Started started -> {
          kind = started.kind();
          settings = started.settings();
        }
        case RunEvent.Resumed resumed -> {
          settings = resumed.settings();
          state = State.RUNNING;
          failure = null;
        }
        case RunEvent.Training training -> {
          epochs = training.epochs();
          batches = training.batches();
          history.clear();
          history.addAll(training.history().epochs());
          long step = training.step();
          steps.removeIf(point -> point[0] > step);
        }
        case RunEvent.Batch batch ->
            steps.add(
                new double[] {
                  (batch.epoch() - 1.0) * batch.batches() + batch.batch(), batch.loss()
                });
        case RunEvent.Epoch epoch -> history.add(epoch.epoch());
        case RunEvent.Figure figure -> figures.add(figure.name());
        case RunEvent.Interrupted _ -> state = State.INTERRUPTED;
        case RunEvent.Failed failed -> {
          state = State.FAILED;
          failure = failed.message();
        }
        case RunEvent.Finished _ -> state = State.FINISHED;
        default -> {
          // What is said of data, layers, files and results is not shown here.
        }
      }
    }
    return new Story(
        name,
        state,
        kind,
        settings,
        epochs,
        batches,
        steps,
        new History(history),
        figures,
        checkup,
        failure);
  }
}
