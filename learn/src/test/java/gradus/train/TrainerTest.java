package gradus.train;

import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.io.Safetensors;
import gradus.loss.Losses;
import gradus.loss.Penalty;
import gradus.nn.Layer;
import gradus.nn.Model;
import gradus.nn.ModelInUseException;
import gradus.optim.Adam;
import gradus.optim.GradientClip;
import gradus.optim.Schedule;
import gradus.optim.Sgd;
import gradus.tensor.Message;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Threads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  @TempDir Path folder;

  /// Which of four quadrants a point lies in.
  private static Dataset quadrants(int count, long seed) {
    Tensor points = RandomKey.of(seed).uniform(Shape.of(count, 2), -1, 1);
    var classes = new int[count];
    float[] values = points.toFloats();
    for (int i = 0; i < count; i++) {
      classes[i] = (values[2 * i] > 0 ? 1 : 0) + (values[2 * i + 1] > 0 ? 2 : 0);
    }
    return Dataset.of(points, Tensor.of(Shape.of(count), classes));
  }

  private static Batches train() {
    return quadrants(230, 1).shuffle(3).batch(32);
  }

  private static Batches validation() {
    return quadrants(90, 2).batch(64);
  }

  private static Model model() {
    return Model.of(Shape.of(2), seed(7), dense(24), batchNorm(), relu(), dropout(0.2), dense(4));
  }

  private static Trainer trainer(Model model) {
    return Trainer.of(model, Losses::crossEntropy, Adam.of(0.01));
  }

  private static String weights(Model model) {
    return Safetensors.weightsSha256(model.weights());
  }

  @Test
  void learnsAndRecordsWhatItMeasured() {
    Model model = model();
    History history = trainer(model).fit(train(), validation(), 30);
    assertThat(history.epochs()).hasSize(30);
    assertThat(history.names()).contains("loss", "valLoss", "learningRate");
    assertThat(history.last("valLoss")).isLessThan(0.3);
    assertThat(history.values("loss")[0]).isGreaterThan(history.last("loss"));
  }

  @Test
  void givesTheSameBitsWithAnyNumberOfThreads() {
    int before = Threads.count();
    try {
      var hashes = new ArrayList<String>();
      for (int threads : new int[] {1, 2, 8}) {
        Threads.use(threads);
        Model model = model();
        trainer(model).fit(train(), 3);
        hashes.add(weights(model));
      }
      assertThat(hashes).containsOnly(hashes.getFirst());
    } finally {
      Threads.use(before);
    }
  }

  @Test
  void givesTheSameBitsWithAndWithoutPrefetching() {
    Model one = model();
    Model other = model();
    trainer(one).fit(train(), 3);
    trainer(other).withoutPrefetch().fit(train(), 3);
    assertThat(weights(one)).isEqualTo(weights(other));
  }

  @Test
  void resumesBitForBitAfterAnEpoch() {
    Model whole = model();
    History expected = trainer(whole).fit(train(), validation(), 6);
    Path file = folder.resolve("run.checkpoint");
    trainer(model()).callbacks(Callbacks.checkpoint(file)).fit(train(), validation(), 4);
    Model resumed = model();
    History history = trainer(resumed).resume(file).fit(train(), validation(), 6);
    assertThat(weights(resumed)).isEqualTo(weights(whole));
    assertThat(history.values("valLoss")).containsExactly(expected.values("valLoss"));
  }

  @Test
  void resumesBitForBitInTheMiddleOfAnEpoch() {
    Model whole = model();
    History expected = trainer(whole).fit(train(), 4);
    Path file = folder.resolve("run.checkpoint");
    Callback interrupt =
        new Callback() {
          @Override
          public void onBatch(TrainingRun run, int batch, double loss) {
            if (run.step() == 19) {
              run.stop("interrupted");
            }
          }
        };
    trainer(model()).callbacks(interrupt, Callbacks.checkpoint(file)).fit(train(), 4);
    Model resumed = model();
    History history = trainer(resumed).resume(file).fit(train(), 4);
    assertThat(weights(resumed)).isEqualTo(weights(whole));
    assertThat(history.values("loss")).containsExactly(expected.values("loss"));
  }

  @Test
  void refusesToResumeWithAnotherModelOptimizerSeedOrData() {
    Path file = folder.resolve("run.checkpoint");
    trainer(model()).callbacks(Callbacks.checkpoint(file)).fit(train(), 1);
    Model wider = Model.of(Shape.of(2), seed(7), dense(25), batchNorm(), relu(), dense(4));
    assertThatThrownBy(() -> trainer(wider).resume(file).fit(train(), 2))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("0.weight")
        .hasMessageContaining("[2, 24]")
        .hasMessageContaining("[2, 25]");
    assertThatThrownBy(() ->
            Trainer.of(model(), Losses::crossEntropy, Sgd.of(0.1)).resume(file).fit(train(), 2))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("optimizer");
    assertThatThrownBy(() -> trainer(model()).seed(8).resume(file).fit(train(), 2))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("seed");
    Batches other = quadrants(230, 5).shuffle(3).batch(32);
    assertThatThrownBy(() -> trainer(model()).resume(file).fit(other, 2))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("data");
  }

  @Test
  void stopsEarlyAndRestoresTheBestWeights() {
    Model model = model();
    var messages = new ArrayList<String>();
    var stopping = EarlyStopping.of().withPatience(2).withMessages(messages::add);
    Schedule exploding = (base, _, epoch) -> epoch < 3 ? base : 20;
    var seen = new ArrayList<String>();
    Callback remember =
        new Callback() {
          @Override
          public void onEpoch(TrainingRun run, History.Epoch epoch) {
            seen.add(weights(run.model()));
          }
        };
    History history =
        trainer(model)
            .schedule(exploding)
            .callbacks(stopping, remember)
            .fit(train(), validation(), 20);
    assertThat(history.epochs().size()).isLessThan(20);
    double[] losses = history.values("valLoss");
    int best = 0;
    for (int i = 0; i < losses.length; i++) {
      best = losses[i] < losses[best] - 0.001 ? i : best;
    }
    assertThat(weights(model)).isEqualTo(seen.get(best));
    assertThat(messages.getLast()).contains("stopping");
  }

  /// What early stopping says in English, it says in Chinese as well.
  @Test
  void tellsOfEarlyStoppingInBothLanguages() {
    var english = new ArrayList<String>();
    var notes = new ArrayList<Message>();
    Schedule exploding = (base, _, epoch) -> epoch < 3 ? base : 20;
    for (EarlyStopping stopping :
        List.of(
            EarlyStopping.of().withMessages(english::add),
            EarlyStopping.of().withNotes(notes::add))) {
      trainer(model())
          .schedule(exploding)
          .callbacks(stopping.withPatience(2))
          .fit(train(), validation(), 20);
    }
    assertThat(notes.stream().map(note -> note.in(Locale.ENGLISH))).isEqualTo(english);
    assertThat(english).contains("no improvement for 1 of 2 epochs", "stopping early");
    assertThat(notes.stream().map(note -> note.in(Locale.CHINESE)))
        .contains("已有 1 轮没有改善（耐心 2 轮）", "提前停止")
        .anyMatch(note -> note.matches("valLoss 改善到 \\d\\.\\d{4}"));
  }

  @Test
  void keepsTheBestWeightsThroughAResumption() {
    Path file = folder.resolve("run.checkpoint");
    Schedule exploding = (base, _, epoch) -> epoch < 2 ? base : 20;
    Model first = model();
    trainer(first)
        .schedule(exploding)
        .callbacks(EarlyStopping.of().withPatience(4), Callbacks.checkpoint(file))
        .fit(train(), validation(), 4);
    Model resumed = model();
    trainer(resumed)
        .schedule(exploding)
        .callbacks(EarlyStopping.of().withPatience(4))
        .resume(file)
        .fit(train(), validation(), 20);
    Model best = model();
    trainer(best).schedule(exploding).fit(train(), validation(), 2);
    assertThat(weights(resumed)).isEqualTo(weights(best));
  }

  @Test
  void keepsTheLastWeightsWhereSomethingElseStoppedTraining() {
    Path file = folder.resolve("run.checkpoint");
    Schedule exploding = (base, _, epoch) -> epoch < 2 ? base : 20;
    Callback interruption =
        new Callback() {
          @Override
          public void onBatch(TrainingRun run, int batch, double loss) {
            if (run.epoch() == 4 && batch == 3) {
              run.stop("interrupted");
            }
          }
        };
    trainer(model())
        .schedule(exploding)
        .callbacks(interruption, EarlyStopping.of().withPatience(9), Callbacks.checkpoint(file))
        .fit(train(), validation(), 6);
    var last = new ArrayList<String>();
    Callback remember =
        new Callback() {
          @Override
          public void onEpoch(TrainingRun run, History.Epoch epoch) {
            last.add(weights(run.model()));
          }
        };
    trainer(model())
        .schedule(exploding)
        .callbacks(EarlyStopping.of().withPatience(9), remember)
        .resume(file)
        .fit(train(), validation(), 6);
    Model whole = model();
    trainer(whole).schedule(exploding).fit(train(), validation(), 6);
    assertThat(last.getLast()).isEqualTo(weights(whole));
  }

  @Test
  void trainsNoFurtherWhenAnEarlyStoppedTrainingIsResumed() {
    Path file = folder.resolve("run.checkpoint");
    Schedule exploding = (base, _, epoch) -> epoch < 2 ? base : 20;
    Model first = model();
    History stopped =
        trainer(first)
            .schedule(exploding)
            .callbacks(EarlyStopping.of().withPatience(2), Callbacks.checkpoint(file))
            .fit(train(), validation(), 20);
    Model again = model();
    History resumed =
        trainer(again)
            .schedule(exploding)
            .callbacks(EarlyStopping.of().withPatience(2), Callbacks.checkpoint(file))
            .resume(file)
            .fit(train(), validation(), 20);
    assertThat(resumed.epochs()).hasSameSizeAs(stopped.epochs());
    assertThat(weights(again)).isEqualTo(weights(first));
  }

  /// A layer whose output overflows once its weights have moved.
  record Overflowing(Layer body) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return body.apply(x).times(1e30).times(1e30);
    }
  }

  @Test
  void namesTheLayerThatWentBadAndKeepsTheWeights() {
    Model model =
        Model.of(
            Shape.of(2),
            seed(1),
            dense(3),
            (input, init) -> new Overflowing(dense(3).build(input, init)),
            dense(4));
    String before = weights(model);
    assertThatThrownBy(() -> trainer(model).fit(train(), 1))
        .isInstanceOf(NonFiniteLossException.class)
        .hasMessageContaining("layer 1")
        .hasMessageContaining("Overflowing")
        .hasMessageContaining("epoch 1, batch 1");
    assertThat(weights(model)).isEqualTo(before);
  }

  /// A layer that does nothing.
  record Same() implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }

  /// A layer that does nothing either, but looks at values, so that it cannot be traced.
  record Reading() implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      if (gradus.nn.Pass.current().isTraining() && Double.isNaN(x.sum().item())) {
        return x.negate();
      }
      return x;
    }
  }

  @Test
  void trainsUntracedWhereALayerReadsValues() {
    Model reading = Model.of(Shape.of(2), seed(7), dense(8), new Reading(), relu(), dense(4));
    Model plain = Model.of(Shape.of(2), seed(7), dense(8), new Same(), relu(), dense(4));
    trainer(reading).fit(train(), 2);
    trainer(plain).fit(train(), 2);
    assertThat(reading.weights().get("3.weight").toFloats())
        .containsExactly(plain.weights().get("3.weight").toFloats());
  }

  @Test
  void penaltiesKeepWeightsSmaller() {
    Model free = model();
    Model held = model();
    trainer(free).fit(train(), 10);
    History history = trainer(held).penalty(Penalty.l2(0.05)).fit(train(), 10);
    assertThat(history.names()).contains("penalty");
    double norm = held.weights().get("0.weight").norm().item();
    assertThat(norm).isLessThan(free.weights().get("0.weight").norm().item());
  }

  @Test
  void clipsGradients() {
    Model model = Model.of(Shape.of(2), seed(7), dense(4));
    Tensor before = model.weights().get("0.weight");
    Trainer.of(model, Losses::crossEntropy, Sgd.of(1))
        .clip(GradientClip.byNorm(1e-3))
        .fit(quadrants(32, 1).batch(32), 1);
    Tensor moved = model.weights().get("0.weight").minus(before);
    assertThat(moved.norm().item()).isLessThanOrEqualTo(1.01e-3);
  }

  @Test
  void refusesToTrainOneModelTwiceAtOnce() {
    Model model = model();
    Callback nested =
        new Callback() {
          @Override
          public void onEpoch(TrainingRun run, History.Epoch epoch) {
            trainer(model).fit(train(), 1);
          }
        };
    assertThatThrownBy(() -> trainer(model).callbacks(nested).fit(train(), 1))
        .isInstanceOf(ModelInUseException.class);
    assertThat(trainer(model).fit(train(), 1).epochs()).hasSize(1);
  }

  @Test
  void rejectsAScheduleThatGoesBelowZero() {
    assertThatThrownBy(() -> trainer(model()).schedule((_, step, _) -> 1 - step).fit(train(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("learning rate -1.0")
        .hasMessageContaining("step 2");
  }

  @Test
  void logsEachEpochAsJsonAndCsv() throws java.io.IOException {
    Path lines = folder.resolve("log.jsonl");
    Path table = folder.resolve("log.csv");
    var rates = new LearningRateLog();
    trainer(model())
        .callbacks(EpochLog.jsonLines(lines), EpochLog.csv(table), rates)
        .fit(train(), validation(), 2);
    List<String> json = java.nio.file.Files.readAllLines(lines);
    assertThat(json).hasSize(2);
    assertThat(json.getFirst()).startsWith("{\"epoch\":1,\"loss\":");
    assertThat(java.nio.file.Files.readAllLines(table)).hasSize(3);
    assertThat(rates.rates()).hasSize(16).containsOnly(0.01);
  }

  @Test
  void rejectsAModelWithFewerOutputsThanClasses() {
    var images =
        Dataset.images(
            Shape.of(1, 1, 2), new byte[8], new int[] {0, 1, 2, 3}, List.of("a", "b", "c", "d"));
    Model model = Model.of(Shape.of(1, 1, 2), seed(1), flatten(), dense(3));
    assertThatThrownBy(() -> trainer(model).fit(images.batch(2), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("4 classes")
        .hasMessageContaining("dense(4)");
  }
}
