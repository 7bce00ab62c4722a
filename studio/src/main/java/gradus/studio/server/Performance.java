package gradus.studio.server;

import gradus.course.Experiment;
import gradus.course.ExperimentType;
import gradus.course.Stage;
import gradus.plot.Text;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An experiment that runs, or has run, on a thread of its own.
final class Performance {
  /// How far it is.
  enum Phase {
    RUNNING,
    ENDED,
    FAILED
  }

  private final ExperimentType type;
  private final Map<String, String> settings;
  private final LiveStage stage;
  private final Thread thread;
  private final Runnable changed;
  private volatile Phase phase = Phase.RUNNING;
  private volatile @Nullable Text failure;

  /// Starts an experiment.
  ///
  /// @param changed is called when there is something new to see, on the experiment's thread
  Performance(ExperimentType type, Experiment experiment, Runnable changed) {
    this.type = type;
    this.changed = changed;
    settings = type.written(experiment);
    stage = new LiveStage(changed);
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("experiment-" + type.name())
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

  ExperimentType type() {
    return type;
  }

  Map<String, String> settings() {
    return settings;
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

  /// Ends it, and waits until its thread is gone where that takes no more than a moment.
  void close() {
    stage.close();
  }

  boolean isAlive() {
    return thread.isAlive();
  }
}
