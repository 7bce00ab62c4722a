package gradus.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/// Tells a listener of a training: its beginning, each batch, each epoch.
///
/// What belongs to the run around the training, such as its settings, its data and its result, is
/// told by whoever runs it.
///
/// ```java
/// trainer.callbacks(RunEvents.of(listener)).fit(batches, validation, 5);
/// ```
public final class RunEvents implements Callback {
  private final RunListener listener;
  private final Map<String, DoubleSupplier> live;
  private long samples;
  private long started;

  private RunEvents(RunListener listener, Map<String, DoubleSupplier> live) {
    this.listener = listener;
    this.live = live;
  }

  /// A callback that tells this listener.
  public static RunEvents of(RunListener listener) {
    return new RunEvents(listener, Map.of());
  }

  /// The same with a measurement of the epoch in progress, told with every batch.
  ///
  /// @param name its name
  /// @param value gives it; asked after every batch, so it has to be quick
  public RunEvents withLive(String name, DoubleSupplier value) {
    var more = new LinkedHashMap<>(live);
    more.put(name, value);
    return new RunEvents(listener, more);
  }

  @Override
  public void onStart(TrainingRun run) {
    listener.on(
        new RunEvent.Training(
            run.epochs(),
            run.data().batchCount(),
            run.data().batchSize(),
            run.data().sampleCount(),
            run.step(),
            run.history()));
    startEpoch();
  }

  private void startEpoch() {
    samples = 0;
    started = System.nanoTime();
  }

  @Override
  public void onBatch(TrainingRun run, int batch, double loss) {
    samples += sizeOf(run, batch);
    Map<String, Double> values = new LinkedHashMap<>();
    live.forEach((name, value) -> values.put(name, value.getAsDouble()));
    double seconds = (System.nanoTime() - started) * 1e-9;
    listener.on(
        new RunEvent.Batch(
            run.epoch(), batch, run.data().batchCount(), loss, values, samples, seconds));
  }

  private static int sizeOf(TrainingRun run, int batch) {
    int full = run.data().batchSize();
    return Math.min(full, run.data().sampleCount() - (batch - 1) * full);
  }

  @Override
  public void onEpoch(TrainingRun run, History.Epoch epoch) {
    listener.on(new RunEvent.Epoch(run.epochs(), epoch));
    startEpoch();
  }
}
