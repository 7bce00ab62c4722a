package gradus.train;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.data.DataException;
import gradus.data.Dataset;
import gradus.io.FileException;
import gradus.io.Safetensors;
import gradus.loss.Losses;
import gradus.nn.LayerException;
import gradus.nn.Model;
import gradus.optim.Sgd;
import gradus.tensor.IndexException;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What training answers to data and files that are not as they should be: the place and the way
/// out, with the model as it was.
class TrainingMistakesTest {
  @TempDir Path folder;

  private static Model model() {
    return Model.of(Shape.of(3), seed(7), dense(8), relu(), dense(4));
  }

  private static Trainer trainer(Model model) {
    return Trainer.of(model, Losses::crossEntropy, Sgd.of(0.1));
  }

  private static Dataset data(int... labels) {
    Tensor x = RandomKey.of(1).uniform(Shape.of(labels.length, 3));
    return Dataset.of(x, Tensor.of(Shape.of(labels.length), labels));
  }

  private static void assertThatTrainingFails(
      Batches batches, Class<? extends Throwable> type, String... parts) {
    Model model = model();
    String before = Safetensors.weightsSha256(model.weights());
    assertThatThrownBy(() -> trainer(model).fit(batches, 1))
        .isInstanceOf(type)
        .hasMessageContainingAll(parts);
    assertThat(Safetensors.weightsSha256(model.weights())).isEqualTo(before);
    // And it can still be trained.
    assertThat(trainer(model).fit(data(0, 1, 2, 3).batch(4), 1).last("loss")).isFinite();
  }

  private static Batches spoilt(float value) {
    return data(0, 1, 2, 3, 0, 1)
        .batch(4)
        .map(
            "changed",
            (batch, _) -> {
              float[] values = batch.input().toFloats();
              values[3 * (batch.size() - 1) + 1] = value;
              return new Batch(
                  Tensor.of(batch.input().shape(), values), batch.target(), batch.indices());
            });
  }

