package gradus.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import gradus.tensor.DType;
import gradus.tensor.DTypeException;
import gradus.tensor.IndexException;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LossesTest {
  private static final float INFINITE = Float.POSITIVE_INFINITY;

  private static final Tensor TARGET = Tensor.ofDoubles(1, 0, 1, 0);
  private static final Tensor PREDICTION = Tensor.ofDoubles(0.9, 0.2, 0.8, 0.3);

  @Test
  void givesTheTutorialsNumbers() {
    assertThat(Losses.mse(PREDICTION, TARGET).item()).isCloseTo(0.0450, within(5e-5));
    assertThat(Losses.mae(PREDICTION, TARGET).item()).isCloseTo(0.2000, within(5e-5));
    assertThat(Losses.binaryCrossEntropy(PREDICTION, TARGET).item())
        .isCloseTo(0.2271, within(5e-5));
  }

  /// The losses of two tensors of one shape.
  static Stream<MeanLoss> pairs() {
    return Stream.of(
        Losses.mse(),
        Losses.mae(),
        Losses.huber(1),
        Losses.smoothL1(1),
        Losses.poisson(),
        Losses.binaryCrossEntropy(),
        Losses.binaryCrossEntropyWithLogits(),
        Losses.focal(0.25, 2),
        Losses.hinge(),
        Losses.categoricalCrossEntropy(),
        CrossEntropy.of(),
        Losses.kullbackLeibler(),
        Losses.contrastive(1));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void refusesOtherShapesAndTypesAndEmptyBatches(MeanLoss loss) {
    Tensor p = Tensor.full(DType.FLOAT32, Shape.of(2, 3), 0.5);

    assertThatThrownBy(() -> loss.of(p, Tensor.zeros(3, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("[2, 3]", "[3, 2]");
    assertThatThrownBy(() -> loss.of(p, Tensor.zeros(1, 3))).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> loss.of(p, Tensor.zeros(2, 3).cast(DType.FLOAT64)))
        .isInstanceOf(DTypeException.class)
        .hasMessageContainingAll("FLOAT32", "FLOAT64");
    assertThatThrownBy(() -> loss.of(Tensor.zeros(0, 3), Tensor.zeros(0, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("empty");
  }

  /// The losses that take numbers of any size.
  static Stream<MeanLoss> unbounded() {
    return Stream.of(
        Losses.mse(),
        Losses.mae(),
        Losses.huber(1),
        Losses.smoothL1(0.1),
        Losses.binaryCrossEntropy(),
        Losses.binaryCrossEntropyWithLogits(),
        Losses.binaryCrossEntropyWithLogits(Tensor.of(5)),
        Losses.focal(0.25, 2),
        Losses.focal(0.25, 0.5),
        Losses.hinge(),
        Losses.categoricalCrossEntropy(),
        CrossEntropy.of(),
        CrossEntropy.of().withLabelSmoothing(0.1),
        Losses.contrastive(1));
  }

  @ParameterizedTest
  @MethodSource("unbounded")
  void staysFiniteForLogitsFarFromZero(MeanLoss loss) {
    Tensor z = Tensor.of(new float[][] {{1e4f, -1e4f, 0, 1}, {-1e4f, 1e4f, 88, -104}}).tracked();
    for (float yes : new float[] {0, 1}) {
      Tensor t = Tensor.of(new float[][] {{yes, 1 - yes, yes, 0}, {0, 1 - yes, yes, 1}});

      Tensor value = loss.of(z, t);

      assertThat(value.item()).isFinite();
      for (double g : value.gradients(List.of(z)).getFirst().toDoubles()) {
        assertThat(g).isFinite();
      }
    }
  }

  @Test
  void keepsTheDigitsOfSmallLosses() {
    Tensor sure = Tensor.of(30, -30);
    Tensor right = Tensor.of(1, 0);

    double loss = Losses.binaryCrossEntropyWithLogits(sure, right).item();

    assertThat(loss).isCloseTo(Math.exp(-30), within(1e-18));
  }

  @Test
  void hasHalfTheSlopeOfAYesAtALogitOfZero() {
    Tensor z = Tensor.of(0, 0).tracked();

    Tensor loss = Losses.binaryCrossEntropyWithLogits().summed().of(z, Tensor.of(1, 0));

    assertThat(loss.gradients(List.of(z)).getFirst().toDoubles()).containsExactly(-0.5, 0.5);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 4, Integer.MAX_VALUE})
  void refusesLabelsOutOfRange(int label) {
    Tensor logits = Tensor.zeros(3, 4);
    Tensor labels = Tensor.ofInts(0, label, 3);

    for (MeanLoss loss :
        List.of(
            CrossEntropy.of(),
            CrossEntropy.of().withLabelSmoothing(0.1),
            CrossEntropy.of().withIgnoredIndex(-100),
            Losses.negativeLogLikelihood())) {
      assertThatThrownBy(() -> loss.of(logits, labels))
          .isInstanceOf(IndexException.class)
          .hasMessageContaining(Integer.toString(label));
    }
  }

  @Test
  void refusesFractionalLabels() {
    assertThatThrownBy(() -> Losses.crossEntropy(Tensor.zeros(2, 3), Tensor.of(0, 1.5f)))
        .isInstanceOf(DTypeException.class)
        .hasMessageContainingAll("INT32", "FLOAT32");
  }

  @Test
  void refusesClassIndicesOfAnotherShape() {
    assertThatThrownBy(() -> Losses.crossEntropy(Tensor.zeros(2, 3), Tensor.ofInts(0, 1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("[2, 3]", "[3]");
    assertThatThrownBy(() -> Losses.crossEntropy(Tensor.zeros(0, 3), Tensor.ofInts()))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("empty");
    assertThatThrownBy(() ->
            CrossEntropy.of()
                .withClassWeights(Tensor.of(1, 2))
                .of(Tensor.zeros(2, 3), Tensor.ofInts(0, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("2 class weights for 3 classes");
  }

  @Test
  void isZeroWhereAllSamplesAreIgnored() {
    Tensor z = Tensor.of(new float[][] {{1, 2}, {3, 4}}).tracked();

    Tensor loss = CrossEntropy.of().withIgnoredIndex(-1).of(z, Tensor.ofInts(-1, -1));

    assertThat(loss.item()).isZero();
    assertThat(loss.gradients(List.of(z)).getFirst().toDoubles()).containsOnly(0);
  }

  @Test
  void takesNoAngleFromARowOfZeros() {
    Tensor a = Tensor.zeros(1, 3).tracked();
    Tensor b = Tensor.ones(1, 3);

    Tensor loss = Losses.cosineEmbedding(a, b, Tensor.of(1), 0);

    assertThat(loss.item()).isEqualTo(1);
    for (double g : loss.gradients(List.of(a)).getFirst().toDoubles()) {
      assertThat(g).isFinite();
    }
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> Losses.huber(0)).isInstanceOf(TensorException.class);
    assertThatThrownBy(() -> Losses.smoothL1(Double.NaN)).isInstanceOf(TensorException.class);
    assertThatThrownBy(() -> Losses.contrastive(-1)).isInstanceOf(TensorException.class);
    assertThatThrownBy(() -> Losses.focal(2, 2)).isInstanceOf(TensorException.class);
    assertThatThrownBy(() -> CrossEntropy.of().withLabelSmoothing(1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Penalty.l2(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void penalisesWeightsButNotBiases() {
    Tensor weight = Tensor.of(new float[][] {{1, -2}, {3, 0}});
    var parameters = Map.of("weight", weight, "bias", Tensor.of(10, 10));

    assertThat(Penalty.l1(0.5).of(parameters).item()).isEqualTo(3);
    assertThat(Penalty.l2(0.5).of(parameters).item()).isEqualTo(7);
    assertThat(Penalty.elasticNet(0.5, 0.5).of(parameters).item()).isEqualTo(10);
    assertThat(Penalty.l2(0.5).withNames("bias"::equals).of(parameters).item()).isEqualTo(100);
    assertThat(Penalty.l2(0.5).withNames("none"::equals).of(parameters).item()).isZero();
  }

  @Test
  void penalisesInTheParametersType() {
    var parameters = Map.of("bias", Tensor.ofDoubles(1, 2));

    assertThat(Penalty.l2(1).of(parameters).dtype()).isEqualTo(DType.FLOAT64);
  }

  @Test
  void checksItsGradientsByCentralDifferences() {
    double[] at = {0.31, 0.72, 0.45, 0.13, 0.58, 0.86};
    Tensor target = Tensor.of(Shape.of(2, 3), new double[] {1, 0, 1, 0, 0, 1});
    pairs().forEach(loss -> GradientCheck.of(p -> loss.of(p, target), Shape.of(2, 3), at));
  }

  @Test
  void saysWhatItsMeanDividedBy() {
    Tensor logits = Tensor.zeros(4, 3);
    Tensor labels = Tensor.ofInts(0, 2, -1, 1);
    assertThat(Losses.mse().denominator(logits, logits).item()).isEqualTo(4);
    Loss lambda = Losses::mse;
    assertThat(lambda.denominator(logits, logits).item()).isEqualTo(4);
    assertThat(Losses.mse().summed().denominator(logits, logits)).isNull();
    CrossEntropy ignoring = CrossEntropy.of().withIgnoredIndex(-1);
    assertThat(ignoring.denominator(logits, labels).item()).isEqualTo(3);
    CrossEntropy weighted = ignoring.withClassWeights(Tensor.of(1, 10, 0.5f));
    assertThat(weighted.denominator(logits, labels).item()).isEqualTo(11.5);
    assertThat(ignoring.denominator(logits, Tensor.ofInts(-1, -1, -1, -1)).item()).isZero();
    assertThat(weighted.denominator(logits, Tensor.zeros(4, 3)).item()).isEqualTo(4);
  }

  @Test
  void keepsTheSlopeOfSmallErrorsWhateverTheLimit() {
    for (float limit : new float[] {1, 1e3f, 1e8f, 1e30f}) {
      Tensor p = Tensor.of(0.1f, -0.1f, INFINITE, limit).tracked();
      Tensor zero = Tensor.zeros(4);
      Tensor huber = Losses.huber(limit).each(p, zero).sum();
      assertThat(huber.gradients(List.of(p)).getFirst().toFloats())
          .containsExactly(0.1f, -0.1f, limit, limit);
      Tensor smooth = Losses.smoothL1(limit).each(p, zero).sum();
      assertThat(smooth.gradients(List.of(p)).getFirst().toFloats())
          .containsExactly(0.1f / limit, -0.1f / limit, 1, 1);
    }
    assertThat(Losses.huber(2).each(Tensor.of(-2, 2, -3), Tensor.zeros(3)).toFloats())
        .containsExactly(2, 2, 4);
  }

  @Test
  void keepsProbabilitiesAsFarFromZeroAndOneAsTheirTypeNeeds() {
    Tensor none = Tensor.ofDoubles(0, 1);
    Tensor yes = Tensor.ofDoubles(1, 0);
    assertThat(Losses.binaryCrossEntropy(none, yes).item())
        .isCloseTo(-Math.log(1e-15), within(0.1));
    assertThat(Losses.binaryCrossEntropy(1e-7).of(none, yes).item())
        .isCloseTo(-Math.log(1e-7), within(1e-8));
    Tensor likely = Tensor.ofDoubles(1e-12).tracked();
    Tensor loss = Losses.binaryCrossEntropy(likely, Tensor.ofDoubles(1));
    assertThat(loss.item()).isCloseTo(12 * Math.log(10), within(1e-12));
    assertThat(loss.gradients(List.of(likely)).getFirst().item())
        .isCloseTo(-1e12, withinPercentage(1e-10));
    assertThat(Losses.binaryCrossEntropy(Tensor.of(0), Tensor.of(1)).item())
        .isCloseTo(-Math.log(1e-7), within(1e-5));
    for (double wrong : new double[] {0, -1, 0.5, Double.NaN}) {
      assertThatThrownBy(() -> Losses.binaryCrossEntropy(wrong))
          .isInstanceOf(TensorException.class)
          .hasMessageContaining("epsilon");
    }
  }

  @Test
  void ignoresAndWeighsTheLabelsOfLikelihoodsAsThoseOfLogits() {
    Tensor logits = Tensor.of(new float[][] {{1, 2, 0.5f}, {0, -1, 3}, {2, 2, 1}, {0, 1, 0}});
    Tensor labels = Tensor.ofInts(0, 2, -1, 1);
    Tensor weights = Tensor.of(1, 10, 0.5f);
    NegativeLogLikelihood likelihood =
        NegativeLogLikelihood.of().withClassWeights(weights).withIgnoredIndex(-1);
    CrossEntropy entropy = CrossEntropy.of().withClassWeights(weights).withIgnoredIndex(-1);
    Tensor logProbabilities = logits.logSoftmax(-1);

    assertThat(likelihood.of(logProbabilities, labels).item())
        .isEqualTo(entropy.of(logits, labels).item());
    assertThat(likelihood.each(logProbabilities, labels).toFloats())
        .isEqualTo(entropy.each(logits, labels).toFloats());
    assertThat(likelihood.denominator(logProbabilities, labels).item()).isEqualTo(11.5);
    assertThat(likelihood.ignoredIndex()).isEqualTo(-1);
    assertThat(NegativeLogLikelihood.of().denominator(logits, labels).item()).isEqualTo(4);
    Tensor none = Tensor.ofInts(-1, -1, -1, -1);
    assertThat(likelihood.of(logProbabilities, none).item()).isZero();
    assertThatThrownBy(() -> likelihood.of(Tensor.zeros(4, 2), labels))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("3 class weights for 2 classes");
    assertThatThrownBy(() -> NegativeLogLikelihood.of().withClassWeights(Tensor.ones(2, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("negativeLogLikelihood");
  }
}
