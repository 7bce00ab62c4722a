package gradus.train;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.io.Safetensors;
import gradus.loss.CrossEntropy;
import gradus.loss.Loss;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.optim.Schedules;
import gradus.optim.Sgd;
import gradus.tensor.ArgumentException;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Objective.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// That a step on several batches is a step on one as large as they are together.
class AccumulationTest {
  private static final int SAMPLES = 22;
  private static final RandomKey KEY = RandomKey.of(4);

  private static Model model() {
    return Model.of(Shape.of(3), seed(2), dense(5), tanh(), dense(4));
  }

  private static Dataset data(int... labels) {
    Tensor targets =
        labels.length > 0
            ? Tensor.of(Shape.of(labels.length), labels)
            : KEY.fold(1).uniform(Shape.of(SAMPLES)).times(4).cast(DType.INT32);
    return Dataset.of(KEY.normal(Shape.of(targets.size(0), 3)), targets);
  }

  private static void assertSameWeights(Model model, Model other) {
    model
        .weights()
        .forEach((name, tensor) ->
            assertThat(tensor.toFloats())
                .as(name)
                .containsExactly(other.weights().get(name).toFloats(), within(2e-6f)));
  }

  private static void assertSameBits(Model model, Model other) {
    assertThat(Safetensors.weightsSha256(model.weights()))
        .isEqualTo(Safetensors.weightsSha256(other.weights()));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 11, 40})
  void isAStepOnOneBatchAsLarge(int together) {
    Model parts = model();
    Model whole = model();
    Dataset data = data();
    History one =
        Trainer.of(parts, Losses::crossEntropy, Sgd.of(0.3))
            .metrics(Metrics.accuracy())
            .accumulating(together)
            .fit(data.shuffle(5).batch(2), 4);
    History other =
        Trainer.of(whole, Losses::crossEntropy, Sgd.of(0.3))
            .metrics(Metrics.accuracy())
            .fit(data.shuffle(5).batch(2 * together), 4);
    assertSameWeights(parts, whole);
    for (int i = 0; i < 4; i++) {
      assertThat(one.epochs().get(i).value("loss"))
          .isCloseTo(other.epochs().get(i).value("loss"), within(1e-6));
      assertThat(one.epochs().get(i).value("accuracy"))
          .isCloseTo(other.epochs().get(i).value("accuracy"), within(1e-12));
    }
  }

  @Test
  void ignoredLabelsAndClassWeightsCountAsInOneBatch() {
    // Whole batches of ignored labels among them, at the beginning of a group and at its end.
    Dataset data = data(-1, -1, 1, 2, -1, 3, 0, 1, 2, 2, -1, -1, 3, -1);
    Loss loss =
        CrossEntropy.of()
            .withIgnoredIndex(-1)
            .withClassWeights(Tensor.of(new float[] {1, 5, 0.5f, 2}));
    Model parts = model();
    Model whole = model();
    Trainer.of(parts, loss, Sgd.of(0.3)).accumulating(3).fit(data.batch(2), 6);
    Trainer.of(whole, loss, Sgd.of(0.3)).fit(data.batch(6), 6);
    assertSameWeights(parts, whole);
  }

  @Test
  void sumsAddUp() {
    Model parts = model();
    Model whole = model();
    for (Model model : List.of(parts, whole)) {
      Objective sum =
          (inputs, targets) -> Outcome.sum(model.apply(inputs.getFirst()).square().sum());
      Trainer trainer = Trainer.of(Learner.Spec.of(model, sum, Sgd.of(0.001)));
      Batches batches =
          Dataset.of(List.of(data().inputs()), List.of()).batch(model == parts ? 2 : 8);
      (model == parts ? trainer.accumulating(4) : trainer).fit(batches, 3);
    }
    assertSameWeights(parts, whole);
  }

  @Test
  void runningMeansMoveAsForOneBatch() {
    Model parts = Model.of(Shape.of(3), seed(2), batchNorm(), dense(4));
    Model whole = parts.copy();
    Dataset data = data();
    Trainer.of(parts, Losses::crossEntropy, Sgd.of(0)).accumulating(2).fit(data.batch(11), 1);
    Trainer.of(whole, Losses::crossEntropy, Sgd.of(0)).fit(data.batch(22), 1);
    assertThat(parts.weights().get("0.runningMean").toFloats())
        .containsExactly(whole.weights().get("0.runningMean").toFloats(), within(1e-6f));
  }

  @Test
  void learnersTakeTheirTurnsOnAllBatchesTogether() {
    var parts = new ArrayList<Model>();
    for (int together : new int[] {3, 1}) {
      Model first = Model.of(Shape.of(3), seed(1), dense(1));
      Model second = Model.of(Shape.of(3), seed(2), dense(1));
      Objective ahead =
          (in, _) ->
              Outcome.mean(
                  Losses.mse(first.apply(in.getFirst()), second.apply(in.getFirst()).plus(1)),
                  in.getFirst().size(0));
      Objective behind =
          (in, _) ->
              Outcome.mean(
                  Losses.mse(second.apply(in.getFirst()), first.apply(in.getFirst()).times(2)),
                  in.getFirst().size(0));
      Batches batches = Dataset.of(List.of(data().inputs()), List.of()).batch(6 / together);
      Trainer.of(
              Learner.Spec.of("first", first, ahead, Sgd.of(0.1)),
              Learner.Spec.of("second", second, behind, Sgd.of(0.1)))
          .accumulating(together)
          .fit(batches, 3);
      parts.addAll(List.of(first, second));
    }
    assertSameWeights(parts.get(0), parts.get(2));
    assertSameWeights(parts.get(1), parts.get(3));
  }

  private static Trainer full(Model model) {
    return Trainer.of(model, Losses::crossEntropy, Adam.of(0.01))
        .schedule(Schedules.step(2, 0.9))
        .metrics(Metrics.accuracy())
        .accumulating(3);
  }

  private static Model withDropout() {
    return Model.of(Shape.of(3), seed(2), dense(8), batchNorm(), relu(), dropout(0.4), dense(4));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 4, 5, 7})
  void goesOnBitForBit(long steps, @TempDir Path folder) {
    // Eleven batches: three steps of three and one of two in each epoch.
    Batches batches = data().shuffle(7).batch(2);
    Model whole = withDropout();
    History expected = full(whole).fit(batches, 3);
    Path file = folder.resolve("run.checkpoint");
    Callback interrupt =
        new Callback() {
          @Override
          public void onBatch(TrainingRun run, int batch, double loss) {
            assertThat(batch).isIn(3, 6, 9, 11).isEqualTo(run.batch());
            if (run.step() == steps) {
              run.stop("here");
            }
          }
        };
    full(withDropout()).callbacks(interrupt, Callbacks.checkpoint(file)).fit(batches, 3);
    Model resumed = withDropout();
    History history = full(resumed).resume(file).fit(batches, 3);
    assertSameBits(resumed, whole);
    for (int i = 0; i < 3; i++) {
      assertThat(history.epochs().get(i).values()).isEqualTo(expected.epochs().get(i).values());
    }
    assertThatThrownBy(() -> full(withDropout()).accumulating(2).resume(file).fit(batches, 3))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("another number of batches to accumulate: 3");
    Trainer otherLoss =
        Trainer.of(withDropout(), CrossEntropy.of().withLabelSmoothing(0.1), Adam.of(0.01))
            .schedule(Schedules.step(2, 0.9))
            .metrics(Metrics.accuracy())
            .accumulating(3);
    assertThatThrownBy(() -> otherLoss.resume(file).fit(batches, 3))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("another loss");
  }

  @Test
  void everyBatchHasItsOwnDropout() {
    Model model = Model.of(Shape.of(64), seed(2), dropout(0.5), dense(1));
    Objective objective = Objective.supervised(model, Losses::mse);
    Batch batch = Dataset.of(Tensor.ones(4, 64), Tensor.ones(4, 1)).batch(4).epoch(0).next();
    try (Learner learner = Learner.of(model, objective, Sgd.of(0.1))) {
      Tensor first = learner.gradient(batch, 0).parameters().get("1.weight");
      assertThat(learner.gradient(batch).parameters().get("1.weight").toFloats())
          .isEqualTo(first.toFloats());
      assertThat(learner.gradient(batch, 1).parameters().get("1.weight").toFloats())
          .isNotEqualTo(first.toFloats());
    }
  }

  @Test
  void oneBatchAStepIsTheTrainingThatItWas() {
    Batches batches = data().shuffle(7).batch(4);
    Model plain = withDropout();
    Model one = withDropout();
    Trainer.of(plain, Losses::crossEntropy, Adam.of(0.01)).fit(batches, 2);
    Trainer.of(one, Losses::crossEntropy, Adam.of(0.01)).accumulating(1).fit(batches, 2);
    assertSameBits(plain, one);
  }

  @Test
  void namesTheBatchThatIsNotFinite() {
    float[][] inputs = new float[8][3];
    inputs[5][1] = 3e38f;
    Dataset data = Dataset.of(Tensor.of(inputs), Tensor.zeros(8, 1));
    Model model = Model.of(Shape.of(3), seed(1), dense(1));
    float[] before = model.weights().get("0.weight").toFloats();
    Trainer trainer = Trainer.of(model, Losses::mse, Sgd.of(0.1)).accumulating(4);
    assertThatThrownBy(() -> trainer.fit(data.batch(2), 1))
        .isInstanceOf(NonFiniteLossException.class)
        .hasMessageContaining("epoch 1, batch 3")
        .hasMessageContaining("the loss itself is not");
    assertThat(model.weights().get("0.weight").toFloats()).isEqualTo(before);
  }

  @Test
  void refusesNoBatches() {
    assertThatThrownBy(() -> Trainer.of(model(), Losses::crossEntropy, Sgd.of(1)).accumulating(0))
        .isInstanceOf(ArgumentException.class);
  }
}
