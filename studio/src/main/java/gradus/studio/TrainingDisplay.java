package gradus.studio;

import gradus.train.Callback;
import gradus.train.History;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.List;

/// Shows a training as it goes: a bar for the epoch in progress, a line for each that is done.
final class TrainingDisplay implements Callback {
  /// Columns of the table: epoch, loss, accuracy, both on validation data, rate, seconds.
  private static final int[] WIDTHS = {7, 10, 12, 13, 13, 12, 9};

  /// How fast the estimate of the speed forgets: a second's worth of what was before counts this
  /// much less than the latest.
  private static final double MEMORY_SECONDS = 2;

  private static final long WARM_UP_NANOS = 3_000_000_000L;

  private final Session session;
  private final LiveMetric accuracy;
  private final ProgressBar bar;
  private double lossSum;
  private long samples;
  private long last;
  private double speed;
  private long pending;
  private long started;

  TrainingDisplay(Session session, LiveMetric accuracy) {
    this.session = session;
    this.accuracy = accuracy;
    bar = new ProgressBar(session.console());
  }

  @Override
  public void onStart(TrainingRun run) {
    session.say(
        session
            .style()
            .faint(
                row(
                    session.text("train.epoch"),
                    session.text("train.loss"),
                    session.text("train.accuracy"),
                    session.text("train.valLoss"),
                    session.text("train.valAccuracy"),
                    session.text("train.rate"),
                    session.text("train.seconds"))));
    run.history().epochs().forEach(epoch -> session.say(session.style().faint(row(run, epoch))));
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
    facts.add(session.text("bar.accuracy", Numbers.percent(accuracy.value())));
    // While the compiler is still at work, the speed says little of what is to come.
    boolean telling = now - started > WARM_UP_NANOS;
    facts.add(telling ? session.text("bar.left", Numbers.clock(ahead / speed)) : "");
    facts.add(session.text("bar.speed", Cells.right(Numbers.count(Math.round(speed)), 7)));
    bar.draw(right(run.epoch() + "/" + run.epochs(), WIDTHS[0]), (double) batch / batches, facts);
  }

  private static String right(Object value, int width) {
    return Cells.right(value.toString(), width);
  }

  @Override
  public void onEpoch(TrainingRun run, History.Epoch epoch) {
    bar.erase();
    session.say(row(run, epoch));
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

  private static String row(TrainingRun run, History.Epoch epoch) {
    return row(
        epoch.number() + "/" + run.epochs(),
        Numbers.loss(epoch.value("loss")),
        Numbers.percent(epoch.value("accuracy")),
        Numbers.loss(epoch.value("valLoss")),
        Numbers.percent(epoch.value("valAccuracy")),
        Numbers.rate(epoch.value("learningRate")),
        Numbers.seconds(epoch.seconds()));
  }

  private static String row(String... cells) {
    var line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      line.append(Cells.right(cells[i], WIDTHS[i]));
    }
    return line.toString();
  }
}
