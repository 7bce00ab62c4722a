package gradus.course.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.NumberTable;
import gradus.course.Recording;
import gradus.nn.Layers;
import gradus.nn.Softmax;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CurvesTest {
  private static final double[] PLACES = {-2, -0.5, 0.75, 3};
  private static final Offset<Double> CLOSE = within(1e-8);

  private record Known(double[] values, double[] slopes) {}

  private static Known known(double... numbers) {
    return new Known(
        java.util.Arrays.copyOf(numbers, PLACES.length),
        java.util.Arrays.copyOfRange(numbers, PLACES.length, 2 * PLACES.length));
  }

  /// From PyTorch 2.13, in double precision: values, then slopes.
  private static Known ofPyTorch(Function function) {
    return switch (function) {
      case SIGMOID ->
          known(
              0.11920292,
              0.37754067,
              0.67917870,
              0.95257413, //
              0.10499359,
              0.23500371,
              0.21789499,
              0.04517666);
      case RELU -> known(0, 0, 0.75, 3, 0, 0, 1, 1);
      case LEAKY_RELU -> known(-0.02, -0.005, 0.75, 3, 0.01, 0.01, 1, 1);
      case TANH ->
          known(
              -0.96402758,
              -0.46211716,
              0.63514895,
              0.99505475, //
              0.07065082,
              0.78644773,
              0.59658581,
              0.00986604);
      case SWISH ->
          known(
              -0.23840584,
              -0.18877033,
              0.50938402,
              2.85772238, //
              -0.09078425,
              0.26003881,
              0.84259994,
              1.08810411);
      case ELU -> known(-0.86466472, -0.39346934, 0.75, 3, 0.13533528, 0.60653066, 1, 1);
      case SOFTPLUS ->
          known(
              0.12692801,
              0.47407698,
              1.13687101,
              3.04858735, //
              0.11920292,
              0.37754067,
              0.67917870,
              0.95257413);
      case LINEAR -> known(-2, -0.5, 0.75, 3, 1, 1, 1, 1);
      case GELU ->
          known(
              -0.04550026,
              -0.15426877,
              0.58002949,
              2.99595031, //
              -0.08523180,
              0.13250488,
              0.99922572,
              1.01194565);
    };
  }

  @ParameterizedTest
  @EnumSource
  void valuesAndSlopesAreThoseOfPyTorch(Function function) {
    Curve curve = Curve.of(function.layer(0.01, 1), PLACES);
    assertThat(curve.y()).containsExactly(ofPyTorch(function).values(), CLOSE);
    assertThat(curve.slope()).containsExactly(ofPyTorch(function).slopes(), CLOSE);
  }

  private static Recording run(Map<String, String> settings) {
    return Recording.of(Course.experiment("curves").of(settings));
  }

  private static List<String> row(Recording recording, String function) {
    NumberTable table = recording.tables().get("values");
    return table.rows().stream()
        .map(row -> row.stream().map(cell -> cell.english()).toList())
        .filter(row -> row.getFirst().equals(function))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatTheLessonSaysOfSlopesIsSo() {
    Recording recording = run(Map.of());
    assertThat(recording.figures().keySet()).containsExactly("chosen", "all");
    assertThat(recording.figures().get("all").panels()).hasSize(8);
    assertThat(recording.figures().get("all").columns()).isEqualTo(4);
    assertThat(row(recording, "Sigmoid"))
        .containsExactly("Sigmoid", "0.7311", "0.1966", "0.2498", "42");
    assertThat(row(recording, "Tanh").getLast()).isEqualTo("56");
    assertThat(row(recording, "Swish").getLast()).isEqualTo("14");
    assertThat(row(recording, "GELU").get(3)).isEqualTo("1.1284");
    assertThat(recording.sentences().getFirst().english()).endsWith("multiplied make 8.6e-08.");
    Recording dead = run(Map.of("function", "relu", "x", "-3"));
    assertThat(row(dead, "ReLU").get(2)).isEqualTo("0");
    assertThat(row(dead, "Leaky ReLU").get(2)).isEqualTo("0.0100");
    assertThat(dead.sentences().getFirst().english()).contains("is only 0: hardly any gradient");
    assertThat(row(run(Map.of("x", "5")), "Sigmoid").get(2)).isEqualTo("0.0066");
    assertThat(row(run(Map.of("x", "5")), "Tanh").get(2)).isEqualTo("0.0002");
  }

  @Test
  void settingsOfLeakyReluAndEluAreUsed() {
    Recording recording = run(Map.of("x", "-2", "slope", "0.2", "alpha", "2"));
    assertThat(row(recording, "Leaky ReLU").subList(1, 3)).containsExactly("-0.4000", "0.2000");
    assertThat(row(recording, "ELU").subList(1, 3)).containsExactly("-1.7293", "0.2707");
  }

  /// What `log(1 + exp(x))` and `exp(x) / sum` as written would overflow at.
  @Test
  void largeNumbersDoNotOverflow() {
    Tensor large = Tensor.ofDoubles(1002, 1001, 1000);
    double[] expected = {0.66524096, 0.24472847, 0.09003057};
    assertThat(Softmax.of().apply(large).toDoubles()).containsExactly(expected, CLOSE);
    assertThat(Softmax.of().apply(Tensor.ofDoubles(2, 1, 0)).toDoubles())
        .containsExactly(expected, CLOSE);
    assertThat(Layers.softplus().apply(Tensor.ofDoubles(1000)).item()).isEqualTo(1000);
    assertThat(Layers.sigmoid().apply(Tensor.ofDoubles(-1000)).item()).isZero();
  }
}
