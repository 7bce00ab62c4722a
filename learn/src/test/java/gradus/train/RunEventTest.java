package gradus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.Json;
import gradus.io.JsonException;
import gradus.io.JsonValue;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.tensor.Shape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunEventTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final JsonValue SETTINGS =
      JsonValue.object().put("epochs", 3).put("learningRate", 0.1).build();

  /// One of each kind at least.
  static Stream<RunEvent> samples() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("loss", 0.1 + 0.2);
    values.put("accuracy", Double.NaN);
    var epoch = new History.Epoch(2, values, 1.5);
    Model model =
        Model.of(
            Shape.of(1, 4, 4),
            Layers.seed(1),
            Layers.conv2d(2, 3),
            Layers.batchNorm(),
            Layers.flatten(),
            Layers.dense(3));
    Model text = Model.of(Shape.of(5, 2), Layers.seed(1), Layers.lstm(3), Layers.dense(2));
    return Stream.of(
        new RunEvent.Started("digits", SETTINGS, 2, TIME),
        new RunEvent.Resumed("text", SETTINGS, 1, TIME),
        new RunEvent.Data("诗 \"1\"\n", SETTINGS),
        new RunEvent.ModelBuilt(model.summary()),
        new RunEvent.ModelBuilt(text.summary()),
        new RunEvent.Training(3, 7, 32, 200, 14, new History(List.of(epoch))),
        new RunEvent.Training(0, 1, 1, 1, 0, History.empty()),
        new RunEvent.Batch(1, 2, 7, Double.POSITIVE_INFINITY, values, 64, 0.25),
        new RunEvent.Batch(1, 7, 7, -0.0, Map.of(), 200, 0),
        new RunEvent.Epoch(3, epoch),
        new RunEvent.Sample(1, "The cat\nsat\u0007"),
        new RunEvent.Checkpointed(0, 0, "checkpoint.safetensors"),
        new RunEvent.Saved("model", "model.safetensors"),
        new RunEvent.Figure("history", "figures/history.svg"),
        new RunEvent.Result(SETTINGS),
        new RunEvent.Interrupted(TIME),
        new RunEvent.Failed("IllegalStateException", "a: b; c", TIME),
        new RunEvent.Finished(TIME));
  }

  @Test
  void everyKindHasASample() {
    List<Class<?>> kinds = new ArrayList<>(List.of(RunEvent.class.getPermittedSubclasses()));

    assertThat(samples().map(Object::getClass).distinct().toList())
        .containsExactlyInAnyOrderElementsOf(kinds);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void comesBackFromJsonTheSame(RunEvent event) {
    String text = Json.compact(event.toJson());

    assertThat(text).doesNotContain("\n");
    assertThat(RunEvent.fromJson(Json.parse(text).cursor(""))).isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void missesNothingSilently(RunEvent event) {
    var json = (JsonValue.JsonObject) event.toJson();
    for (String name : json.members().keySet()) {
      var less = new LinkedHashMap<>(json.members());
      less.remove(name);

      assertThatThrownBy(() -> RunEvent.fromJson(new JsonValue.JsonObject(less).cursor("line 2")))
          .isInstanceOf(JsonException.class)
          .hasMessageContaining(name);
    }
  }

  @Test
  void keepsTheOrderOfValues() {
    Map<String, Double> values = new LinkedHashMap<>();
    List.of("z", "a", "m").forEach(name -> values.put(name, 1.0));
    var batch = new RunEvent.Batch(1, 1, 1, 0, values, 1, 0);
    values.clear();

    assertThat(batch.values().keySet()).containsExactly("z", "a", "m");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"event":"nothing"}                                  | the name of an event
          {"event":7}                                          | a text
          {"event":"finished","time":"yesterday"}              | a time such as
          {"event":"saved","name":"m","file":"/etc/passwd"}    | must lie in the run's folder
          {"event":"sample","epoch":0,"text":""}               | epoch must be at least 1, got 0
          {"event":"sample","epoch":9999999999,"text":""}      | whole number
          {"event":"epoch","epochs":1,"number":2,"values":{},"seconds":1} | epochs must be at least 2
          {"event":"epoch","epochs":1,"number":1,"values":{"a":"b"},"seconds":1} | a number
          []                                                   | an object
          """)
  void refusesWhatCannotBe(String json, String message) {
    assertThatThrownBy(() -> RunEvent.fromJson(Json.parse(json).cursor("line 2")))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/a", "..", "../a", "a/../b", "a/..", "a//b", "a\\b", "C:a", "a\u0000"})
  void namesOnlyFilesInTheFolder(String file) {
    assertThatThrownBy(() -> new RunEvent.Saved("model", file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must lie in the run's folder");
    assertThat(new RunEvent.Saved("model", "a..b/c d").file()).isEqualTo("a..b/c d");
  }

  @Test
  void refusesImpossibleBatches() {
    assertThatThrownBy(() -> new RunEvent.Batch(1, 8, 7, 0, Map.of(), 1, 0))
        .hasMessageContaining("batches must be at least 8, got 7");
    assertThatThrownBy(() -> new RunEvent.Batch(1, 1, 7, 0, Map.of(), 1, Double.NaN))
        .hasMessageContaining("seconds must be at least 0");
  }

  @Test
  void tellsSeveralListenersInOrder() {
    List<String> heard = new ArrayList<>();
    RunListener.of(_ -> heard.add("one"), RunListener.SILENT, _ -> heard.add("two"))
        .on(new RunEvent.Finished(TIME));

    assertThat(heard).containsExactly("one", "two");
  }
}
