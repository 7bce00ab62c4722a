package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The gradients of every operation, and the gradients of its gradients, in double precision
/// against central differences.
class GradientContractTest {
  private static final double STEP = 1e-6;
  private static final double ABSOLUTE = 1e-5;
  private static final double RELATIVE = 1e-3;

  static List<Object> operations() {
    return OpSamples.operations().stream()
        .filter(operation -> OpSamples.sample(operation, 1, false).differentiable())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void hasTheGradientOfCentralDifferences(Object operation) {
    for (int i = 0; i < 100; i++) {
      Sample sample = OpSamples.sample(operation, i, false);
      if (sample.differentiable()) {
        check(sample, in -> weightedSum(Tensor.apply(sample.op(), in), 7));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void hasTheSecondGradientOfCentralDifferences(Object operation) {
    for (int i = 0; i < 25; i++) {
      Sample sample = OpSamples.sample(operation, i, false);
      if (sample.differentiable()) {
        check(
            sample,
            in -> {
              List<Tensor> leaves = in.stream().filter(Tensor::isTracked).toList();
              Tensor y = Tensor.apply(sample.op(), in);
              // Squared, so that linear operations have second gradients too.
              Tensor loss = weightedSum(y.square(), 7);
              Tensor total = Tensor.scalar(DType.FLOAT64, 0);
              for (Tensor gradient : loss.differentiableGradients(leaves)) {
                total = total.plus(weightedSum(gradient, 8));
              }
              return total;
            });
      }
    }
  }

  private static Tensor weightedSum(Tensor y, long seed) {
    return y.times(RandomKey.of(seed).uniform(y.shape(), 0.5, 1.5).cast(y.dtype())).sum();
  }

  private static void check(Sample sample, Function<List<Tensor>, Tensor> loss) {
    List<Tensor> operands = sample.operands();
    var inputs = new ArrayList<Tensor>();
    var leaves = new ArrayList<Tensor>();
    for (Tensor x : operands) {
      Tensor leaf = x.dtype().isFloating() ? x.tracked() : x;
      inputs.add(leaf);
      if (leaf.isTracked()) {
        leaves.add(leaf);
      }
    }
    List<Tensor> gradients = loss.apply(inputs).gradients(leaves);
    int leaf = 0;
    for (int operand = 0; operand < operands.size(); operand++) {
      Tensor x = operands.get(operand);
      if (!x.dtype().isFloating()) {
        continue;
      }
      Tensor gradient = gradients.get(leaf++);
      assertThat(gradient.signature()).as("%s", sample).isEqualTo(x.signature());
      double[] analytic = gradient.toDoubles();
      for (int e = 0; e < analytic.length; e++) {
        double above = at(inputs, operand, e, STEP, loss);
        double below = at(inputs, operand, e, -STEP, loss);
        double numeric = (above - below) / (2 * STEP);
        double allowed = ABSOLUTE + RELATIVE * Math.abs(numeric);
        assertThat(Math.abs(analytic[e] - numeric))
            .as("operand %d, element %d: %s, not %s: %s", operand, e, analytic[e], numeric, sample)
            .isLessThanOrEqualTo(allowed);
      }
    }
  }

  private static double at(
      List<Tensor> inputs,
      int operand,
      int element,
      double step,
      Function<List<Tensor>, Tensor> loss) {
    double[] values = inputs.get(operand).toDoubles();
    values[element] += step;
    var moved = new ArrayList<Tensor>(inputs);
    moved.set(operand, Tensor.of(inputs.get(operand).shape(), values).tracked());
    return loss.apply(moved).item();
  }
}
