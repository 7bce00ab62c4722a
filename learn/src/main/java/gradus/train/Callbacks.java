package gradus.train;

import java.nio.file.Path;
import java.util.function.Consumer;

/// The callbacks by name.
public final class Callbacks {
  private Callbacks() {}

  /// Stops when the validation loss has not fallen by more than 0.001 for `patience` epochs, and
  /// restores the best weights.
  public static EarlyStopping earlyStopping(int patience) {
    return EarlyStopping.of().withPatience(patience);
  }

  /// [#earlyStopping(int)] with a patience of 10 epochs.
  public static EarlyStopping earlyStopping() {
    return EarlyStopping.of();
  }

  /// Writes a checkpoint to resume from after each epoch.
  public static Checkpoints checkpoint(Path file) {
    return new Checkpoints(file, 1);
  }

  /// Logs a line for each epoch through the system's logger.
  public static Callback progress() {
    System.Logger logger = System.getLogger("gradus.train");
    return progress(line -> logger.log(System.Logger.Level.INFO, line));
  }

  /// Hands a line for each epoch to a consumer, for example `IO::println`: a row of a table. The
  /// first one has the columns' names above it.
  ///
  /// ```text
  ///                 loss  accuracy    valLoss  valAccuracy  learningRate  seconds
  /// epoch  1/10   0.4343    0.8771     0.1532       0.9498      0.001000      1.9
  /// epoch  2/10   0.1542    0.9562     0.1104       0.9667      0.001000      1.7
  /// ```
  public static Callback progress(Consumer<String> lines) {
    return new ProgressLines(lines);
  }
}
