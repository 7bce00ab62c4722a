package gradus.course.diffusion;

import gradus.course.Reproduction;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.Pass;
import gradus.optim.Adam;
import gradus.optim.ParameterGroups;
import gradus.optim.Schedules;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.History;
import gradus.train.Learner;
import gradus.train.Objective;
import gradus.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An autoencoder: pictures become small codes, and codes become pictures again.
///
/// @param encoder from pictures, from -1 to 1, to codes
/// @param decoder back
/// @param deviation of the codes of real pictures
record Codes(Model encoder, Model decoder, double deviation) {
  /// The shape of a code: 4 channels of 7 x 7, a quarter of a picture's numbers.
  static final Shape CODE = Shape.of(4, 7, 7);

  private static final Shape PICTURE = Shape.of(1, 28, 28);
  private static final int BATCH = 64;
  private static final int CHUNK = 500;
  private static final double BLUR = 0.1;
  private static final double PULL = 1e-3;

  /// A trained one.
  ///
  /// @param data pictures from -1 to 1
  static Codes train(Reproduction here, Dataset data, int steps, int width) {
    Model encoder =
        Model.of(
            PICTURE,
            Layers.seed(here.seed()),
            Layers.conv2d(width, 3).withStride(2).withPadding(1),
            Layers.silu(),
            Layers.conv2d(2 * width, 3).withStride(2).withPadding(1),
            Layers.silu(),
            Layers.conv2d(CODE.size(0), 1));
    Model decoder =
        Model.of(
            CODE,
            Layers.seed(here.seed() + 1),
            Layers.conv2d(2 * width, 3).withPadding(1),
            Layers.silu(),
            Layers.conv2d(4 * width, 3).withPadding(1),
            Layers.pixelShuffle(2),
            Layers.silu(),
            Layers.conv2d(4, 3).withPadding(1),
            Layers.pixelShuffle(2));
    // Codes that a little noise must not harm are smooth; the pull keeps them from growing away
    // from the noise.
    Objective objective =
        (inputs, _) -> {
          Tensor x = inputs.getFirst();
          Tensor code = encoder.apply(x);
          Tensor blurred = code.plus(Pass.current().normal(code.shape()).times(BLUR));
          Tensor loss =
              Losses.mse(decoder.apply(blurred), x).plus(code.square().mean().times(PULL));
          return Objective.Outcome.mean(loss, x.size(0));
        };
    int epoch = Math.min(steps, data.size() / BATCH);
    int epochs = Math.ceilDiv(steps, epoch);
    Batches batches = data.take(epoch * BATCH).shuffle(here.seed()).batch(BATCH);
    History _ =
        Trainer.of(
                Learner.Spec.of(
                    Map.of("encoder", encoder, "decoder", decoder),
                    objective,
                    ParameterGroups.all(Adam.of(2e-3))))
            .schedule(Schedules.cosine(0, (long) epoch * epochs).byStep())
            .callbacks(here.watching(0, epoch * epochs))
            .fit(batches, epochs);
    Tensor some = encoder.predict(data.take(CHUNK).inputs());
    return new Codes(encoder, decoder, some.square().mean().sqrt().item());
  }

  /// Codes of variance 1 of pictures, with their classes.
  Dataset of(Dataset pictures) {
    List<Tensor> all = new ArrayList<>();
    Tensor inputs = pictures.inputs();
    for (int from = 0; from < pictures.size(); from += CHUNK) {
      Tensor some = inputs.slice(0, from, Math.min(pictures.size(), from + CHUNK));
      all.add(encoder.predict(some).dividedBy(deviation));
    }
    return Dataset.of(Tensor.concat(0, all), pictures.targets());
  }

  /// Pictures of codes, from -1 to 1.
  Tensor pictures(Tensor codes) {
    return decoder.predict(codes.times(deviation));
  }
}
