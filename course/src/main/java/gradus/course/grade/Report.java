package gradus.course.grade;

import gradus.course.check.Verdict;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import gradus.plot.Text;

/// What the process that grades tells the one that started it, a line each.
sealed interface Report {
  /// The process runs.
  record Ready() implements Report {}

  /// There is no compiler in this Java.
  record NoCompiler() implements Report {}

  /// A submission does not compile.
  record NotCompiled(Fault fault) implements Report {}

  /// A submission is compiled; its checks begin.
  record Compiled() implements Report {}

  /// A check begins.
  record Begun(Text title) implements Report {}

  /// A check has ended.
  record Checked(Verdict verdict) implements Report {}

  /// A submission wrote something.
  record Printed(String text) implements Report {}

  /// A submission wrote more than is kept.
  record Cut() implements Report {}

  /// A submission is done.
  record Ended() implements Report {}

  /// As one line.
  default String line() {
    JsonValue.ObjectBuilder json = JsonValue.object();
    return Json.compact(
        switch (this) {
          case Ready _ -> json.put("type", "ready").build();
          case NoCompiler _ -> json.put("type", "no-compiler").build();
          case NotCompiled(Fault fault) ->
              json.put("type", "not-compiled")
                  .put("line", fault.line())
                  .put("column", fault.column())
                  .put("source", fault.source())
                  .put("message", json(fault.message()))
                  .build();
          case Compiled _ -> json.put("type", "compiled").build();
          case Begun(Text title) -> json.put("type", "begun").put("title", json(title)).build();
          case Checked(Verdict verdict) ->
              json.put("type", "checked")
                  .put("title", json(verdict.title()))
                  .put("passed", verdict.passed())
                  .put("hint", json(verdict.hint()))
                  .build();
          case Printed(String text) -> json.put("type", "printed").put("text", sound(text)).build();
          case Cut _ -> json.put("type", "cut").build();
          case Ended _ -> json.put("type", "ended").build();
        });
  }

  /// Reads a line.
  ///
  /// @throws gradus.io.JsonException where it is none
  static Report parse(String line) {
    JsonCursor json = Json.parse(line).cursor("report");
    return switch (json.member("type").text()) {
      case "ready" -> new Ready();
      case "no-compiler" -> new NoCompiler();
      case "not-compiled" ->
          new NotCompiled(
              new Fault(
                  json.member("line").integer(),
                  json.member("column").integer(),
                  json.member("source").text(),
                  text(json.member("message"))));
      case "compiled" -> new Compiled();
      case "begun" -> new Begun(text(json.member("title")));
      case "checked" ->
          new Checked(
              new Verdict(
                  text(json.member("title")),
                  json.member("passed").truth(),
                  text(json.member("hint"))));
      case "printed" -> new Printed(json.member("text").text());
      case "cut" -> new Cut();
      default -> new Ended();
    };
  }

  private static JsonValue json(Text text) {
    return JsonValue.object()
        .put("en", sound(text.english()))
        .put("zh", sound(text.chinese()))
        .build();
  }

  private static Text text(JsonCursor json) {
    return new Text(json.member("en").text(), json.member("zh").text());
  }

  /// A text without halves of characters, which a learner's program may well write.
  static String sound(String text) {
    int[] points =
        text.codePoints()
            .map(point -> Character.getType(point) == Character.SURROGATE ? 0xfffd : point)
            .toArray();
    return new String(points, 0, points.length);
  }
}
