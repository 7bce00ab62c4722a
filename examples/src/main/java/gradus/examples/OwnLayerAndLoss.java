package gradus.examples;

import static gradus.nn.Initializers.constant;
import static gradus.nn.Initializers.uniform;
import static gradus.nn.Layers.*;

import module gradus.learn;

/// A layer and a loss of one's own: bumps along a line, and the height that a share `q` of all
/// values stays below (Koenker and Bassett, "Regression quantiles", 1978).
public final class OwnLayerAndLoss {
  /// `exp(-(s (x - c))^2)` for each centre `c` and steepness `s`: `[n, 1]` becomes `[n, bumps]`.
  /// The components are all there is to say: names, saving and training follow from them.
  record Bumps(Parameter centres, Parameter steepness) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return x.minus(centres.value()).times(steepness.value()).square().negate().exp();
    }
  }

  /// The layer to be, which gets its parameters when the model is built.
  static LayerSpec bumps(int count) {
    return (_, start) ->
        new Bumps(
            start.parameter("centres", Shape.of(count), uniform(2)),
            start.parameter("steepness", Shape.of(count), constant(2)));
  }

  /// A value above the prediction costs `q` for each unit, one below it `1 - q`.
  static Loss quantile(double q) {
    return (prediction, target) -> {
      Tensor above = target.minus(prediction);
      return above.times(q).maximum(above.times(q - 1)).mean();
    };
  }

  /// Points `(x, y)` with noise that grows from left to right.
  static Dataset noisy(long seed, int n) {
    RandomKey key = RandomKey.of(seed);
    Tensor x = key.fold(0).uniform(Shape.of(n, 1), -2, 2);
    Tensor noise = key.fold(1).normal(Shape.of(n, 1)).times(x.plus(2.5)).times(0.2);
    return Dataset.of(x, x.times(2).sin().plus(noise));
  }

  static Model train(double q, long seed) {
    Model model = Model.of(Shape.of(1), seed(seed), bumps(12), dense(1));
    Trainer.of(model, quantile(q), Adam.of(0.02))
        .fit(noisy(seed, 2000).shuffle(seed).batch(100), 40);
    return model;
  }

  static void main() {
    Tensor x = Tensor.linspace(-2, 2, 5).expand(1);
    IO.println("half of all values are below        " + train(0.5, 42).predict(x));
    IO.println("nine out of ten values are below    " + train(0.9, 42).predict(x));
  }
}
