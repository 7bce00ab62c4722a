package gradus.course.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.Recording;
import gradus.course.frameworks.Measurements.Measured;
import gradus.course.frameworks.Measurements.Result;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.plot.Text;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SideBySideTest {
  private static final Measurements ALL = Measurements.load();

  private static List<Result> results() {
    return ALL.frameworks().stream().flatMap(one -> one.result().stream()).toList();
  }

  private static Result result(String name) {
    return ALL.frameworks().stream()
        .filter(one -> one.name().equals(name))
        .flatMap(one -> one.result().stream())
        .findFirst()
        .orElseThrow();
  }

  private static Recording recording(Map<String, String> settings) {
    return Recording.of(Course.experiment("side-by-side").of(settings));
  }

  @Test
  void sixAreMeasuredAndTwoAreSaidNotToBe() {
    assertThat(ALL.frameworks().stream().map(Measured::name))
        .containsExactly(
            "Gradus", "PyTorch", "Keras", "JAX", "MXNet", "PaddlePaddle", "DJL", "Deeplearning4j");
    assertThat(ALL.frameworks().stream().filter(one -> one.result().isEmpty()).map(Measured::name))
        .containsExactly("MXNet", "PaddlePaddle");
    List<List<Text>> rows = recording(Map.of()).tables().get("time").rows();
    assertThat(rows).hasSize(8);
    assertThat(rows.getLast().get(1).english()).isEqualTo("not measured");
  }

  /// What PyTorch gave, and all the others beside it.
  @Test
  void allDidTheSameWork() {
    double loss = result("PyTorch").firstLoss();
    assertThat(loss).isCloseTo(0.43744, within(1e-5));
    assertThat(results())
        .allSatisfy(one -> {
          assertThat(one.firstLoss()).isCloseTo(loss, within(2e-4));
          assertThat(one.accuracy()).isCloseTo(result("PyTorch").accuracy(), within(0.002));
          assertThat(one.timings()).hasSize(2);
        });
  }

  @Test
  void itIsSortedAsAsked() {
    for (Quantity quantity : Quantity.values()) {
      List<String> names = new SideBySide(quantity, 1).names();
      List<Double> values = names.stream().map(name -> quantity.of(result(name), 1)).toList();
      assertThat(values).isSorted();
    }
  }

  private static double epoch(String name) {
    return result(name).on(1).processorEpoch();
  }

  private static double training(String name) {
    return result(name).on(1).processorTraining();
  }

  /// A measurement made anew changes these numbers, and then the lesson's text must follow.
  @Test
  void whatTheLessonSaysIsSo() throws IOException {
    assertThat(new SideBySide(Quantity.EPOCH, 1).names())
        .containsExactly("JAX", "Gradus", "PyTorch", "Keras", "DJL", "Deeplearning4j");
    assertThat(new SideBySide(Quantity.TRAINING, 1).names())
        .containsExactly("JAX", "PyTorch", "Keras", "DJL", "Gradus", "Deeplearning4j");
    assertThat(new SideBySide(Quantity.SIZE, 1).names())
        .startsWith("Gradus", "JAX")
        .endsWith("Keras");
    assertThat(epoch("JAX")).isCloseTo(0.12, within(0.005));
    assertThat(epoch("Gradus")).isCloseTo(0.19, within(0.005));
    assertThat(epoch("PyTorch")).isCloseTo(0.33, within(0.005));
    assertThat(epoch("Keras")).isCloseTo(0.38, within(0.005));
    assertThat(epoch("DJL")).isCloseTo(0.45, within(0.0051));
    assertThat(epoch("Deeplearning4j")).isCloseTo(1.3, within(0.05));
    assertThat(training("JAX")).isCloseTo(2.3, within(0.05));
    assertThat(training("PyTorch")).isCloseTo(3.4, within(0.05));
    assertThat(training("Keras")).isCloseTo(4.5, within(0.05));
    assertThat(training("DJL")).isCloseTo(5.9, within(0.05));
    assertThat(training("Gradus")).isCloseTo(7.1, within(0.05));
    assertThat(training("Deeplearning4j")).isCloseTo(17, within(0.5));
    assertThat(training("Gradus") - 10 * epoch("Gradus")).isCloseTo(5, within(0.5));
    assertThat(result("Gradus").megabytes()).isCloseTo(2.6, within(0.05));
    assertThat(result("JAX").megabytes()).isCloseTo(546, within(0.5));
    assertThat(result("Keras").megabytes()).isCloseTo(1452, within(0.5));
    assertThat(results()).extracting(Result::firstLoss).allMatch(l -> l > 0.4373 && l < 0.4375);
    assertThat(results().stream().mapToDouble(Result::accuracy).summaryStatistics())
        .satisfies(all -> assertThat(all.getMin()).isEqualTo(0.9710))
        .satisfies(all -> assertThat(all.getMax()).isEqualTo(0.9719));
    assertThat(results())
        .allSatisfy(one ->
            assertThat(one.on(2).processorEpoch()).isGreaterThan(one.on(1).processorEpoch()));
    JsonCursor djl = timing("DJL");
    assertThat(djl.member("trainingRatios").element(0).number()).isCloseTo(0.29, within(0.005));
    assertThat(djl.member("trainingRatios").element(1).number()).isCloseTo(4.15, within(0.005));
    assertThat(djl.member("trainingCpuRatios").element(0).number()).isCloseTo(0.77, within(0.005));
    assertThat(djl.member("trainingCpuRatios").element(1).number()).isCloseTo(0.90, within(0.005));
  }

  private static JsonCursor timing(String name) throws IOException {
    try (InputStream in = SideBySideTest.class.getResourceAsStream("measured.json")) {
      JsonCursor file = new JsonCursor(Json.parse(in.readAllBytes()), "");
      return file.member("frameworks").elements().stream()
          .filter(one -> one.member("name").text().equals(name))
          .findFirst()
          .orElseThrow()
          .member("threads")
          .member("1");
    }
  }

  @Test
  void theSameSettingsShowTheSame() {
    Recording one = recording(Map.of());
    assertThat(one.figures()).isEqualTo(recording(Map.of()).figures());
    assertThat(one.tables()).isEqualTo(recording(Map.of()).tables());
    assertThat(one.tables().keySet()).containsExactly("time", "needs", "versions");
    assertThat(one.sentences().getFirst().english()).contains(ALL.date()).contains(ALL.command());
    assertThat(recording(Map.of("threads", "2")).tables()).isNotEqualTo(one.tables());
  }
}
