package gradus.examples;

import static gradus.nn.Layers.*;

import module gradus.learn;
import module java.base;

/// A network that tells the noise in points, and makes points of noise by taking it out bit by bit
/// (Ho, Jain and Abbeel, "Denoising diffusion probabilistic models", 2020).
public final class DenoisingPoints {
  /// The angle at which hardly anything is left of the signal; at 0 all of it is.
  private static final double LAST = 0.98 * Math.PI / 2;

  /// Points `[n, 2]` among noise, the more of it the larger the angle, `[n, 1]`.
  static Tensor mix(Tensor points, Tensor noise, Tensor angle) {
    return points.times(angle.cos()).plus(noise.times(angle.sin()));
  }

  /// Points on a spiral, `[n, 2]`.
  static Tensor spiral(RandomKey key, int n) {
    Tensor t = key.uniform(Shape.of(n, 1)).sqrt().times(3 * Math.PI);
    return Tensor.concat(1, List.of(t.cos().times(t), t.sin().times(t))).times(0.2);
  }

  /// A network from noisy points and the angle, `[n, 3]`, to the noise, `[n, 2]`.
  static Model train(long seed, int epochs) {
    Model model =
        Model.of(Shape.of(3), seed(seed), dense(128), silu(), dense(128), silu(), dense(2));
    Objective denoising =
        (inputs, _) -> {
          Tensor x = inputs.getFirst();
          Tensor noise = Pass.current().normal(x.shape());
          Tensor angle = Pass.current().uniform(Shape.of(x.size(0), 1)).times(LAST);
          Tensor told = model.apply(Tensor.concat(1, List.of(mix(x, noise, angle), angle)));
          return Objective.Outcome.mean(Losses.mse(told, noise), x.size(0));
        };
    Batches points =
        Batches.generate(
            "spiral", seed, 200, key -> Batch.of(List.of(spiral(key, 512)), List.of()));
    Trainer.of(Learner.Spec.of(model, denoising, Adam.of(2e-3))).fit(points, epochs);
    return model;
  }

  /// Points `[n, 2]` made of noise.
  static Tensor sample(Model model, RandomKey key, int n) {
    Tensor x = key.normal(Shape.of(n, 2));
    for (int step = 40; step > 0; step--) {
      Tensor angle = Tensor.ones(n, 1).times(LAST * step / 40);
      Tensor noise = model.predict(Tensor.concat(1, List.of(x, angle)));
      Tensor clean = x.minus(noise.times(angle.sin())).dividedBy(angle.cos());
      x = mix(clean, noise, angle.minus(LAST / 40));
    }
    return x;
  }

  static void main() {
    IO.println(sample(train(42, 25), RandomKey.of(7), 10));
  }
}
