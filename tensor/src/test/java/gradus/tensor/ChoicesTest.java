package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoicesTest {
  private static List<Tensor> gradients(List<Tensor> in) {
    Tensor x = in.get(0).tracked();
    Tensor w = in.get(1).tracked();
    return x.matmul(w).square().sum().gradients(List.of(x, w)).stream()
        .map(Tensor::detach)
        .toList();
  }

  private static long count(Graph graph, Class<? extends Op> kind) {
    return graph.nodes().stream().filter(node -> kind.isInstance(node.operation())).count();
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "4, 0", "5, 1", "48, 1", "49, 0"})
  void transposesTheMatrixForAFewRowsOnly(int rows, int transposed) {
    Tensor x = RandomKey.of(1).normal(Shape.of(rows, 33));
    Tensor w = RandomKey.of(2).normal(Shape.of(33, 17));
    Graph graph = Graph.trace(ChoicesTest::gradients, List.of(x.signature(), w.signature()));
    assertThat(count(graph, Op.Transpose.class)).isEqualTo(transposed);
    List<Tensor> eager = gradients(List.of(x, w));
    List<Tensor> interpreted = GraphTest.interpret(graph, List.of(x, w));
    for (int i = 0; i < 2; i++) {
      assertThat(OpContractTest.bits(interpreted.get(i)))
          .isEqualTo(OpContractTest.bits(eager.get(i)));
    }
  }

  @Test
  void joinsWhatTheStepsOfALoopGive() {
    Graph graph =
        Graph.trace(
            in -> {
              Tensor x = in.get(0).tracked();
              Tensor w = in.get(1).tracked();
              Tensor loss = Tensor.scalar(0);
              for (int step = 0; step < 5; step++) {
                Tensor row = x.slice(0, 2 * step, 2 * step + 2);
                loss = loss.plus(row.matmul(w).tanh().sum());
              }
              return loss.gradients(List.of(x, w)).stream().map(Tensor::detach).toList();
            },
            List.of(Signature.floats(10, 3), Signature.floats(3, 3)));
    assertThat(count(graph, Op.Pad.class)).isZero();
    // Five ways forward, five back to the rows, one for the matrix.
    assertThat(count(graph, Op.MatMul.class)).isEqualTo(11);
    assertThat(count(graph, Op.Concat.class)).isEqualTo(3);
  }

  @Test
  void joinsSlicesThatAreCutAlongOneAxisWithoutAStep() {
    Shape whole = Shape.of(4, 6);
    assertThat(joinsAlong(whole, List.of(0, 2), List.of(4, 4), 1)).isEqualTo(1);
    assertThat(joinsAlong(whole, List.of(1, 0), List.of(2, 6), 1)).isZero();
    assertThat(joinsAlong(whole, List.of(1, 2), List.of(2, 4), 1)).isEqualTo(Choices.NONE);
    assertThat(joinsAlong(whole, List.of(0, 0), List.of(4, 6), 2)).isEqualTo(Choices.NONE);
  }

  private static int joinsAlong(
      Shape whole, List<Integer> starts, List<Integer> stops, int lastStep) {
    var op = new Op.Slice(starts, stops, List.of(1, lastStep));
    Tensor part = Tensor.apply(op, Tensor.symbolic(DType.FLOAT32, whole));
    return Choices.joinsAlong(op, whole, part.shape());
  }
}
