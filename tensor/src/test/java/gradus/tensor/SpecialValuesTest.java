package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Where formulas break: limits, ties, zeros, not-a-numbers, rows of minus infinity. Choices that
/// PyTorch does not make, or makes otherwise, are here; the others are compared with it.
class SpecialValuesTest {
  private static final float NAN = Float.NaN;
  private static final float INF = Float.POSITIVE_INFINITY;

  private static float[] gradient(UnaryOperator<Tensor> function, float... values) {
    Tensor x = Tensor.of(values).tracked();
    return function.apply(x).sum().gradients(List.of(x)).getFirst().toFloats();
  }

  @Test
  void lengthsHaveAFlatGradientAtZero() {
    assertThat(gradient(x -> x.norm(), 0, 0)).containsExactly(0, 0);
    assertThat(gradient(x -> x.norm(), 3, -4)).containsExactly(0.6f, -0.8f);
    assertThat(gradient(x -> x.standardDeviation(), 5, 5, 5)).containsExactly(0, 0, 0);
    Tensor x = Tensor.of(0, 0).tracked();
    Tensor first = x.norm().differentiableGradients(List.of(x)).getFirst();
    assertThat(first.sum().gradients(List.of(x)).getFirst().toFloats()).containsExactly(0, 0);
  }

  @Test
  void lengthsNeitherOverflowNorVanish() {
    for (float scale : new float[] {1e20f, 5e37f, 1e-25f, 1e-43f, 1}) {
      float three = 3 * scale;
      float four = -4 * scale;
      double length = Math.hypot(three, four);
      assertThat(Tensor.of(three, four).norm().item()).isEqualTo((float) length);
      assertThat(gradient(x -> x.norm(), three, four))
          .usingComparatorWithPrecision(1e-7f)
          .containsExactly((float) (three / length), (float) (four / length));
      assertThat(gradient(x -> x.standardDeviation(), three, four))
          .usingComparatorWithPrecision(1e-7f)
          .containsExactly(0.5f, -0.5f);
      assertThat(Tensor.of(three, four).standardDeviation().item())
          .isEqualTo((float) ((three - (double) four) / 2));
    }
    assertThat(Tensor.ofDoubles(3e200, 4e200).norm().item())
        .isCloseTo(5e200, withinPercentage(1e-13));
    assertThat(Tensor.ofDoubles(3e-200, 4e-200).norm().item())
        .isCloseTo(5e-200, withinPercentage(1e-13));
    assertThat(Tensor.ofDoubles(3e-320, 4e-320).norm().item()).isEqualTo(5e-320);
    assertThat(Tensor.of(INF, 1).norm().item()).isEqualTo(INF);
    assertThat(Tensor.of(NAN, 1e30f).norm().item()).isNaN();
    assertThat(Tensor.zeros(2, 0).norm(1).toFloats()).containsExactly(0, 0);
  }

  @Test
  void lengthsHaveTheSameBitsWhereAProgramComputesThem() {
    Signature rows = new Signature(DType.FLOAT32, Shape.of(1, 5));
    Program program =
        Program.trace(
            in -> List.of(in.getFirst().norm(1), in.getFirst().standardDeviation(1)),
            List.of(rows));
    Tensor x = Tensor.of(new float[][] {{0.1f, -0.7f, 1.3f, 3.7f, 0}});
    for (int power = -140; power <= 120; power += 4) {
      Tensor scaled = x.times(Math.scalb(1.0, power / 2)).times(Math.scalb(1.0, power - power / 2));
      List<Tensor> traced = program.run(List.of(scaled));
      assertThat(scaled.norm(1).toFloats()).isEqualTo(traced.get(0).toFloats());
      assertThat(scaled.standardDeviation(1).toFloats()).isEqualTo(traced.get(1).toFloats());
    }
  }

  @Test
  void aLargeRowDoesNotChangeAnother() {
    Tensor rows = Tensor.of(new float[][] {{1e30f, 2e30f}, {0.3f, 0.7f}, {1e-30f, 0}, {0, 0}});
    float other = (float) Math.sqrt(0.3f * 0.3f + 0.7f * 0.7f);
    assertThat(rows.norm(1).toFloats())
        .containsExactly((float) Math.hypot(1e30f, 2e30f), other, 1e-30f, 0);
  }

