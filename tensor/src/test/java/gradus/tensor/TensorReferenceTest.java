package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Values and gradients against those that PyTorch gave for the same inputs.
class TensorReferenceTest {
  /// Methods that PyTorch has nothing to compare with, or that are others by another name.
  private static final Set<String> UNCOMPARED =
      Set.of("cast", "minKeeping", "varianceKeeping", "split", "subtractedFrom", "allClose");

  private final List<String> differences = new ArrayList<>();

  @Test
  void agreesInDoublePrecision() throws IOException {
    int compared = 0;
    for (ReferenceCases.Case one : ReferenceCases.read()) {
      if (one.isExact()) {
        compare(one, DType.FLOAT64, 1e-9);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(300);
    assertThat(differences).isEmpty();
  }

  @Test
  void agreesInSinglePrecision() throws IOException {
    for (ReferenceCases.Case one : ReferenceCases.read()) {
      compare(one, DType.FLOAT32, 1e-5);
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void everyOperationOfATensorIsCompared() throws IOException {
    var missing = new TreeSet<String>();
    Stream.of(Arithmetic.class, Reductions.class, Layouts.class, Matrices.class, Orders.class)
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .map(Method::getName)
        .forEach(missing::add);
    for (ReferenceCases.Case one : ReferenceCases.read()) {
      missing.remove(one.name());
    }
    missing.removeAll(UNCOMPARED);
    assertThat(missing)
        .as(
            "methods of Tensor that are not compared with PyTorch: add a case of that name to"
                + " scripts/reference/tensor_samples.py, run it, commit"
                + " tensor/src/test/resources/gradus/tensor/reference.txt.gz, and say in"
                + " ReferenceFunctions what the name stands for (or put it among UNCOMPARED, where"
                + " PyTorch has no such thing)")
        .isEmpty();
  }

  private void compare(ReferenceCases.Case one, DType precision, double tolerance) {
    var inputs = new ArrayList<Tensor>();
    var leaves = new ArrayList<Tensor>();
    for (Tensor x : one.inputs()) {
      if (x.dtype().isFloating()) {
        Tensor leaf = x.cast(precision).tracked();
        inputs.add(leaf);
        leaves.add(leaf);
      } else {
        inputs.add(x);
      }
    }
    int[] settings = one.settings().stream().mapToInt(Integer::intValue).toArray();
    Tensor y = ReferenceFunctions.named(one.name()).apply(inputs, settings);
    Tensor expected = one.outputs().getFirst();
    if (!expected.dtype().isFloating()) {
      assertThat(y.dtype()).as("%s", one).isEqualTo(expected.dtype());
    }
    agree(y, expected, tolerance, "value", one);
    if (!one.weights().isEmpty()) {
      Tensor loss = y.times(one.weights().getFirst().cast(y.dtype())).sum();
      List<Tensor> gradients = loss.gradients(leaves);
      assertThat(gradients).as("%s", one).hasSameSizeAs(one.gradients());
      for (int i = 0; i < gradients.size(); i++) {
        agree(gradients.get(i), one.gradients().get(i), tolerance, "gradient " + i, one);
      }
    }
  }

  private void agree(
      Tensor actual, Tensor expected, double tolerance, String what, ReferenceCases.Case one) {
    assertThat(actual.shape()).as("%s of %s", what, one).isEqualTo(expected.shape());
    double[] ours = actual.toDoubles();
    double[] theirs = expected.toDoubles();
    for (int i = 0; i < ours.length; i++) {
      double allowed = tolerance * Math.max(1, Math.abs(theirs[i]));
      boolean same = Double.compare(ours[i] + 0.0, theirs[i] + 0.0) == 0;
      boolean near = !Double.isInfinite(theirs[i]) && Math.abs(ours[i] - theirs[i]) <= allowed;
      if (!same && !near) {
        differences.add(
            "%s, element %d, is %s, not %s: %s".formatted(what, i, ours[i], theirs[i], one));
      }
    }
  }
}
