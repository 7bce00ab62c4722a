package gradus.studio;

import gradus.train.Callback;
import gradus.train.History;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Shows a training as it goes: a bar for the epoch in progress, a line for each that is done.
final class TrainingDisplay implements Callback {
  /// How fast the estimate of the speed forgets: a second's worth of what was before counts this
  /// much less than the latest.
  private static final double MEMORY_SECONDS = 2;

  private static final long WARM_UP_NANOS = 3_000_000_000L;

  private final Session session;
  private final EpochTable table;
  private final Live live;
  private final ProgressBar bar;
  private double lossSum;
  private long samples;
  private long last;
  private double speed;
  private long pending;
  private long started;

  /// What the bar says of the epoch in progress, beside what it says of any.
  ///
  /// @param fact something more than the loss; an empty text for nothing
  /// @param speedKey the text of the speed
  /// @param units how many of what the speed counts a sample holds
  record Live(Supplier<String> fact, String speedKey, int units) {}

  TrainingDisplay(Session session, EpochTable table, Live live) {
    this.session = session;
    this.table = table;
    this.live = live;
    bar = new ProgressBar(session.console());
  }

  @Override
  public void onStart(TrainingRun run) {
    session.say(session.style().faint(table.head(session)));
    run.history()
        .epochs()
        .forEach(epoch -> session.say(session.style().faint(table.row(run.epochs(), epoch))));
    started = System.nanoTime();
    startEpoch();
  }

  private void startEpoch() {
    lossSum = 0;
    samples = 0;
    last = System.nanoTime();
  }

  @Override
  public void onBatch(TrainingRun run, int batch, double loss) {
    int size = sizeOf(run, batch);
    lossSum += loss * size;
    samples += size;
    pending += size;
    if (bar.isDue()) {
      draw(run, batch);
    }
  }

  private static int sizeOf(TrainingRun run, int batch) {
    int full = run.data().batchSize();
    return Math.min(full, run.data().sampleCount() - (batch - 1) * full);
  }

  private void draw(TrainingRun run, int batch) {
    long now = System.nanoTime();
    double seconds = Math.max(1e-9, (now - last) * 1e-9);
    double weight = speed == 0 ? 1 : 1 - Math.exp(-seconds / MEMORY_SECONDS);
    speed += weight * (pending / seconds - speed);
    last = now;
    pending = 0;
    int batches = run.data().batchCount();
    long ahead =
        (long) (run.epochs() - run.epoch()) * run.data().sampleCount()
            + run.data().sampleCount()
            - Math.min((long) batch * run.data().batchSize(), run.data().sampleCount());
    List<String> facts = new ArrayList<>();
    String total = Integer.toString(batches);
    facts.add(session.text("bar.batches", right(batch, total.length()), total));
    facts.add(session.text("bar.loss", Numbers.loss(lossSum / samples)));
    String more = live.fact().get();
    if (!more.isEmpty()) {
      facts.add(more);
    }
    // While the compiler is still at work, the speed says little of what is to come.
    boolean telling = now - started > WARM_UP_NANOS;
    facts.add(telling ? session.text("bar.left", Numbers.clock(ahead / speed)) : "");
    String units = Numbers.count(Math.round(speed * live.units()));
    facts.add(session.text(live.speedKey(), Cells.right(units, 7)));
    String epoch = EpochTable.first(run.epoch() + "/" + run.epochs());
    bar.draw(epoch, (double) batch / batches, facts);
  }

  private static String right(Object value, int width) {
    return Cells.right(value.toString(), width);
  }

  @Override
  public void onEpoch(TrainingRun run, History.Epoch epoch) {
    bar.erase();
    session.say(table.row(run.epochs(), epoch));
    startEpoch();
  }

  @Override
  public void onEnd(TrainingRun run) {
    bar.erase();
  }

  /// Takes the bar away.
  void end() {
    bar.erase();
  }
}