  @Test
  void infinitiesShareTheGradientOfALogSumExp() {
    assertThat(Tensor.of(INF, 1).logSumExp(0).item()).isEqualTo(INF);
    assertThat(gradient(x -> x.logSumExp(0), INF, 1, -INF)).containsExactly(1, 0, 0);
    assertThat(gradient(x -> x.logSumExp(0), INF, 1, INF)).containsExactly(0.5f, 0, 0.5f);
    assertThat(gradient(x -> x.logSumExp(0), NAN, 1)).containsExactly(NAN, NAN);
    Tensor x = Tensor.ofDoubles(Double.POSITIVE_INFINITY, 1).tracked();
    assertThat(x.logSumExp(0).gradients(List.of(x)).getFirst().toDoubles()).containsExactly(1, 0);
  }

  @Test
  void anglesOfPointsOfAnySizeHaveAGradient() {
    float pi = (float) Math.PI;
    Tensor y = Tensor.of(0, INF, INF, 1, 3e30f, 3e-30f, 3, 0).tracked();
    Tensor x = Tensor.of(0, 1, -INF, INF, 4e30f, 4e-30f, 4, -1).tracked();
    Tensor angle = y.atan2(x);
    float flat = (float) Math.atan2(3, 4);
    assertThat(angle.toFloats())
        .containsExactly(0, pi / 2, (float) (0.75 * Math.PI), 0, flat, flat, flat, pi);
    List<Tensor> gradients = angle.sum().gradients(List.of(y, x));
    assertThat(gradients.get(0).toDoubles())
        .usingComparatorWithPrecision(1e-7)
        .startsWith(0, 0, 0, 0)
        .endsWith(0.16, -1);
    assertThat(gradients.get(0).toDoubles()[4]).isCloseTo(0.16e-30, withinPercentage(1e-4));
    assertThat(gradients.get(0).toDoubles()[5]).isCloseTo(0.16e30, withinPercentage(1e-4));
    assertThat(gradients.get(1).toDoubles()[5]).isCloseTo(-0.12e30, withinPercentage(1e-4));
    assertThat(gradients.get(1).toDoubles())
        .usingComparatorWithPrecision(1e-7)
        .startsWith(0, 0, 0, 0)
        .endsWith(-0.12, 0);
    assertThat(gradient(a -> a.atan2(Tensor.of(1)), NAN)).containsExactly(NAN);
  }

  @Test
  void logarithmsOfPowersAreExact() {
    for (int k = -149; k <= 127; k++) {
      assertThat(Tensor.of(Math.scalb(1f, k)).log2().item()).isEqualTo(k);
    }
    for (int k = -1074; k <= 1023; k++) {
      assertThat(Tensor.ofDoubles(Math.scalb(1.0, k)).log2().item()).isEqualTo(k);
    }
    for (int k = -37; k <= 38; k++) {
      assertThat(Tensor.of(Float.parseFloat("1e" + k)).log10().item()).isEqualTo(k);
    }
    for (int k = -307; k <= 308; k++) {
      assertThat(Tensor.ofDoubles(Double.parseDouble("1e" + k)).log10().item()).isEqualTo(k);
    }
    assertThat(Tensor.of(0, -1, INF, NAN).log2().toFloats()).containsExactly(-INF, NAN, INF, NAN);
    assertThat(Tensor.ofDoubles(0, -1).log10().toDoubles())
        .containsExactly(Double.NEGATIVE_INFINITY, Double.NaN);
  }

  @Test
  void powersOfZeroAndOfNegativeNumbers() {
    Tensor base = Tensor.of(0, 0, 0, -2, -2).tracked();
    Tensor exponent = Tensor.of(0, 1, 2, 3, 0.5f).tracked();
    Tensor y = base.power(exponent);
    assertThat(y.toFloats()).containsExactly(1, 0, 0, -8, NAN);
    List<Tensor> gradients = y.sum().gradients(List.of(base, exponent));
    assertThat(gradients.get(0).toFloats()).containsExactly(0, 1, 0, 12, NAN);
    assertThat(gradients.get(1).toFloats()).startsWith(0, 0, 0).endsWith(NAN, NAN);
    assertThat(gradient(x -> x.power(2), 0, -3)).containsExactly(0, -6);
  }

