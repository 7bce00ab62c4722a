package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;

/// `x`, or `slope x` below 0, where the slope is trained. He, Zhang, Ren and Sun, "Delving deep
/// into rectifiers", 2015.
///
/// # Shapes
///
/// `slope` is `[1]`, or `[channels]` for one slope for each index of axis 1.
public record Prelu(Parameter slope) implements PyTorchLayer {
  /// Checks the slope.
  ///
  /// @throws ShapeException where it is no vector
  public Prelu {
    if (slope.shape().rank() != 1) {
      throw new ShapeException(
          "prelu: the slope must be [1] or [channels], got shape %s", slope.shape());
    }
  }

  @Override
  public Tensor apply(Tensor x) {
    int slopes = slope.shape().size(0);
    Tensor factor = slope.value();
    if (x.shape().rank() == 0 && slopes == 1) {
      factor = factor.reshape(x.shape());
    } else if (slopes != 1) {
      if (x.shape().rank() < 2 || x.size(1) != slopes) {
        throw new ShapeException(
            "prelu: takes [batch, %d, ...], got %s; axis 1 holds the channels", slopes, x.shape());
      }
      Shape perChannel = Channels.along(slopes, x);
      factor = factor.reshape(perChannel);
    }
    return Tensor.where(x.greater(0), x, x.times(factor));
  }

  @Override
  public PyTorchNames inPyTorch() {
    return PyTorchNames.of().tensor("weight", slope);
  }

  /// A rectifier to be built, with slopes of 0.25.
  ///
  /// @param perChannel whether each channel has a slope of its own
  public record Spec(boolean perChannel) implements LayerSpec {
    /// One slope for all.
    public static Spec of() {
      return new Spec(false);
    }

    /// With a slope for each channel, or one for all.
    public Spec withPerChannel(boolean perChannel) {
      return new Spec(perChannel);
    }

    @Override
    public Prelu build(Shape input, Initialization initialization) {
      if (perChannel && input.rank() == 0) {
        throw new ShapeException("prelu: a sample of shape [] has no channels");
      }
      int slopes = perChannel ? input.size(0) : 1;
      return new Prelu(
          initialization.parameter("slope", Shape.of(slopes), Initializers.constant(0.25)));
    }
  }
}
