package gradus.nn;

import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;

/// The mean, or the largest, of the parts into which sequences of any length are cut: an
/// [AdaptivePool2d] of pictures with one row.
///
/// # Shapes
///
/// `[batch, channels, length]` becomes `[batch, channels, outputs]`
///
/// @param kind what is made of a part
public record AdaptivePool1d(AdaptivePool2d.Kind kind, int outputs) implements Layer {
  /// Checks the size.
  ///
  /// @throws ShapeException where it is not positive
  public AdaptivePool1d {
    if (outputs < 1) {
      throw new ShapeException("adaptivePool1d: needs at least one output, got %s", outputs);
    }
    AdaptivePool2d.requireFew("adaptivePool1d", outputs);
  }

  @Override
  public Tensor apply(Tensor x) {
    return OneRow.apply("adaptivePool1d", x, new AdaptivePool2d(kind, 1, outputs)::apply);
  }
}
