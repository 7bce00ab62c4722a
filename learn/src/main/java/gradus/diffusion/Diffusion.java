package gradus.diffusion;

import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Pass;
import gradus.tensor.ArgumentException;
import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.train.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// From data to noise, and what a network learns of it in order to go back.
///
/// Data `x_0` becomes at once what `t` steps would leave of it:
///
/// ```
/// x_t = sqrt(alphaBar_t) x_0 + sqrt(1 - alphaBar_t) noise
/// ```
///
/// A network is told `x_t` and `t`, and learns to say which noise that was, by the mean square of
/// what it is off, with every `t` as often:
///
/// ```
/// E |noise - network(x_t, t)|²
/// ```
///
/// Told a class as well, which is left out now and then, it learns what all classes have in common
/// too, and a [DiffusionSampler] can go further than either.
///
/// ```java
/// Diffusion diffusion = Diffusion.of(NoiseSchedule.linear(1000));
/// Model model = Networks.unet(Shape.of(1, 28, 28), 10, seed(42), 16, 32, 64);
/// Objective objective = diffusion.objective(model, 0.1);
/// Trainer.of(Learner.Spec.of(model, objective, Adam.of(1e-3))).fit(batches, 5);
/// Tensor made = DiffusionSampler.of(diffusion, 25).withGuidance(2)
///     .sample(model, noise, classes, RandomKey.of(1));
/// ```
///
/// # Shapes
///
/// A model takes samples `[n, ...]`, times `t / T` as `[n, 1]` and, where it is told classes,
/// `INT32 [n, 1]`, in which 0 stands for none and class `k` is `k + 1`; it gives `[n, ...]`.
///
/// Ho, Jain and Abbeel, "Denoising diffusion probabilistic models", 2020; leaving the class out: Ho
/// and Salimans, "Classifier-free diffusion guidance", 2022.
///
/// @param schedule how much noise there is when
/// @param prediction what a network is to say
public record Diffusion(NoiseSchedule schedule, Prediction prediction) {
  /// With a network that says the noise.
  public static Diffusion of(NoiseSchedule schedule) {
    return new Diffusion(schedule, Prediction.NOISE);
  }

  /// With a network that says something else.
  public Diffusion withPrediction(Prediction prediction) {
    return new Diffusion(schedule, prediction);
  }

  /// What `t` steps leave of data.
  ///
  /// @param clean the data, `[n, ...]`
  /// @param t from 0 to the schedule's number of steps
  /// @param noise normally distributed, of the shape of the data
  public Tensor noised(Tensor clean, int t, Tensor noise) {
    NoiseSchedule.Mixture at = schedule.mixture(t);
    return clean.times(at.data()).plus(noise.times(at.noise()));
  }

  /// What a model makes small that is told times alone. A batch's first input is the data.
  public Objective objective(Model model) {
    return (inputs, _) -> loss(model, inputs.getFirst(), List.of());
  }

  /// What a model makes small that is told times and classes. A batch's first input is the data,
  /// its first target the classes, `INT32 [n]`, from 0.
  ///
  /// @param dropped how often the class is left out, from 0 to 1, such as 0.1
  /// @throws IllegalArgumentException where it is not from 0 to 1
  public Objective objective(Model model, double dropped) {
    if (!(dropped >= 0 && dropped <= 1)) {
      throw new ArgumentException(
          "diffusion: the share of classes left out must be from 0 to 1, got %s", dropped);
    }
    return (inputs, targets) -> {
      Tensor classes = targets.getFirst();
      if (classes.shape().rank() != 1) {
        throw new ShapeException(
            "diffusion: needs a class for each sample, [n], got %s", classes.shape());
      }
      Tensor kept = Pass.current().uniform(classes.shape()).greaterOrEqual(dropped);
      Tensor told = classes.plus(1).times(kept.cast(classes.dtype())).expand(1);
      return loss(model, inputs.getFirst(), List.of(told));
    };
  }

  private Objective.Outcome loss(Model model, Tensor clean, List<Tensor> told) {
    Pass pass = Pass.current();
    int samples = clean.size(0);
    int steps = schedule.steps();
    Tensor t = pass.uniform(Shape.of(samples)).times(steps).floor().plus(1).minimum(steps);
    Tensor noise = pass.normal(clean.shape());
    Tensor index = t.cast(DType.INT32);
    Tensor data = each(schedule.dataShares(), index, clean);
    Tensor spread = each(schedule.noiseShares(), index, clean);
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(clean.times(data).plus(noise.times(spread)));
    inputs.add(t.dividedBy(steps).expand(1));
    inputs.addAll(told);
    Tensor said = model.apply(inputs);
    Tensor right = prediction.target(data, spread, clean, noise);
    return Objective.Outcome.mean(Losses.mse(said, right), samples);
  }

  /// A number for each sample, in a shape that goes with the samples'.
  private static Tensor each(Tensor all, Tensor index, Tensor samples) {
    int[] sizes = new int[samples.shape().rank()];
    Arrays.fill(sizes, 1);
    sizes[0] = samples.size(0);
    return all.cast(samples.dtype()).take(index, 0).reshape(sizes);
  }
}
