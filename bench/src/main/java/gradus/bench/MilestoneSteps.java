package gradus.bench;

import static gradus.bench.Workloads.step;
import static gradus.nn.Layers.conv2d;
import static gradus.nn.Layers.convTranspose2d;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.leakyRelu;
import static gradus.nn.Layers.reshape;
import static gradus.nn.Layers.sigmoid;

import gradus.data.Batch;
import gradus.data.Dataset;
import gradus.diffusion.Diffusion;
import gradus.diffusion.NoiseSchedule;
import gradus.diffusion.Prediction;
import gradus.loss.Loss;
import gradus.loss.Losses;
import gradus.networks.Networks;
import gradus.networks.ResNet;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.Pass;
import gradus.nn.Seed;
import gradus.nn.UNet;
import gradus.optim.Adam;
import gradus.optim.Optimizer;
import gradus.optim.Sgd;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Learner;
import gradus.train.Objective;
import gradus.train.Trainer;
import java.util.List;

/// One training step of what the milestones train, on a batch that stays the same.
final class MilestoneSteps {
  private static final Shape PICTURE = Shape.of(1, 28, 28);
  private static final int CLASSES = 10;
  private static final int LATENT = 64;
  private static final int TURNS = 8;
  private static final double LEAK = 0.2;
  private static final double PENALTY = 1;
  private static final int VOCABULARY = 80;
  private static final int CONTEXT = 64;

  private MilestoneSteps() {}

  /// ResNet-20 with momentum and weight decay.
  static Runnable resNet(int batch) {
    Model model = ResNet.of(20).model(PICTURE, CLASSES, Seed.of(42));
    return step(
        model,
        supervised(model, Losses::crossEntropy),
        new Sgd(0.01, 0.9, 0, false, 1e-4),
        Batch.of(List.of(pictures(batch)), List.of(labels(batch))));
  }

  /// The U-Net of the normal size, which is told times and classes.
  static Runnable unet(int batch) {
    UNet.Spec spec = Layers.unet(24, 48).withTime().withClasses(CLASSES).withPatch(2);
    Model model = Model.of(spec.inputs(PICTURE), Seed.of(42), spec);
    Objective objective =
        Diffusion.of(NoiseSchedule.cosine(1000))
            .withPrediction(Prediction.VELOCITY)
            .objective(model, 0.1);
    return step(
        model,
        objective,
        Adam.of(1e-3),
        Batch.of(List.of(pictures(batch)), List.of(labels(batch))));
  }

  /// Eight turns of the convolutional nets that play against each other: a step of the one that
  /// tells, whose slope at real pictures is penalised, and a step of the one that makes.
  static Runnable contest(int batch) {
    Model generator =
        Model.of(
            Shape.of(LATENT),
            Seed.of(42),
            dense(64 * 7 * 7),
            leakyRelu(LEAK),
            reshape(64, 7, 7),
            convTranspose2d(32, 4).withStride(2).withPadding(1),
            leakyRelu(LEAK),
            convTranspose2d(1, 4).withStride(2).withPadding(1),
            sigmoid());
    Model discriminator =
        Model.of(
            PICTURE,
            Seed.of(43),
            conv2d(32, 4).withStride(2).withPadding(1),
            leakyRelu(LEAK),
            conv2d(64, 4).withStride(2).withPadding(1),
            leakyRelu(LEAK),
            flatten(),
            dense(1));
    Objective telling =
        (inputs, _) -> {
          Tensor real = inputs.getFirst().tracked();
          Tensor answer = discriminator.apply(real);
          Tensor slope = answer.sum().differentiableGradients(List.of(real)).getFirst();
          Tensor steepness = slope.square().sum().times(PENALTY / 2 / batch);
          Tensor said = discriminator.apply(made(generator, batch).detach());
          return Objective.Outcome.mean(
              answer.negate().softplus().mean().plus(said.softplus().mean()).plus(steepness),
              batch);
        };
    Objective deceiving =
        (_, _) ->
            Objective.Outcome.mean(
                discriminator.apply(made(generator, batch)).negate().softplus().mean(), batch);
    Optimizer adam = Adam.of(1e-3).withBetas(0.5, 0.999);
    Trainer trainer =
        Trainer.of(
            Learner.Spec.of("discriminator", discriminator, telling, adam),
            Learner.Spec.of("generator", generator, deceiving, adam));
    int count = TURNS * batch;
    return Workloads.epoch(trainer, Dataset.of(pictures(count), labels(count)).batch(batch));
  }

  private static Tensor made(Model generator, int count) {
    return generator.apply(Pass.current().normal(Shape.of(count, LATENT)));
  }

  /// A GPT of two blocks on a text of so many characters.
  static Runnable gpt(int batch) {
    Model model = Networks.gpt(VOCABULARY, CONTEXT, 64, 2, 4, 0, Seed.of(42));
    Tensor tokens = numbers(batch * CONTEXT, VOCABULARY).reshape(batch, CONTEXT);
    return step(
        model,
        supervised(model, Losses::crossEntropy),
        Adam.of(1e-3),
        Batch.of(List.of(tokens), List.of(tokens)));
  }

  private static Objective supervised(Model model, Loss loss) {
    return (inputs, targets) ->
        Objective.Outcome.mean(
            loss.of(model.apply(inputs.getFirst()), targets.getFirst()), inputs.getFirst().size(0));
  }

  private static Tensor pictures(int count) {
    return RandomKey.of(3).uniform(PICTURE.insert(0, count));
  }

  private static Tensor labels(int count) {
    return numbers(count, CLASSES);
  }

  private static Tensor numbers(int count, int below) {
    int[] numbers = new int[count];
    java.util.Arrays.setAll(numbers, i -> i % below);
    return Tensor.ofInts(numbers);
  }
}
