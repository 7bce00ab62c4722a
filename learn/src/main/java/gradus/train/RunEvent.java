package gradus.train;

import gradus.io.JsonCursor;
import gradus.io.JsonException;
import gradus.io.JsonValue;
import gradus.nn.Summary;
import gradus.tensor.ArgumentException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Something that a run tells: data, never a sentence, so that each listener chooses its language
/// and its form.
///
/// A run begins with [Started], loads [Data], builds a model, trains, and ends with [Finished]; or
/// with [Interrupted] or [Failed], after which [Resumed] may follow. What was told of epochs behind
/// those that [Training] knows of was lost with the process and is told again.
///
/// ```text
/// Started  Data  ModelBuilt  Training  (Batch*  Epoch  Sample?  Checkpointed)*
///     Saved  Result  Saved  Figure*  Finished
/// ```
public sealed interface RunEvent {

  /// A new run.
  ///
  /// @param kind what it learns, which also says what its settings, data and result hold
  /// @param settings everything that decides what it computes
  /// @param threads what it computes with; the result does not depend on it
  /// @param time when
  record Started(String kind, JsonValue settings, int threads, Instant time) implements RunEvent {
    /// Checks the threads.
    public Started {
      requireAtLeast("started", "threads", 1, threads);
    }
  }

  /// A run that goes on after it was interrupted or has failed.
  ///
  /// @param kind as in [Started]
  /// @param settings as in [Started]
  /// @param threads what it computes with from here on
  /// @param time when
  record Resumed(String kind, JsonValue settings, int threads, Instant time) implements RunEvent {
    /// Checks the threads.
    public Resumed {
      requireAtLeast("resumed", "threads", 1, threads);
    }
  }

  /// What the run learns from, loaded and divided.
  ///
  /// @param title what it is called
  /// @param facts numbers and names, as the kind of run has them
  record Data(String title, JsonValue facts) implements RunEvent {}

  /// The network, with its initial weights.
  ///
  /// @param summary its layers
  record ModelBuilt(Summary summary) implements RunEvent {}

  /// Training begins, or goes on.
  ///
  /// @param epochs how many there are to be, counted from the very first
  /// @param batches how many an epoch has
  /// @param batchSize the samples of a batch; the last one of an epoch may have fewer
  /// @param samples how many an epoch has
  /// @param step the optimizer steps that were taken already
  /// @param history the epochs that were trained already
  record Training(int epochs, int batches, int batchSize, int samples, long step, History history)
      implements RunEvent {
    /// Checks the numbers.
    public Training {
      requireAtLeast("training", "epochs", 0, epochs);
      requireAtLeast("training", "batches", 1, batches);
      requireAtLeast("training", "batchSize", 1, batchSize);
      requireAtLeast("training", "samples", 1, samples);
      requireAtLeast("training", "step", 0, step);
    }
  }

  /// A step of the optimizer.
  ///
  /// @param epoch the epoch in progress, counted from 1
  /// @param batch the batch within it, counted from 1
  /// @param batches how many batches it has
  /// @param loss the batch's loss
  /// @param values measurements of the epoch so far, by name
  /// @param samples those of the epoch that were trained on since it began, or went on
  /// @param seconds the time since then, or since the epoch before was told; what two batches
  ///   differ by in samples and in seconds gives the speed between them
  record Batch(
      int epoch,
      int batch,
      int batches,
      double loss,
      Map<String, Double> values,
      long samples,
      double seconds)
      implements RunEvent {
    /// Checks the numbers and copies the values.
    public Batch {
      requireAtLeast("batch", "epoch", 1, epoch);
      requireAtLeast("batch", "batch", 1, batch);
      requireAtLeast("batch", "batches", batch, batches);
      requireAtLeast("batch", "samples", 1, samples);
      if (!(seconds >= 0)) {
        throw new ArgumentException("batch: seconds must be at least 0, got %s", seconds);
      }
      values =
          values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /// An epoch has ended and was validated.
  ///
  /// @param epochs how many there are to be
  /// @param epoch what was measured
  record Epoch(int epochs, History.Epoch epoch) implements RunEvent {
    /// Checks the numbers.
    public Epoch {
      requireAtLeast("epoch", "number", 1, epoch.number());
      requireAtLeast("epoch", "epochs", epoch.number(), epochs);
    }
  }

  /// What a model that writes has written after an epoch, so that its progress is seen.
  ///
  /// @param epoch the epoch, counted from 1
  /// @param text the text
  record Sample(int epoch, String text) implements RunEvent {
    /// Checks the epoch.
    public Sample {
      requireAtLeast("sample", "epoch", 1, epoch);
    }
  }

  /// Everything that is needed to go on from here is on disk.
  ///
  /// @param epoch the last epoch that was begun, counted from 1; 0 before the first
  /// @param step the optimizer steps taken
  /// @param file where, seen from the run's folder
  record Checkpointed(int epoch, long step, String file) implements RunEvent {
    /// Checks the numbers and the file.
    public Checkpointed {
      requireAtLeast("checkpoint", "epoch", 0, epoch);
      requireAtLeast("checkpoint", "step", 0, step);
      requireInside("checkpoint", file);
    }
  }

  /// A file was made that people look for.
  ///
  /// @param name what it is: `model`, `report`
  /// @param file where, seen from the run's folder
  record Saved(String name, String file) implements RunEvent {
    /// Checks the file.
    public Saved {
      requireInside("saved", file);
    }
  }

  /// A figure was drawn.
  ///
  /// @param name what it shows: `history`, `confusion`
  /// @param file where, seen from the run's folder
  record Figure(String name, String file) implements RunEvent {
    /// Checks the file.
    public Figure {
      requireInside("figure", file);
    }
  }

  /// What came of the run.
  ///
  /// @param values numbers and texts, as the kind of run has them
  record Result(JsonValue values) implements RunEvent {}

  /// The run was asked to end and has written its checkpoint.
  ///
  /// @param time when
  record Interrupted(Instant time) implements RunEvent {}

  /// The run has ended because of a mistake, its own or another's.
  ///
  /// @param kind the exception's name
  /// @param message what it says, in English
  /// @param time when
  record Failed(String kind, String message, Instant time) implements RunEvent {}

  /// The run has ended, and everything that came of it is there.
  ///
  /// @param time when
  record Finished(Instant time) implements RunEvent {}

  /// The event as a JSON object, whose member `event` says which it is.
  default JsonValue toJson() {
    return RunEventJson.write(this);
  }

  /// The event that [#toJson] made an object of.
  ///
  /// @throws JsonException where it is none, or says what cannot be
  static RunEvent fromJson(JsonCursor json) {
    return RunEventJson.read(json);
  }

  private static void requireAtLeast(String event, String name, long least, long value) {
    if (value < least) {
      throw new ArgumentException("%s: %s must be at least %d, got %d", event, name, least, value);
    }
  }

  /// Whoever opens a file that an event names must not be led out of the run's folder.
  private static void requireInside(String event, String file) {
    if (!file.matches("[^/\\\\:\\p{Cntrl}]+(/[^/\\\\:\\p{Cntrl}]+)*")
        || file.matches("(.*/)?\\.\\.(/.*)?")) {
      throw new ArgumentException(
          "%s: a file must lie in the run's folder and be named from there, got '%s'",
          event, file.replaceAll("\\p{Cntrl}", "?"));
    }
  }
}
