package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphTest {
  private static final Signature LEFT = Signature.floats(64, 32);
  private static final Signature RIGHT = Signature.floats(32, 128);

  /// The outputs of a graph, computed by nothing but what its nodes say.
  static List<Tensor> interpret(Graph graph, List<Tensor> inputs) {
    var values = new ArrayList<Tensor>();
    for (Graph.Node node : graph.nodes()) {
      Tensor value =
          switch (node.kind()) {
            case Graph.Input(int index) -> inputs.get(index);
            case Graph.Constant(Tensor constant) -> constant;
            case Graph.Operation(Op op, List<Graph.Node> operands) ->
                Tensor.apply(op, operands.stream().map(one -> values.get(one.id())).toList());
          };
      assertThat(value.signature()).as("%s", node).isEqualTo(node.signature());
      values.add(value);
    }
    return graph.outputs().stream().map(node -> values.get(node.id())).toList();
  }

  private static void assertComplete(GraphGenerator generator, String what) {
    var program = Program.trace(generator::outputs, generator.inputs());
    List<Tensor> inputs = generator.draw(0);
    List<Tensor> expected = program.run(inputs);
    List<Tensor> interpreted = interpret(program.graph(), inputs);
    assertThat(interpreted).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(OpContractTest.bits(interpreted.get(i)))
          .as("%s, output %d of%n%s", what, i, program.graph())
          .isEqualTo(OpContractTest.bits(expected.get(i)));
    }
  }

  @Test
  void saysAllThatAProgramComputes() {
    for (int seed = 0; seed < 400; seed++) {
      assertComplete(new GraphGenerator(seed, 1, 2, 3, 5), "graph " + seed);
    }
    for (int seed = 0; seed < 100; seed++) {
      assertComplete(new GraphGenerator(seed, 0, 1, 3), "graph with empty tensors " + seed);
    }
    for (int seed = 0; seed < 20; seed++) {
      assertComplete(new GraphGenerator(seed, 1, 7, 41, 63), "large graph " + seed);
    }
  }

  @Test
  void putsEachNodeAtItsIdAfterWhatItNeeds() {
    for (int seed = 0; seed < 100; seed++) {
      var generator = new GraphGenerator(seed, 1, 2, 3, 5);
      Graph graph = Graph.trace(generator::outputs, generator.inputs());
      assertThat(graph.inputs().stream().map(Graph.Node::signature)).isEqualTo(generator.inputs());
      for (int id = 0; id < graph.nodes().size(); id++) {
        Graph.Node node = graph.nodes().get(id);
        assertThat(node.id()).isEqualTo(id);
        for (Graph.Node operand : node.operands()) {
          assertThat(operand.id()).isLessThan(id);
          assertThat(graph.nodes().get(operand.id())).isSameAs(operand);
        }
      }
      assertThat(graph.nodes()).containsAll(graph.outputs()).containsAll(graph.inputs());
    }
  }

  @Test
  void showsOneLineForEachNode() {
    var weights = Tensor.of(1, 2, 3);
    Graph graph =
        Graph.trace(
            in -> {
              Tensor y = in.get(0).matmul(in.get(1));
              return List.of(y.sum(1).reshape(8, 8), y, in.get(2).times(weights));
            },
            List.of(LEFT, RIGHT, Signature.floats(3)));
    assertThat(graph.toString())
        .isEqualTo(
            """
            %0 = input 0: FLOAT32[64, 32]
            %1 = input 1: FLOAT32[32, 128]
            %2 = input 2: FLOAT32[3]
            %3 = matmul(%0, %1, transposeA=false, transposeB=false): FLOAT32[64, 128]
            %4 = sum(%3, kind=SUM, axes=[1]): FLOAT32[64, 1]
            %5 = reshape(%4, shape=[8, 8]): FLOAT32[8, 8]
            %6 = constant: FLOAT32[3] [1.0000, 2.0000, 3.0000]
            %7 = times(%2, %6): FLOAT32[3]
            outputs %5, %3, %7
            """);
    assertThat(graph.nodes().get(7)).hasToString("%7 = times(%2, %6): FLOAT32[3]");
  }

  @Test
  void mergesWhatIsComputedTwiceAndLeavesOutWhatNobodyNeeds() {
    Graph graph =
        Graph.trace(
            in -> {
              Tensor x = in.get(0);
              x.exp();
              return List.of(x.tanh().plus(x.tanh()));
            },
            List.of(LEFT, RIGHT));
    assertThat(graph.nodes()).hasSize(4);
    assertThat(graph.inputs()).hasSize(2);
  }

  @Test
  void isBeforeFusion() {
    Graph graph =
        Program.trace(
                in -> List.of(in.get(0).matmul(in.get(1)).relu().tanh()), List.of(LEFT, RIGHT))
            .graph();
    assertThat(graph.nodes().stream().map(Graph.Node::kind))
        .filteredOn(Graph.Operation.class::isInstance)
        .extracting(kind -> ((Graph.Operation) kind).op())
        .containsExactly(new Op.MatMul(false, false), Op.Unary.RELU, Op.Unary.TANH);
  }

  @Test
  void equalsAnotherOfTheSameComputation() {
    Graph one = Graph.trace(in -> List.of(in.get(0).plus(Tensor.of(1, 2))), inputs());
    Graph same = Graph.trace(in -> List.of(in.get(0).plus(Tensor.of(1, 2))), inputs());
    Graph other = Graph.trace(in -> List.of(in.get(0).plus(Tensor.of(1, 3))), inputs());
    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
    assertThat(one).isNotEqualTo("a text");
  }

  @Test
  void cannotBeChanged() {
    Graph graph = Graph.trace(in -> List.of(in.get(0).exp()), inputs());
    assertThatThrownBy(() -> graph.nodes().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> graph.nodes().getLast().operands().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    var axes = new ArrayList<>(List.of(0));
    var op = new Op.Reduce(Op.Reduction.SUM, axes);
    axes.add(1);
    assertThat(op.axes()).containsExactly(0);
  }

  private static List<Signature> inputs() {
    return List.of(Signature.floats(2));
  }
}
