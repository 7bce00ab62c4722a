package gradus.train;

import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import gradus.tensor.Tensor;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Stops training when a measurement has not become better for some epochs, and gives the model its
/// best weights back.
///
/// An epoch is better where it improves on the best so far by more than `minimumDelta`.
/// Measurements whose name ends in loss or error are better when smaller, all others when larger.
/// Where training was stopped by something else, to be resumed, the model keeps its weights.
/// (Prechelt, "Early stopping - but when?", 1998.)
public final class EarlyStopping implements Callback {
  private final int patience;
  private final double minimumDelta;
  private final String monitor;
  private final Consumer<String> messages;
  private double best = Double.NaN;
  private int counter;
  private Map<String, Tensor> bestWeights = Map.of();
  private boolean stopping;

  private EarlyStopping(
      int patience, double minimumDelta, String monitor, Consumer<String> messages) {
    if (patience < 1) {
      throw new IllegalArgumentException(
          "earlyStopping: patience must be at least 1 epoch, got " + patience);
    }
    if (!(minimumDelta >= 0)) {
      throw new IllegalArgumentException(
          "earlyStopping: the minimum delta must be at least 0, got " + minimumDelta);
    }
    this.patience = patience;
    this.minimumDelta = minimumDelta;
    this.monitor = monitor;
    this.messages = messages;
  }

  /// Waits 10 epochs for the validation loss to fall by more than 0.001.
  public static EarlyStopping of() {
    return new EarlyStopping(10, 0.001, "valLoss", _ -> {});
  }

  /// The same with another patience, in epochs.
  public EarlyStopping withPatience(int patience) {
    return new EarlyStopping(patience, minimumDelta, monitor, messages);
  }

  /// The same with another least improvement.
  public EarlyStopping withMinimumDelta(double minimumDelta) {
    return new EarlyStopping(patience, minimumDelta, monitor, messages);
  }

  /// The same for another measurement, by its name in the [History].
  public EarlyStopping withMonitor(String monitor) {
    return new EarlyStopping(patience, minimumDelta, monitor, messages);
  }

  /// The same with somebody who is told of each improvement, each wait and the end.
  public EarlyStopping withMessages(Consumer<String> messages) {
    return new EarlyStopping(patience, minimumDelta, monitor, messages);
  }

  @Override
  public void onStart(TrainingRun run) {
    if (run.history().epochs().isEmpty()) {
      best = Double.NaN;
      counter = 0;
      bestWeights = Map.of();
    }
    stopping = false;
    stopIfPatienceEnded(run);
  }

  @Override
  public void onEpoch(TrainingRun run, History.Epoch epoch) {
    double value = watched("earlyStopping", monitor, epoch);
    if (Double.isNaN(best) || isBetter(value)) {
      best = value;
      counter = 0;
      bestWeights = run.model().weights();
      messages.accept(String.format(Locale.ROOT, "%s improved to %.4f", monitor, value));
      return;
    }
    counter++;
    messages.accept("no improvement for %d of %d epochs".formatted(counter, patience));
    stopIfPatienceEnded(run);
  }

  private void stopIfPatienceEnded(TrainingRun run) {
    if (counter >= patience) {
      stopping = true;
      messages.accept("stopping early");
      run.stop("no improvement of %s for %d epochs".formatted(monitor, patience));
    }
  }

  /// The measurement that a callback watches.
  static double watched(String callback, String monitor, History.Epoch epoch) {
    if (!epoch.values().containsKey(monitor)) {
      throw new IllegalArgumentException(
          ("%s: there is no %s to watch; there are %s. Give fit() validation data, or watch one of"
                  + " these")
              .formatted(callback, monitor, epoch.values().keySet()));
    }
    return epoch.value(monitor);
  }

  private boolean isBetter(double value) {
    String lower = monitor.toLowerCase(Locale.ROOT);
    boolean smaller = lower.endsWith("loss") || lower.endsWith("error") || lower.endsWith("mae");
    return smaller ? value < best - minimumDelta : value > best + minimumDelta;
  }

  @Override
  public void onEnd(TrainingRun run) {
    boolean interrupted = run.stopped().isPresent() && !stopping;
    if (!bestWeights.isEmpty() && !interrupted) {
      run.restoreWeights(bestWeights);
    }
  }

  /// The best measurement so far, not-a-number before the first.
  public double best() {
    return best;
  }

  @Override
  public String name() {
    return "EarlyStopping." + monitor;
  }

  @Override
  public Memory memory() {
    return new Memory(
        JsonValue.object().put("best", best).put("counter", counter).build(), bestWeights);
  }

  @Override
  public void restore(Memory memory) {
    var json = new JsonCursor(memory.values(), "earlyStopping");
    best = json.member("best").number();
    counter = json.member("counter").integer();
    bestWeights = memory.tensors();
  }
}