  @Test
  void namesTheSampleAndColumnOfDataThatIsNotFinite() {
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatTrainingFails(
          spoilt(value),
          NonFiniteLossException.class,
          "the input is " + value,
          "sample 3 of the batch, column 1",
          "epoch 1, batch 1");
    }
    assertThatThrownBy(() ->
            Dataset.of(
                Tensor.of(new float[][] {{1, 2}, {3, Float.NaN}}),
                data(0, 1).gather(0, 1).target()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("sample 1, column 1");
  }

  @Test
  void namesTheSampleWhoseLabelIsNoClass() {
    assertThatTrainingFails(
        data(0, 1, 7, 2).batch(4),
        IndexException.class,
        "crossEntropy: label 7 of sample 2",
        "4 classes, 0 to 3");
    assertThatTrainingFails(
        data(0, 1, 2, -1).batch(4), IndexException.class, "label -1 of sample 3");
  }

  @Test
  void refusesDataOfOtherClassCountsAndShapes() {
    List<String> five = List.of("a", "b", "c", "d", "e");
    assertThatTrainingFails(
        data(0, 1, 2, 3).withClasses(five).batch(2),
        ShapeException.class,
        "5 classes",
        "4 outputs",
        "dense(5)");
    Batches four = data(0, 1, 2, 3).withClasses(five.subList(0, 4)).batch(2);
    assertThatThrownBy(() -> trainer(model()).fit(four, data(0).withClasses(five).batch(1), 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("4 classes")
        .hasMessageContaining("5 to validate on");
    Tensor narrow = Tensor.zeros(4, 2);
    assertThatTrainingFails(
        Dataset.of(narrow, Tensor.ofInts(0, 1, 2, 3)).batch(4),
        LayerException.class,
        "layer 0 (dense)",
        "built for input [3], got [2]");
  }

  @Test
  void refusesEmptyBatches() {
    Batches empty =
        data(0, 1)
            .batch(2)
            .map(
                "changed",
                (batch, _) ->
                    new Batch(
                        batch.input().slice(0, 0, 0), batch.target().slice(0, 0, 0), new int[0]));
    assertThatTrainingFails(empty, RuntimeException.class, "empty");
  }

  @Test
  void passesOnWhatTheThreadThatPreparesBatchesThrows() {
    var asked = new AtomicInteger();
    Batches failing =
        data(0, 1, 2, 3, 0, 1, 2, 3)
            .batch(2)
            .map(
                "changed",
                (batch, _) -> {
                  if (asked.incrementAndGet() == 3) {
                    throw new IllegalStateException("the camera is gone");
                  }
                  return batch;
                });
    assertThatTrainingFails(failing, IllegalStateException.class, "the camera is gone");
  }

  @Test
  void findsOutBeforeTrainingThatAFileCannotBeWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Path directory = Files.createDirectory(folder.resolve("directory"));
    Path below = file.resolve("run.checkpoint");
    for (Callback writing :
        List.of(
            Callbacks.checkpoint(directory),
            Callbacks.checkpoint(below),
            BestModel.smallest("loss", below),
            EpochLog.csv(below))) {
      var epochs = new AtomicInteger();
      Callback counting =
          new Callback() {
            @Override
            public void onBatch(TrainingRun run, int batch, double loss) {
              epochs.incrementAndGet();
            }
          };
      assertThatThrownBy(
              () -> trainer(model()).callbacks(counting, writing).fit(data(0, 1).batch(2), 1))
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(FileException.class)
          .hasMessageContaining("cannot write " + folder);
      assertThat(epochs).hasValue(0);
    }
    assertThat(file).hasContent("x");
  }

  @Test
  void listsWhatThereIsToWatchWhereANameIsMisspelt() {
    for (Callback watching :
        List.of(
            EarlyStopping.of().withMonitor("vallLoss"),
            BestModel.smallest("vallLoss", folder.resolve("best.safetensors")))) {
      assertThatThrownBy(() ->
              trainer(model()).callbacks(watching).fit(data(0, 1).batch(2), data(1).batch(1), 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no vallLoss to watch")
          .hasMessageContaining("valLoss,");
    }
  }

  @Test
  void keepsTheMemoriesOfSeveralWatchersApart() {
    Path file = folder.resolve("run.checkpoint");
    Batches batches = data(0, 1, 2, 3).batch(2);
    var loss = EarlyStopping.of().withMonitor("loss");
    var rate = EarlyStopping.of().withMonitor("learningRate");
    trainer(model()).callbacks(loss, rate, Callbacks.checkpoint(file)).fit(batches, 2);
    var lossAgain = EarlyStopping.of().withMonitor("loss");
    var rateAgain = EarlyStopping.of().withMonitor("learningRate");
    trainer(model()).callbacks(lossAgain, rateAgain).resume(file).fit(batches, 2);
    assertThat(lossAgain.best()).isEqualTo(loss.best());
    assertThat(rateAgain.best()).isEqualTo(rate.best()).isEqualTo(0.1);
  }

  @Test
  void savesTheBestModelOfEachTrainingAnew() throws Exception {
    Path file = folder.resolve("best.safetensors");
    var best = BestModel.smallest("loss", file);
    Batches batches = data(0, 1, 2, 3).batch(4);
    trainer(model()).callbacks(best).fit(batches, 30);
    Model fresh = model();
    trainer(fresh).callbacks(best).fit(batches, 1);
    assertThat(Safetensors.weightsSha256(Model.load(file).weights()))
        .isEqualTo(Safetensors.weightsSha256(fresh.weights()));
  }

  @Test
  void refusesFilesThatAreNoCheckpoints() throws Exception {
    Path file = folder.resolve("run.checkpoint");
    Batches batches = data(0, 1, 2, 3).batch(2);
    assertThatThrownBy(() -> trainer(model()).resume(file).fit(batches, 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString());

    Files.write(file, new byte[0]);
    assertThatThrownBy(() -> trainer(model()).resume(file).fit(batches, 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString());

    model().save(file);
    assertThatThrownBy(() -> trainer(model()).resume(file).fit(batches, 1))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(file + " has weights, but nothing to resume");

    Safetensors.write(file, Map.of(), Map.of("gradus.training", "{"));
    assertThatThrownBy(() -> trainer(model()).resume(file).fit(batches, 1))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(file + " is damaged");

    Safetensors.write(file, Map.of(), Map.of("gradus.training", "{\"format\": 99}"));
    assertThatThrownBy(() -> trainer(model()).resume(file).fit(batches, 1))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("99")
        .hasMessageContaining("update Gradus");
  }

  @Test
  void refusesToResumeWithChangedDataOrMetrics() {
    Path file = folder.resolve("run.checkpoint");
    Dataset data = data(0, 1, 2, 3, 0, 1);
    Trainer trainer = trainer(model()).metrics(Metrics.accuracy());
    trainer.callbacks(Callbacks.checkpoint(file)).fit(data.shuffle(1).batch(2), 1);
    for (Batches changed :
        List.of(
            data.shuffle(1).batch(3),
            data.shuffle(2).batch(2),
            data.batch(2),
            data(0, 1, 2, 3, 0, 2).shuffle(1).batch(2),
            data.take(4).shuffle(1).batch(2),
            data.normalize(0, 2).shuffle(1).batch(2))) {
      assertThatThrownBy(() -> trainer.resume(file).fit(changed, 2))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("another data set")
          .hasMessageContaining("samples=6 batch=2 shuffle=1");
    }
    assertThatThrownBy(() ->
            trainer.metrics(Metrics.topAccuracy(2)).resume(file).fit(data.shuffle(1).batch(2), 2))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("metrics")
        .hasMessageContaining("accuracy");
    assertThat(trainer.resume(file).fit(data.shuffle(1).batch(2), 2).epochs()).hasSize(2);
  }
}
