package gradus.train;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.seed;
import static gradus.nn.Layers.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Sgd;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightAverageTest {
  @TempDir Path folder;

  private static Batches data() {
    Tensor x = RandomKey.of(1).normal(Shape.of(64, 3));
    return Dataset.of(x, x.sum(1).reshape(64, 1).sin()).shuffle(2).batch(16);
  }

  private static Model model() {
    return Model.of(Shape.of(3), seed(5), dense(4), tanh(), dense(1));
  }

  private static Trainer trainer(Model model, Callback... callbacks) {
    return Trainer.of(model, Losses::mse, Sgd.of(0.2)).callbacks(callbacks);
  }

  /// The weights after each batch, or each epoch, of the first parameter.
  private static final class Watch implements Callback {
    final List<float[]> batches = new ArrayList<>();
    final List<float[]> epochs = new ArrayList<>();

    @Override
    public void onBatch(TrainingRun run, int batch, double loss) {
      batches.add(first(run.model().weights()));
    }

    @Override
    public void onEpoch(TrainingRun run, History.Epoch epoch) {
      epochs.add(first(run.model().weights()));
    }
  }

  private static float[] first(Map<String, Tensor> weights) {
    Tensor weight = weights.get("0.weight");
    assertThat(weight).isNotNull();
    return weight == null ? new float[0] : weight.toFloats();
  }

  @Test
  void movesWithTheBatches() {
    Watch watch = new Watch();
    Model model = model();
    trainer(model, watch, WeightAverage.exponential(0.5)).fit(data(), 3);
    double[] average = new double[12];
    for (int t = 1; t <= watch.batches.size(); t++) {
      double decay = t == 1 ? 0 : Math.min(0.5, (1.0 + t) / (10.0 + t));
      for (int i = 0; i < average.length; i++) {
        average[i] = decay * average[i] + (1 - decay) * watch.batches.get(t - 1)[i];
      }
    }
    float[] given = first(model.weights());
    for (int i = 0; i < average.length; i++) {
      assertThat(given[i]).isCloseTo((float) average[i], within(1e-6f));
    }
    assertThat(given).isNotEqualTo(watch.batches.getLast());
  }

  @Test
  void isTheMeanOfTheLastEpochs() {
    Watch watch = new Watch();
    Model model = model();
    WeightAverage average = WeightAverage.ofEpochs(3).besideModel();
    trainer(model, watch, average).fit(data(), 5);
    float[] mean = first(average.weights());
    for (int i = 0; i < mean.length; i++) {
      float sum = watch.epochs.get(2)[i] + watch.epochs.get(3)[i] + watch.epochs.get(4)[i];
      assertThat(mean[i]).isCloseTo(sum / 3, within(1e-6f));
    }
    assertThat(first(model.weights())).isEqualTo(watch.epochs.getLast());
  }

  @Test
  void goesOnBitForBit() {
    Path file = folder.resolve("half.checkpoint");
    Model whole = model();
    trainer(whole, WeightAverage.exponential(0.9)).fit(data(), 6);
    trainer(model(), WeightAverage.exponential(0.9).besideModel(), Callbacks.checkpoint(file))
        .fit(data(), 3);
    Model resumed = model();
    trainer(resumed, WeightAverage.exponential(0.9)).resume(file).fit(data(), 6);
    assertThat(first(resumed.weights())).isEqualTo(first(whole.weights()));
  }

  @Test
  void leavesAModelThatIsToGoOnAsItIs() {
    Watch watch = new Watch();
    Model model = model();
    Callback stop =
        new Callback() {
          @Override
          public void onEpoch(TrainingRun run, History.Epoch epoch) {
            run.stop("here");
          }
        };
    trainer(model, watch, stop, WeightAverage.exponential(0.9)).fit(data(), 4);
    assertThat(first(model.weights())).isEqualTo(watch.batches.getLast());
  }

  @Test
  void refusesOtherSettings() {
    for (double decay : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> WeightAverage.exponential(decay))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> WeightAverage.ofEpochs(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> trainer(model(), WeightAverage.exponential(0.9).ofModel("other")).fit(data(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no model \"other\"");
  }
}
