package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Hundreds of generated expressions, traced and eager: values and gradients must agree bit for
/// bit, whatever a program merges, fuses or stores in the same place.
class TracedExpressionsTest {
  private static final Shape[] SHAPES = {
    Shape.of(3, 4), Shape.of(4), Shape.of(3, 1), Shape.SCALAR, Shape.of(2, 3, 4), Shape.of(1, 4)
  };

  @Test
  void generatedExpressionsGiveTheSameBits() {
    for (int seed = 0; seed < 400; seed++) {
      int fixed = seed;
      var random = new SplittableRandom(seed);
      var inputs = new ArrayList<Tensor>();
      for (int i = 0; i < 3; i++) {
        Shape shape = SHAPES[random.nextInt(SHAPES.length)];
        inputs.add(RandomKey.of(seed).fold(i).normal(shape));
      }
      List<Tensor> eager = expression(fixed, inputs);
      var program =
          Program.trace(
              in -> expression(fixed, in), inputs.stream().map(Tensor::signature).toList());
      // The second run finds the arrays of the first.
      for (int run = 0; run < 2; run++) {
        List<Tensor> traced = program.run(inputs);
        assertThat(traced).hasSameSizeAs(eager);
        for (int i = 0; i < eager.size(); i++) {
          assertThat(OpContractTest.bits(traced.get(i)))
              .as("seed %d, run %d, output %d", seed, run, i)
              .isEqualTo(OpContractTest.bits(eager.get(i)));
        }
      }
    }
  }

  @Test
  void sumsOfTwoProductsRunOnce() {
    var row = RandomKey.of(1).normal(Shape.of(1, 4));
    var a = RandomKey.of(2).normal(Shape.of(4, 5));
    var b = RandomKey.of(3).normal(Shape.of(4, 5));
    var program =
        Program.trace(
            in -> List.of(in.get(0).matmul(in.get(1)).plus(in.get(0).matmul(in.get(2))).relu()),
            List.of(row.signature(), a.signature(), b.signature()));
    Tensor eager = row.matmul(a).plus(row.matmul(b)).relu();
    assertThat(program.run(List.of(row, a, b)).getFirst().toFloats())
        .containsExactly(eager.toFloats());
  }

  @Test
  void readsAViewWithinThePassThatMakesWhatItShows() {
    var x = RandomKey.of(1).normal(Shape.of(1, 4));
    UnaryOperator<List<Tensor>> function =
        in -> {
          Tensor y = in.getFirst().tanh();
          return List.of(y.exp().times(y.reshape(4)));
        };
    var program = Program.trace(function, List.of(x.signature()));
    assertThat(program.run(List.of(x)).getFirst().toFloats())
        .containsExactly(function.apply(List.of(x)).getFirst().toFloats());
  }

  /// Values on the way, and the gradients of their sum.
  private static List<Tensor> expression(int seed, List<Tensor> inputs) {
    var random = new SplittableRandom(seed + 1_000_000L);
    List<Tensor> leaves = inputs.stream().map(Tensor::tracked).toList();
    var values = new ArrayList<Tensor>(leaves);
    for (int i = 0; i < 14; i++) {
      Tensor a = values.get(random.nextInt(values.size()));
      Tensor b = values.get(random.nextInt(values.size()));
      Tensor next = step(random, a, b);
      if (next.shape().elements() <= 500) {
        values.add(next);
      }
    }
    Tensor loss = Tensor.scalar(0);
    var outputs = new ArrayList<Tensor>();
    for (int i = values.size() - 4; i < values.size(); i++) {
      outputs.add(values.get(i).detach());
      loss = loss.plus(values.get(i).mean());
    }
    outputs.add(loss.detach());
    outputs.addAll(loss.gradients(leaves));
    return outputs;
  }

  private static Tensor step(SplittableRandom random, Tensor a, Tensor b) {
    int rank = a.shape().rank();
    return switch (random.nextInt(21)) {
      case 0 -> fits(a, b) ? a.plus(b) : a.plus(1);
      case 1 -> fits(a, b) ? a.times(b) : a.times(0.5);
      case 2 -> fits(a, b) ? a.minus(b) : a.subtractedFrom(2);
      case 3 -> fits(a, b) ? a.maximum(b) : a.maximum(0.1);
      case 4 -> fits(a, b) ? a.dividedBy(b.square().plus(1)) : a.dividedBy(3);
      case 5 -> fits(a, b) ? Tensor.where(a.less(b), a, b) : a.clip(-1, 1);
      case 6 -> a.tanh();
      case 7 -> a.sigmoid().times(a);
      case 8 -> a.relu();
      case 9 -> a.gelu();
      case 10 -> a.clip(-3, 3).exp();
      case 11 -> a.square().plus(1).sqrt();
      case 12 -> rank == 0 ? a.negate() : a.sumKeeping(random.nextInt(rank));
      case 13 -> rank == 0 ? a.abs() : a.mean(random.nextInt(rank));
      case 14 -> rank == 0 ? a.sin() : a.softmax(random.nextInt(rank));
      case 15 -> rank == 0 ? a.cos() : a.maxKeeping(random.nextInt(rank));
      case 16 -> rank < 2 ? a.expand(0) : a.transpose();
      case 17 -> a.flatten(0);
      case 19 -> rank >= 2 && a.size(-1) == 4 ? affine(a, random.nextInt(100)) : a.erf();
      case 18 -> rank == 2 && b.shape().equals(a.shape()) ? a.matmulTransposed(b) : a.silu();
      default ->
          rank == 0 ? a.softplus() : a.slice(rank - 1, 0, a.size(-1) / 2 + 1).cumulativeSum(-1);
    };
  }

  private static Tensor affine(Tensor x, int seed) {
    Tensor weight = RandomKey.of(seed).normal(Shape.of(4, 4));
    Tensor y = x.matmul(weight).plus(RandomKey.of(seed).fold(1).normal(Shape.of(4)));
    return seed % 2 == 0 ? y.relu() : y;
  }

  private static boolean fits(Tensor a, Tensor b) {
    int rank = Math.min(a.shape().rank(), b.shape().rank());
    for (int back = 1; back <= rank; back++) {
      int left = a.size(-back);
      int right = b.size(-back);
      if (left != right && left != 1 && right != 1) {
        return false;
      }
    }
    return true;
  }
}
