package gradus.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.io.FileException;
import gradus.io.Safetensors;
import gradus.tensor.DType;
import gradus.tensor.DTypeException;
import gradus.tensor.Program;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Losses of sequences and of three tensors against PyTorch's, which
/// `scripts/reference/sequence_loss_samples.py` stored.
class MoreLossesReferenceTest {
  private static final Map<String, Tensor> EXPECTED = expected();

  private static Map<String, Tensor> expected() {
    try {
      var file =
          Objects.requireNonNull(
              MoreLossesReferenceTest.class.getResource("more-losses.safetensors"));
      return Safetensors.read(Path.of(file.toURI())).tensors();
    } catch (FileException | URISyntaxException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private interface Function {
    Tensor of(List<Tensor> in);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void agreesWithPyTorch(DType dtype) {
    Map<String, Function> losses =
        Map.of(
            "gaussian",
            in -> Losses.gaussianNegativeLogLikelihood(in.get(0), in.get(1), in.get(2)),
            "ranking-0",
            in -> Losses.marginRanking(in.get(0), in.get(1), in.get(2), 0),
            "ranking-0.7",
            in -> Losses.marginRanking(in.get(0), in.get(1), in.get(2), 0.7));
    losses.forEach((name, loss) -> compare(name, loss, dtype));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void readsLabelsOffSequencesAsPyTorchDoes(DType dtype) {
    List<String> names =
        EXPECTED.keySet().stream()
            .filter(name -> name.endsWith("/costs"))
            .map(name -> name.replace("/costs", ""))
            .toList();
    assertThat(names).hasSize(8);
    for (String name : names) {
      Ctc ctc = ctc(name);
      compare(name, in -> mean(ctc, in), dtype);
      near(name, costs(ctc, inputs(name, dtype)), "/costs", dtype);
    }
  }

  private static Ctc ctc(String name) {
    return Ctc.of()
        .withBlank(name.equals("ctc-blank") ? 3 : 0)
        .withZeroInfinity(name.endsWith("zero"));
  }

  private static Tensor costs(Ctc ctc, List<Tensor> in) {
    return ctc.costs(in.get(0), in.get(1), in.get(2), in.get(3));
  }

  private static Tensor mean(Ctc ctc, List<Tensor> in) {
    Tensor costs = costs(ctc, in);
    return costs.dividedBy(in.get(3).maximum(1).cast(costs.dtype())).mean();
  }

  private static List<Tensor> inputs(String name, DType dtype) {
    List<Tensor> in = new ArrayList<>();
    Tensor next;
    while ((next = EXPECTED.get(name + "/in" + in.size())) != null) {
      in.add(next.dtype().isFloating() ? next.cast(dtype).tracked() : next);
    }
    return in;
  }

  private static void compare(String name, Function loss, DType dtype) {
    List<Tensor> in = inputs(name, dtype);
    Tensor value = loss.of(in);
    near(name, value, "/value", dtype);
    List<Tensor> leaves = in.stream().filter(Tensor::isTracked).toList();
    List<Tensor> gradients = value.gradients(leaves);
    for (int i = 0; i < gradients.size(); i++) {
      near(name, gradients.get(i), "/gradient" + i, dtype);
    }
  }

  private static void near(String name, Tensor actual, String what, DType dtype) {
    Tensor expected = Objects.requireNonNull(EXPECTED.get(name + what), name + what);
    assertThat(actual.shape()).as(name + what).isEqualTo(expected.shape());
    double tolerance = dtype == DType.FLOAT64 ? 1e-9 : 2e-5;
    double[] wanted = expected.toDoubles();
    double[] got = actual.toDoubles();
    for (int i = 0; i < got.length; i++) {
      assertThat(got[i])
          .as(name + what)
          .isCloseTo(wanted[i], within(tolerance * Math.max(1, Math.abs(wanted[i]))));
    }
  }

  @Test
  void takesTargetsThatAreFilledUpWithBlanks() {
    Tensor logits = RandomKey.of(3).normal(Shape.of(2, 6, 4));
    Tensor target = Tensor.of(Shape.of(2, 3), new int[] {3, 1, 1, 2, 0, 0});
    List<Tensor> in = List.of(logits, target, Tensor.ofInts(6, 6), Tensor.ofInts(3, 1));
    double expected = mean(Ctc.of(), in).item();
    assertThat(Ctc.of().of(logits, target).item()).isEqualTo(expected);
    Tensor logarithms = logits.logSoftmax(2);
    assertThat(Ctc.of().of(logarithms, target).item()).isCloseTo(expected, within(1e-5));

    Program program =
        Program.trace(
            x -> List.of(Ctc.of().of(x.get(0), x.get(1))),
            List.of(logits.signature(), target.signature()));
    assertThat(program.run(List.of(logits, target)).getFirst().item()).isEqualTo(expected);
  }

  @Test
  void costsInfinityWhereStepsAreTooFewUnlessToldOtherwise() {
    Tensor logits = Tensor.zeros(1, 2, 3).tracked();
    Tensor twice = Tensor.of(Shape.of(1, 2), new int[] {1, 1});
    assertThat(Ctc.of().of(logits, twice).item()).isEqualTo(Double.POSITIVE_INFINITY);
    Tensor none = Ctc.of().withZeroInfinity(true).of(logits, twice);
    assertThat(none.item()).isEqualTo(0);
    assertThat(none.gradients(List.of(logits)).getFirst().toFloats()).containsOnly(0);
  }

  @Test
  void readsNothingOffBlanksAlone() {
    Tensor logits = RandomKey.of(5).normal(Shape.of(2, 3, 4));
    Tensor blanks = logits.logSoftmax(2).select(2, 0).sum(1).negate();
    for (int labels : new int[] {0, 2}) {
      Tensor none = Tensor.full(DType.INT32, Shape.of(2, labels), 0);
      float[] costs = Ctc.of().each(logits, none).toFloats();
      assertThat(costs).containsExactly(blanks.toFloats(), within(1e-5f));
    }
  }

  @Test
  void saysWhatDoesNotFit() {
    Tensor logits = Tensor.zeros(2, 4, 3);
    Tensor target = Tensor.ofInts(1, 2).reshape(2, 1);
    Tensor steps = Tensor.ofInts(4, 4);
    Tensor counts = Tensor.ofInts(1, 1);
    Ctc ctc = Ctc.of();
    assertThatThrownBy(() -> ctc.of(logits.select(0, 0), target))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[batch, time, classes]");
    assertThatThrownBy(() -> ctc.withBlank(3).of(logits, target))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("blank 3");
    assertThatThrownBy(() -> ctc.withBlank(-1)).isInstanceOf(TensorException.class);
    assertThatThrownBy(() -> ctc.of(logits, target.cast(DType.FLOAT32)))
        .isInstanceOf(DTypeException.class);
    assertThatThrownBy(() -> ctc.of(logits, target.plus(1)))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining("ctc");
    assertThatThrownBy(() -> ctc.costs(logits, target, Tensor.ofInts(4, 5), counts))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining("a length of predictions is 5")
        .hasMessageContaining("from 1 to 4");
    assertThatThrownBy(() -> ctc.costs(logits, target, steps, Tensor.ofInts(1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("must be INT32[2]");
    assertThatThrownBy(() -> ctc.of(logits, Tensor.of(Shape.of(2, 2), new int[] {1, 2, 0, 1})))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining("label 0 of target 1 is the blank, 0");
    Tensor x = Tensor.zeros(2);
    assertThatThrownBy(() -> Losses.marginRanking(x, x, x, -1))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining("at least 0");
    assertThatThrownBy(() -> Losses.gaussianNegativeLogLikelihood(x, Tensor.ones(1), x))
        .isInstanceOf(ShapeException.class);
  }
}
