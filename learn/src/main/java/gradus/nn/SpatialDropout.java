package gradus.nn;

import gradus.tensor.ArgumentException;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;

/// [Dropout] of whole channels: neighbouring places of a picture are so alike that dropping single
/// ones takes nothing away.
///
/// # Shapes
///
/// `[batch, channels, ...]`: sequences, pictures or volumes. The output has the shape of the input.
///
/// Tompson, Goroshin, Jain, LeCun and Bregler, "Efficient object localization using convolutional
/// networks", 2015.
///
/// @param rate the probability of a channel becoming zero, in [0, 1)
public record SpatialDropout(double rate) implements Layer {
  /// Checks the rate.
  ///
  /// @throws IllegalArgumentException where it is not in [0, 1)
  public SpatialDropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new ArgumentException(
          "spatialDropout: the rate must be at least 0 and below 1, got %s", rate);
    }
  }

  @Override
  public Tensor apply(Tensor x) {
    if (x.shape().rank() < 2) {
      throw new ShapeException("spatialDropout: takes [batch, channels, ...], got %s", x.shape());
    }
    Pass pass = Pass.current();
    if (!pass.isTraining() || rate == 0) {
      return x;
    }
    Shape perChannel = Channels.along(x.size(1), x).insert(0, x.size(0));
    Tensor kept = pass.uniform(perChannel).greaterOrEqual(rate).cast(x.dtype());
    return x.times(kept.times(1 / (1 - rate)));
  }
}
