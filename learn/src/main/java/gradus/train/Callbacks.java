package gradus.train;

import java.nio.file.Path;
import java.util.Locale;
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

  /// Hands a line for each epoch to a consumer, for example `IO::println`.
  public static Callback progress(Consumer<String> lines) {
    return new Callback() {
      @Override
      public void onEpoch(TrainingRun run, History.Epoch epoch) {
        var line = new StringBuilder("epoch " + epoch.number() + "/" + run.epochs());
        epoch
            .values()
            .forEach(
                (name, value) -> line.append(String.format(Locale.ROOT, "  %s %.4g", name, value)));
        lines.accept(
            line.append(String.format(Locale.ROOT, "  %.1f s", epoch.seconds())).toString());
      }

      @Override
      public String name() {
        return "progress";
      }
    };
  }
}
