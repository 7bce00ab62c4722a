package gradus.examples;

import static gradus.nn.Layers.*;

import module gradus.learn;

import gradus.train.Objective.Outcome;
import java.util.List;

/// Two networks that compete: one makes points, the other tells them from those of 8 Gaussians on a
/// ring (Goodfellow et al., 2014; with the gradient penalty of Gulrajani et al., 2017).
public final class RingGan {
  /// Points `[n, 2]` around 8 centres on a circle of radius 1, with a standard deviation of 0.1.
  static Tensor ring(RandomKey key, int n) {
    Tensor angle = key.fold(0).uniform(Shape.of(n, 1)).times(8).floor().times(Math.PI / 4);
    Tensor centre = Tensor.concat(1, List.of(angle.cos(), angle.sin()));
    return centre.plus(key.fold(1).normal(Shape.of(n, 2)).times(0.1));
  }

  /// A network that makes points of noise `[n, 2]`, trained.
  static Model train(long seed, int epochs) {
    Model generator =
        Model.of(Shape.of(2), seed(seed), dense(64), relu(), dense(64), relu(), dense(2));
    Model critic =
        Model.of(Shape.of(2), seed(seed + 1), dense(64), relu(), dense(64), relu(), dense(1));
    Objective judge =
        (inputs, _) -> {
          Tensor real = inputs.getFirst();
          Tensor made = generator.apply(Pass.current().normal(real.shape())).detach();
          Tensor share = Pass.current().uniform(Shape.of(real.size(0), 1));
          Tensor between = made.plus(real.minus(made).times(share)).tracked();
          Tensor slope =
              critic.apply(between).sum().differentiableGradients(List.of(between)).getFirst();
          Tensor steepness = slope.norm(1).minus(1).square().mean();
          Tensor gap = critic.apply(made).mean().minus(critic.apply(real).mean());
          return Outcome.mean(gap.plus(steepness), real.size(0));
        };
    Objective deceive =
        (inputs, _) -> {
          Tensor made = generator.apply(Pass.current().normal(inputs.getFirst().shape()));
          return Outcome.mean(critic.apply(made).mean().negate(), made.size(0));
        };
    Trainer.of(
            Learner.Spec.of("critic", critic, judge, Adam.of(3e-3).withBetas(0.5, 0.9)),
            Learner.Spec.of("generator", generator, deceive, Adam.of(1e-3).withBetas(0.5, 0.9)))
        .fit(
            Batches.generate(
                "ring", seed, 500, key -> Batch.of(List.of(ring(key, 256)), List.of())),
            epochs);
    return generator;
  }

  static void main() {
    Model generator = train(42, 8);
    IO.println(generator.predict(RandomKey.of(7).normal(Shape.of(10, 2))));
  }
}
