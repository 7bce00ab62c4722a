package gradus.train;

import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import gradus.tensor.ArgumentException;
import gradus.tensor.Message;
import gradus.tensor.Tensor;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Stops training when a measurement has not become better for some epochs, and gives the model its
/// best weights back.
///
/// An epoch is better where it improves on the best so far by more than `minimumDelta`. Losses are
/// better when smaller, and metrics as they say ([Metric#aim]); [#withAim] says it otherwise. Where
/// training was stopped by something else, to be resumed, the model keeps its weights. (Prechelt,
/// "Early stopping - but when?", 1998.)
public final class EarlyStopping implements Callback {
  private final int patience;
  private final double minimumDelta;
  private final String monitor;
  private final @Nullable Aim aim;
  private final Consumer<Message> messages;
  private Aim resolved = Aim.SMALLER;
  private double best = Double.NaN;
  private int counter;
  private Map<String, Tensor> bestWeights = Map.of();
  private boolean stopping;

  private EarlyStopping(
      int patience,
      double minimumDelta,
      String monitor,
      @Nullable Aim aim,
      Consumer<Message> messages) {
    if (patience < 1) {
      throw new ArgumentException(
          "earlyStopping: patience must be at least 1 epoch, got %s", patience);
    }
    if (!(minimumDelta >= 0)) {
      throw new ArgumentException(
          "earlyStopping: the minimum delta must be at least 0, got %s", minimumDelta);
    }
    this.patience = patience;
    this.minimumDelta = minimumDelta;
    this.monitor = monitor;
    this.aim = aim;
    this.messages = messages;
  }

  /// Waits 10 epochs for the validation loss to fall by more than 0.001.
  public static EarlyStopping of() {
    return new EarlyStopping(10, 0.001, "valLoss", null, _ -> {});
  }

  /// The same with another patience, in epochs.
  public EarlyStopping withPatience(int patience) {
    return new EarlyStopping(patience, minimumDelta, monitor, aim, messages);
  }

  /// The same with another least improvement.
  public EarlyStopping withMinimumDelta(double minimumDelta) {
    return new EarlyStopping(patience, minimumDelta, monitor, aim, messages);
  }

  /// The same for another measurement, by its name in the [History].
  public EarlyStopping withMonitor(String monitor) {
    return new EarlyStopping(patience, minimumDelta, monitor, aim, messages);
  }

  /// The same for a measurement that does not say itself whether larger or smaller is better.
  public EarlyStopping withAim(Aim aim) {
    return new EarlyStopping(patience, minimumDelta, monitor, aim, messages);
  }

  /// The same with somebody who is told of each improvement, each wait and the end, in English.
  public EarlyStopping withMessages(Consumer<String> messages) {
    return withNotes(message -> messages.accept(message.toString()));
  }

  /// The same with somebody who is told of each improvement, each wait and the end, in whatever
  /// language they like.
  public EarlyStopping withNotes(Consumer<Message> notes) {
    return new EarlyStopping(patience, minimumDelta, monitor, aim, notes);
  }

  /// @throws IllegalArgumentException where there will be no such measurement, nothing says what is
  ///   better of it, or several models are trained: better now than after the first epoch
  @Override
  public void onStart(TrainingRun run) {
    if (run.models().size() > 1) {
      throw new ArgumentException(
          "earlyStopping: keeps the weights of one model, but %s are trained; write a Callback that"
              + " decides when they are good",
          run.models().keySet());
    }
    requireWatched("earlyStopping", monitor, run.measurements().keySet());
    resolved = aim == null ? aimOf(run) : aim;
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
    if (Double.isNaN(best) || resolved.isBetter(value, best, minimumDelta)) {
      best = value;
      counter = 0;
      bestWeights = run.model().weights();
      messages.accept(Message.of("%s improved to %.4f", monitor, value));
      return;
    }
    counter++;
    messages.accept(Message.of("no improvement for %d of %d epochs", counter, patience));
    stopIfPatienceEnded(run);
  }

  private void stopIfPatienceEnded(TrainingRun run) {
    if (counter >= patience) {
      stopping = true;
      messages.accept(Message.of("stopping early"));
      run.stop("no improvement of " + monitor + " for " + patience + " epochs");
    }
  }

  private Aim aimOf(TrainingRun run) {
    return run.measurements()
        .getOrDefault(monitor, Optional.empty())
        .orElseThrow(() ->
            new ArgumentException(
                "earlyStopping: nothing says whether %s is better larger or smaller; say withAim(Aim.SMALLER) or withAim(Aim.LARGER)",
                monitor));
  }

  /// Refuses to watch what is not measured.
  static void requireWatched(String callback, String monitor, Set<String> measured) {
    if (!measured.contains(monitor)) {
      throw new ArgumentException(
          "%s: there is no %s to watch; there are %s. Give fit() validation data, or watch one of"
              + " these",
          callback, monitor, measured);
    }
  }

  /// The measurement that a callback watches.
  static double watched(String callback, String monitor, History.Epoch epoch) {
    requireWatched(callback, monitor, epoch.values().keySet());
    return epoch.value(monitor);
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
    JsonCursor waited = json.member("counter");
    double value = json.member("best").number();
    if (waited.integer() < 0) {
      throw waited.expected("a number of epochs of at least 0");
    }
    best = value;
    counter = waited.integer();
    bestWeights = memory.tensors();
  }

  /// @throws CheckpointException where the best weights are not those of the model
  @Override
  public void restore(Memory memory, TrainingRun run) {
    restore(memory);
    if (!bestWeights.isEmpty()) {
      CheckpointException.requireSame(run.model().weights(), bestWeights);
    }
  }
}
