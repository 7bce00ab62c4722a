package gradus.nn;

import static gradus.nn.Initializers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InitializersTest {
  private static final RandomKey KEY = RandomKey.of(5);

  static Stream<Arguments> variances() {
    Shape dense = Shape.of(300, 100);
    Shape kernel = Shape.of(40, 30, 5, 5);
    return Stream.of(
        Arguments.of(glorotUniform(), dense, 2.0 / 400),
        Arguments.of(glorotNormal(), dense, 2.0 / 400),
        Arguments.of(heUniform(), dense, 2.0 / 300),
        Arguments.of(heNormal(), dense, 2.0 / 300),
        Arguments.of(lecunNormal(), dense, 1.0 / 300),
        Arguments.of(heNormal(), kernel, 2.0 / 750),
        Arguments.of(glorotUniform(), kernel, 2.0 / 1750),
        Arguments.of(normal(), dense, 1e-4),
        Arguments.of(normal(0.5), dense, 0.25),
        Arguments.of(uniform(0.3), dense, 0.03));
  }

  @ParameterizedTest
  @MethodSource("variances")
  void hasTheVarianceOfItsPaper(Initializer initializer, Shape shape, double variance) {
    Tensor values = initializer.values(shape, KEY);
    assertThat(values.shape()).isEqualTo(shape);
    assertThat(values.variance().item()).isCloseTo(variance, within(0.04 * variance));
    assertThat(values.mean().item()).isCloseTo(0, within(4 * Math.sqrt(variance / 30_000)));
  }

  @Test
  void keepsUniformNumbersWithinTheLimit() {
    double limit = Math.sqrt(6.0 / 400);
    Tensor values = glorotUniform().values(Shape.of(300, 100), KEY).abs();
    assertThat(values.max().item())
        .isLessThanOrEqualTo(limit * (1 + 1e-6))
        .isGreaterThan(0.99 * limit);
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void makesRowsOrColumnsOrthonormal(Shape shape) {
    Tensor matrix = orthogonal().values(shape, KEY).reshape(shape.size(0), -1);
    boolean wide = matrix.size(0) <= matrix.size(1);
    Tensor product = wide ? matrix.matmul(matrix.transpose()) : matrix.transpose().matmul(matrix);
    Tensor error = product.minus(Tensor.eye(product.size(0))).abs().max();
    assertThat(error.item()).isLessThan(1e-5);
  }

  static Stream<Shape> matrices() {
    return Stream.of(
        Shape.of(20, 20), Shape.of(10, 60), Shape.of(60, 10), Shape.of(8, 3, 2, 2), Shape.of(1, 7));
  }

  @Test
  void scalesOrthogonalMatricesByTheGain() {
    Tensor row = new Orthogonal(3).values(Shape.of(1, 50), KEY);
    assertThat(row.norm().item()).isCloseTo(3, within(1e-5));
  }

  @Test
  void givesConstants() {
    assertThat(zeros().values(Shape.of(2), KEY).toFloats()).containsExactly(0, 0);
    assertThat(ones().values(Shape.of(2), KEY).toFloats()).containsExactly(1, 1);
    assertThat(constant(2.5).values(Shape.of(1), KEY).toFloats()).containsExactly(2.5f);
  }

  @Test
  void dependsOnSeedAndPathAlone() {
    Shape shape = Shape.of(3, 4);
    Initialization one = Initialization.of(new Seed(1)).child("2");
    one.parameter("other", Shape.of(100), normal());
    float[] values = one.parameter("weight", shape, normal()).stored().toFloats();
    Initialization again = Initialization.of(new Seed(1)).child("2");
    assertThat(again.parameter("weight", shape, normal()).stored().toFloats())
        .containsExactly(values);
    assertThat(again.path()).isEqualTo("2");
    for (Initialization other :
        new Initialization[] {
          Initialization.of(new Seed(2)).child("2"), Initialization.of(new Seed(1)).child("3")
        }) {
      assertThat(other.parameter("weight", shape, normal()).stored().toFloats())
          .isNotEqualTo(values);
    }
  }

  @Test
  void givesTwoParametersAtOnePathDifferentNumbers() {
    Initialization place = Initialization.of(new Seed(1));
    assertThat(place.parameter("weight", Shape.of(9), normal()).stored().toFloats())
        .isNotEqualTo(place.parameter("weight", Shape.of(9), normal()).stored().toFloats());
  }

  @Test
  void rejectsSettingsOutOfRangeAndOtherShapes() {
    assertThatThrownBy(() -> normal(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> uniform(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Orthogonal(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            new VarianceScaling(0, VarianceScaling.Fan.IN, gradus.tensor.Op.Distribution.NORMAL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            Initialization.of(new Seed(1))
                .parameter("weight", Shape.of(3), (_, _) -> Tensor.ones(2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("weight asked for [3]");
  }
}
