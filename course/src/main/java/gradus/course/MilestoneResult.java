package gradus.course;

import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import gradus.plot.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/// What was measured when a milestone was made again.
///
/// @param milestone its name
/// @param seconds how long that took
/// @param command what was called
/// @param machine where
/// @param date when
public record MilestoneResult(
    String milestone,
    MilestoneSize size,
    long seed,
    double seconds,
    String command,
    String machine,
    LocalDate date,
    List<Measurement> measurements) {
  /// Copies the list.
  public MilestoneResult {
    measurements = List.copyOf(measurements);
  }

  /// What was measured of a milestone for its lesson, the newest last; none where nothing was kept.
  public static List<MilestoneResult> kept(Milestone milestone) {
    String file = "/lessons/" + milestone.folder() + "/measured.jsonl";
    try (InputStream in = MilestoneResult.class.getResourceAsStream(file)) {
      if (in == null) {
        return List.of();
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> of(new JsonCursor(Json.parse(line), milestone.name())))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What an object says that [#toJson] made.
  ///
  /// @throws gradus.io.JsonException where it does not
  static MilestoneResult of(JsonCursor json) {
    return new MilestoneResult(
        json.member("milestone").text(),
        MilestoneSize.valueOf(json.member("size").text().toUpperCase(Locale.ROOT)),
        json.member("seed").wholeNumber(),
        json.member("seconds").number(),
        json.member("command").text(),
        json.member("machine").text(),
        LocalDate.parse(json.member("date").text()),
        json.member("measurements").elements().stream().map(MilestoneResult::measurement).toList());
  }

  /// As one object.
  public JsonValue toJson() {
    return JsonValue.object()
        .put("milestone", milestone)
        .put("size", size.name().toLowerCase(Locale.ROOT))
        .put("seed", seed)
        .put("seconds", Math.round(seconds * 10) / 10.0)
        .put("command", command)
        .put("machine", machine)
        .put("date", date.toString())
        .put(
            "measurements",
            JsonValue.array(measurements.stream().map(MilestoneResult::json).toList()))
        .build();
  }

  /// A measurement as one object.
  public static JsonValue json(Measurement measurement) {
    return JsonValue.object()
        .put("name", measurement.name())
        .put("what", json(measurement.what()))
        .put("claimed", json(measurement.claimed()))
        .put("value", JsonValue.of(measurement.value()))
        .put("measured", json(measurement.measured()))
        .put("scale", json(measurement.scale()))
        .put("holds", measurement.holds())
        .build();
  }

  private static JsonValue json(Text text) {
    return JsonValue.object().put("en", text.english()).put("zh", text.chinese()).build();
  }

  /// What an object says that [#json(Measurement)] made.
  ///
  /// @throws gradus.io.JsonException where it does not
  public static Measurement measurement(JsonCursor json) {
    return new Measurement(
        json.member("name").text(),
        text(json.member("what")),
        text(json.member("claimed")),
        json.member("value").number(),
        text(json.member("measured")),
        text(json.member("scale")),
        json.member("holds").truth());
  }

  private static Text text(JsonCursor json) {
    return Text.of(json.member("en").text(), json.member("zh").text());
  }
}
