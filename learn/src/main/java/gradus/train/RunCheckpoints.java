package gradus.train;

import java.nio.file.Path;

/// [Checkpoints] after each epoch, and when training is stopped, of which a listener is told.
///
/// @param file where; its folder is the run's
/// @param listener who is told
public record RunCheckpoints(Path file, RunListener listener) implements Callback {

  private Checkpoints checkpoints() {
    return Callbacks.checkpoint(file);
  }

  @Override
  public void onStart(TrainingRun run) {
    checkpoints().onStart(run);
  }

  @Override
  public void onEpoch(TrainingRun run, History.Epoch epoch) {
    checkpoints().onEpoch(run, epoch);
    tell(run);
  }

  @Override
  public void onEnd(TrainingRun run) {
    checkpoints().onEnd(run);
    if (run.stopped().isPresent()) {
      tell(run);
    }
  }

  private void tell(TrainingRun run) {
    String name = String.valueOf(file.getFileName());
    listener.on(new RunEvent.Checkpointed(run.epoch(), run.step(), name));
  }
}
