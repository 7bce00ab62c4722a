package gradus.nn;

import gradus.tensor.ArgumentException;
import gradus.tensor.Op.Distribution;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/// Random numbers with mean 0 and variance `scale / fan`, so that signals neither grow nor fade
/// from layer to layer. A uniform distribution of that variance has the limit `sqrt(3 scale /
/// fan)`.
///
/// @param fan which number of connections of a unit counts
public record VarianceScaling(double scale, Fan fan, Distribution distribution)
    implements Initializer {

  /// Which of a unit's connections are counted.
  public enum Fan {
    /// Those into it.
    IN,
    /// Those out of it.
    OUT,
    /// The mean of both.
    AVERAGE
  }

  /// Checks the scale.
  ///
  /// @throws IllegalArgumentException where it is not positive and finite
  public VarianceScaling {
    if (!(scale > 0 && Double.isFinite(scale))) {
      throw new ArgumentException(
          "varianceScaling: the scale must be positive and finite, got %s", scale);
    }
  }

  @Override
  public Tensor values(Shape shape, RandomKey key) {
    double variance = scale / Math.max(1, fan(shape));
    return switch (distribution) {
      case NORMAL -> key.normal(shape).times(Math.sqrt(variance));
      case UNIFORM -> {
        double limit = Math.sqrt(3 * variance);
        yield key.uniform(shape, -limit, limit);
      }
    };
  }

  /// A matrix is `[in, out]`; with more axes it is `[out, in, ...]`, a convolution's kernel.
  private double fan(Shape shape) {
    double in;
    double out;
    if (shape.rank() < 2) {
      in = shape.elements();
      out = in;
    } else if (shape.rank() == 2) {
      in = shape.size(0);
      out = shape.size(1);
    } else {
      double field = shape.part(2, shape.rank()).elements();
      in = shape.size(1) * field;
      out = shape.size(0) * field;
    }
    return switch (fan) {
      case IN -> in;
      case OUT -> out;
      case AVERAGE -> (in + out) / 2;
    };
  }
}
