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
  private final boolean smaller;
  private double best = Double.NaN;

  private BestModel(Path file, String monitor, boolean smaller) {
    this.file = file;
    this.monitor = monitor;
    this.smaller = smaller;
  }

  /// Saves the model with the smallest value of a measurement, such as `valLoss`.
  public static BestModel smallest(String monitor, Path file) {
    return new BestModel(file, monitor, true);
  }

  /// Saves the model with the largest value of a measurement, such as `valAccuracy`.
  public static BestModel largest(String monitor, Path file) {
    return new BestModel(file, monitor, false);
  }

  /// @throws UncheckedIOException where the file could not be written: better now than after the
  ///   first epoch
  @Override
  public void onStart(TrainingRun run) {
    Checkpoints.requireWritable(file);
    if (run.history().epochs().isEmpty()) {
      best = Double.NaN;
    }
  }

  /// @throws IllegalArgumentException where there is no such measurement
  @Override
  public void onEpoch(TrainingRun run, History.Epoch epoch) {
    double value = EarlyStopping.watched("bestModel", monitor, epoch);
    boolean better = smaller ? value < best : value > best;
    if (!Double.isNaN(value) && (Double.isNaN(best) || better)) {
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
