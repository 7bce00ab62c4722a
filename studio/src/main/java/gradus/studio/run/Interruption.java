package gradus.studio.run;

import gradus.train.Callback;
import gradus.train.History;
import gradus.train.TrainingRun;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Ends a training in good order when the process is told to end, by Ctrl-C or a polite kill: after
/// the current batch the checkpoint is written, and only then the process ends, with status 130
/// (143 for a kill), as the system wants it.
final class Interruption implements Callback, AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "gradus-interruption");
  private final Runnable farewell;
  private volatile boolean wanted;

  /// @param farewell what to do once the checkpoint is written
  Interruption(Runnable farewell) {
    this.farewell = farewell;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void interrupt() {
    wanted = true;
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    farewell.run();
  }

  @Override
  public void onBatch(TrainingRun run, int batch, double loss) {
    stopIfWanted(run);
  }

  @Override
  public void onEpoch(TrainingRun run, History.Epoch epoch) {
    stopIfWanted(run);
  }

  private void stopIfWanted(TrainingRun run) {
    if (wanted) {
      run.stop("interrupted");
    }
  }

  /// Whether the process is ending.
  boolean isWanted() {
    return wanted;
  }

  /// Lets the process end at once from here on; where it is ending already, this never returns.
  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The process is ending: nothing more may be written, and its status is not ours.
      while (true) {
        LockSupport.park();
      }
    }
  }
}
