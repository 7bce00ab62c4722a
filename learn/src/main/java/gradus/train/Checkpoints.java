package gradus.train;

import gradus.io.AtomicFiles;
import gradus.io.FileException;
import gradus.tensor.ArgumentException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Writes a checkpoint at the end of each epoch, and when training is stopped within one.
///
/// @param file where; the previous checkpoint is replaced in one step, so that one of them is whole
///   whatever happens
/// @param every after how many epochs
public record Checkpoints(Path file, int every) implements Callback {
  /// Checks the number of epochs.
  public Checkpoints {
    if (every < 1) {
      throw new ArgumentException(
          "checkpoint: must be written at least every epoch or more rarely, got every %s", every);
    }
  }

  /// @throws UncheckedIOException where the file could not be written: better now than after the
  ///   first epoch
  @Override
  public void onStart(TrainingRun run) {
    requireWritable(file);
  }

  static void requireWritable(Path file) {
    try {
      AtomicFiles.requireWritable(file);
    } catch (FileException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void onEpoch(TrainingRun run, History.Epoch epoch) {
    if (epoch.number() % every == 0 || epoch.number() == run.epochs()) {
      run.save(file);
    }
  }

  @Override
  public void onEnd(TrainingRun run) {
    if (run.stopped().isPresent()) {
      run.save(file);
    }
  }
}
