package gradus.train;

import gradus.io.JsonCursor;
import gradus.io.JsonException;
import gradus.io.JsonValue;
import gradus.io.Signatures;
import gradus.nn.Summary;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A [RunEvent] as a JSON object, and back.
final class RunEventJson {
  private RunEventJson() {}

  static JsonValue write(RunEvent event) {
    return switch (event) {
      case RunEvent.Started(var kind, var settings, var threads, var time) ->
          opening("started", kind, settings, threads, time);
      case RunEvent.Resumed(var kind, var settings, var threads, var time) ->
          opening("resumed", kind, settings, threads, time);
      case RunEvent.Data(var title, var facts) ->
          object("data").put("title", title).put("facts", facts).build();
      case RunEvent.ModelBuilt(var summary) -> summary(summary);
      case RunEvent.Training training ->
          object("training")
              .put("epochs", training.epochs())
              .put("batches", training.batches())
              .put("batchSize", training.batchSize())
              .put("samples", training.samples())
              .put("step", training.step())
              .put("history", HistoryJson.toJson(training.history()))
              .build();
      case RunEvent.Batch batch ->
          object("batch")
              .put("epoch", batch.epoch())
              .put("batch", batch.batch())
              .put("batches", batch.batches())
              .put("loss", batch.loss())
              .put("values", HistoryJson.numbers(batch.values()))
              .put("samples", batch.samples())
              .put("seconds", batch.seconds())
              .build();
      case RunEvent.Epoch(var epochs, var epoch) ->
          HistoryJson.put(object("epoch").put("epochs", epochs), epoch).build();
      case RunEvent.Sample(var epoch, var text) ->
          object("sample").put("epoch", epoch).put("text", text).build();
      case RunEvent.Checkpointed(var epoch, var step, var file) ->
          object("checkpoint").put("epoch", epoch).put("step", step).put("file", file).build();
      case RunEvent.Saved(var name, var file) ->
          object("saved").put("name", name).put("file", file).build();
      case RunEvent.Figure(var name, var file) ->
          object("figure").put("name", name).put("file", file).build();
      case RunEvent.Result(var values) -> object("result").put("values", values).build();
      case RunEvent.Interrupted(var time) -> timed("interrupted", time);
      case RunEvent.Failed(var kind, var message, var time) ->
          object("failed")
              .put("kind", kind)
              .put("message", message)
              .put("time", time.toString())
              .build();
      case RunEvent.Finished(var time) -> timed("finished", time);
    };
  }

  private static JsonValue.ObjectBuilder object(String event) {
    return JsonValue.object().put("event", event);
  }

  private static JsonValue timed(String event, Instant time) {
    return object(event).put("time", time.toString()).build();
  }

  private static JsonValue opening(
      String event, String kind, JsonValue settings, int threads, Instant time) {
    return object(event)
        .put("kind", kind)
        .put("settings", settings)
        .put("threads", threads)
        .put("time", time.toString())
        .build();
  }

  private static JsonValue summary(Summary summary) {
    List<JsonValue> rows = new ArrayList<>();
    for (Summary.Row row : summary.rows()) {
      Shape output = row.output();
      rows.add(
          JsonValue.object()
              .put("path", row.path())
              .put("depth", row.depth())
              .put("layer", row.layer())
              .put("output", output == null ? JsonValue.ofNull() : Signatures.toJson(output))
              .put("parameters", row.parameters())
              .build());
    }
    return object("model")
        .put("inputs", Signatures.toJson(summary.inputs()))
        .put("rows", JsonValue.array(rows))
        .put("trained", summary.trained())
        .put("notTrained", summary.notTrained())
        .put("bytes", summary.bytes())
        .build();
  }

  static RunEvent read(JsonCursor json) {
    try {
      return event(json);
    } catch (JsonException clear) {
      throw clear;
    } catch (IllegalArgumentException impossible) {
      throw new JsonException(json.path(), Message.of(impossible));
    }
  }

  private static RunEvent event(JsonCursor json) {
    return switch (json.member("event").text()) {
      case "started" ->
          new RunEvent.Started(
              text(json, "kind"), value(json, "settings"), threads(json), time(json));
      case "resumed" ->
          new RunEvent.Resumed(
              text(json, "kind"), value(json, "settings"), threads(json), time(json));
      case "data" -> new RunEvent.Data(text(json, "title"), value(json, "facts"));
      case "model" -> new RunEvent.ModelBuilt(readSummary(json));
      case "training" ->
          new RunEvent.Training(
              whole(json, "epochs"),
              whole(json, "batches"),
              whole(json, "batchSize"),
              whole(json, "samples"),
              json.member("step").wholeNumber(),
              new History(
                  json.member("history").elements().stream().map(HistoryJson::epoch).toList()));
      case "batch" ->
          new RunEvent.Batch(
              whole(json, "epoch"),
              whole(json, "batch"),
              whole(json, "batches"),
              json.member("loss").number(),
              HistoryJson.numbers(json.member("values")),
              json.member("samples").wholeNumber(),
              json.member("seconds").number());
      case "epoch" -> new RunEvent.Epoch(whole(json, "epochs"), HistoryJson.epoch(json));
      case "sample" -> new RunEvent.Sample(whole(json, "epoch"), text(json, "text"));
      case "checkpoint" ->
          new RunEvent.Checkpointed(
              whole(json, "epoch"), json.member("step").wholeNumber(), text(json, "file"));
      case "saved" -> new RunEvent.Saved(text(json, "name"), text(json, "file"));
      case "figure" -> new RunEvent.Figure(text(json, "name"), text(json, "file"));
      case "result" -> new RunEvent.Result(value(json, "values"));
      case "interrupted" -> new RunEvent.Interrupted(time(json));
      case "failed" -> new RunEvent.Failed(text(json, "kind"), text(json, "message"), time(json));
      case "finished" -> new RunEvent.Finished(time(json));
      default -> throw json.member("event").expected("the name of an event");
    };
  }

  private static String text(JsonCursor json, String name) {
    return json.member(name).text();
  }

  private static JsonValue value(JsonCursor json, String name) {
    return json.member(name).value();
  }

  private static int whole(JsonCursor json, String name) {
    return json.member(name).integer();
  }

  private static int threads(JsonCursor json) {
    return whole(json, "threads");
  }

  private static Instant time(JsonCursor json) {
    JsonCursor time = json.member("time");
    try {
      return Instant.parse(time.text());
    } catch (DateTimeException none) {
      throw time.expected("a time such as 2026-01-01T12:00:00Z");
    }
  }

  private static Summary readSummary(JsonCursor json) {
    List<Summary.Row> rows = new ArrayList<>();
    for (JsonCursor row : json.member("rows").elements()) {
      rows.add(
          new Summary.Row(
              text(row, "path"),
              whole(row, "depth"),
              text(row, "layer"),
              row.optional("output").map(Signatures::shape).orElse(null),
              row.member("parameters").wholeNumber()));
    }
    return new Summary(
        Signatures.list(json.member("inputs")),
        rows,
        json.member("trained").wholeNumber(),
        json.member("notTrained").wholeNumber(),
        json.member("bytes").wholeNumber());
  }
}
