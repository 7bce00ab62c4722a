package gradus.train;

import gradus.io.FileException;
import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Saves the model after each epoch that is the best so far.
public final class BestModel implements Callback {
  private final Path file;
  private final String monitor;
  private final Aim aim;
  private double best = Double.NaN;

  private BestModel(Path file, String monitor, Aim aim) {
    this.file = file;
    this.monitor = monitor;
    this.aim = aim;
  }

  /// Saves the model with the smallest value of a measurement, such as `valLoss`.
  public static BestModel smallest(String monitor, Path file) {
    return new BestModel(file, monitor, Aim.SMALLER);
  }

  /// Saves the model with the largest value of a measurement, such as `valAccuracy`.
  public static BestModel largest(String monitor, Path file) {
    return new BestModel(file, monitor, Aim.LARGER);
  }

  /// @throws UncheckedIOException where the file could not be written: better now than after the
  ///   first epoch
  /// @throws IllegalArgumentException where there will be no such measurement
  @Override
  public void onStart(TrainingRun run) {
    Checkpoints.requireWritable(file);
    EarlyStopping.requireWatched("bestModel", monitor, run.measurements().keySet());
    if (run.history().epochs().isEmpty()) {
      best = Double.NaN;
    }
  }

  /// @throws IllegalArgumentException where there is no such measurement
  @Override
  public void onEpoch(TrainingRun run, History.Epoch epoch) {
    double value = EarlyStopping.watched("bestModel", monitor, epoch);
    if (aim.isBetter(value, best, 0)) {
      best = value;
      try {
        run.model().save(file);
      } catch (FileException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  @Override
  public String name() {
    return "BestModel." + monitor;
  }

  @Override
  public Memory memory() {
    return new Memory(JsonValue.object().put("best", best).build(), java.util.Map.of());
  }

  @Override
  public void restore(Memory memory) {
    best = new JsonCursor(memory.values(), "bestModel").member("best").number();
  }
}
