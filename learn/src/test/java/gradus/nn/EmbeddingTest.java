package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.DType;
import gradus.tensor.DTypeException;
import gradus.tensor.IndexException;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
  private static Model model() {
    return Model.of(Shape.of(2), seed(1), embedding(5, 3).withPadding(0));
  }

  @Test
  void takesIntegersWithoutBeingTold() {
    Model model = model();
    assertThat(model.input().dtype()).isEqualTo(DType.INT32);
    assertThat(model.output().shape()).isEqualTo(Shape.of(2, 3));
    assertThatThrownBy(() -> model.predict(Tensor.ones(1, 2)))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("takes INT32, got FLOAT32[1, 2]");
  }

  @Test
  void namesTheLayerAndTheIndexOutOfRange() {
    for (int wrong : new int[] {5, -1, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> model().predict(Tensor.ofInts(1, wrong).reshape(1, 2)))
          .isInstanceOf(LayerException.class)
          .hasCauseInstanceOf(IndexException.class)
          .hasMessageContaining("layer 0 (embedding)")
          .hasMessageContaining(Integer.toString(wrong));
    }
  }

  @Test
  void keepsPaddingAtZeroWithoutAGradient() {
    Model model = model();
    Parameter weight = model.parameters().get("0.weight");
    Tensor leaf = weight.stored().tracked();
    Tensor x = Tensor.ofInts(0, 2).reshape(1, 2);
    Tensor y = Pass.inference().bind(Map.of(weight, leaf)).run(() -> model.apply(x));
    assertThat(y.select(1, 0).toFloats()).containsOnly(0);
    Tensor gradient = y.sum().gradients(List.of(leaf)).getFirst();
    assertThat(gradient.sum(1).toFloats()).containsExactly(0, 0, 3, 0, 0);
  }

  @Test
  void rejectsTablesThatCannotBe() {
    assertThatThrownBy(() -> embedding(0, 3)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> embedding(5, 0)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> embedding(5, 3).withPadding(5))
        .hasMessageContaining("from 0 to 4, got 5");
  }
}
