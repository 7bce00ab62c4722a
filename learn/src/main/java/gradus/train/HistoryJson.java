package gradus.train;

import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/// What was measured, as JSON: `{"number": 1, "values": {"loss": 0.5}, "seconds": 2}` for each
/// epoch.
final class HistoryJson {
  private HistoryJson() {}

  static JsonValue toJson(History history) {
    return JsonValue.array(
        history.epochs().stream().map(epoch -> put(JsonValue.object(), epoch).build()).toList());
  }

  /// Adds an epoch to an object that may hold more.
  static JsonValue.ObjectBuilder put(JsonValue.ObjectBuilder json, History.Epoch epoch) {
    return json.put("number", epoch.number())
        .put("values", numbers(epoch.values()))
        .put("seconds", epoch.seconds());
  }

  static JsonValue numbers(Map<String, Double> values) {
    var json = JsonValue.object();
    values.forEach(json::put);
    return json.build();
  }

  /// The epoch that [#put] added.
  ///
  /// @throws gradus.io.JsonException where a value is missing or of another kind
  static History.Epoch epoch(JsonCursor json) {
    return new History.Epoch(
        json.member("number").integer(),
        numbers(json.member("values")),
        json.member("seconds").number());
  }

  static Map<String, Double> numbers(JsonCursor json) {
    Map<String, Double> values = new LinkedHashMap<>();
    json.names().forEach(name -> values.put(name, json.member(name).number()));
    return values;
  }
}
