package gradus.course.gan;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.nn.Model;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.TrainingRun;
import gradus.train.WeightAverage;
import java.util.List;

/// A contest over points of a mixture, as its two networks' rates have it.
///
/// @param generatorRate the learning rate of the generator
/// @param discriminatorRate that of the discriminator
/// @param batch how many points of each kind a step is on
/// @param steps of each network
record Contest(
    Mixture mixture, double generatorRate, double discriminatorRate, int batch, int steps) {
  private static final double DECAY = 0.999;

  /// Told how a contest stands.
  interface Moment {
    /// After some steps of both.
    ///
    /// @param last the mean losses since the moment before
    void after(int steps, History.Epoch last);
  }

  /// Trains both, and gives a generator with the mean of the last thousand weights or so.
  ///
  /// @param every after how many steps `moment` is told, which must part all steps evenly
  Model train(Adversaries two, long seed, int every, Moment moment) {
    WeightAverage average = WeightAverage.exponential(DECAY).ofModel(Adversaries.GENERATOR);
    Callback watch =
        new Callback() {
          @Override
          public void onEpoch(TrainingRun run, History.Epoch epoch) {
            moment.after((int) run.step(), epoch);
          }
        };
    History _ =
        two.trainer(generatorRate, discriminatorRate)
            .callbacks(average, watch)
            .fit(batches(seed, every), steps / every);
    Model mean = two.generator().copy();
    mean.load(average.weights());
    return mean;
  }

  /// Points in batches.
  ///
  /// @param every how many batches count as an epoch
  Batches batches(long seed, int every) {
    return Batches.generate(
        mixture.name(), seed, every, key -> Batch.of(List.of(mixture.draw(key, batch)), List.of()));
  }
}
