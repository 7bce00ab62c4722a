package gradus.studio.server;

import gradus.course.Experiment;
import gradus.course.Stage;
import gradus.plot.Text;
import org.jspecify.annotations.Nullable;

/// An experiment that runs, or has run, on a thread of its own.
final class Performance {
  /// How far it is.
  enum Phase {
    RUNNING,
    ENDED,
    FAILED
  }

  private final LiveStage stage;
  private final Thread thread;
  private final Runnable changed;
  private volatile Phase phase = Phase.RUNNING;
  private volatile @Nullable Text failure;

  /// Starts an experiment.
  ///
  /// @param name what its thread is called by
  /// @param changed is called when there is something new to see, on the experiment's thread
  Performance(String name, Experiment experiment, Runnable changed) {
    this.changed = changed;
    stage = new LiveStage(changed);
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("experiment-" + name)
            .unstarted(() -> perform(experiment));
    thread.start();
  }

  @SuppressWarnings("CatchingUnchecked") // whatever it is, the page has to hear of it
  private void perform(Experiment experiment) {
    try {
      experiment.run(stage);
      stage.end();
      phase = Phase.ENDED;
    } catch (Stage.Closed closed) {
      phase = Phase.ENDED;
    } catch (Exception | OutOfMemoryError | StackOverflowError fault) {
      failure = Words.of(fault);
      phase = Phase.FAILED;
    }
    changed.run();
  }

  LiveStage stage() {
    return stage;
  }

  Phase phase() {
    return phase;
  }

  /// What went wrong, if something did.
  @Nullable Text failure() {
    return failure;
  }

  /// Lets it end at its next step.
  void close() {
    stage.close();
  }

  boolean isAlive() {
    return thread.isAlive();
  }
}
