package gradus.examples;

import static gradus.nn.Layers.*;

import module gradus.learn;

import gradus.train.Objective.Outcome;
import java.util.List;

/// A network that tells the noise in points, and makes points of noise by taking it out bit by bit
/// (Ho, Jain and Abbeel, "Denoising diffusion probabilistic models", 2020; sampled as by Song, Meng
/// and Ermon, 2021).
public final class DenoisingPoints {
  private static final int STEPS = 40;

  private DenoisingPoints() {}

  /// A network of two inputs: points `[n, 2]`, and how much of each is left of it, `[n, 1]`.
  record Denoiser(Sequential body) implements MultiInputLayer {
    @Override
    public Tensor apply(List<Tensor> inputs) {
      return Pass.current().apply(this, "body", body, Tensor.concat(1, inputs));
    }
  }

  /// How much of the signal is left at a time from 0, all, to 1, hardly anything.
  static Tensor signal(Tensor time) {
    return time.times(0.98 * Math.PI / 2).cos();
  }

  /// Points on a spiral, `[n, 2]`.
  static Tensor spiral(RandomKey key, int n) {
    Tensor t = key.uniform(Shape.of(n, 1)).sqrt().times(3 * Math.PI);
    return Tensor.concat(1, List.of(t.cos().times(t), t.sin().times(t))).times(0.2);
  }

  static Model train(long seed, int epochs) {
    Model model =
        Model.of(
            List.of(Signature.floats(2), Signature.floats(1)),
            seed(seed),
            (shapes, start) ->
                new Denoiser(
                    sequential(dense(128), silu(), dense(128), silu(), dense(128), silu(), dense(2))
                        .build(Shape.of(3), start.child("body"))));
    Objective denoising =
        (inputs, _) -> {
          Tensor x = inputs.getFirst();
          Tensor noise = Pass.current().normal(x.shape());
          Tensor kept = signal(Pass.current().uniform(Shape.of(x.size(0), 1)));
          Tensor noisy = x.times(kept).plus(noise.times(spread(kept)));
          return Outcome.mean(Losses.mse(model.apply(List.of(noisy, kept)), noise), x.size(0));
        };
    Trainer.of(Learner.Spec.of(model, denoising, Adam.of(2e-3)))
        .fit(
            Batches.generate(
                "spiral", seed, 200, key -> Batch.of(List.of(spiral(key, 512)), List.of())),
            epochs);
    return model;
  }

  private static Tensor spread(Tensor kept) {
    return kept.square().subtractedFrom(1).maximum(0).sqrt();
  }

  /// Points `[n, 2]` made of noise.
  static Tensor sample(Model model, RandomKey key, int n) {
    Tensor x = key.normal(Shape.of(n, 2));
    for (int step = STEPS; step > 0; step--) {
      Tensor kept = signal(Tensor.full(x.dtype(), Shape.of(n, 1), (double) step / STEPS));
      Tensor next = signal(Tensor.full(x.dtype(), Shape.of(n, 1), (step - 1.0) / STEPS));
      Tensor noise = model.predict(List.of(x, kept));
      Tensor clean = x.minus(noise.times(spread(kept))).dividedBy(kept);
      x = clean.times(next).plus(noise.times(spread(next)));
    }
    return x;
  }

  static void main() {
    IO.println(sample(train(42, 25), RandomKey.of(7), 10));
  }
}
