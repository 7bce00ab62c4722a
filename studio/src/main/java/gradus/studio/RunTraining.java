package gradus.studio;

import gradus.data.Batches;
import gradus.train.Callback;
import gradus.train.Callbacks;
import gradus.train.EpochLog;
import gradus.train.History;
import gradus.train.Trainer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// The training inside a run: told on the console, logged in the folder, with a checkpoint after
/// each epoch and when the process is told to end, and going on from one that is there.
///
/// @param display what tells it
record RunTraining(RunText text, RunFolder folder, TrainingDisplay display) {

  /// Trains.
  ///
  /// @param more callbacks of the run's own, called after an epoch is told and before its
  ///   checkpoint, which keeps what they remember
  History train(
      Trainer trainer, Batches batches, Batches validation, int epochs, Callback... more) {
    try (Interruption interruption = new Interruption(() -> text.interrupted(folder))) {
      List<Callback> callbacks =
          new ArrayList<>(
              List.of(
                  interruption,
                  display,
                  EpochLog.csv(folder.historyTable()),
                  EpochLog.jsonLines(folder.historyLines())));
      callbacks.addAll(List.of(more));
      callbacks.add(Callbacks.checkpoint(folder.checkpoint()));
      Trainer ready = trainer.callbacks(callbacks.toArray(Callback[]::new));
      if (Files.exists(folder.checkpoint())) {
        ready = ready.resume(folder.checkpoint());
      }
      return ready.fit(batches, validation, epochs);
    } finally {
      display.end();
    }
  }
}
