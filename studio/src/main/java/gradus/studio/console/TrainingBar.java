package gradus.studio.console;

import gradus.io.Cells;
import gradus.studio.words.EpochTable;
import gradus.studio.words.Numbers;
import gradus.train.RunEvent;
import java.util.ArrayList;
import java.util.List;

/// A bar for the epoch in progress, with the time that the training will still take.
final class TrainingBar {
  /// How fast the estimate of the speed forgets: a second's worth of what was before counts this
  /// much less than the latest.
  private static final double MEMORY_SECONDS = 2;

  private static final long WARM_UP_NANOS = 3_000_000_000L;

  private final Session session;
  private final KindConsole kind;
  private final RunEvent.Training training;
  private final ProgressBar bar;
  private final long started = System.nanoTime();
  private double lossSum;
  private long samples;
  private long last;
  private double speed;
  private long pending;

  TrainingBar(Session session, KindConsole kind, RunEvent.Training training) {
    this.session = session;
    this.kind = kind;
    this.training = training;
    bar = new ProgressBar(session.console());
    startEpoch();
  }

  /// Begins with another epoch.
  void startEpoch() {
    lossSum = 0;
    samples = 0;
    last = System.nanoTime();
  }

  /// Takes a batch into account, and draws where it is time to.
  void on(RunEvent.Batch batch) {
    long size = batch.samples() - samples;
    lossSum += batch.loss() * size;
    samples = batch.samples();
    pending += size;
    if (bar.isDue()) {
      draw(batch);
    }
  }

  private void draw(RunEvent.Batch batch) {
    long now = System.nanoTime();
    double seconds = Math.max(1e-9, (now - last) * 1e-9);
    double weight = speed == 0 ? 1 : 1 - Math.exp(-seconds / MEMORY_SECONDS);
    speed += weight * (pending / seconds - speed);
    last = now;
    pending = 0;
    long done = Math.min((long) batch.batch() * training.batchSize(), training.samples());
    long epochsLeft = training.epochs() - batch.epoch() + 1L;
    long ahead = epochsLeft * training.samples() - done;
    List<String> facts = new ArrayList<>();
    String total = Integer.toString(batch.batches());
    String number = Cells.right(Integer.toString(batch.batch()), total.length());
    facts.add(session.text("bar.batches", number, total));
    facts.add(session.text("bar.loss", Numbers.loss(lossSum / samples)));
    String more = kind.fact(batch);
    if (more != null) {
      facts.add(more);
    }
    // While the compiler is still at work, the speed says little of what is to come.
    boolean telling = now - started > WARM_UP_NANOS;
    facts.add(telling ? session.text("bar.left", Numbers.clock(ahead / speed)) : "");
    KindConsole.Speed told = kind.speed();
    String units = Numbers.count(Math.round(speed * told.units()));
    facts.add(session.text(told.key(), Cells.right(units, 7)));
    String epoch = EpochTable.first(batch.epoch() + "/" + training.epochs());
    bar.draw(epoch, (double) batch.batch() / batch.batches(), facts);
  }

  /// Takes the bar away.
  void erase() {
    bar.erase();
  }
}
