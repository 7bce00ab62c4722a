package gradus.studio.run;

import gradus.io.JsonCursor;
import gradus.io.JsonException;
import gradus.io.JsonValue;
import gradus.studio.words.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// Everything that decides what a run computes. Whoever has the same settings and the same data
/// gets the same weights, bit for bit.
public sealed interface Settings permits DigitsSettings, TextSettings, TableSettings {
  /// The newest format of `run.json`.
  int FORMAT = 1;

  /// The name of the kind of run.
  String kind();

  /// How the network is trained.
  TrainingSettings training();

  /// What a run without a name of its own is called, after date and time.
  String label();

  /// What [#fromJson] reads.
  JsonValue toJson();

  /// The beginning of [#toJson] of a kind of settings.
  static JsonValue.ObjectBuilder json(String kind) {
    return JsonValue.object().put("format", FORMAT).put("version", Version.TEXT).put("kind", kind);
  }

  /// Reads the settings of any kind of run.
  ///
  /// @throws JsonException where something is missing or of another kind
  static Settings fromJson(JsonCursor json) {
    long format = json.member("format").wholeNumber();
    if (format > FORMAT) {
      throw json.member("format")
          .expected("%d, the newest that this version knows; update Gradus", FORMAT);
    }
    Map<String, Function<JsonCursor, Settings>> readers = new LinkedHashMap<>();
    readers.put(DigitsSettings.KIND, DigitsSettings::fromJson);
    readers.put(TextSettings.KIND, TextSettings::fromJson);
    readers.put(TableSettings.KIND, TableSettings::fromJson);
    // Runs were all of digits before there were kinds.
    String kind = json.optional("kind").map(JsonCursor::text).orElse(DigitsSettings.KIND);
    Function<JsonCursor, Settings> reader = readers.get(kind);
    if (reader == null) {
      throw json.member("kind").expected("one of " + String.join(", ", readers.keySet()));
    }
    return reader.apply(json);
  }
}
