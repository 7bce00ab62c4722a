package gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Activations where their slope jumps; values and gradients are PyTorch's.
class ActivationTest {
  private static void gives(
      Layer layer, DType dtype, double[] at, double[] values, double[] gradients) {
    Tensor x = Tensor.ofDoubles(at).cast(dtype).tracked();
    Tensor y = layer.apply(x);
    assertThat(y.toDoubles()).usingComparatorWithPrecision(1e-6).containsExactly(values);
    assertThat(y.sum().gradients(List.of(x)).getFirst().toDoubles())
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(gradients);
  }

  private static double[] numbers(double... numbers) {
    return numbers;
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void rectifiersAreFlatAtTheirLimits(DType dtype) {
    gives(
        Activation.RELU6,
        dtype,
        numbers(-1, 0, 3, 6, 7),
        numbers(0, 0, 3, 6, 6),
        numbers(0, 0, 1, 0, 0));
    gives(
        Activation.HARDTANH,
        dtype,
        numbers(-2, -1, 0, 1, 2),
        numbers(-1, -1, 0, 1, 1),
        numbers(0, 0, 1, 0, 0));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void hardSigmoidAndSwishHaveTheSlopesBeyondTheirKinks(DType dtype) {
    double sixth = 1.0 / 6;
    double nearly = Math.nextDown(3f);
    gives(
        Activation.HARDSIGMOID,
        dtype,
        numbers(-4, -3, 0, nearly, 3, 4),
        numbers(0, 0, 0.5, 1, 1, 1),
        numbers(0, 0, sixth, sixth, 0, 0));
    gives(
        Activation.HARDSWISH,
        dtype,
        numbers(-4, -3, -1, 0, 3, 4),
        numbers(0, 0, -1.0 / 3, 0, 3, 4),
        numbers(0, 0, sixth, 0.5, 1, 1));
  }

  @Test
  void infinitiesAreLimitedAndNotANumberIsSeen() {
    Tensor x = Tensor.of(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN);
    assertThat(Activation.RELU6.apply(x).toFloats()).containsExactly(6, 0, Float.NaN);
    assertThat(Activation.HARDTANH.apply(x).toFloats()).containsExactly(1, -1, Float.NaN);
    assertThat(Activation.HARDSIGMOID.apply(x).toFloats()).containsExactly(1, 0, Float.NaN);
  }

  @Test
  void theSlopeOfARectifierKeepsTheRankOfANumber() {
    Prelu prelu = new Prelu(new Parameter(Tensor.of(0.25f)));
    assertThat(prelu.apply(Tensor.scalar(-2)).shape()).isEqualTo(Shape.of());
    assertThat(prelu.apply(Tensor.scalar(-2)).item()).isEqualTo(-0.5);
    assertThat(prelu.apply(Tensor.of(-2, 3)).toFloats()).containsExactly(-0.5f, 3);
    Tensor kink = Tensor.of(0).tracked();
    assertThat(prelu.apply(kink).gradients(List.of(kink)).getFirst().item()).isEqualTo(0.25);
  }
}
