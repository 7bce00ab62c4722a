package gradus.train;

import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import java.util.List;

/// A [Probe] as JSON.
final class ProbeJson {
  private ProbeJson() {}

  static JsonValue write(Probe probe) {
    var json =
        JsonValue.object()
            .put("samples", probe.samples())
            .put("loss", probe.loss())
            .put("constantLoss", probe.constantLoss())
            .put("parameters", probe.parameters())
            .put("weights", JsonValue.array(probe.weights().stream().map(ProbeJson::of).toList()))
            .put(
                "activities",
                JsonValue.array(probe.activities().stream().map(ProbeJson::of).toList()));
    Probe.Scale input = probe.input();
    if (input != null) {
      json.put("input", of(input));
    }
    Probe.TrainingData data = probe.data();
    if (data != null) {
      json.put("data", of(data));
    }
    return json.build();
  }

  private static JsonValue of(Probe.Weights one) {
    return JsonValue.object()
        .put("name", one.name())
        .put("norm", one.norm())
        .put("usualNorm", one.usualNorm())
        .put("gradientNorm", one.gradientNorm())
        .build();
  }

  private static JsonValue of(Probe.Activity one) {
    return JsonValue.object()
        .put("path", one.path())
        .put("function", one.function())
        .put("fault", one.fault().name())
        .put("units", one.units())
        .put("share", one.share())
        .build();
  }

  private static JsonValue of(Probe.Scale scale) {
    return JsonValue.object()
        .put("mean", scale.mean())
        .put("deviation", scale.deviation())
        .put("least", scale.least())
        .put("largest", scale.largest())
        .build();
  }

  private static JsonValue of(Probe.TrainingData data) {
    return JsonValue.object()
        .put("samples", data.samples())
        .put("counts", JsonValue.array(data.counts().stream().map(JsonValue::of).toList()))
        .put("classes", JsonValue.array(data.classes().stream().map(JsonValue::of).toList()))
        .build();
  }

  static Probe read(JsonCursor json) {
    return new Probe(
        json.member("samples").integer(),
        json.member("loss").number(),
        json.member("constantLoss").number(),
        json.optional("input").map(ProbeJson::scale).orElse(null),
        json.member("weights").elements().stream().map(ProbeJson::weights).toList(),
        json.member("activities").elements().stream().map(ProbeJson::activity).toList(),
        json.member("parameters").wholeNumber(),
        json.optional("data").map(ProbeJson::data).orElse(null));
  }

  private static Probe.Weights weights(JsonCursor json) {
    return new Probe.Weights(
        json.member("name").text(),
        json.member("norm").number(),
        json.member("usualNorm").number(),
        json.member("gradientNorm").number());
  }

  private static Probe.Activity activity(JsonCursor json) {
    JsonCursor fault = json.member("fault");
    return new Probe.Activity(
        json.member("path").text(),
        json.member("function").text(),
        List.of(Probe.Fault.values()).stream()
            .filter(one -> one.name().equals(fault.text()))
            .findFirst()
            .orElseThrow(() -> fault.expected("one of %s", List.of(Probe.Fault.values()))),
        json.member("units").integer(),
        json.member("share").number());
  }

  private static Probe.Scale scale(JsonCursor json) {
    return new Probe.Scale(
        json.member("mean").number(),
        json.member("deviation").number(),
        json.member("least").number(),
        json.member("largest").number());
  }

  private static Probe.TrainingData data(JsonCursor json) {
    return new Probe.TrainingData(
        json.member("samples").wholeNumber(),
        json.member("counts").elements().stream().map(JsonCursor::wholeNumber).toList(),
        json.member("classes").elements().stream().map(JsonCursor::text).toList());
  }
}
