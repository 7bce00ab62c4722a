package gradus.train;

import gradus.io.Checksum;
import gradus.io.FileException;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.io.JsonException;
import gradus.io.JsonValue;
import gradus.io.Safetensors;
import gradus.tensor.Message;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import gradus.tensor.Vectors;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Everything that a training needs to go on where it was, bit for bit, in one safetensors file.
///
/// The tensors are the parameters and buffers under their names in the model, and the optimizer's
/// slots as `optimizer/slot/parameter`, and what callbacks keep as `callback/name/...`. The
/// metadata entry `gradus.training` holds the rest as JSON, and [Checksum] a checksum of
/// everything.
///
/// @param tensors parameters, slots and buffers
/// @param training how far training had come, and the settings that must be the same to go on
record Checkpoint(Map<String, Tensor> tensors, JsonValue training) {
  private static final String KEY = "gradus.training";
  private static final long FORMAT = 3;

  /// What [Vectors#description] calls plain loops.
  private static final String PLAIN = "plain";

  static Checkpoint of(Fit fit) {
    Progress progress = fit.progress();
    var settings = fit.settings();
    Map<String, Tensor> tensors = new LinkedHashMap<>(fit.tensors());
    var callbacks = JsonValue.object();
    for (Callback callback : settings.callbacks()) {
      Callback.Memory memory = callback.memory();
      if (memory != null) {
        callbacks.put(callback.name(), memory.values());
        memory.tensors().forEach((name, tensor) -> tensors.put(prefix(callback) + name, tensor));
      }
    }
    JsonValue training =
        JsonValue.object()
            .put("format", FORMAT)
            .put("learners", JsonValue.array(learners(fit)))
            .put("seed", settings.seed())
            .put("together", settings.together())
            .put("data", fit.data().fingerprint())
            .put("vectors", Vectors.description())
            .put("epoch", progress.epoch())
            .put("batch", progress.batch())
            .put("step", progress.step())
            .put("samples", progress.samples())
            .put("nanos", progress.nanos())
            .put("metricNames", names(settings))
            .put("metrics", numbers(fit.countStates()))
            .put("history", HistoryJson.toJson(fit.history()))
            .put("callbacks", callbacks.build())
            .build();
    return new Checkpoint(tensors, training);
  }

  private static List<JsonValue> learners(Fit fit) {
    var all = new ArrayList<JsonValue>();
    for (int i = 0; i < fit.learners().size(); i++) {
      Learner learner = fit.learners().get(i);
      all.add(
          JsonValue.object()
              .put("identity", LearnerIdentity.of(learner).toJson())
              .put("fixed", fit.fixed(learner).toJson())
              .put("loss", total(fit.progress().losses().get(i)))
              .put("penalty", total(fit.progress().penalties().get(i)))
              .build());
    }
    return all;
  }

  private static JsonValue total(Total total) {
    return JsonValue.object()
        .put("sum", total.sum())
        .put("denominator", total.denominator())
        .build();
  }

  private static String prefix(Callback callback) {
    return "callback/" + callback.name() + "/";
  }

  private static String names(Trainer.Settings settings) {
    return String.join(", ", settings.metrics().stream().map(Metric::name).toList());
  }

  private static JsonValue numbers(List<double[]> states) {
    var all = new ArrayList<JsonValue>();
    for (double[] state : states) {
      var one = new ArrayList<JsonValue>();
      for (double value : state) {
        one.add(JsonValue.of(value));
      }
      all.add(JsonValue.array(one));
    }
    return JsonValue.array(all);
  }

