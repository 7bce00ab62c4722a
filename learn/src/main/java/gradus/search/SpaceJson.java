package gradus.search;

import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import java.util.List;

/// Spaces as JSON: `{"name": "momentum", "type": "uniform", "low": 0.0, "high": 0.99, "where":
/// {"parent": "optimizer", "options": ["sgd"]}}`, one object a parameter.
final class SpaceJson {
  private SpaceJson() {}

  static JsonValue toJson(Space space) {
    return JsonValue.array(space.dimensions().stream().map(SpaceJson::toJson).toList());
  }

  private static JsonValue toJson(Dimension dimension) {
    JsonValue.ObjectBuilder json = JsonValue.object().put("name", dimension.name());
    switch (dimension.domain()) {
      case Domain.Uniform(double low, double high) -> bounds(json, "uniform", low, high);
      case Domain.LogUniform(double low, double high) -> bounds(json, "logUniform", low, high);
      case Domain.ZeroOrLogUniform(double low, double high) ->
          bounds(json, "zeroOrLogUniform", low, high);
      case Domain.Integers(long low, long high) -> bounds(json, "integers", low, high);
      case Domain.LogIntegers(long low, long high) -> bounds(json, "logIntegers", low, high);
      case Domain.PowersOfTwo(long low, long high) -> bounds(json, "powersOfTwo", low, high);
      case Domain.Choice(List<String> options) ->
          json.put("type", "choice").put("options", texts(options));
    }
    switch (dimension.condition()) {
      case null -> {}
      case Condition.OneOf(String parent, List<String> options) ->
          json.put(
              "where",
              JsonValue.object().put("parent", parent).put("options", texts(options)).build());
      case Condition.AtLeast(String parent, double least) ->
          json.put("where", JsonValue.object().put("parent", parent).put("least", least).build());
    }
    return json.build();
  }

  private static void bounds(JsonValue.ObjectBuilder json, String type, double low, double high) {
    json.put("type", type).put("low", low).put("high", high);
  }

  private static void bounds(JsonValue.ObjectBuilder json, String type, long low, long high) {
    json.put("type", type).put("low", low).put("high", high);
  }

  private static JsonValue texts(List<String> texts) {
    return JsonValue.array(texts.stream().map(JsonValue::of).toList());
  }

  static Space fromJson(JsonCursor json) {
    return new Space(json.elements().stream().map(SpaceJson::dimension).toList());
  }

  private static Dimension dimension(JsonCursor json) {
    JsonCursor type = json.member("type");
    Domain domain =
        switch (type.text()) {
          case "uniform" -> new Domain.Uniform(low(json), high(json));
          case "logUniform" -> new Domain.LogUniform(low(json), high(json));
          case "zeroOrLogUniform" -> new Domain.ZeroOrLogUniform(low(json), high(json));
          case "integers" -> new Domain.Integers(whole(json, "low"), whole(json, "high"));
          case "logIntegers" -> new Domain.LogIntegers(whole(json, "low"), whole(json, "high"));
          case "powersOfTwo" -> new Domain.PowersOfTwo(whole(json, "low"), whole(json, "high"));
          case "choice" -> new Domain.Choice(texts(json.member("options")));
          default -> throw type.expected("the type of a parameter, such as uniform or choice");
        };
    return new Dimension(
        json.member("name").text(),
        domain,
        json.optional("where").map(SpaceJson::condition).orElse(null));
  }

  private static Condition condition(JsonCursor json) {
    String parent = json.member("parent").text();
    return json.optional("options").isPresent()
        ? new Condition.OneOf(parent, texts(json.member("options")))
        : new Condition.AtLeast(parent, json.member("least").number());
  }

  private static double low(JsonCursor json) {
    return json.member("low").number();
  }

  private static double high(JsonCursor json) {
    return json.member("high").number();
  }

  private static long whole(JsonCursor json, String name) {
    return json.member(name).wholeNumber();
  }

  private static List<String> texts(JsonCursor json) {
    return json.elements().stream().map(JsonCursor::text).toList();
  }
}
