package gradus.course.diffusion;

import gradus.course.Reproduction;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.diffusion.Diffusion;
import gradus.diffusion.DiffusionSampler;
import gradus.diffusion.NoiseSchedule;
import gradus.diffusion.Prediction;
import gradus.io.FileException;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.UNet;
import gradus.optim.Adam;
import gradus.optim.Schedules;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.Learner;
import gradus.train.Trainer;
import gradus.train.WeightAverage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A diffusion of pictures of ten classes: the network that takes noise out of them, and what it
/// makes.
///
/// @param model told noisy pictures, times and classes
/// @param shape of what it makes, a sample
/// @param bound the largest value of what it makes; infinite for none
record PictureModel(Model model, Shape shape, double bound) {
  /// How many classes MNIST and Fashion-MNIST have.
  static final int CLASSES = 10;

  static final Diffusion DIFFUSION =
      Diffusion.of(NoiseSchedule.cosine(1000)).withPrediction(Prediction.VELOCITY);

  private static final double DROPPED = 0.1;
  private static final int BATCH = 32;
  private static final int CHUNK = 100;
  private static final Shape PICTURE = Shape.of(1, 28, 28);

  /// How a network is trained.
  ///
  /// @param channels of the network's sizes
  /// @param patch how many pixels down and across become channels of one place
  /// @param steps of training
  /// @param horizon over how many steps the rate would fall to 0; where a training ends before, the
  ///   mean of the last weights stands in for the rest
  record Recipe(
      List<Integer> channels, int patch, int steps, int horizon, double rate, double decay) {
    /// How many pictures a step is on.
    int batch() {
      return BATCH;
    }
  }

  /// A new network for pictures of 28 x 28, from -1 to 1.
  static PictureModel ofPictures(Recipe recipe, long seed) {
    UNet.Spec spec = unet(recipe).withPatch(recipe.patch);
    return new PictureModel(Model.of(spec.inputs(PICTURE), Layers.seed(seed), spec), PICTURE, 1);
  }

  /// A new network for small codes of pictures, of about variance 1.
  static PictureModel ofCodes(Shape code, Recipe recipe, long seed) {
    UNet.Spec spec = unet(recipe);
    return new PictureModel(
        Model.of(spec.inputs(code), Layers.seed(seed), spec), code, Double.POSITIVE_INFINITY);
  }

  private static UNet.Spec unet(Recipe recipe) {
    return Layers.unet(recipe.channels.stream().mapToInt(Integer::intValue).toArray())
        .withTime()
        .withClasses(CLASSES);
  }

  /// Trains it; it gets the mean of its last weights. At the larger sizes a training that was ended
  /// goes on.
  ///
  /// @param data of the network's range
  /// @param name what its checkpoint is called
  void train(Reproduction here, Dataset data, Recipe recipe, String name) {
    WeightAverage average = WeightAverage.exponential(recipe.decay);
    int whole = data.size() / BATCH;
    int epoch = Math.min(recipe.steps, Math.min(whole, 400));
    int epochs = Math.ceilDiv(recipe.steps, epoch);
    Batches batches = pieces(data, here.seed(), epoch);
    Trainer trainer =
        Trainer.of(
                Learner.Spec.of(
                    "unet", model, DIFFUSION.objective(model, DROPPED), Adam.of(recipe.rate)))
            .schedule(Schedules.cosine(0, recipe.horizon).byStep());
    Callback watch = here.watching(0, epoch * epochs);
    History _ = here.train(trainer, name, batches, epochs, average, watch);
  }

  /// So many batches at random, so that checkpoints are kept more often than once in all data.
  private static Batches pieces(Dataset data, long seed, int batches) {
    return Batches.generate(
        "pieces",
        seed,
        batches,
        key -> {
          float[] at = key.uniform(Shape.of(BATCH)).toFloats();
          int[] indices = new int[BATCH];
          for (int i = 0; i < BATCH; i++) {
            indices[i] = Math.min(data.size() - 1, (int) (at[i] * data.size()));
          }
          return data.gather(indices);
        });
  }

  /// What it is asked for, and what it made.
  ///
  /// @param asked the class of each
  /// @param samples in the network's range
  record Made(int[] asked, Tensor samples) {
    /// As pictures from 0 to 1.
    Tensor pictures() {
      return brightness(samples);
    }
  }

  /// From -1 to 1 to brightness from 0 to 1.
  static Tensor brightness(Tensor samples) {
    return samples.plus(1).times(0.5).clip(0, 1);
  }

  /// Samples of all classes in turn.
  Made make(int count, int steps, double guidance, long seed) {
    return make(count, sampler(steps).withGuidance(guidance), seed);
  }

  /// Samples of all classes in turn.
  Made make(int count, DiffusionSampler sampler, long seed) {
    int[] asked = new int[count];
    for (int i = 0; i < count; i++) {
      asked[i] = i % CLASSES;
    }
    List<Tensor> all = new ArrayList<>();
    for (int from = 0; from < count; from += CHUNK) {
      int to = Math.min(count, from + CHUNK);
      RandomKey key = RandomKey.of(seed).fold(from);
      Tensor classes = Tensor.ofInts(Arrays.copyOfRange(asked, from, to));
      all.add(sampler.sample(model, noise(key, to - from), classes, key.fold(1)));
    }
    return new Made(asked, Tensor.concat(0, all));
  }

  /// A way to make samples in some steps.
  DiffusionSampler sampler(int steps) {
    return DiffusionSampler.of(DIFFUSION, steps).withBound(bound);
  }

  /// Noise to begin with.
  Tensor noise(RandomKey key, int count) {
    return key.fold(0).normal(shape.insert(0, count));
  }

  /// Keeps it in a file.
  void save(Path file) throws FileException {
    model.save(file);
  }

  /// The network of pictures in a file.
  static PictureModel load(Path file) throws FileException {
    return new PictureModel(Model.load(file), PICTURE, 1);
  }
}