  @Test
  void secondGradientsOfPowersOfZeroAreNumbers() {
    Tensor x = Tensor.of(0, 0, 0).tracked();
    Tensor exponents = Tensor.of(0, 1, 2);
    Tensor first = x.power(exponents).sum().differentiableGradients(List.of(x)).getFirst();
    assertThat(first.toFloats()).containsExactly(0, 1, 0);
    assertThat(first.sum().gradients(List.of(x)).getFirst().toFloats()).containsExactly(0, 0, 2);
  }

  @Test
  void tiesShareAGradient() {
    assertThat(gradient(x -> x.max(), 2, 1, 2)).containsExactly(0.5f, 0, 0.5f);
    assertThat(gradient(x -> x.min(), 1, 1, 2)).containsExactly(0.5f, 0.5f, 0);
    assertThat(gradient(x -> x.maximum(1), 1, 2, 0)).containsExactly(0.5f, 1, 0);
    assertThat(gradient(x -> x.clip(0, 1), 0, 1, 2, -1)).containsExactly(1, 1, 0, 0);
  }

  @Test
  void whereSendsGradientsOfTheirShapes() {
    Tensor mask = Tensor.of(Shape.of(2, 1), new boolean[] {true, false});
    Tensor a = Tensor.ones(3).tracked();
    Tensor b = Tensor.scalar(2).tracked();
    List<Tensor> gradients = Tensor.where(mask, a, b).sum().gradients(List.of(a, b));
    assertThat(gradients.get(0).toFloats()).containsExactly(1, 1, 1);
    assertThat(gradients.get(1).item()).isEqualTo(3);
  }

  @Test
  void item20FullyMaskedRowsGiveZerosAndNoNaN() {
    Tensor rows = Tensor.of(new float[][] {{-INF, -INF}, {0, -INF}});
    for (int axis : new int[] {0, 1}) {
      Tensor x = (axis == 1 ? rows : rows.transpose()).tracked();
      Tensor y = x.softmax(axis);
      assertThat(y.sum(axis).toFloats()).containsExactly(0, 1);
      Tensor g = y.square().sum().gradients(List.of(x)).getFirst();
      assertThat(g.equalTo(0).all().item()).isEqualTo(1);
    }
    Tensor x = rows.tracked();
    assertThat(x.logSumExp(1).toFloats()).containsExactly(-INF, 0);
    Tensor total = x.logSumExp(1).sum();
    assertThat(total.gradients(List.of(x)).getFirst().toFloats()).containsExactly(0, 0, 1, 0);
    assertThat(x.logSoftmax(1).toFloats()).containsExactly(-INF, -INF, 0, -INF);
    Tensor chosen = x.logSoftmax(1).slice(0, 1, 2).slice(1, 0, 1).sum();
    Tensor g = chosen.gradients(List.of(x)).getFirst();
    assertThat(g.equalTo(0).all().item()).isEqualTo(1);
  }

  @Test
  void notANumberIsSeen() {
    Tensor x = Tensor.of(1, NAN, 3, NAN);
    assertThat(x.max().item()).isNaN();
    assertThat(x.min().item()).isNaN();
    assertThat(x.sum().item()).isNaN();
    assertThat(x.argMax(0).item()).isEqualTo(1);
    assertThat(x.argMin(0).item()).isEqualTo(1);
    assertThat(x.sort(0).toFloats()).containsExactly(1, 3, NAN, NAN);
    assertThat(x.argSortDescending(0).toInts()).containsExactly(1, 3, 2, 0);
    assertThat(x.cast(DType.FLOAT64).argSortDescending(0).toInts()).containsExactly(1, 3, 2, 0);
    assertThat(x.sign().toFloats()).containsExactly(1, NAN, 1, NAN);
    assertThat(x.equalTo(x).toBooleans()).containsExactly(true, false, true, false);
    assertThat(x.clip(0, 2).toFloats()).containsExactly(1, NAN, 2, NAN);
    assertThat(x.isClose(x, 1, 1).toBooleans()).containsExactly(true, false, true, false);
    assertThat(x.allClose(x, 1, 1)).isFalse();
  }

  @Test
  void firstOfEqualExtremesIsChosen() {
    Tensor x = Tensor.of(new float[][] {{1, 3, 3}, {2, 2, 2}});
    assertThat(x.argMax(1).toInts()).containsExactly(1, 0);
    assertThat(x.argMin(1).toInts()).containsExactly(0, 0);
    assertThat(Tensor.of(-0.0f, 0).argMax(0).item()).isZero();
    assertThat(Tensor.ofInts(4, Integer.MIN_VALUE, 5).argMin(0).item()).isEqualTo(1);
  }

