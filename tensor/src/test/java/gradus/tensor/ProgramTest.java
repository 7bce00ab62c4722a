package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ProgramTest {
  private static Tensor normal(long seed, int... sizes) {
    return RandomKey.of(seed).normal(Shape.of(sizes));
  }

  private static void assertSameAsEager(UnaryOperator<List<Tensor>> function, Tensor... inputs) {
    var eager = function.apply(List.of(inputs));
    var program = Program.trace(function, List.of(inputs).stream().map(Tensor::signature).toList());
    for (int run = 0; run < 3; run++) {
      var traced = program.run(List.of(inputs));
      assertThat(traced).hasSameSizeAs(eager);
      for (int i = 0; i < eager.size(); i++) {
        assertThat(traced.get(i).signature()).isEqualTo(eager.get(i).signature());
        assertThat(traced.get(i).toDoubles()).containsExactly(eager.get(i).toDoubles());
      }
    }
  }

  @Test
  void fusesElementwiseChainsWithRepeatedOperands() {
    assertSameAsEager(
        in -> {
          var x = in.get(0).times(in.get(1)).plus(in.get(2)).tanh();
          var masked = Tensor.where(x.greater(0).and(x.less(0.9)), x.exp(), in.get(1).sigmoid());
          return List.of(masked, x.square(), masked.sum(1), masked.minus(x.mean()));
        },
        normal(1, 37, 401),
        normal(2, 401),
        normal(3, 37, 1));
  }

  @Test
  void handlesMaskOperandsThatRepeat() {
    assertSameAsEager(
        in -> List.of(Tensor.where(in.get(0).greater(0), in.get(1), in.get(1).negate())),
        normal(1, 5, 1),
        normal(2, 5, 7));
  }

  @Test
  void takesBiasAndReluAlongWithTheProduct() {
    assertSameAsEager(
        in -> {
          var hidden = in.get(0).matmul(in.get(1)).plus(in.get(2)).relu();
          return List.of(hidden.matmul(in.get(3)).relu(), hidden.sum());
        },
        normal(1, 2, 33, 50),
        normal(2, 50, 41),
        normal(3, 41),
        normal(4, 41, 3));
  }

  @Test
  void keepsAProductThatIsNeededBeforeItsBias() {
    assertSameAsEager(
        in -> {
          var product = in.get(0).matmul(in.get(1));
          var sum = product.plus(in.get(2));
          return List.of(sum.relu(), product.exp(), product.plus(product));
        },
        normal(1, 8, 5),
        normal(2, 5, 6),
        normal(3, 6));
  }

  @Test
  void takesTheSumOfTwoProductsOfOneRowAlongOnlyOnce() {
    assertSameAsEager(
        in -> List.of(in.get(0).matmul(in.get(1)).plus(in.get(2).matmul(in.get(3))).relu()),
        normal(1, 1, 5),
        normal(2, 5, 7),
        normal(3, 1, 6),
        normal(4, 6, 7));
  }

  @Test
  void readsAValueAndAViewOfItInOnePass() {
    assertSameAsEager(
        in -> {
          var a = in.get(0).tanh();
          return List.of(in.get(1).plus(a.reshape(5)).plus(a));
        },
        normal(1, 1, 5),
        normal(2, 1, 5));
  }

  @Test
  void neverClosesACircleBetweenFusedPasses() {
    assertSameAsEager(
        in -> {
          var a = in.get(0).exp();
          var sum = a.sumKeeping(1);
          var b = a.dividedBy(sum);
          var c = b.times(a).plus(b.maxKeeping(0));
          return List.of(c, a.minus(c));
        },
        normal(1, 9, 11));
  }

  @Test
  void findsTheLargestOfAWindowWithAndWithoutItsPlace() {
    Window window = Window.of(2, 2).withStride(2, 2);
    assertSameAsEager(
        in -> List.of(in.get(0).relu().maxPool(window).exp()), normal(1, 2, 3, 9, 23));
    assertSameAsEager(
        in -> {
          Tensor x = in.get(0).tanh();
          Tensor places = Tensor.apply(new Op.WindowArgMax(window), x);
          Tensor flat = places.flatten(2);
          Tensor twice =
              x.flatten(2).takeAlong(flat, 2).times(x.exp().flatten(2).takeAlong(flat, 2));
          return List.of(twice, places, x.flatten(2).takeAlong(flat, 2).sum());
        },
        normal(1, 2, 3, 8, 40));
    assertSameAsEager(
        in -> {
          Tensor x = in.get(0).tracked();
          Tensor y = x.times(in.get(1)).maxPool(window);
          return List.of(y, y.square().sum().gradients(List.of(x)).getFirst());
        },
        normal(1, 2, 3, 8, 40),
        normal(2, 2, 3, 8, 40));
  }

  @Test
  void givesFreshOutputsAtEachRun() {
    var program = Program.trace(in -> List.of(in.get(0).plus(1)), List.of(Signature.floats(3)));
    var first = program.run(List.of(Tensor.of(1, 2, 3))).getFirst();
    program.run(List.of(Tensor.of(7, 8, 9)));
    assertThat(first.toFloats()).containsExactly(2, 3, 4);
  }

  @Test
  void passesInputsConstantsAndViewsOn() {
    var constant = Tensor.of(1, 2, 3, 4, 5, 6);
    assertSameAsEager(
        in ->
            List.of(
                in.get(0),
                constant,
                in.get(0).reshape(3, 2),
                in.get(0).plus(constant.reshape(2, 3)).reshape(6)),
        normal(1, 2, 3));
  }

  @Test
  void drawsTheSameRandomNumbersAsEager() {
    assertSameAsEager(
        in ->
            List.of(
                Tensor.apply(
                        new Op.Random(Op.Distribution.UNIFORM, Shape.of(50, 7), 3),
                        List.of(in.get(0)))
                    .less(0.5)
                    .cast(DType.FLOAT32)
                    .times(in.get(1))),
        RandomKey.of(42).at(7).toTensor(),
        normal(2, 50, 7));
  }

  @Test
  void iteratesLikeALoopOfEagerSteps() {
    // Momentum on a small regression: the state goes round, written in place where that is safe.
    UnaryOperator<List<Tensor>> step =
        in -> {
          var w = in.get(0).tracked();
          var error = in.get(2).matmul(w).minus(in.get(3));
          var loss = error.square().mean();
          var gradient = loss.gradients(List.of(w)).getFirst();
          var velocity = in.get(1).times(0.9).plus(gradient);
          return List.of(in.get(0).minus(velocity.times(0.05)), velocity, loss);
        };
    var x = normal(1, 16, 4);
    var y = normal(2, 16, 2);
    var state = List.of(normal(3, 4, 2), Tensor.zeros(4, 2));
    var signatures = new ArrayList<Signature>();
    List.of(state.get(0), state.get(1), x, y).forEach(t -> signatures.add(t.signature()));
    var program = Program.trace(step, signatures);
    var changing = new State(state);
    var eager = state;
    for (int i = 0; i < 20; i++) {
      var loss = program.step(changing, List.of(x, y)).getFirst();
      var expected = step.apply(List.of(eager.get(0), eager.get(1), x, y));
      assertThat(loss.item()).isEqualTo(expected.get(2).item());
      eager = List.of(expected.get(0).detach(), expected.get(1).detach());
    }
    assertThat(changing.tensors().get(0).toFloats()).containsExactly(eager.get(0).toFloats());
    assertThat(changing.tensors().get(1).toFloats()).containsExactly(eager.get(1).toFloats());
    assertThat(state.get(1).toFloats()).containsOnly(0);
  }

  @Test
  void exchangesStatesCorrectly() {
    var program =
        Program.trace(
            in -> List.of(in.get(1), in.get(0), in.get(0).plus(in.get(1))),
            List.of(Signature.floats(2), Signature.floats(2)));
    var state = new State(List.of(Tensor.of(1, 2), Tensor.of(3, 4)));
    program.step(state, List.of());
    assertThat(state.tensors().get(0).toFloats()).containsExactly(3, 4);
    assertThat(state.tensors().get(1).toFloats()).containsExactly(1, 2);
    program.step(state, List.of());
    assertThat(state.tensors().get(0).toFloats()).containsExactly(1, 2);
  }

  @Test
  void givesNoArrayAwayThatALaterStepWrites() {
    var program =
        Program.trace(
            in -> {
              var next = in.get(0).plus(1);
              return List.of(next, in.get(0), next, next.reshape(2, 1));
            },
            List.of(Signature.floats(2)));
    var state = new State(List.of(Tensor.of(1, 2)));
    List<Tensor> first = program.step(state, List.of());
    program.step(state, List.of());
    program.step(state, List.of());
    assertThat(first.get(0).toFloats()).containsExactly(1, 2);
    assertThat(first.get(1).toFloats()).containsExactly(2, 3);
    assertThat(first.get(2).toFloats()).containsExactly(2, 3);
  }

  @Test
  void letsAUsersFunctionKeepWhatItIsGiven() {
    var kept = new ArrayList<Tensor>();
    var keeping =
        new Differentiable() {
          @Override
          public String name() {
            return "keeping";
          }

          @Override
          public Shape shape(List<Shape> inputs) {
            return inputs.getFirst();
          }

          @Override
          public Tensor apply(List<Tensor> inputs) {
            kept.addAll(inputs);
            return inputs.getFirst();
          }

          @Override
          public List<Tensor> vjp(List<Tensor> inputs, Tensor y, Tensor g) {
            return List.of(g);
          }
        };
    var program =
        Program.trace(
            in -> List.of(Tensor.apply(keeping, List.of(in.get(0).plus(1))).times(2)),
            List.of(Signature.floats(2)));
    assertThat(program.run(List.of(Tensor.of(1, 2))).getFirst().toFloats()).containsExactly(4, 6);
    program.run(List.of(Tensor.of(7, 8)));
    assertThat(kept.getFirst().toFloats()).containsExactly(2, 3);
  }

  @Test
  void refusesToReadValuesWhileTracing() {
    assertThatThrownBy(() ->
            Program.trace(
                in -> List.of(in.get(0).times(in.get(0).sum().item())),
                List.of(Signature.floats(2))))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining("traced");
  }

  @Test
  void rejectsInputsOfAnotherShape() {
    var program = Program.trace(in -> List.of(in.get(0).exp()), List.of(Signature.floats(2, 3)));
    assertThatThrownBy(() -> program.run(List.of(Tensor.zeros(3, 2))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[2, 3]")
        .hasMessageContaining("[3, 2]");
  }
}
