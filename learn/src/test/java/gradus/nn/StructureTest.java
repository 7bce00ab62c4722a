package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StructureTest {
  private static final Sequential LAYERS =
      sequential(dense(3), batchNorm(), residual(dense(3), relu()))
          .build(Shape.of(2), Initialization.of(seed(1)));

  @Test
  void namesLayersAndCellsByTheirComponents() {
    Structure structure = Structure.of(LAYERS);
    List<String> layers = new ArrayList<>();
    structure.forEach((path, layer) -> layers.add(path + " " + Structure.name(layer)));
    assertThat(layers)
        .containsExactly(
            " sequential",
            "0 dense",
            "1 batchNorm",
            "2 residual",
            "2.body sequential",
            "2.body.0 dense",
            "2.body.1 relu");
    assertThat(structure.parameters().keySet())
        .containsExactly(
            "0.weight", "0.bias", "1.gamma", "1.beta", "2.body.0.weight", "2.body.0.bias");
    assertThat(structure.buffers().keySet()).containsExactly("1.runningMean", "1.runningVariance");
    assertThat(structure.allCells().keySet())
        .containsAll(structure.parameters().keySet())
        .containsAll(structure.buffers().keySet())
        .hasSize(8);
    Structure dense = structure.children().getFirst();
    assertThat(dense.path()).isEqualTo("0");
    assertThat(dense.cells().keySet()).containsExactly("weight", "bias");
    assertThat(dense.cells().get("weight")).isSameAs(structure.parameters().get("0.weight"));
  }

  @Test
  void listsASharedCellOnceAndKeepsItShared() {
    Dense dense = dense(2).build(Shape.of(2), Initialization.of(seed(1)));
    Structure structure = Structure.of(new Sequential(List.of(dense, relu(), dense)));
    assertThat(structure.allCells().keySet()).containsExactly("0.weight", "0.bias");
    List<Cell> asked = new ArrayList<>();
    Layer changed =
        structure.map(cell -> {
          asked.add(cell);
          return new Parameter(Tensor.ones(cell.shape().sizes()));
        });
    assertThat(asked).containsExactlyElementsOf(structure.allCells().values());
    List<Layer> layers = ((Sequential) changed).layers();
    assertThat(layers.getLast()).isSameAs(layers.getFirst());
    assertThat(Structure.of(changed).parameters().get("0.weight").stored().toFloats())
        .containsExactly(1, 1, 1, 1);
  }

  /// A step of gradient descent without a model or a trainer.
  @Test
  void holdsWhatALoopOfOnesOwnNeeds() {
    Map<String, Parameter> parameters = Structure.of(LAYERS).parameters();
    Map<Cell, Tensor> leaves = new HashMap<>();
    parameters.values().forEach(one -> leaves.put(one, one.stored().tracked()));
    Tensor x = Tensor.of(new float[][] {{1, 2}, {3, -1}});
    Tensor loss = Pass.inference().bind(leaves).run(() -> LAYERS.apply(x).square().sum());
    List<Tensor> order = parameters.values().stream().map(leaves::get).toList();
    assertThat(loss.gradients(order))
        .hasSize(6)
        .first()
        .satisfies(g -> assertThat(g.square().sum().item()).isPositive());
  }

  @Test
  void cannotBeChanged() {
    Structure structure = Structure.of(LAYERS);
    assertThatThrownBy(() -> structure.allCells().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> structure.children().getFirst().cells().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
