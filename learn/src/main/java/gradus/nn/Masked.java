package gradus.nn;

import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Layers over tokens of which some only fill up the shorter sequences of a batch: what is inside
/// does not see these. [Recurrent] layers end each sequence at its last token that is no padding,
/// with 0 as the outputs after it, and attention looks at no padding; other layers see it as they
/// see everything.
///
/// ```java
/// Model.of(Shape.of(20), seed(42),
///     masked(0, embedding(1000, 32), lstm(64).withLastOnly(true)), dense(2));
/// ```
///
/// For sequences that are no tokens, or whose lengths are known otherwise, call the layers with
/// them: [Recurrent#run(Tensor, RecurrentState, Tensor)], [MultiHeadAttention#attend].
///
/// # Shapes
///
/// `INT32 [batch, time]` becomes what the body makes of it. Within the body the time stays.
///
/// @param padding the token that fills up
public record Masked(int padding, Layer body) implements Layer {
  @Override
  public Tensor apply(Tensor x) {
    if (x.shape().rank() != 2 || x.dtype() != DType.INT32) {
      throw new ShapeException("masked: takes tokens INT32 [batch, time], got %s", x.signature());
    }
    if (!Pass.isRunning()) {
      return Pass.inference(() -> apply(x));
    }
    Pass pass = Pass.current();
    return pass.masked(x.notEqualTo(padding), () -> pass.apply(this, "body", body, x));
  }

  @Override
  public DType inputType() {
    return DType.INT32;
  }

  /// True where a step may be seen, `[batch, 1, 1, time]`, for attention to a sequence; null where
  /// nothing is masked.
  static @Nullable Tensor keys(Tensor x) {
    Tensor mask = mask(x);
    return mask == null ? null : mask.reshape(x.size(0), 1, 1, x.size(1));
  }

  /// How many steps each sequence has until its last that is not masked, `INT32 [batch]`; null
  /// where nothing is masked.
  static @Nullable Tensor lengths(Tensor x) {
    Tensor mask = mask(x);
    if (mask == null || x.size(1) == 0) {
      return null;
    }
    Tensor ends = Tensor.range(x.size(1)).plus(1);
    return ends.times(mask.cast(DType.INT32)).max(1);
  }

  private static @Nullable Tensor mask(Tensor x) {
    Tensor mask = Pass.current().mask();
    if (mask != null && (x.shape().rank() != 3 || !mask.shape().equals(x.shape().part(0, 2)))) {
      throw new ShapeException(
          "masked: the tokens were %s, batch first, but a layer inside has %s; what changes the time"
              + " cannot stand before it",
          mask.shape(), x.shape());
    }
    return mask;
  }

  /// Masked layers to be built.
  public record Spec(int padding, LayerSpec body) implements LayerSpec {
    @Override
    public Masked build(Shape input, Initialization initialization) {
      return new Masked(padding, body.build(input, initialization.child("body")));
    }

    @Override
    public DType inputType() {
      return DType.INT32;
    }
  }
}
