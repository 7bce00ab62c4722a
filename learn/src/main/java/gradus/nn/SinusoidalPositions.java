package gradus.nn;

import gradus.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Adds to each step waves of many lengths that tell its place: number `2 i` is `sin(place /
/// 10000^(2 i / size))`, number `2 i + 1` the cosine of the same.
///
/// Vaswani et al., "Attention is all you need", 2017.
///
/// # Shapes
///
/// `[batch, time, size]` of an even size becomes the same.
public record SinusoidalPositions() implements RememberingLayer<Void> {
  @Override
  public Step<Void> next(Tensor x, @Nullable Void nothing, int position) {
    return new Step<>(apply(x, position), null);
  }

  /// With another place for the first step.
  ///
  /// @throws gradus.tensor.ShapeException where the size is odd
  public Tensor apply(Tensor x, int from) {
    int half = Attention.evenHalf("sinusoidalPositions", x.size(-1));
    Tensor angles = Attention.angles(from, x.size(-2), half);
    Tensor waves = Tensor.stack(2, List.of(angles.sin(), angles.cos())).flatten(1);
    return x.plus(waves.cast(x.dtype()));
  }
}
