package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.tensor.kernel.Workers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every operation must do, whatever it computes: each is found in the sealed hierarchy, and
/// one without samples fails.
class OpContractTest {
  private static final int SHAPES = 100;

  static List<Object> operations() {
    return OpSamples.operations();
  }

  @Test
  void everyOperationHasSamples() {
    assertThat(operations()).hasSizeGreaterThan(60);
    assertThat(operations().stream().filter(operation -> !OpSamples.isRegistered(operation)))
        .extracting(OpSamples::missing)
        .isEmpty();
  }

  @Test
  void samplesCoverRanksAndSizes() {
    var ranks = new java.util.TreeSet<Integer>();
    var sizes = new java.util.TreeSet<Integer>();
    for (int i = 0; i < SHAPES; i++) {
      Shape shape = OpSamples.sample(Op.Unary.EXP, i, false).operands().getFirst().shape();
      ranks.add(shape.rank());
      sizes.addAll(shape.toList());
    }
    assertThat(ranks).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(sizes).contains(0, 1, 2, 3, 5, 7);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void infersWhatItComputes(Object operation) {
    for (int i = 0; i < SHAPES; i++) {
      Sample sample = OpSamples.sample(operation, i, false);
      Tensor eager = Tensor.apply(sample.op(), sample.operands());
      List<Tensor> symbols =
          sample.operands().stream().map(x -> Tensor.symbolic(x.dtype(), x.shape())).toList();
      Tensor symbolic = Tensor.apply(sample.op(), symbols);
      assertThat(symbolic.signature()).as("%s", sample).isEqualTo(eager.signature());
      assertThat(symbolic.isSymbolic()).isTrue();
      assertThat(eager.toDoubles()).as("%s", sample).hasSize(eager.shape().elements());
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void agreesInFloatAndDouble(Object operation) {
    for (int i = 0; i < SHAPES; i++) {
      Sample sample = OpSamples.sample(operation, i, false);
      double[] exact = Tensor.apply(sample.op(), sample.operands()).toDoubles();
      double[] rounded = Tensor.apply(sample.floatOp(), sample.floats()).toDoubles();
      assertThat(rounded).hasSameSizeAs(exact);
      for (int e = 0; e < exact.length; e++) {
        double allowed = 1e-4 * Math.max(1, Math.abs(exact[e]));
        if (!(Math.abs(rounded[e] - exact[e]) <= allowed)) {
          assertThat(rounded[e]).as("element %d of %s", e, sample).isEqualTo(exact[e]);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void givesTheSameBitsTraced(Object operation) {
    for (int i = 0; i < SHAPES; i++) {
      Sample sample = OpSamples.sample(operation, i, false);
      List<Tensor> operands = sample.floats();
      List<Tensor> eager = valueAndGradients(sample, operands);
      List<Tensor> traced =
          Program.trace(
                  in -> valueAndGradients(sample, in),
                  operands.stream().map(Tensor::signature).toList())
              .run(operands);
      assertThat(traced).hasSameSizeAs(eager);
      for (int output = 0; output < eager.size(); output++) {
        assertThat(bits(traced.get(output)))
            .as("output %d of %s", output, sample)
            .isEqualTo(bits(eager.get(output)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void givesTheSameBitsOnAnyNumberOfThreads(Object operation) {
    int before = Workers.threads();
    try {
      for (int i = 0; i < 3; i++) {
        Sample sample = OpSamples.sample(operation, i, true);
        Workers.setThreads(1);
        List<Tensor> alone = valueAndGradients(sample, sample.floats());
        for (int threads : new int[] {2, 8}) {
          Workers.setThreads(threads);
          List<Tensor> shared = valueAndGradients(sample, sample.floats());
          for (int output = 0; output < alone.size(); output++) {
            assertThat(java.util.Objects.equals(bits(shared.get(output)), bits(alone.get(output))))
                .as("output %d of %s with %d threads", output, sample.op(), threads)
                .isTrue();
          }
        }
      }
    } finally {
      Workers.setThreads(before);
    }
  }

  /// The result, and where it has them the gradients of a weighted sum of its elements.
  private static List<Tensor> valueAndGradients(Sample sample, List<Tensor> operands) {
    if (!sample.differentiable()) {
      return List.of(Tensor.apply(sample.floatOp(), operands));
    }
    var leaves = new ArrayList<Tensor>();
    var inputs = new ArrayList<Tensor>();
    for (Tensor x : operands) {
      Tensor leaf = x.dtype().isFloating() ? x.tracked() : x;
      inputs.add(leaf);
      if (leaf.isTracked()) {
        leaves.add(leaf);
      }
    }
    Tensor y = Tensor.apply(sample.floatOp(), inputs);
    Tensor weights = RandomKey.of(7).uniform(y.shape(), 0.5, 1.5).cast(y.dtype());
    var results = new ArrayList<Tensor>();
    results.add(y.detach());
    results.addAll(y.times(weights).sum().gradients(leaves));
    return results;
  }

  /// The type, the shape and every bit, except that all not-a-numbers are one.
  static List<Object> bits(Tensor x) {
    var values = x.toDoubles();
    var bits = new long[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Double.doubleToLongBits(values[i]);
    }
    return List.of(x.signature(), java.nio.LongBuffer.wrap(bits));
  }
}
