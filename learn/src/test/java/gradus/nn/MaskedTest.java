package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaskedTest {
  private static final int PADDING = 0;
  private static final Tensor TOKENS =
      Tensor.ofInts(5, 3, 1, 2, 4, 4, PADDING, PADDING, 6, PADDING, PADDING, PADDING).reshape(3, 4);
  private static final int[] LENGTHS = {4, 2, 1};

  static List<LayerSpec> bodies() {
    return List.of(
        lstm(3).withLayers(2).withBidirectional(true),
        gru(3).withLastOnly(true),
        multiHeadAttention(2),
        sequential(learnedPositions(), transformerBlock(2), simpleRnn(2)));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void givesEachSequenceWhatItGetsAlone(LayerSpec body) {
    Model model =
        Model.of(Shape.of(4), seed(3), masked(PADDING, embedding(7, 4), body), identity());
    Tensor all = model.predict(TOKENS);
    Model bare = Model.of(Shape.of(4), seed(4), embedding(7, 4), body);
    // The same weights, without the mask.
    List<Tensor> weights = List.copyOf(model.weights().values());
    List<Parameter> cells = List.copyOf(bare.parameters().values());
    for (int i = 0; i < cells.size(); i++) {
      cells.get(i).set(weights.get(i));
    }
    boolean changed = false;
    for (int i = 0; i < LENGTHS.length; i++) {
      Tensor padded = TOKENS.slice(0, i, i + 1);
      Tensor alone = bare.apply(padded.slice(1, 0, LENGTHS[i]));
      Tensor one = all.slice(0, i, i + 1);
      Tensor seen = one.shape().rank() == 2 ? one : one.slice(1, 0, LENGTHS[i]);
      assertThat(seen.allClose(alone, 1e-5, 1e-6)).as("sequence %d", i).isTrue();
      changed |= !bare.apply(padded).allClose(one, 1e-5, 1e-6);
    }
    assertThat(changed).as("without a mask the padding is seen").isTrue();
  }

  @Test
  void masksBothSidesOfATransformer() {
    Transformer.Spec spec = transformer(transformerBlock(2)).withSourceTime(2);
    Model model =
        Model.of(Shape.of(4), seed(3), masked(PADDING, embedding(7, 4), spec), identity());
    Tensor x = Tensor.ofInts(5, PADDING, 3, 6).expand(0);
    Tensor other = Tensor.ofInts(5, PADDING, 3, PADDING).expand(0);
    Tensor y = model.predict(x);
    assertThat(y.shape()).isEqualTo(Shape.of(1, 2, 4));
    Parameter table = model.parameters().get("0.body.0.weight");
    Tensor padding = Tensor.range(7).equalTo(PADDING).expand(1);
    table.set(Tensor.where(padding, table.stored().plus(1), table.stored()));
    assertThat(model.predict(x).toFloats()).containsExactly(y.toFloats());
    assertThat(model.predict(other).select(1, 0).toFloats())
        .containsExactly(y.select(1, 0).toFloats());
  }

  @Test
  void takesTheLastTokenForTheEndWherePaddingIsInBetween() {
    Tensor x = Tensor.ofInts(5, PADDING, 3, PADDING).expand(0);
    Masked layer =
        masked(PADDING, embedding(7, 4), lstm(3)).build(Shape.of(4), Initialization.of(seed(1)));
    Tensor y = layer.apply(x);
    assertThat(y.select(1, 3).toFloats()).containsOnly(0);
    assertThat(y.select(1, 2).abs().sum().item()).isPositive();
  }

  @Test
  void refusesWhatHasAnotherTime() {
    assertThatThrownBy(() ->
            Model.of(Shape.of(4), seed(1), masked(PADDING, embedding(7, 4), conv1d(5, 2), lstm(3))))
        .isInstanceOf(LayerException.class)
        .hasMessageContaining("what changes the time cannot stand before it");
    Masked vectors = masked(PADDING, lstm(2)).build(Shape.of(3, 2), Initialization.of(seed(1)));
    assertThatThrownBy(() -> vectors.apply(Tensor.zeros(1, 3, 2)))
        .hasMessageContaining("takes tokens INT32 [batch, time]");
  }

  @Test
  void isNotContinuedFromInside() {
    Model model = Model.of(Shape.of(4), seed(1), masked(PADDING, embedding(7, 4), lstm(3)));
    assertThatThrownBy(() -> Continuation.start(model.layers()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "continuation: recurrent is inside a masked; put it into the model's own sequence");
  }
}
