package gradus.studio.run;

import gradus.io.FileException;
import gradus.io.FolderLock;
import gradus.io.Json;
import gradus.io.JsonValue;
import gradus.tensor.Threads;
import gradus.train.RunEvent;
import gradus.train.RunListener;
import gradus.train.RunLog;
import java.time.Instant;

/// The whole way from data to a trained network and its report, in a folder; begun or resumed. It
/// writes nothing for people: it tells events, and records them in its folder.
///
/// @param <D> the data
public sealed interface Run<D> permits DigitsRun, TextRun, TableRun {
  /// The run of some settings.
  static Run<?> of(Settings settings, RunSetting setting) {
    return switch (settings) {
      case DigitsSettings digits -> new DigitsRun(digits, setting);
      case TextSettings text -> new TextRun(text, setting);
      case TableSettings table -> new TableRun(table, setting);
    };
  }

  /// What it is started with.
  Settings settings();

  /// Where it takes place.
  RunSetting setting();

  /// Loads the data.
  D load() throws FileException;

  /// Trains, from the checkpoint on where there is one, and writes what came of it.
  RunResult carryOut(D data, RunListener listener) throws FileException;

  /// Keeps and tells what came of it, after the model is saved.
  default void tell(RunResult result, RunListener listener) throws FileException {
    RunFolder folder = setting().folder();
    listener.on(folder.saved("model", folder.model()));
    JsonValue values = result.toJson();
    Json.write(folder.result(), values);
    listener.on(new RunEvent.Result(values));
    setting().publisher().publish(result, listener);
  }

  /// Starts from the beginning.
  default RunResult begin() throws FileException {
    RunFolder folder = setting().folder();
    var opening =
        new RunEvent.Started(
            settings().kind(), setting().kept(settings()), Threads.count(), Instant.now());
    return told(
        opening,
        data -> {
          folder.makeRoom();
          try {
            folder.writeSettings(setting().kept(settings()));
            return recorded(opening, RunLog.begin(folder.events()), data);
          } catch (Throwable failure) {
            giveUp(failure);
            throw failure;
          }
        });
  }

  /// Goes on where the run's checkpoint is.
  default RunResult resume() throws FileException {
    var opening =
        new RunEvent.Resumed(
            settings().kind(), setting().kept(settings()), Threads.count(), Instant.now());
    return told(
        opening, data -> recorded(opening, RunLog.resume(setting().folder().events()), data));
  }

  /// What is done with the data once the folder is held.
  ///
  /// @param <D> the data
  @FunctionalInterface
  interface Work<D> {
    /// Does it.
    RunResult with(D data) throws FileException;
  }

  private RunResult told(RunEvent opening, Work<D> work) throws FileException {
    RunListener listener = setting().listener();
    try {
      listener.on(opening);
      D data = load();
      try (FolderLock _ = FolderLock.acquire(setting().folder().path())) {
        setting().folder().requireOrdinary();
        return work.with(data);
      }
    } catch (Throwable failure) {
      listener.on(failed(failure));
      throw failure;
    }
  }

  private RunResult recorded(RunEvent opening, RunLog events, D data) throws FileException {
    try (RunLog log = events) {
      try {
        log.on(opening);
        RunListener both = RunListener.of(setting().listener(), log);
        RunResult result = carryOut(data, both);
        setting().folder().keep();
        both.on(new RunEvent.Finished(Instant.now()));
        return result;
      } catch (Throwable failure) {
        record(failure, log);
        throw failure;
      }
    }
  }

  private void giveUp(Throwable failure) {
    try {
      setting().folder().giveUp();
    } catch (FileException | RuntimeException second) {
      failure.addSuppressed(second);
    }
  }

  private static void record(Throwable failure, RunLog log) {
    try {
      log.on(failed(failure));
    } catch (RuntimeException second) {
      failure.addSuppressed(second);
    }
  }

  private static RunEvent failed(Throwable failure) {
    return new RunEvent.Failed(
        failure.getClass().getSimpleName(), String.valueOf(failure.getMessage()), Instant.now());
  }
}
