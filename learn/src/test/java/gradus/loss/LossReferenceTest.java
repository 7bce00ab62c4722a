package gradus.loss;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.FileException;
import gradus.io.Safetensors;
import gradus.tensor.DType;
import gradus.tensor.Program;
import gradus.tensor.Tensor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares with PyTorch; see `scripts/reference/loss_samples.py`.
class LossReferenceTest {
  private static final Map<String, Tensor> EXPECTED = expected();

  private static Map<String, Tensor> expected() {
    try {
      var file = Objects.requireNonNull(LossReferenceTest.class.getResource("losses.safetensors"));
      return Safetensors.read(Path.of(file.toURI())).tensors();
    } catch (FileException | URISyntaxException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Tensor expected(String name) {
    return Objects.requireNonNull(EXPECTED.get(name), name);
  }

  private static Map<String, MeanLoss> losses(DType dtype) {
    Tensor weights = Tensor.ofDoubles(0.5, 2, 1, 3).cast(dtype);
    CrossEntropy entropy = CrossEntropy.of();
    var all = new LinkedHashMap<String, MeanLoss>();
    all.put("mse", Losses.mse());
    all.put("mae", Losses.mae());
    all.put("huber", Losses.huber(1));
    all.put("huber-large", Losses.huber(1e8));
    all.put("huber-half", Losses.huber(0.5));
    all.put("smoothL1", Losses.smoothL1(1));
    all.put("smoothL1-large", Losses.smoothL1(1e8));
    all.put("smoothL1-half", Losses.smoothL1(0.5));
    all.put("poisson", Losses.poisson());
    all.put("binaryCrossEntropy", Losses.binaryCrossEntropy());
    all.put("binaryCrossEntropyWithLogits", Losses.binaryCrossEntropyWithLogits());
    all.put("binaryCrossEntropyWithLogits-soft", Losses.binaryCrossEntropyWithLogits());
    all.put("binaryCrossEntropyWithLogits-huge", Losses.binaryCrossEntropyWithLogits());
    all.put("binaryCrossEntropyWithLogits-weights", Losses.binaryCrossEntropyWithLogits(weights));
    all.put("focal", Losses.focal(0.25, 2));
    all.put("focal-other", Losses.focal(0.6, 1.5));
    all.put("hinge", Losses.hinge());
    all.put("categoricalCrossEntropy", Losses.categoricalCrossEntropy());
    all.put("crossEntropy", entropy);
    all.put("crossEntropy-sequence", entropy);
    all.put("crossEntropy-probabilities", entropy);
    all.put("crossEntropy-huge", entropy);
    all.put("crossEntropy-smoothing", entropy.withLabelSmoothing(0.1));
    all.put("crossEntropy-weights", entropy.withClassWeights(weights));
    CrossEntropy both = entropy.withClassWeights(weights).withLabelSmoothing(0.2);
    all.put("crossEntropy-weights-smoothing", both);
    all.put("crossEntropy-probabilities-weights-smoothing", both);
    all.put("crossEntropy-ignored", entropy.withIgnoredIndex(-100));
    all.put("crossEntropy-ignored-weights-smoothing", both.withIgnoredIndex(-100));
    all.put("negativeLogLikelihood", Losses.negativeLogLikelihood());
    NegativeLogLikelihood weighted = NegativeLogLikelihood.of().withClassWeights(weights);
    all.put("negativeLogLikelihood-weights", weighted);
    all.put("negativeLogLikelihood-ignored-weights", weighted.withIgnoredIndex(-100));
    all.put("kullbackLeibler", Losses.kullbackLeibler());
    all.put("kullbackLeibler-zeros", Losses.kullbackLeibler());
    all.put("contrastive", Losses.contrastive(1));
    return all;
  }

  static Stream<String> names() {
    return losses(DType.FLOAT64).keySet().stream();
  }

  @Test
  void comparesEveryStoredLoss() {
    var stored =
        EXPECTED.keySet().stream()
            .filter(name -> name.endsWith("/each"))
            .map(name -> name.replace("/each", ""))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(stored).containsExactlyInAnyOrderElementsOf(names().toList());
  }

  @ParameterizedTest
  @MethodSource("names")
  void givesPyTorchsValuesAndGradientsInDouble(String name) {
    compare(name, DType.FLOAT64, 1e-9);
  }

  @ParameterizedTest
  @MethodSource("names")
  void givesPyTorchsValuesAndGradientsInFloat(String name) {
    compare(name, DType.FLOAT32, 1e-5);
  }

  private static void compare(String name, DType dtype, double tolerance) {
    MeanLoss loss = Objects.requireNonNull(losses(dtype).get(name));
    Tensor prediction = expected(name + "/prediction").cast(dtype).tracked();
    Tensor target = target(name, dtype);

    Tensor value = loss.of(prediction, target);

    near(name, value, expected(name + "/value"), tolerance);
    near(name, loss.each(prediction, target), expected(name + "/each"), tolerance);
    near(
        name,
        value.gradients(List.of(prediction)).getFirst(),
        expected(name + "/gradient"),
        tolerance);
    double sum = loss.summed().of(prediction, target).item();
    double expectedSum = expected(name + "/each").sum().item();
    assertThat(Math.abs(sum - expectedSum))
        .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(expectedSum)));
  }

  private static Tensor target(String name, DType dtype) {
    Tensor target = expected(name + "/target");
    return target.dtype().isFloating() ? target.cast(dtype) : target;
  }

  @ParameterizedTest
  @MethodSource("names")
  void givesTheSameWhenTraced(String name) {
    MeanLoss loss = Objects.requireNonNull(losses(DType.FLOAT32).get(name));
    Tensor prediction = expected(name + "/prediction").cast(DType.FLOAT32);
    Tensor target = target(name, DType.FLOAT32);

    Program program =
        Program.trace(
            in -> List.of(loss.of(in.get(0), in.get(1))),
            List.of(prediction.signature(), target.signature()));

    double traced = program.run(List.of(prediction, target)).getFirst().item();
    double eager = loss.of(prediction, target).item();
    assertThat(Math.abs(traced - eager)).isLessThanOrEqualTo(1e-6 * Math.max(1, eager));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT64", "FLOAT32"})
  void givesTheLossesOfThreeTensors(DType dtype) {
    double tolerance = dtype == DType.FLOAT64 ? 1e-9 : 1e-5;
    Tensor a = expected("three/a").cast(dtype).tracked();
    Tensor b = expected("three/b").cast(dtype).tracked();
    Tensor c = expected("three/c").cast(dtype);
    Tensor y = expected("three/y").cast(dtype);

    var values =
        Map.of(
            "triplet", Losses.triplet(a, b, c, 0.7),
            "cosineEmbedding", Losses.cosineEmbedding(a, b, y, 0.2));

    values.forEach((name, value) -> {
      near(name, value, expected(name + "/value"), tolerance);
      List<Tensor> gradients = value.gradients(List.of(a, b));
      near(name, gradients.get(0), expected(name + "/gradientA"), tolerance);
      near(name, gradients.get(1), expected(name + "/gradientB"), tolerance);
    });
  }

  private static void near(String name, Tensor actual, Tensor expected, double tolerance) {
    assertThat(actual.shape()).as(name).isEqualTo(expected.shape());
    double[] got = actual.toDoubles();
    double[] wanted = expected.toDoubles();
    for (int i = 0; i < got.length; i++) {
      assertThat(Math.abs(got[i] - wanted[i]))
          .as("%s at %d: %s, but PyTorch has %s", name, i, got[i], wanted[i])
          .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(wanted[i])));
    }
  }
}
