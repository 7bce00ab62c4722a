package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Each channel times a number and plus another, `y_c = weight_c x_c + bias_c`, both of which are
/// trained.
///
/// After a mean over windows it is the subsampling layer of LeNet-5 (S2 and S4): `sequential(
/// averagePool2d(2), channelAffine())`. There the four inputs are added, and not averaged, so the
/// weight is a quarter of the one here.
///
/// # Shapes
///
/// `[batch, channels, ...]` stays; `weight` is `[channels]`, and `bias` is `[channels]` or absent.
///
/// LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition",
/// 1998.
public record ChannelAffine(Parameter weight, @Nullable Parameter bias) implements Layer {
  /// Checks the shapes.
  ///
  /// @throws ShapeException where the weight is no vector, or the bias has another shape
  public ChannelAffine {
    if (weight.shape().rank() != 1) {
      throw new ShapeException(
          "channelAffine: the weight must be [channels], got shape %s", weight.shape());
    }
    if (bias != null && !bias.shape().equals(weight.shape())) {
      throw new ShapeException(
          "channelAffine: the bias must be %s, as the weight is, got shape %s",
          weight.shape(), bias.shape());
    }
  }

  @Override
  public Tensor apply(Tensor x) {
    int channels = weight.shape().size(0);
    if (x.shape().rank() < 2 || x.size(1) != channels) {
      throw new ShapeException(
          "channelAffine: takes [batch, %d, ...], got %s; axis 1 holds the channels",
          channels, x.shape());
    }
    Shape perChannel = Channels.along(channels, x);
    Tensor y = x.times(weight.value().reshape(perChannel));
    return bias == null ? y : y.plus(bias.value().reshape(perChannel));
  }

  /// Such a layer to be built.
  ///
  /// @param weight what the weight starts from
  /// @param bias what the bias starts from; null for a layer without one
  public record Spec(Initializer weight, @Nullable Initializer bias) implements WeightedSpec<Spec> {
    /// Which changes nothing at first: weights of 1 and a bias of 0.
    public static Spec of() {
      return new Spec(Initializers.ones(), Initializers.zeros());
    }

    @Override
    public Spec withWeights(Initializer weight, @Nullable Initializer bias) {
      return new Spec(weight, bias);
    }

    @Override
    public ChannelAffine build(Shape input, Initialization initialization) {
      if (input.rank() == 0) {
        throw new ShapeException("channelAffine: a sample of shape [] has no channels");
      }
      int channels = input.size(0);
      return new ChannelAffine(
          initialization.parameter("weight", Shape.of(channels), weight),
          Convolution.bias(this, initialization, channels));
    }
  }
}
