package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Operations that are composed of others against PyTorch's, which
/// `scripts/reference/composed_samples.py` stored: values, gradients, and the same when traced.
class ComposedReferenceTest {

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void agreesWithPyTorch(DType precision) throws IOException {
    double tolerance = precision == DType.FLOAT32 ? 2e-5 : 1e-9;
    List<ReferenceCases.Case> cases = ReferenceCases.read("composed.txt.gz");
    assertThat(cases).hasSizeGreaterThan(130);
    for (ReferenceCases.Case one : cases) {
      var inputs = new ArrayList<Tensor>();
      for (Tensor x : one.inputs()) {
        inputs.add(x.dtype().isFloating() ? x.cast(precision).tracked() : x);
      }
      List<Tensor> leaves = inputs.stream().filter(Tensor::isTracked).toList();
      Tensor y = apply(one, inputs);
      agree(y, one.outputs().getFirst(), tolerance, "value", one);
      if (!one.weights().isEmpty()) {
        Tensor loss = y.times(one.weights().getFirst().cast(precision)).sum();
        List<Tensor> gradients = loss.gradients(leaves);
        for (int i = 0; i < gradients.size(); i++) {
          agree(gradients.get(i), one.gradients().get(i), tolerance, "gradient " + i, one);
        }
      }
    }
  }

  @Test
  void givesTheSameWhenTraced() throws IOException {
    for (ReferenceCases.Case one : ReferenceCases.read("composed.txt.gz")) {
      List<Tensor> inputs =
          one.inputs().stream()
              .map(x -> x.dtype().isFloating() ? x.cast(DType.FLOAT32) : x)
              .toList();
      Program program =
          Program.trace(
              in -> List.of(apply(one, in)), inputs.stream().map(Tensor::signature).toList());
      assertThat(program.run(inputs).getFirst().toDoubles())
          .as("%s", one)
          .isEqualTo(apply(one, inputs).toDoubles());
    }
  }

  @Test
  void everyOperationIsCompared() throws IOException {
    var missing = new TreeSet<String>();
    Stream.of(Arrangements.class, Products.class)
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .map(Method::getName)
        .forEach(missing::add);
    ReferenceCases.read("composed.txt.gz")
        .forEach(one -> missing.remove(one.name().split("\\|", -1)[0]));
    assertThat(missing).isEmpty();
  }

  private static Tensor apply(ReferenceCases.Case one, List<Tensor> in) {
    String[] name = one.name().split("\\|", -1);
    int[] s = one.settings().stream().mapToInt(Integer::intValue).toArray();
    Tensor x = in.getFirst();
    return switch (name[0]) {
      case "roll" -> x.roll(s[0], s[1]);
      case "cumulativeProduct" -> x.cumulativeProduct(s[0]);
      case "pNorm" -> x.pNorm(Double.parseDouble(name[1]), s);
      case "cosineSimilarity" -> x.cosineSimilarity(in.get(1), s[0]);
      case "scatter" -> x.scatter(in.get(1), in.get(2), s[0]);
      case "einsum" -> Tensor.einsum(name[1], in.toArray(Tensor[]::new));
      case "interpolate" ->
          x.interpolate(Interpolation.valueOf(name[1]), Boolean.parseBoolean(name[2]), s);
      case "pad" -> {
        int rank = s.length / 2;
        int[] before = Arrays.copyOf(s, rank);
        yield x.pad(Border.valueOf(name[1]), before, Arrays.copyOfRange(s, rank, 2 * rank));
      }
      default -> throw new IllegalArgumentException(one.name());
    };
  }

  private static void agree(
      Tensor actual, Tensor expected, double tolerance, String what, ReferenceCases.Case one) {
    assertThat(actual.shape()).as("%s of %s", what, one).isEqualTo(expected.shape());
    double[] ours = actual.toDoubles();
    double[] theirs = expected.toDoubles();
    for (int i = 0; i < ours.length; i++) {
      assertThat(ours[i])
          .as("%s of %s", what, one)
          .isCloseTo(theirs[i], within(tolerance * Math.max(1, Math.abs(theirs[i]))));
    }
  }
}
