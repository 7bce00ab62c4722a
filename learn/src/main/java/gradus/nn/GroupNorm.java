package gradus.nn;

import gradus.tensor.ArgumentException;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Group normalisation, `y = gamma (x - mean) / sqrt(variance + epsilon) + beta`, where mean and
/// variance are those of a sample's group of channels. It is the same in training and inference,
/// and for any size of batch. With one channel to a group it is instance normalisation.
///
/// # Shapes
///
/// `[batch, channels, ...]`: sequences, pictures or volumes. The output has the shape of the input.
/// Gamma and beta are `[channels]`.
///
/// Wu and He, "Group normalization", 2018; Ulyanov, Vedaldi and Lempitsky, "Instance
/// normalization", 2016.
///
/// @param groups into how many groups the channels fall
/// @param epsilon keeps the root away from 0
public record GroupNorm(Parameter gamma, Parameter beta, int groups, double epsilon)
    implements PyTorchLayer {
  /// Checks the shapes and settings.
  ///
  /// @throws ShapeException where gamma and beta are not `[channels]`, or the groups do not divide
  ///   the channels
  /// @throws IllegalArgumentException where epsilon is not positive and finite
  public GroupNorm {
    if (gamma.shape().rank() != 1 || !gamma.shape().equals(beta.shape())) {
      throw new ShapeException(
          "groupNorm: gamma and beta must both be [channels], got %s and %s",
          gamma.shape(), beta.shape());
    }
    if (groups < 1 || gamma.shape().size(0) % groups != 0) {
      throw new ShapeException(
          "groupNorm: the number of groups must divide the %d channels, got %d",
          gamma.shape().size(0), groups);
    }
    if (!(epsilon > 0 && Double.isFinite(epsilon))) {
      throw new ArgumentException(
          "groupNorm: epsilon must be positive and finite, got %s", epsilon);
    }
  }

  @Override
  public Tensor apply(Tensor x) {
    int channels = gamma.shape().size(0);
    if (x.shape().rank() < 2 || x.size(1) != channels) {
      throw new ShapeException(
          "groupNorm: takes [batch, %d, ...], got %s; axis 1 holds the channels",
          channels, x.shape());
    }
    int rest = x.shape().part(2, x.shape().rank()).elements();
    Tensor grouped = x.reshape(x.size(0), groups, channels / groups * rest);
    Tensor centred = grouped.minus(grouped.meanKeeping(2));
    Tensor scale = centred.square().meanKeeping(2).plus(epsilon).rsqrt();
    Tensor y = centred.times(scale).reshape(x.size(0), channels, rest);
    return y.times(gamma.value().reshape(channels, 1))
        .plus(beta.value().reshape(channels, 1))
        .reshape(x.shape());
  }

  @Override
  public PyTorchNames inPyTorch() {
    return PyTorchNames.of().tensor("weight", gamma).tensor("bias", beta);
  }

  /// A group normalisation to be built: gamma 1 and beta 0.
  ///
  /// @param groups into how many groups the channels fall; null for one for each channel
  public record Spec(@Nullable Integer groups, double epsilon) implements LayerSpec {
    /// With epsilon 1e-5.
    public static Spec of(int groups) {
      return new Spec(groups, 1e-5);
    }

    /// Every channel a group of its own: instance normalisation, with epsilon 1e-5.
    public static Spec perChannel() {
      return new Spec(null, 1e-5);
    }

    /// With another epsilon.
    public Spec withEpsilon(double epsilon) {
      return new Spec(groups, epsilon);
    }

    @Override
    public GroupNorm build(Shape input, Initialization initialization) {
      if (input.rank() == 0) {
        throw new ShapeException(
            "groupNorm: the input must have a channel axis after the batch, got samples of %s",
            input);
      }
      Shape channels = Shape.of(input.size(0));
      return new GroupNorm(
          initialization.parameter("gamma", channels, Initializers.ones()),
          initialization.parameter("beta", channels, Initializers.zeros()),
          groups == null ? input.size(0) : groups,
          epsilon);
    }
  }
}
