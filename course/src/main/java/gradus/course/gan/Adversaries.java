package gradus.course.gan;

import static gradus.nn.Layers.conv2d;
import static gradus.nn.Layers.convTranspose2d;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.leakyRelu;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.reshape;
import static gradus.nn.Layers.seed;
import static gradus.nn.Layers.sigmoid;

import gradus.nn.Model;
import gradus.nn.Pass;
import gradus.optim.Adam;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Learner;
import gradus.train.Objective;
import gradus.train.Trainer;
import java.util.List;

/// Two networks in a contest: a generator makes samples of noise, and a discriminator tells them
/// from real ones.
///
/// Papers: Goodfellow and others, *Generative adversarial nets*, 2014; for the penalty, Mescheder,
/// Geiger and Nowozin, *Which training methods for GANs do actually converge?*, 2018.
///
/// @param generator from noise `[n, latent]` to samples
/// @param discriminator from samples to `[n, 1]`: how sure it is that they are real, as a logit
/// @param penalty of the discriminator's slope at real samples, gamma; 0 for none
record Adversaries(Model generator, Model discriminator, double penalty) {
  static final String GENERATOR = "generator";
  static final String DISCRIMINATOR = "discriminator";
  private static final int SIDE = 28;
  private static final double LEAK = 0.2;

  /// Two small networks for points.
  ///
  /// @param latent how many numbers of noise become a point
  static Adversaries ofPoints(int dimensions, int latent, int width, double penalty, long start) {
    Model generator =
        Model.of(
            Shape.of(latent),
            seed(start),
            dense(width),
            relu(),
            dense(width),
            relu(),
            dense(dimensions));
    Model discriminator =
        Model.of(
            Shape.of(dimensions),
            seed(start + 1),
            dense(width),
            leakyRelu(LEAK),
            dense(width),
            leakyRelu(LEAK),
            dense(1));
    return new Adversaries(generator, discriminator, penalty);
  }

  /// Two networks for pictures of digits.
  static Adversaries ofDigits(int latent, double penalty, long start) {
    Model generator =
        Model.of(
            Shape.of(latent),
            seed(start),
            dense(256),
            relu(),
            dense(512),
            relu(),
            dense(SIDE * SIDE),
            sigmoid(),
            reshape(1, SIDE, SIDE));
    Model discriminator =
        Model.of(
            Shape.of(1, SIDE, SIDE),
            seed(start + 1),
            flatten(),
            dense(512),
            leakyRelu(LEAK),
            dense(256),
            leakyRelu(LEAK),
            dense(1));
    return new Adversaries(generator, discriminator, penalty);
  }

  /// Two convolutional networks for pictures of digits, as in Radford, Metz and Chintala,
  /// *Unsupervised representation learning with deep convolutional generative adversarial
  /// networks*, 2015, without its batch normalisation, which a penalty on the slope makes
  /// unnecessary.
  static Adversaries ofDigitsConvolutional(int latent, double penalty, long start) {
    Model generator =
        Model.of(
            Shape.of(latent),
            seed(start),
            dense(64 * SIDE / 4 * SIDE / 4),
            leakyRelu(LEAK),
            reshape(64, SIDE / 4, SIDE / 4),
            convTranspose2d(32, 4).withStride(2).withPadding(1),
            leakyRelu(LEAK),
            convTranspose2d(1, 4).withStride(2).withPadding(1),
            sigmoid());
    Model discriminator =
        Model.of(
            Shape.of(1, SIDE, SIDE),
            seed(start + 1),
            conv2d(32, 4).withStride(2).withPadding(1),
            leakyRelu(LEAK),
            conv2d(64, 4).withStride(2).withPadding(1),
            leakyRelu(LEAK),
            flatten(),
            dense(1));
    return new Adversaries(generator, discriminator, penalty);
  }

  /// What the discriminator makes small: the cross-entropy of "real" and "made", and the square of
  /// its slope at real samples.
  Objective telling() {
    return (inputs, _) -> {
      Tensor real = penalty > 0 ? inputs.getFirst().tracked() : inputs.getFirst();
      Tensor made = made(real.size(0)).detach();
      Tensor answer = discriminator.apply(real);
      // -log D(real) and -log(1 - D(made)), of logits.
      Tensor loss =
          answer.negate().softplus().mean().plus(discriminator.apply(made).softplus().mean());
      return Objective.Outcome.mean(
          penalty > 0 ? loss.plus(steepness(answer, real).times(penalty / 2)) : loss, real.size(0));
    };
  }

  private static Tensor steepness(Tensor answer, Tensor real) {
    Tensor slope = answer.sum().differentiableGradients(List.of(real)).getFirst();
    return slope.square().sum().dividedBy((double) real.size(0));
  }

  /// What the generator makes small: `-log D(made)`, whose slope is largest where it is seen
  /// through.
  Objective deceiving() {
    return (inputs, _) -> {
      int size = inputs.getFirst().size(0);
      Tensor answer = discriminator.apply(made(size));
      return Objective.Outcome.mean(answer.negate().softplus().mean(), size);
    };
  }

  private Tensor made(int count) {
    return generator.apply(Pass.current().normal(Shape.of(count, latent())));
  }

  /// How many numbers of noise become a sample.
  int latent() {
    return generator.input().shape().size(0);
  }

  /// The discriminator's part of the training.
  Learner.Spec discriminating(double rate) {
    return Learner.Spec.of(DISCRIMINATOR, discriminator, telling(), optimizer(rate));
  }

  private static Adam optimizer(double rate) {
    return Adam.of(rate).withBetas(0.5, 0.999);
  }

  /// The contest: on each batch, a step of the discriminator and then one of the generator.
  Trainer trainer(double generatorRate, double discriminatorRate) {
    return Trainer.of(
        discriminating(discriminatorRate),
        Learner.Spec.of(GENERATOR, generator, deceiving(), optimizer(generatorRate)));
  }

  /// Samples of noise.
  static Tensor make(Model generator, RandomKey key, int count) {
    return generator.predict(key.normal(Shape.of(count, generator.input().shape().size(0))));
  }
}
