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
  private int batch;
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
    startEpoch(run.batch());
  }

  private void startEpoch(int from) {
    batch = from;
    samples = 0;
    started = System.nanoTime();
  }

  @Override
  public void onBatch(TrainingRun run, int batch, double loss) {
    samples += samplesTo(run, batch) - samplesTo(run, this.batch);
    this.batch = batch;
    Map<String, Double> values = new LinkedHashMap<>();
    live.forEach((name, value) -> values.put(name, value.getAsDouble()));
    double seconds = (System.nanoTime() - started) * 1e-9;
    listener.on(
        new RunEvent.Batch(
            run.epoch(), batch, run.data().batchCount(), loss, values, samples, seconds));
  }

  private static long samplesTo(TrainingRun run, int batch) {
    return Math.min((long) run.data().batchSize() * batch, run.data().sampleCount());
  }

  @Override
  public void onEpoch(TrainingRun run, History.Epoch epoch) {
    listener.on(new RunEvent.Epoch(run.epochs(), epoch));
    startEpoch(0);
  }
}
