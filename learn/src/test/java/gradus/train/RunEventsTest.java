package gradus.train;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.io.Safetensors;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunEventsTest {
  @TempDir private Path folder;
  private final List<RunEvent> told = new ArrayList<>();
  private final Model model = Model.of(Shape.of(3), seed(1), dense(2));

  private static Batches batches() {
    Tensor inputs = RandomKey.of(1).normal(Shape.of(50, 3));
    Tensor classes = RandomKey.of(2).uniform(Shape.of(50)).greater(0.5).cast(DType.INT32);
    return Dataset.of(inputs, classes).shuffle(3).batch(16);
  }

  private Trainer trainer(Callback... callbacks) {
    return Trainer.of(model, Losses::crossEntropy, Adam.of(0.01)).callbacks(callbacks);
  }

  private <E extends RunEvent> List<E> of(Class<E> kind) {
    return told.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void tellsATrainingFromItsBeginning() {
    History history = trainer(RunEvents.of(told::add)).fit(batches(), 2);

    assertThat(told.getFirst()).isEqualTo(new RunEvent.Training(2, 4, 16, 50, 0, History.empty()));
    assertThat(of(RunEvent.Batch.class).stream().map(RunEvent.Batch::epoch))
        .containsExactly(1, 1, 1, 1, 2, 2, 2, 2);
    assertThat(of(RunEvent.Batch.class).stream().map(RunEvent.Batch::samples))
        .containsExactly(16L, 32L, 48L, 50L, 16L, 32L, 48L, 50L);
    assertThat(of(RunEvent.Epoch.class).stream().map(RunEvent.Epoch::epoch))
        .containsExactlyElementsOf(history.epochs());
    assertThat(told.get(5)).isInstanceOf(RunEvent.Epoch.class);
  }

  @Test
  void batchesGiveTheEpochsLoss() {
    History history = trainer(RunEvents.of(told::add)).fit(batches(), 1);
    double sum = 0;
    long before = 0;
    for (RunEvent.Batch batch : of(RunEvent.Batch.class)) {
      sum += batch.loss() * (batch.samples() - before);
      before = batch.samples();
    }

    assertThat(sum / 50).isCloseTo(history.last("loss"), within(1e-12));
  }

  @Test
  void timeGoesOnWithinAnEpochAndBeginsAnewWithTheNext() {
    trainer(RunEvents.of(told::add)).fit(batches(), 2);
    List<Double> seconds = of(RunEvent.Batch.class).stream().map(RunEvent.Batch::seconds).toList();

    assertThat(seconds.subList(0, 4)).isSorted();
    assertThat(seconds.subList(4, 8)).isSorted();
    assertThat(seconds.getFirst()).isNotNegative();
  }

  @Test
  void tellsLiveMeasurements() {
    double[] value = {0};
    RunEvents events =
        RunEvents.of(told::add).withLive("one", () -> ++value[0]).withLive("half", () -> 0.5);
    trainer(events).fit(batches(), 1);

    assertThat(of(RunEvent.Batch.class).stream().map(batch -> batch.values().get("one")))
        .containsExactly(1.0, 2.0, 3.0, 4.0);
    assertThat(of(RunEvent.Batch.class).getFirst().values().keySet())
        .containsExactly("one", "half");
  }

  @Test
  void tellsWhereATrainingGoesOn() {
    Path file = folder.resolve("checkpoint.safetensors");
    trainer(
            new Callback() {
              @Override
              public void onBatch(TrainingRun run, int batch, double loss) {
                if (run.step() == 6) {
                  run.stop("enough");
                }
              }
            },
            new RunCheckpoints(file, told::add))
        .fit(batches(), 3);
    assertThat(of(RunEvent.Checkpointed.class))
        .containsExactly(
            new RunEvent.Checkpointed(1, 4, "checkpoint.safetensors"),
            new RunEvent.Checkpointed(2, 6, "checkpoint.safetensors"));
    told.clear();
    Model again = Model.of(Shape.of(3), seed(1), dense(2));
    Trainer.of(again, Losses::crossEntropy, Adam.of(0.01))
        .callbacks(RunEvents.of(told::add))
        .resume(file)
        .fit(batches(), 3);

    RunEvent.Training training = of(RunEvent.Training.class).getFirst();
    assertThat(training.step()).isEqualTo(6);
    assertThat(training.history().epochs()).hasSize(1);
    RunEvent.Batch first = of(RunEvent.Batch.class).getFirst();
    assertThat(List.of(first.epoch(), first.batch())).containsExactly(2, 3);
    assertThat(first.samples()).isEqualTo(16);
  }

  @Test
  void changesNothingOfTheTraining() {
    trainer(RunEvents.of(told::add)).fit(batches(), 2);
    Model untold = Model.of(Shape.of(3), seed(1), dense(2));
    Trainer.of(untold, Losses::crossEntropy, Adam.of(0.01)).fit(batches(), 2);

    assertThat(Safetensors.weightsSha256(model.weights()))
        .isEqualTo(Safetensors.weightsSha256(untold.weights()));
  }
}