  void write(Path file) {
    try {
      Map<String, String> texts = Map.of(KEY, Json.compact(training));
      Safetensors.write(file, tensors, Checksum.add(tensors, texts));
    } catch (FileException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Checkpoint read(Path file) {
    try {
      Safetensors.Contents contents = Safetensors.read(file);
      String training = contents.metadata().get(KEY);
      if (training == null) {
        throw new CheckpointException(
            "checkpoint: %s has weights, but nothing to resume a training from; it is not a checkpoint",
            file);
      }
      JsonValue parsed = parsed(file, training);
      if (Checksum.check(contents) != Checksum.State.INTACT) {
        throw new CheckpointException(
            "checkpoint: %s was changed after it was written: its values and texts do not match its checksum; resume from a copy, or start a new training",
            file);
      }
      return new Checkpoint(contents.tensors(), parsed);
    } catch (FileException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static JsonValue parsed(Path file, String training) {
    try {
      JsonValue parsed = Json.parse(training);
      requireFormat(parsed.cursor(KEY).member("format").wholeNumber());
      return parsed;
    } catch (JsonException damaged) {
      throw new CheckpointException(
          "checkpoint: %s is damaged: %s; resume from a copy, or start a new training",
          file, damaged.explanation());
    }
  }

  private static void requireFormat(long format) {
    if (format != FORMAT) {
      throw new CheckpointException(
          "checkpoint: its format is %d, and this version reads %d; %s",
          format,
          FORMAT,
          format > FORMAT
              ? Message.of("update Gradus")
              : Message.of("go on with the version that wrote it, or start a new training"));
    }
  }

  /// Brings a training to where this one was.
  ///
  /// @throws CheckpointException where it has another model, optimizer, seed or data, or holds what
  ///   cannot be; nothing has been changed then
  void resume(Fit fit) {
    try {
      resume(fit, new JsonCursor(training, KEY));
    } catch (JsonException | TensorException damaged) {
      throw new CheckpointException(
          "checkpoint: it is damaged: %s; resume from a copy, or start a new training",
          Message.of(damaged));
    }
  }

  private void resume(Fit fit, JsonCursor json) {
    var settings = fit.settings();
    List<JsonCursor> learners = json.member("learners").elements();
    if (learners.size() != fit.learners().size()) {
      throw new CheckpointException(
          "checkpoint: it was written with %d learners, but this training has %d",
          learners.size(), fit.learners().size());
    }
    for (int i = 0; i < learners.size(); i++) {
      LearnerIdentity.requireSameOptimizers(
          fit.learners().get(i), learners.get(i).member("identity"));
    }
    CheckpointException.requireSame(
        "seed", Long.toString(settings.seed()), Long.toString(json.member("seed").wholeNumber()));
    // Older checkpoints are of steps on one batch.
    long together = json.optional("together").map(JsonCursor::wholeNumber).orElse(1L);
    CheckpointException.requireSame(
        "number of batches to accumulate",
        Integer.toString(settings.together()),
        Long.toString(together));
    CheckpointException.requireSame(
        "data set", fit.data().fingerprint(), json.member("data").text());
    CheckpointException.requireSame(
        "list of metrics", names(settings), json.member("metricNames").text());
    CheckpointException.requireSame(fit.tensors(), ownTensors());
    for (int i = 0; i < learners.size(); i++) {
      LearnerIdentity.requireSameSteps(
          fit.learners().get(i), learners.get(i).member("identity"), fit.data());
      fit.fixed(fit.learners().get(i)).requireSame(learners.get(i).optional("fixed"));
    }
    CheckpointProgress progress = CheckpointProgress.read(json, fit.data(), settings.together());
    String vectors = json.member("vectors").text();
    JsonCursor kept = json.member("callbacks");
    restore(settings.callbacks(), kept, fit, () -> fit.restore(ownTensors(), progress));
    otherVectors(vectors)
        .ifPresent(told -> System.getLogger("gradus.train").log(System.Logger.Level.WARNING, told));
  }

  /// Gives callbacks their memory, then does what is left; where either fails, callbacks have the
  /// memory that they had before.
  private void restore(List<Callback> callbacks, JsonCursor kept, Fit fit, Runnable rest) {
    Map<Callback, Callback.Memory> before = new LinkedHashMap<>();
    try {
      for (Callback callback : callbacks) {
        kept.optional(callback.name())
            .ifPresent(values -> {
              Callback.Memory memory = callback.memory();
              if (memory != null) {
                before.put(callback, memory);
              }
              callback.restore(new Callback.Memory(values.value(), below(callback)), fit);
            });
      }
      rest.run();
    } catch (RuntimeException failure) {
      before.forEach(Callback::restore);
      throw failure;
    }
  }

  /// The tensors that are not callbacks'.
  private Map<String, Tensor> ownTensors() {
    Map<String, Tensor> own = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> {
      if (!name.startsWith("callback/")) {
        own.put(name, tensor);
      }
    });
    return own;
  }

  /// What to tell whoever goes on in plain loops from what was computed on vectors, or the other
  /// way round: results differ in their last bits, which is no reason to refuse.
  static Optional<String> otherVectors(String written) {
    String own = Vectors.description();
    return written.equals(PLAIN) == own.equals(PLAIN)
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "the checkpoint was written with %s, and this machine computes with %s: training goes on, but not bit for bit as it would have there",
                written,
                own));
  }

  private Map<String, Tensor> below(Callback callback) {
    Map<String, Tensor> some = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> {
      if (name.startsWith(prefix(callback))) {
        some.put(name.substring(prefix(callback).length()), tensor);
      }
    });
    return some;
  }
}
