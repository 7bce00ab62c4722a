package gradus.table;

import gradus.io.JsonCursor;
import gradus.io.JsonException;
import gradus.io.JsonValue;
import gradus.tensor.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A [TableEncoder] as JSON.
final class EncoderJson {
  private EncoderJson() {}

  static JsonValue write(TableEncoder encoder) {
    JsonValue target =
        switch (encoder.target()) {
          case Target.Classes classes ->
              JsonValue.object()
                  .put("column", classes.column())
                  .put("classes", texts(classes.words()))
                  .build();
          case Target.Values values ->
              JsonValue.object()
                  .put("column", values.column())
                  .put("mean", values.mean())
                  .put("deviation", values.deviation())
                  .build();
        };
    return JsonValue.object()
        .put(
            "columns",
            JsonValue.array(encoder.encodings().stream().map(EncoderJson::write).toList()))
        .put("target", target)
        .build();
  }

  private static JsonValue write(Encoding encoding) {
    return switch (encoding) {
      case Encoding.Scaled scaled ->
          JsonValue.object()
              .put("kind", "scaled")
              .put("column", scaled.column())
              .put("mean", scaled.mean())
              .put("deviation", scaled.deviation())
              .put("marksMissing", scaled.marksMissing())
              .build();
      case Encoding.OneHot words ->
          JsonValue.object()
              .put("kind", "oneHot")
              .put("column", words.column())
              .put("words", texts(words.words()))
              .build();
      case Terms terms ->
          JsonValue.object()
              .put("kind", "terms")
              .put("column", terms.column())
              .put("terms", texts(List.copyOf(terms.weights().keySet())))
              .put(
                  "weights",
                  JsonValue.array(terms.weights().values().stream().map(JsonValue::of).toList()))
              .build();
      case Encoding.Calendar dates ->
          JsonValue.object()
              .put("kind", "calendar")
              .put("column", dates.column())
              .put("mean", dates.mean())
              .put("deviation", dates.deviation())
              .put("hasTimes", dates.hasTimes())
              .build();
    };
  }

  private static JsonValue texts(List<String> words) {
    return JsonValue.array(words.stream().map(JsonValue::of).toList());
  }

  static TableEncoder read(JsonCursor json) {
    json.allowOnly("columns", "target");
    List<Encoding> encodings =
        json.member("columns").elements().stream().map(EncoderJson::encoding).toList();
    if (encodings.isEmpty()) {
      throw new JsonException(json.path(), Message.of("there must be at least one column"));
    }
    JsonCursor target = json.member("target");
    String column = target.member("column").text();
    Target answered =
        target
            .optional("classes")
            .<Target>map(words -> new Target.Classes(column, words(words)))
            .orElseGet(
                () -> new Target.Values(column, target.member("mean").number(), deviation(target)));
    return new TableEncoder(encodings, answered, List.of());
  }

  private static Encoding encoding(JsonCursor json) {
    String column = json.member("column").text();
    String kind = json.member("kind").text();
    return switch (kind) {
      case "scaled" ->
          new Encoding.Scaled(
              column,
              json.member("mean").number(),
              deviation(json),
              json.member("marksMissing").truth());
      case "oneHot" -> new Encoding.OneHot(column, words(json.member("words")));
      case "calendar" ->
          new Encoding.Calendar(
              column,
              json.member("mean").number(),
              deviation(json),
              json.member("hasTimes").truth());
      case "terms" -> new Terms(column, weights(json));
      default ->
          throw new JsonException(
              json.path(), Message.of("there is no kind of column \"%s\"", kind));
    };
  }

  private static double deviation(JsonCursor json) {
    JsonCursor deviation = json.member("deviation");
    if (!(deviation.number() > 0)) {
      throw new JsonException(deviation.path(), Message.of("the deviation must be positive"));
    }
    return deviation.number();
  }

  private static Map<String, Double> weights(JsonCursor json) {
    List<String> terms = words(json.member("terms"));
    List<JsonCursor> weights = json.member("weights").elements();
    Map<String, Double> all = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(terms.size(), weights.size()); i++) {
      all.put(terms.get(i), weights.get(i).number());
    }
    if (all.size() != terms.size() || weights.size() != terms.size() || all.isEmpty()) {
      throw json.member("weights")
          .expected("a weight for each of %d different terms", terms.size());
    }
    return all;
  }

  private static List<String> words(JsonCursor json) {
    return json.elements().stream().map(JsonCursor::text).toList();
  }
}
