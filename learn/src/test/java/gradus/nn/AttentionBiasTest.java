package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.tensor.DType;
import gradus.tensor.DTypeException;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttentionBiasTest {
  private static final RandomKey KEY = RandomKey.of(4);
  private static final Tensor Q = KEY.normal(Shape.of(2, 3, 4));
  private static final Tensor K = KEY.fold(1).normal(Shape.of(2, 5, 4));
  private static final Tensor V = KEY.fold(2).normal(Shape.of(2, 5, 6));
  private static final double NEVER = Double.NEGATIVE_INFINITY;

  private static Tensor additive(Tensor mask) {
    return Tensor.where(mask, Tensor.scalar(0), Tensor.scalar(NEVER));
  }

  @Test
  void hidesWithMinusInfinityWhatAMaskHides() {
    Tensor mask = KEY.fold(3).uniform(Shape.of(2, 3, 5)).less(0.5);
    assertThat(Attention.attend(Q, K, V, null, additive(mask)).toFloats())
        .containsExactly(Attention.attend(Q, K, V, mask).toFloats());
    Tensor nothing = Tensor.full(DType.FLOAT32, Shape.of(3, 5), NEVER);
    assertThat(Attention.attend(Q, K, V, null, nothing).toFloats()).containsOnly(0);
  }

  @Test
  void agreesWithPyTorch() {
    // torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
    Tensor q = Tensor.of(new float[][] {{1, 0}, {0.5f, -1}});
    Tensor k = Tensor.of(new float[][] {{0.25f, 1}, {-1, 2}, {3, 0.5f}});
    Tensor v = Tensor.of(new float[][] {{1, 2}, {3, -1}, {0, 4}});
    Tensor bias = Tensor.of(new float[][] {{0.5f, -2, 1}, {0, 3, -1}}).tracked();
    Tensor y = Attention.attend(q, k, v, null, bias);
    near(y, 0.0877242, 3.8272520, 2.2965962, 0.1342490);
    Tensor slopes = y.times(Tensor.of(new float[][] {{1, -2}, {0.5f, 3}})).sum();
    near(
        slopes.gradients(List.of(bias)).getFirst(),
        0.3636202,
        0.0339359,
        -0.3975561,
        0.5655272,
        -2.2194565,
        1.6539293);
  }

  private static void near(Tensor actual, double... expected) {
    double[] values = actual.toDoubles();
    assertThat(values).hasSameSizeAs(expected);
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isCloseTo(expected[i], within(1e-5));
    }
  }

  @Test
  void addsABiasOfEachHeadBesideTheMasks() {
    MultiHeadAttention layer =
        multiHeadAttention(2).withCausal(true).build(Shape.of(3, 4), Initialization.of(seed(1)));
    Tensor none = layer.attend(Q, Q, null, Tensor.zeros(2, 3, 3));
    assertThat(none.toFloats()).containsExactly(layer.apply(Q).toFloats());
    Tensor mask = KEY.fold(5).uniform(Shape.of(2, 1, 3, 3)).less(0.7);
    assertThat(layer.attend(Q, Q, null, additive(mask)).toFloats())
        .containsExactly(layer.attend(Q, mask).toFloats());
    Tensor bias = KEY.fold(6).normal(Shape.of(2, 3, 3)).tracked();
    Tensor gradient = layer.attend(Q, Q, mask, bias).sum().gradients(List.of(bias)).getFirst();
    assertThat(gradient.get(0, 2, 0)).isNotEqualTo(0);
    // The future is hidden whatever is added to its scores.
    assertThat(gradient.get(0, 0, 2)).isEqualTo(0);
  }

  @Test
  void saysWhichBiasDoesNotFit() {
    assertThatThrownBy(() -> Attention.attend(Q, K, V, null, Tensor.zeros(3, 5).greater(0)))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("give it as the mask");
    assertThatThrownBy(() -> Attention.attend(Q, K, V, null, Tensor.zeros(7, 2, 3, 5)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[7, 2, 3, 5] must broadcast to the scores' [2, 3, 5]");
    assertThatThrownBy(() -> Attention.attend(Q, K, V, null, Tensor.zeros(3, 4)))
        .isInstanceOf(ShapeException.class);
  }
}
