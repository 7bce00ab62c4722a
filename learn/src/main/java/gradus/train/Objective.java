package gradus.train;

import gradus.loss.Loss;
import gradus.nn.Model;
import gradus.tensor.DType;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What training makes small: a function from a batch to its loss, computed inside a
/// [gradus.nn.Pass].
///
/// Supervised training is one objective, [#supervised]; adversarial, contrastive and diffusion
/// training are others, and a lambda is enough:
///
/// ```java
/// // A model that takes noisy points and how noisy they are, and tells the noise.
/// Objective denoising = (inputs, _) -> {
///   Tensor x = inputs.getFirst();
///   Tensor noise = Pass.current().normal(x.shape());
///   Tensor level = Pass.current().uniform(Shape.of(x.size(0), 1));
///   Tensor told = model.apply(List.of(x.plus(noise.times(level)), level));
///   return Outcome.mean(Losses.mse(told, noise), x.size(0));
/// };
/// ```
///
/// An objective is pure: it depends on the batch, on the parameters of the models that it applies,
/// and on random numbers of the current pass, so that it can be traced and a training be resumed.
/// Models that are not trained by it, such as the other one of two that compete, are simply
/// applied.
@FunctionalInterface
public interface Objective {
  /// The loss of a batch, within the current pass.
  ///
  /// @param inputs the batch's inputs, without values while a program is traced
  /// @param targets the batch's targets, likewise
  Outcome of(List<Tensor> inputs, List<Tensor> targets);

  /// What an objective makes of a batch.
  ///
  /// @param loss a scalar
  /// @param denominator how much the loss weighs beside those of other batches: what its mean
  ///   divided by, a scalar; null where the loss is a sum, so that the losses of batches add up
  /// @param prediction what a model answered, for metrics; null where there is no such thing
  record Outcome(Tensor loss, @Nullable Tensor denominator, @Nullable Tensor prediction) {
    /// Checks that the loss and its denominator are scalars.
    ///
    /// @throws ShapeException where they are not
    public Outcome {
      requireScalar("loss", loss);
      if (denominator != null) {
        requireScalar("denominator", denominator);
      }
    }

    private static void requireScalar(String what, Tensor x) {
      if (x.shape().elements() != 1) {
        throw new ShapeException(
            "objective: the %s must be one number, got %s; take its sum or mean", what, x.shape());
      }
    }

    /// A loss that is a mean over samples, without a prediction.
    public static Outcome mean(Tensor loss, int samples) {
      return new Outcome(loss, Tensor.scalar(DType.FLOAT64, samples), null);
    }

    /// A loss that is a sum over samples, without a prediction.
    public static Outcome sum(Tensor loss) {
      return new Outcome(loss, null, null);
    }

    /// The same with a prediction.
    public Outcome withPrediction(Tensor prediction) {
      return new Outcome(loss, denominator, prediction);
    }
  }

  /// How far a model's predictions are from the targets: the batch's inputs are the model's, and
  /// its one target is the loss's.
  static Objective supervised(Model model, Loss loss) {
    return new Supervised(model, loss);
  }
}