  @Test
  void activationsHaveTheirLimits() {
    Tensor x = Tensor.of(-INF, INF);
    // Adding 0 makes a negative zero positive.
    assertThat(x.silu().plus(0).toFloats()).containsExactly(0, INF);
    assertThat(x.gelu().plus(0).toFloats()).containsExactly(0, INF);
    assertThat(x.softplus().toFloats()).containsExactly(0, INF);
    assertThat(x.sigmoid().toFloats()).containsExactly(0, 1);
    assertThat(Tensor.of(1e30f).remainder(Tensor.of(1e-30f)).item()).isBetween(0.0, 1e-30);
  }

  @Test
  void sumsOfManyNumbersStayAccurate() {
    int count = 1_000_000;
    Tensor x = Tensor.full(DType.FLOAT32, Shape.of(count), 0.1);
    double exact = count * (double) 0.1f;
    assertThat(x.sum().item()).isCloseTo(exact, byShare(exact));
    assertThat(x.cumulativeSum(0).get(count - 1)).isCloseTo(exact, byShare(exact));
    assertThat(x.reshape(1000, 1000).sum(0).sum().item()).isCloseTo(exact, byShare(exact));
    assertThat(Tensor.ones(49).mean().item()).isEqualTo(1);
  }

  private static org.assertj.core.data.Offset<Double> byShare(double exact) {
    return org.assertj.core.data.Offset.offset(1e-6 * exact);
  }

  @Test
  void integersWrapAroundAsJavaDoes() {
    Tensor x = Tensor.ofInts(Integer.MAX_VALUE);
    assertThat(x.plus(1).toInts()).containsExactly(Integer.MIN_VALUE);
    assertThat(Tensor.ofInts(-7).dividedBy(2).toInts()).containsExactly(-3);
    assertThat(Tensor.ofInts(-7).remainder(Tensor.ofInts(2)).toInts()).containsExactly(-1);
    assertThat(Tensor.ofInts(16_777_217).equalTo(Tensor.ofInts(16_777_216)).toBooleans())
        .containsExactly(false);
  }

  @Test
  void negativeStepsWalkBack() {
    Tensor x = Tensor.of(0, 1, 2, 3, 4);
    assertThat(x.slice(0, 0, 5, -1).toFloats()).containsExactly(4, 3, 2, 1, 0);
    assertThat(x.slice(0, 1, 4, -2).toFloats()).containsExactly(3, 1);
    assertThat(x.slice(0, 0, 5, Integer.MIN_VALUE).toFloats()).containsExactly(4);
    assertThat(x.slice(0, 0, 5, Integer.MAX_VALUE).toFloats()).containsExactly(0);
    assertThat(x.slice(0, 2, 2, -3).toFloats()).isEmpty();
  }

  @Test
  void tracedFirstGradientsAreConstantsAsEagerOnesAre() {
    UnaryOperator<List<Tensor>> penalty =
        in -> {
          Tensor x = in.getFirst().tracked();
          Tensor slope = x.power(3).sum().gradients(List.of(x)).getFirst();
          return x.times(slope).sum().gradients(List.of(x));
        };
    Tensor x = Tensor.of(1, 2);
    var program = Program.trace(penalty, List.of(x.signature()));
    assertThat(penalty.apply(List.of(x)).getFirst().toFloats()).containsExactly(3, 12);
    assertThat(program.run(List.of(x)).getFirst().toFloats()).containsExactly(3, 12);
  }

  @Test
  void aLeafOfALeafBeginsAnew() {
    UnaryOperator<List<Tensor>> twice =
        in -> {
          Tensor x = in.getFirst().tracked();
          Tensor y = x.square().tracked();
          return y.sum().gradients(List.of(x, y));
        };
    Tensor x = Tensor.of(1, 2);
    var program = Program.trace(twice, List.of(x.signature()));
    for (List<Tensor> gradients : List.of(twice.apply(List.of(x)), program.run(List.of(x)))) {
      assertThat(gradients.get(0).toFloats()).containsExactly(0, 0);
      assertThat(gradients.get(1).toFloats()).containsExactly(1, 1);
    }
  }
}
