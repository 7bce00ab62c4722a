package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;

/// Root-mean-square normalisation, `y = gamma x / sqrt(mean(x^2) + epsilon)`, where the mean is
/// that of each sample's last axes: a [LayerNorm] without mean and shift, and cheaper. It is the
/// same in training and inference.
///
/// # Shapes
///
/// Gamma has the sizes of the last axes, over which is normalised; the output has the shape of the
/// input.
///
/// Zhang and Sennrich, "Root mean square layer normalization", 2019.
///
/// @param epsilon keeps the root away from 0
public record RmsNorm(Parameter gamma, double epsilon) implements PyTorchLayer {
  private static final String NAME = "rmsNorm";

  /// Checks the shape and epsilon.
  ///
  /// @throws ShapeException where gamma has no axis
  /// @throws IllegalArgumentException where epsilon is not positive and finite
  public RmsNorm {
    if (gamma.shape().rank() == 0) {
      throw new ShapeException(
          "rmsNorm: gamma must have the sizes of the axes to normalise, got a single number");
    }
    LastAxes.requireEpsilon(NAME, epsilon);
  }

  @Override
  public Tensor apply(Tensor x) {
    int[] axes = LastAxes.of(NAME, x, gamma.shape());
    Tensor scale = x.square().meanKeeping(axes).plus(epsilon).rsqrt();
    return x.times(scale).times(gamma.value());
  }

  @Override
  public PyTorchNames inPyTorch() {
    return PyTorchNames.of().tensor("weight", gamma);
  }

  /// A root-mean-square normalisation to be built: gamma 1.
  ///
  /// @param axes how many of the last axes are normalised over
  public record Spec(int axes, double epsilon) implements LayerSpec {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException where there are no axes, or epsilon is not positive
    public Spec {
      LastAxes.require(NAME, axes, epsilon);
    }

    /// Over the last axis, with epsilon 1e-5.
    public static Spec of() {
      return new Spec(1, 1e-5);
    }

    /// Over the last `axes` axes.
    public Spec withAxes(int axes) {
      return new Spec(axes, epsilon);
    }

    /// With another epsilon.
    public Spec withEpsilon(double epsilon) {
      return new Spec(axes, epsilon);
    }

    @Override
    public RmsNorm build(Shape input, Initialization initialization) {
      Shape sizes = LastAxes.sizes(NAME, input, axes);
      return new RmsNorm(initialization.parameter("gamma", sizes, Initializers.ones()), epsilon);
    }
  }
}
