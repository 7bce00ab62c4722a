package gradus.studio.run;

import gradus.data.Batches;
import gradus.train.Callback;
import gradus.train.EpochLog;
import gradus.train.History;
import gradus.train.RunCheckpoints;
import gradus.train.RunEvent;
import gradus.train.RunEvents;
import gradus.train.RunListener;
import gradus.train.Trainer;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The training inside a run: told to a listener, logged in the folder, with a checkpoint after
/// each epoch and when the process is told to end, and going on from one that is there.
///
/// @param folder the run's
/// @param listener who is told
/// @param events what tells it
record RunTraining(RunFolder folder, RunListener listener, RunEvents events) {

  /// Trains.
  ///
  /// @param more callbacks of the run's own, called after an epoch is told and before its
  ///   checkpoint, which keeps what they remember
  History train(
      Trainer trainer, Batches batches, Batches validation, int epochs, Callback... more) {
    Runnable farewell = () -> listener.on(new RunEvent.Interrupted(Instant.now()));
    try (Interruption interruption = new Interruption(farewell)) {
      List<Callback> callbacks =
          new ArrayList<>(
              List.of(
                  interruption,
                  events,
                  EpochLog.csv(folder.historyTable()),
                  EpochLog.jsonLines(folder.historyLines())));
      callbacks.addAll(List.of(more));
      callbacks.add(new RunCheckpoints(folder.checkpoint(), listener));
      Trainer ready = trainer.callbacks(callbacks.toArray(Callback[]::new));
      if (Files.exists(folder.checkpoint())) {
        ready = ready.resume(folder.checkpoint());
      }
      return ready.fit(batches, validation, epochs);
    }
  }
}
