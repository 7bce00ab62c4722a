package gradus.nn;

import gradus.tensor.ArgumentException;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.stream.IntStream;

/// Batch normalisation, `y = gamma (x - mean) / sqrt(variance + epsilon) + beta` for each channel.
///
/// In training, mean and variance are those of the batch, and the running ones follow them:
/// `running = (1 - momentum) running + momentum batch`, where the running variance takes the
/// unbiased estimate, as PyTorch's does. In inference the running ones are used, and where they are
/// frozen ([Model#frozen]) in training as well.
///
/// # Shapes
///
/// `[batch, channels]`, or with further axes: sequences `[batch, channels, length]`, pictures
/// `[batch, channels, height, width]`, volumes. The output has the shape of the input. All
/// parameters and buffers are `[channels]`.
///
/// Ioffe and Szegedy, "Batch normalization", 2015.
///
/// @param momentum how much of the new mean and variance enters the running ones, in [0, 1]
/// @param epsilon keeps the root away from 0
public record BatchNorm(
    Parameter gamma,
    Parameter beta,
    Buffer runningMean,
    Buffer runningVariance,
    double momentum,
    double epsilon)
    implements PyTorchLayer {
  /// Checks the shapes and settings.
  ///
  /// @throws ShapeException where the shapes are not all `[channels]`
  /// @throws IllegalArgumentException where momentum or epsilon is out of range
  public BatchNorm {
    Shape channels = gamma.shape();
    if (channels.rank() != 1
        || !beta.shape().equals(channels)
        || !runningMean.shape().equals(channels)
        || !runningVariance.shape().equals(channels)) {
      throw new ShapeException(
          "batchNorm: gamma, beta and the running mean and variance must all be [channels], got"
              + " %s, %s, %s and %s",
          channels, beta.shape(), runningMean.shape(), runningVariance.shape());
    }
    require(momentum, epsilon);
  }

  private static void require(double momentum, double epsilon) {
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new ArgumentException(
          "batchNorm: the momentum must be from 0 to 1, got %s; it is the share of the new"
              + " statistics (Keras's 0.99 is 0.01 here)",
          momentum);
    }
    if (!(epsilon > 0 && Double.isFinite(epsilon))) {
      throw new ArgumentException(
          "batchNorm: epsilon must be positive and finite, got %s", epsilon);
    }
  }

  @Override
  public Tensor apply(Tensor x) {
    int channels = gamma.shape().size(0);
    if (x.shape().rank() < 2 || x.size(1) != channels) {
      throw new ShapeException(
          "batchNorm: takes [batch, %d, ...], got %s; axis 1 holds the channels",
          channels, x.shape());
    }
    // Axis 1 of the input, to broadcast against the axes after it.
    Shape perChannel = Channels.along(channels, x);
    boolean follows = Pass.current().isTraining() && !runningMean.isFrozen();
    return follows ? train(x, perChannel) : infer(x, perChannel);
  }

  private Tensor train(Tensor x, Shape perChannel) {
    int channels = gamma.shape().size(0);
    int count = channels == 0 ? 0 : x.shape().elements() / channels;
    if (count < 2) {
      throw new ShapeException(
          "batchNorm: training needs at least 2 values per channel to tell a variance, got %d in %s;"
              + " use a larger batch, or leave a last batch of one sample out: batch(n).dropLast()",
          count, x.shape());
    }
    int[] axes = IntStream.range(0, x.shape().rank()).filter(axis -> axis != 1).toArray();
    Tensor mean = x.meanKeeping(axes);
    Tensor centred = x.minus(mean);
    Tensor variance = centred.square().meanKeeping(axes);
    follow(runningMean, mean.reshape(channels));
    follow(runningVariance, variance.reshape(channels).times(count / (count - 1.0)));
    Tensor scale = variance.plus(epsilon).rsqrt().times(gamma.value().reshape(perChannel));
    return centred.times(scale).plus(beta.value().reshape(perChannel));
  }

  private void follow(Buffer running, Tensor batch) {
    running.update(running.value().times(1 - momentum).plus(batch.times(momentum)));
  }

  private Tensor infer(Tensor x, Shape perChannel) {
    Tensor scale = runningVariance.value().plus(epsilon).rsqrt().times(gamma.value());
    Tensor shift = beta.value().minus(runningMean.value().times(scale));
    return x.times(scale.reshape(perChannel)).plus(shift.reshape(perChannel));
  }

  @Override
  public PyTorchNames inPyTorch() {
    return PyTorchNames.of()
        .tensor("weight", gamma)
        .tensor("bias", beta)
        .tensor("running_mean", runningMean)
        .tensor("running_var", runningVariance)
        .unused("num_batches_tracked");
  }

  /// A batch normalisation to be built: gamma 1, beta 0, running mean 0 and variance 1.
  public record Spec(double momentum, double epsilon) implements LayerSpec {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException where momentum or epsilon is out of range
    public Spec {
      require(momentum, epsilon);
    }

    /// Momentum 0.1 and epsilon 1e-5.
    public static Spec of() {
      return new Spec(0.1, 1e-5);
    }

    /// With another momentum.
    public Spec withMomentum(double momentum) {
      return new Spec(momentum, epsilon);
    }

    /// With another epsilon.
    public Spec withEpsilon(double epsilon) {
      return new Spec(momentum, epsilon);
    }

    @Override
    public BatchNorm build(Shape input, Initialization initialization) {
      if (input.rank() == 0) {
        throw new ShapeException(
            "batchNorm: the input must have a channel axis after the batch, got samples of %s",
            input);
      }
      Shape channels = Shape.of(input.size(0));
      return new BatchNorm(
          initialization.parameter("gamma", channels, Initializers.ones()),
          initialization.parameter("beta", channels, Initializers.zeros()),
          new Buffer(Tensor.zeros(channels.sizes())),
          new Buffer(Tensor.ones(channels.sizes())),
          momentum,
          epsilon);
    }
  }
}
