package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class OpenGraphTest {
  private static final Extent N = new Extent(0, 1);

  private static Extent fixed(int size) {
    return new Extent(size, 0);
  }

  private static Tensor normal(int... sizes) {
    return RandomKey.of(7).fold(sizes.length).normal(Shape.of(sizes));
  }

  /// Every size and setting must be that of the graph for any other batch.
  private static void assertHoldsForEveryBatch(
      UnaryOperator<List<Tensor>> function, Signature... samples) {
    var open = OpenGraph.trace(function, List.of(samples));
    for (int batch : new int[] {5, 64, 101, 200}) {
      List<Signature> inputs =
          List.of(samples).stream()
              .map(one -> new Signature(one.dtype(), one.shape().insert(0, batch)))
              .toList();
      Graph graph = Graph.trace(function, inputs);
      assertThat(graph.nodes()).hasSameSizeAs(open.graph().nodes());
      for (Graph.Node node : open.graph().nodes()) {
        Graph.Node there = graph.nodes().get(node.id());
        assertThat(at(open.sizes(node), batch)).as("%s", there).isEqualTo(there.shape().toList());
        if (there.operation() == null) {
          assertThat(open.settings(node)).isEmpty();
          continue;
        }
        Attributes.of(Objects.requireNonNull(there.operation()))
            .forEach((name, value) -> {
              Object number =
                  switch (value) {
                    case Integer one -> List.of(one);
                    case Shape shape -> shape.toList();
                    default -> value;
                  };
              List<Extent> setting = open.settings(node).get(name);
              assertThat(setting == null ? number : at(setting, batch))
                  .as("%s of %s", name, there)
                  .isEqualTo(number);
            });
      }
    }
  }

  private static List<Integer> at(List<Extent> extents, int batch) {
    return extents.stream().map(extent -> extent.at(batch)).toList();
  }

  @Test
  void opensTheFirstAxisOfANetwork() {
    Tensor kernel = normal(4, 1, 3, 3);
    Tensor weight = normal(4 * 6 * 6, 10);
    UnaryOperator<List<Tensor>> network =
        in -> {
          Tensor hidden = in.getFirst().convolve(kernel, Window.of(3, 3)).relu();
          return List.of(hidden.flatten(1).matmul(weight).logSoftmax(-1));
        };
    assertHoldsForEveryBatch(network, Signature.floats(1, 8, 8));
    var open = OpenGraph.trace(network, List.of(Signature.floats(1, 8, 8)));
    assertThat(open.sizes(open.graph().inputs().getFirst()))
        .containsExactly(N, fixed(1), fixed(8), fixed(8));
    assertThat(open.sizes(open.graph().outputs().getFirst())).containsExactly(N, fixed(10));
    assertThat(open.toString())
        .contains("%0 = input 0: FLOAT32[N, 1, 8, 8]\n")
        .contains("reshape(%4, shape=[N, 144]): FLOAT32[N, 144]\n")
        .contains("logSoftmax(%6, axis=1): FLOAT32[N, 10]\noutputs %7\n");
  }

  @Test
  void followsTheBatchThroughSettings() {
    assertHoldsForEveryBatch(
        in -> {
          Tensor x = in.get(0);
          int batch = x.size(0);
          return List.of(
              x.reshape(batch * 4, 3).softmax(1),
              x.slice(0, 1, batch),
              x.slice(0, batch - 1, batch),
              x.pad(0, 1, 1, 0).flip(0),
              Tensor.concat(0, List.of(x, x.negate())),
              x.sum(0),
              x.argMax(2),
              in.get(1).addAt(Tensor.range(3), 1, 7),
              x.transpose(1, 0, 2).reshape(-1, 3),
              x.select(0, 0).broadcastTo(Shape.of(batch, 4, 3)));
        },
        Signature.floats(4, 3),
        Signature.floats(3));
    var open =
        OpenGraph.trace(
            in -> List.of(in.getFirst().slice(0, 1, in.getFirst().size(0))),
            List.of(Signature.floats(5)));
    Graph.Node slice = open.graph().outputs().getFirst();
    assertThat(open.sizes(slice)).containsExactly(new Extent(-1, 1), fixed(5));
    assertThat(open.settings(slice).get("starts")).containsExactly(fixed(1), fixed(0));
    assertThat(open.settings(slice).get("stops")).containsExactly(N, fixed(5));
  }

  @Test
  void broadcastsConstantsThatRepeatAlongTheBatch() {
    Tensor weight = normal(6, 6);
    Tensor bias = normal(6);
    UnaryOperator<List<Tensor>> recurrent =
        in -> {
          Tensor x = in.getFirst();
          Tensor state = Tensor.zeros(x.size(0), 6).matmul(weight).plus(bias);
          for (int step = 0; step < 3; step++) {
            state = x.select(1, step).plus(state).tanh().matmul(weight);
          }
          return List.of(state);
        };
    var open = OpenGraph.trace(recurrent, List.of(Signature.floats(3, 6)));
    for (Graph.Node node : open.graph().nodes()) {
      boolean constant = node.kind() instanceof Graph.Constant;
      assertThat(constant && open.sizes(node).stream().anyMatch(Extent::isOpen)).isFalse();
    }
    assertThat(open.toString()).contains("broadcastTo(").contains("shape=[N, 6]");
    Tensor x = normal(open.batch(), 3, 6);
    assertThat(GraphTest.interpret(open.graph(), List.of(x)).getFirst().toFloats())
        .isEqualTo(recurrent.apply(List.of(x)).getFirst().toFloats());
  }

  @Test
  void takesInputsThatHaveNothingToDoWithTheBatch() {
    var open =
        OpenGraph.trace(
            in -> List.of(in.get(1).matmul(in.get(0))),
            List.of(Signature.floats(3, 5)),
            List.of(Signature.floats(3)));
    assertThat(open.toString())
        .isEqualTo(
            """
            %0 = input 0: FLOAT32[3, 5]
            %1 = input 1: FLOAT32[N, 3]
            %2 = matmul(%1, %0, transposeA=false, transposeB=false): FLOAT32[N, 5]
            outputs %2
            """);
  }

  @Test
  void knowsUsersFunctionsByTheirNames() {
    var open =
        OpenGraph.trace(
            in -> List.of(Tensor.apply(new Doubled(new Object()), in)),
            List.of(Signature.floats(2)));
    assertThat(open.toString()).contains("%1 = doubled(%0): FLOAT32[N, 2]");
  }

  private static void assertRefused(UnaryOperator<List<Tensor>> function, String... parts) {
    assertThatThrownBy(() -> OpenGraph.trace(function, List.of(Signature.floats(4))))
        .isInstanceOf(TracingException.class)
        .hasMessageContainingAll(parts)
        .hasMessageContaining("101")
        .hasMessageContaining("let the function do the same for every batch");
  }

  @Test
  void refusesWhatDependsOnTheBatchInAnotherWay() {
    // Another operation, more of them, a value, a setting that is no size, other outputs.
    assertRefused(
        in -> List.of(in.getFirst().size(0) > 102 ? in.getFirst().exp() : in.getFirst().tanh()),
        "open batch: what the function does depends on the size of the batch",
        "%1 = tanh(%0): FLOAT32[101, 4]",
        "%1 = exp(%0): FLOAT32[103, 4]");
    assertRefused(
        in -> {
          Tensor x = in.getFirst();
          for (int i = 0; i < x.size(0); i++) {
            x = x.exp();
          }
          return List.of(x);
        },
        "the function applies [102, 104, 108] operations");
    assertRefused(in -> List.of(in.getFirst().mean(0)), "constant: FLOAT32[]");
    assertRefused(
        in -> List.of(in.getFirst().sumKeeping(in.getFirst().size(0) > 102 ? 0 : 1)),
        "no multiple of the batch");
    assertRefused(in -> List.of(in.getFirst().pad(0, 1, 0, in.getFirst().size(0))), "value=101.0");
    assertRefused(
        in ->
            List.of(
                in.getFirst()
                    .times(Tensor.range(in.getFirst().size(0)).cast(DType.FLOAT32).expand(1))),
        "constant: FLOAT32[101, 1]");
    assertRefused(
        in -> in.getFirst().size(0) > 102 ? List.of(in.getFirst(), in.getFirst()) : in,
        "applies [1, 1, 1] operations");
    // Sizes that are no line: the square, and the half.
    assertRefused(
        in -> {
          Tensor x = in.getFirst().sum(1).expand(0);
          return List.of(x.transpose().matmul(x).reshape(-1));
        },
        "[10201, 10609, 11449]",
        "no multiple of the batch plus a constant");
    assertRefused(
        in -> List.of(in.getFirst().slice(0, 0, in.getFirst().size(0) / 2)), "[50, 51, 53]");
  }

  @Test
  void takesItsOwnNodesOnly() {
    var open = OpenGraph.trace(in -> in, List.of(Signature.floats(4)));
    var other = OpenGraph.trace(in -> in, List.of(Signature.floats(4)));
    assertThatThrownBy(() -> open.sizes(other.graph().nodes().getFirst()))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining("is a node of another graph; take it from graph()");
  }

  @Test
  void extentsReadWell() {
    var texts = new ArrayList<String>();
    for (var extent :
        List.of(
            fixed(5),
            N,
            new Extent(1, 2),
            new Extent(-1, 1),
            new Extent(0, 3),
            new Extent(7, -1))) {
      texts.add(extent.toString());
    }
    assertThat(texts).containsExactly("5", "N", "2N + 1", "N - 1", "3N", "-N + 7");
    assertThat(new Extent(1, 2).at(4)).isEqualTo(9);
    assertThat(N.isBatch()).isTrue();
    assertThat(new Extent(0, 2).isBatch()).isFalse();
    assertThat(fixed(3).isOpen()).isFalse();
    assertThatThrownBy(() -> new Extent(0, 2).at(Integer.MAX_VALUE))
        .isInstanceOf(ArithmeticException.class);
  }

  private record Doubled(Object identity) implements Differentiable {
    @Override
    public String name() {
      return "doubled";
    }

    @Override
    public Shape shape(List<Shape> inputs) {
      return inputs.getFirst();
    }

    @Override
    public Tensor apply(List<Tensor> inputs) {
      return inputs.getFirst().times(2);
    }

    @Override
    public List<Tensor> vjp(List<Tensor> inputs, Tensor y, Tensor g) {
      return List.of(g.times(2));
    }
  }
}
