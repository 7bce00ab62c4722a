package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;

/// Layer normalisation, `y = gamma (x - mean) / sqrt(variance + epsilon) + beta`, where mean and
/// variance are those of each sample's last axes. It is the same in training and inference.
///
/// # Shapes
///
/// Gamma and beta have the sizes of the last axes, over which is normalised; the output has the
/// shape of the input.
///
/// Ba, Kiros and Hinton, "Layer normalization", 2016.
///
/// @param epsilon keeps the root away from 0
public record LayerNorm(Parameter gamma, Parameter beta, double epsilon) implements PyTorchLayer {
  private static final String NAME = "layerNorm";

  /// Checks the shapes and epsilon.
  ///
  /// @throws ShapeException where gamma and beta differ or have no axis
  /// @throws IllegalArgumentException where epsilon is not positive and finite
  public LayerNorm {
    if (gamma.shape().rank() == 0 || !gamma.shape().equals(beta.shape())) {
      throw new ShapeException(
          "layerNorm: gamma and beta must have the sizes of the axes to normalise, got %s and %s",
          gamma.shape(), beta.shape());
    }
    LastAxes.requireEpsilon(NAME, epsilon);
  }

  @Override
  public Tensor apply(Tensor x) {
    int[] axes = LastAxes.of(NAME, x, gamma.shape());
    Tensor centred = x.minus(x.meanKeeping(axes));
    Tensor scale = centred.square().meanKeeping(axes).plus(epsilon).rsqrt();
    return centred.times(scale).times(gamma.value()).plus(beta.value());
  }

  @Override
  public PyTorchNames inPyTorch() {
    return PyTorchNames.of().tensor("weight", gamma).tensor("bias", beta);
  }

  /// A layer normalisation to be built: gamma 1 and beta 0.
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
    public LayerNorm build(Shape input, Initialization initialization) {
      Shape sizes = LastAxes.sizes(NAME, input, axes);
      return new LayerNorm(
          initialization.parameter("gamma", sizes, Initializers.ones()),
          initialization.parameter("beta", sizes, Initializers.zeros()),
          epsilon);
    }
  }
}
