package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientsTest {
  @Test
  void followsTheChainRule() {
    var w = Tensor.of(1, 2, 3).tracked();
    var loss = w.square().times(2).sum();
    assertThat(loss.gradients(List.of(w)).getFirst().toFloats()).containsExactly(4, 8, 12);
  }

  @Test
  void undoesBroadcasting() {
    var x = Tensor.ones(3, 4).tracked();
    var b = Tensor.of(1, 2, 3, 4).tracked();
    var c = Tensor.scalar(5).tracked();
    var gradients = x.times(b).plus(c).sum().gradients(List.of(x, b, c));
    assertThat(gradients.get(0).shape()).isEqualTo(Shape.of(3, 4));
    assertThat(gradients.get(1).toFloats()).containsExactly(3, 3, 3, 3);
    assertThat(gradients.get(2).item()).isEqualTo(12);
  }

  @Test
  void differentiatesAgain() {
    var x = Tensor.ofDoubles(0.3, -1.2).tracked();
    var first = x.sin().sum().differentiableGradients(List.of(x)).getFirst();
    var second = first.sum().gradients(List.of(x)).getFirst();
    assertThat(second.toDoubles()).containsExactly(-Math.sin(0.3), -Math.sin(-1.2));
  }

  @Test
  void recordsNothingOntoFirstOrderGradients() {
    var x = Tensor.of(1, 2).tracked();
    var gradient = x.exp().sum().gradients(List.of(x)).getFirst();
    assertThat(gradient.isTracked()).isFalse();
    assertThat(gradient.operation()).isNull();
  }

  @Test
  void addsUpWhatReachesATensorByTwoWays() {
    var x = Tensor.of(2, 3).tracked();
    var loss = x.times(x).plus(x).sum();
    assertThat(loss.gradients(List.of(x)).getFirst().toFloats()).containsExactly(5, 7);
  }

  @Test
  void givesZerosToWhatTheLossDoesNotDependOn() {
    var x = Tensor.of(1, 2).tracked();
    var other = Tensor.of(1, 2, 3).tracked();
    var gradients = x.sum().gradients(List.of(other));
    assertThat(gradients.getFirst().toFloats()).containsExactly(0, 0, 0);
  }

  @Test
  void walksGraphsThatAreDeeperThanTheStack() {
    var x = Tensor.scalar(1).tracked();
    var y = x;
    for (int i = 0; i < 50_000; i++) {
      y = y.plus(1);
    }
    assertThat(y.gradients(List.of(x)).getFirst().item()).isEqualTo(1);
  }

  @Test
  void rejectsALossOfMoreThanOneElement() {
    var x = Tensor.of(1, 2).tracked();
    assertThatThrownBy(() -> x.exp().gradients(List.of(x)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[2]");
  }

  @Test
  void rejectsAnUntrackedSource() {
    var x = Tensor.of(1, 2);
    assertThatThrownBy(() -> x.sum().gradients(List.of(x))).hasMessageContaining("tracked()");
  }

  @Test
  void tracedGradientsEqualEagerOnes() {
    var x = RandomKey.of(1).normal(Shape.of(4, 5));
    var w = RandomKey.of(2).normal(Shape.of(5, 3));
    var program =
        Program.trace(
            in -> {
              var leaf = in.get(1).tracked();
              var loss = in.get(0).matmul(leaf).relu().logSoftmax(-1).mean();
              return List.of(loss, loss.gradients(List.of(leaf)).getFirst());
            },
            List.of(x.signature(), w.signature()));
    var leaf = w.tracked();
    var loss = x.matmul(leaf).relu().logSoftmax(-1).mean();
    var results = program.run(List.of(x, w));
    assertThat(results.get(0).item()).isEqualTo(loss.item());
    assertThat(results.get(1).toFloats())
        .containsExactly(loss.gradients(List.of(leaf)).getFirst().toFloats());
  }

  @Test
  void rememberOperandsThoughTheCallerChangesTheirList() {
    Tensor x = Tensor.of(1, 2).tracked();
    Tensor other = Tensor.of(5, 7).tracked();
    var operands = new ArrayList<>(List.of(x, x));
    Tensor y = Tensor.apply(Op.Binary.MULTIPLY, operands).sum();
    operands.set(1, other);
    assertThat(y.gradients(List.of(x)).getFirst().toFloats()).containsExactly(2, 4);
    assertThat(y.gradients(List.of(other)).getFirst().toFloats()).containsOnly(0);

    var axes = new ArrayList<>(List.of(0));
    Tensor sum = Tensor.apply(new Op.Flip(axes), List.of(x)).times(Tensor.of(1, 10)).sum();
    axes.clear();
    assertThat(sum.gradients(List.of(x)).getFirst().toFloats()).containsExactly(10, 1);
  }
}
