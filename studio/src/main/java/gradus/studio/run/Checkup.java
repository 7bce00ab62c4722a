package gradus.studio.run;

import gradus.data.DownloadProgress;
import gradus.io.FileException;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.io.JsonException;
import gradus.io.JsonValue;
import gradus.studio.words.Language;
import gradus.studio.words.UserException;
import gradus.train.Diagnosis;
import gradus.train.History;
import gradus.train.NonFiniteLossException;
import gradus.train.Probe;
import gradus.train.RunEvent;
import gradus.train.RunLog;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of how a run went: what was measured epoch by epoch, and what its network looks
/// like inside.
///
/// @param history what was measured epoch by epoch
/// @param epoch the epoch whose weights the network has, counted from 1; 0 where there is none
/// @param probe null where there is no network yet, or nothing was measured
public record Checkup(History history, int epoch, @Nullable Probe probe) {
  /// The name of the probe in what comes of a run.
  public static final String PROBE = "probe";

  private static final String BROKE_OFF = NonFiniteLossException.class.getSimpleName();

  /// That of a network with the weights of its last epoch.
  public Checkup(History history, @Nullable Probe probe) {
    this(history, history.epochs().size(), probe);
  }

  /// That of a run that has come to its end.
  public static Checkup ofFinished(Settings settings, History history, @Nullable Probe probe) {
    return new Checkup(history, kept(settings, history), probe);
  }

  /// That of a run in a folder: one that has ended, goes on, was interrupted, or has failed.
  /// Nothing is computed.
  ///
  /// @throws UserException where there is no run, or what came of it is damaged
  /// @throws FileException where it cannot be read
  public static Checkup of(RunFolder folder) throws FileException {
    return of(
        folder,
        Files.exists(folder.events(), LinkOption.NOFOLLOW_LINKS)
            ? RunLog.read(folder.events())
            : List.of());
  }

  /// Likewise, where its log was read already.
  ///
  /// @param events all that its log says
  public static Checkup of(RunFolder folder, List<RunEvent> events) throws FileException {
    Settings settings = folder.readSettings();
    History history = history(settings, events);
    return Files.isRegularFile(folder.result())
        ? ofFinished(settings, history, probe(folder))
        : new Checkup(history, null);
  }

  private static @Nullable Probe probe(RunFolder folder) throws FileException {
    try {
      return probe(Json.read(folder.result()).cursor("result"));
    } catch (JsonException damaged) {
      throw new UserException("error.run.damaged", folder.result(), damaged.explanation());
    }
  }

  /// The probe in what came of a run; null where there is none, as before there were probes.
  public static @Nullable Probe probe(JsonCursor result) {
    return result.optional(PROBE).map(Probe::fromJson).orElse(null);
  }

  private static History history(Settings settings, List<RunEvent> events) {
    History history = History.empty();
    for (RunEvent event : events) {
      history =
          switch (event) {
            case RunEvent.Training training -> training.history();
            case RunEvent.Epoch(_, var epoch) -> history.plus(epoch);
            case RunEvent.Failed failed when failed.kind().equals(BROKE_OFF) ->
                history.plus(brokeOff(settings, history));
            default -> history;
          };
    }
    return history;
  }

  /// The epoch in which a training broke off, whose loss was no number.
  private static History.Epoch brokeOff(Settings settings, History history) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("loss", Double.NaN);
    values.put("learningRate", settings.training().learningRate());
    return new History.Epoch(history.epochs().size() + 1, values, 0);
  }

  /// The epoch whose weights a network has: that of the lowest validation loss, where a run goes
  /// back to it.
  private static int kept(Settings settings, History history) {
    List<History.Epoch> all = history.epochs();
    return switch (settings) {
      case DigitsSettings _ -> all.size();
      case TextSettings _, TableSettings _ -> {
        int best = 0;
        for (int i = 1; i < all.size(); i++) {
          best = all.get(i).value("valLoss") < all.get(best).value("valLoss") ? i : best;
        }
        yield Math.min(best + 1, all.size());
      }
    };
  }

  /// The same with what a model looks like inside now.
  public Checkup with(Probe measured) {
    return new Checkup(history, epoch, measured);
  }

  /// The same with the model in a run's folder looked at on the data that the run was started with;
  /// unchanged where that was done before, or there is no model yet.
  ///
  /// @throws FileException where the model or the data cannot be read
  public Checkup measured(RunFolder folder, DownloadProgress progress) throws FileException {
    if (probe != null || !Files.isRegularFile(folder.model())) {
      return this;
    }
    SavedModel saved = SavedModel.read(folder.path());
    return with(Probes.of(folder.readSettings(), saved.model(), progress));
  }

  /// What is to be said of it.
  public Diagnosis diagnosis() {
    return Diagnosis.of(history, probe, epoch);
  }

  /// The findings, and what they are made of, with texts in a language:
  ///
  /// ```json
  /// {"healthy": false, "findings": [...], "probe": {...}}
  /// ```
  ///
  /// Findings are as [Diagnosis#toJson] writes them, the probe as [Probe#toJson], where there is
  /// one.
  public JsonValue toJson(Language language) {
    Diagnosis diagnosis = diagnosis();
    var json =
        JsonValue.object()
            .put("healthy", diagnosis.isHealthy())
            .put("findings", diagnosis.toJson(language.locale()));
    Probe measured = probe;
    if (measured != null) {
      json.put(PROBE, measured.toJson());
    }
    return json.build();
  }
}
