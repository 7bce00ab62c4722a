package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The inputs that PyTorch tests its own operations with, which
/// `scripts/reference/operation_samples.py` stores: each gives PyTorch's values and gradients, or
/// is refused; none is silently something else.
class OperationSamplesTest {
  /// Where Gradus differs on purpose at infinities and not-a-numbers: the sign of not-a-number is
  /// none, and no gradient follows from it; SiLU has its limit, and angles at infinity are flat.
  private static final Set<String> OWN_AT_SPECIAL_VALUES =
      Set.of("sign", "abs", "relu", "silu", "atan2");

  @Test
  void givesWhatPyTorchGivesOrRefuses() throws IOException {
    List<ReferenceCases.Case> cases = ReferenceCases.read("operations.txt.gz");
    var wrong = new ArrayList<String>();
    var refused = new ArrayList<String>();
    for (ReferenceCases.Case one : cases) {
      try {
        difference(one).ifPresent(text -> wrong.add(text + ": " + brief(one)));
      } catch (TensorException refusal) {
        refused.add(brief(one) + ": " + refusal.getMessage());
      }
    }
    assertThat(wrong).isEmpty();
    // Masks of numbers, axes of single numbers, and the like.
    assertThat(refused).hasSizeLessThanOrEqualTo(202);
    assertThat(cases.size() - refused.size()).isGreaterThanOrEqualTo(1728);
  }

  private static String brief(ReferenceCases.Case one) {
    return "%s%s of %s"
        .formatted(
            one.name(), one.settings(), one.inputs().stream().map(Tensor::signature).toList());
  }

  private static Optional<String> difference(ReferenceCases.Case one) {
    List<Tensor> inputs =
        one.inputs().stream().map(x -> x.dtype().isFloating() ? x.tracked() : x).toList();
    int[] settings = one.settings().stream().mapToInt(Integer::intValue).toArray();
    Tensor y = ReferenceFunctions.ALL.get(one.name()).apply(inputs, settings);
    Optional<String> found = difference("value", y, one.outputs().getFirst(), one);
    if (found.isPresent() || one.weights().isEmpty()) {
      return found;
    }
    List<Tensor> leaves = inputs.stream().filter(x -> x.dtype().isFloating()).toList();
    List<Tensor> gradients = y.times(one.weights().getFirst()).sum().gradients(leaves);
    for (int i = 0; i < gradients.size() && found.isEmpty(); i++) {
      found = difference("gradient " + i, gradients.get(i), one.gradients().get(i), one);
    }
    return found;
  }

  private static Optional<String> difference(
      String what, Tensor ours, Tensor theirs, ReferenceCases.Case one) {
    if (!ours.shape().equals(theirs.shape())) {
      return Optional.of("%s has shape %s, not %s".formatted(what, ours.shape(), theirs.shape()));
    }
    double[] actual = ours.toDoubles();
    double[] expected = theirs.toDoubles();
    for (int i = 0; i < actual.length; i++) {
      boolean same = Double.compare(actual[i] + 0.0, expected[i] + 0.0) == 0;
      double allowed = 1e-9 * Math.max(1, Math.abs(expected[i]));
      boolean near = Math.abs(actual[i] - expected[i]) <= allowed && Double.isFinite(expected[i]);
      if (!same && !near && !isOwn(one, i)) {
        return Optional.of("%s[%d] is %s, not %s".formatted(what, i, actual[i], expected[i]));
      }
    }
    return Optional.empty();
  }

  private static boolean isOwn(ReferenceCases.Case one, int element) {
    return OWN_AT_SPECIAL_VALUES.contains(one.name())
        && one.inputs().stream()
            .anyMatch(x -> !Double.isFinite(x.toDoubles()[element % x.shape().elements()]));
  }
}
