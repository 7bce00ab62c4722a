package gradus.train;

import gradus.io.AtomicFiles;
import gradus.io.FileException;
import gradus.io.Json;
import gradus.io.JsonValue;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;

/// Writes the history to a file after each epoch, whole, so that a reader never sees half of it.
///
/// @param file where
/// @param format the history's text
public record EpochLog(Path file, Function<History, String> format) implements Callback {

  /// One JSON object on a line for each epoch.
  public static EpochLog jsonLines(Path file) {
    return new EpochLog(file, EpochLog::jsonLines);
  }

  /// Comma-separated values: a line of names, then one for each epoch.
  public static EpochLog csv(Path file) {
    return new EpochLog(file, EpochLog::csv);
  }

  /// @throws UncheckedIOException where the file could not be written: better now than after the
  ///   first epoch
  @Override
  public void onStart(TrainingRun run) {
    Checkpoints.requireWritable(file);
  }

  @Override
  public void onEpoch(TrainingRun run, History.Epoch epoch) {
    try {
      AtomicFiles.write(file, format.apply(run.history()));
    } catch (FileException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static String jsonLines(History history) {
    var text = new StringBuilder();
    for (History.Epoch epoch : history.epochs()) {
      var line = JsonValue.object().put("epoch", epoch.number());
      epoch.values().forEach(line::put);
      text.append(Json.compact(line.put("seconds", epoch.seconds()).build())).append('\n');
    }
    return text.toString();
  }

  static String csv(History history) {
    Set<String> names = history.names();
    var text = new StringBuilder("epoch,").append(String.join(",", names)).append(",seconds\n");
    for (History.Epoch epoch : history.epochs()) {
      text.append(epoch.number());
      names.forEach(name -> text.append(',').append(epoch.value(name)));
      text.append(',').append(epoch.seconds()).append('\n');
    }
    return text.toString();
  }
}
