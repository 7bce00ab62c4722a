package gradus.train;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.seed;
import static gradus.nn.Layers.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.io.Checksum;
import gradus.io.Safetensors;
import gradus.loss.CrossEntropy;
import gradus.loss.Loss;
import gradus.loss.Losses;
import gradus.loss.Penalty;
import gradus.nn.Model;
import gradus.nn.Pass;
import gradus.optim.Adam;
import gradus.optim.GradientClip;
import gradus.optim.Schedules;
import gradus.optim.Sgd;
import gradus.tensor.ArgumentException;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Vectors;
import gradus.train.Objective.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Training by objectives of all kinds, several learners, and going on with exactly what began.
class ObjectiveTrainingTest {
  @TempDir Path folder;

  private static Batches points(long seed) {
    return Batches.generate(
        "points",
        seed,
        6,
        key -> Batch.of(List.of(key.normal(Shape.of(8, 2)).times(0.3).plus(1)), List.of()));
  }

  /// A critic and a generator in turn.
  private record Pair(Model critic, Model generator) {
    static Pair make() {
      return new Pair(
          Model.of(Shape.of(2), seed(1), dense(8), tanh(), dense(1)),
          Model.of(Shape.of(2), seed(2), dense(8), tanh(), dense(2)));
    }

    private Tensor made(int n) {
      return generator.apply(Pass.current().normal(Shape.of(n, 2)));
    }

    Trainer trainer() {
      Objective judge =
          (inputs, _) -> {
            Tensor real = inputs.getFirst();
            Tensor gap = critic.apply(made(8).detach()).softplus().mean();
            return Outcome.mean(gap.plus(critic.apply(real).negate().softplus().mean()), 8);
          };
      Objective deceive =
          (_, _) -> Outcome.mean(critic.apply(made(8)).negate().softplus().mean(), 8);
      return Trainer.of(
          Learner.Spec.of("critic", critic, judge, Adam.of(0.01)),
          Learner.Spec.of("generator", generator, deceive, Adam.of(0.005)));
    }

    String weights() {
      return Safetensors.weightsSha256(critic.weights())
          + Safetensors.weightsSha256(generator.weights());
    }
  }

  @Test
  void learnersTakeTurnsAndAreMeasuredByName() {
    Pair pair = Pair.make();
    History history = pair.trainer().fit(points(1), points(2), 3);
    assertThat(history.names())
        .containsExactly(
            "criticLoss",
            "generatorLoss",
            "valCriticLoss",
            "valGeneratorLoss",
            "criticLearningRate",
            "generatorLearningRate");
    assertThat(history.last("generatorLoss")).isFinite().isNotEqualTo(history.last("criticLoss"));
    Pair again = Pair.make();
    again.trainer().fit(points(1), points(2), 3);
    assertThat(again.weights()).isEqualTo(pair.weights());
  }

  @Test
  void severalModelsGoOnBitForBitFromOneCheckpoint() {
    Pair whole = Pair.make();
    whole.trainer().callbacks().fit(points(1), 3);
    for (int stopAt : new int[] {6, 9, 11}) {
      Path file = folder.resolve(stopAt + ".checkpoint");
      Pair first = Pair.make();
      first.trainer().callbacks(stopping(stopAt), new Checkpoints(file, 1)).fit(points(1), 3);
      Pair second = Pair.make();
      second.trainer().resume(file).fit(points(1), 3);
      assertThat(second.weights()).as("stopped at %d", stopAt).isEqualTo(whole.weights());
    }
  }

  @Test
  void stoppingEarlyRefusesSeveralModelsAtTheStart() {
    Pair pair = Pair.make();
    String before = pair.weights();
    Trainer trainer =
        pair.trainer().callbacks(EarlyStopping.of().withMonitor("criticLoss").withAim(Aim.SMALLER));
    assertThatThrownBy(() -> trainer.fit(points(1), 3))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("keeps the weights of one model");
    assertThat(pair.weights()).isEqualTo(before);
  }

  private static Callback stopping(long step) {
    return new Callback() {
      @Override
      public void onBatch(TrainingRun run, int batch, double loss) {
        if (run.step() == step) {
          run.stop("for the test");
        }
      }
    };
  }

  private static Model small() {
    return Model.of(Shape.of(3), seed(1), dense(4));
  }

  private static Dataset labelled(int... labels) {
    return Dataset.of(RandomKey.of(3).normal(Shape.of(labels.length, 3)), Tensor.ofInts(labels));
  }

  @Test
  void theLossOfDataDoesNotDependOnTheSizeOfBatches() {
    Dataset data = labelled(0, -1, -1, -1, 2, 3);
    Dataset heavy = labelled(0, 0, 0, 3, 1, 1);
    var weighted = CrossEntropy.of().withClassWeights(Tensor.of(1, 10, 2, 3));
    assertSameAtAllSizes(CrossEntropy.of().withIgnoredIndex(-1), data);
    assertSameAtAllSizes(weighted, heavy);
    assertSameAtAllSizes(weighted.withIgnoredIndex(0), heavy);
    assertSameAtAllSizes(CrossEntropy.of().withIgnoredIndex(-1).summed(), data);
    assertSameAtAllSizes(Losses::crossEntropy, heavy);
  }

  private static void assertSameAtAllSizes(Loss loss, Dataset data) {
    Model model = small();
    Batch all = data.batch(6).epoch(0).next();
    double whole = loss.of(model.predict(all.input()), all.target()).item();
    for (int size : new int[] {6, 4, 3, 2, 1}) {
      Trainer trainer = Trainer.of(model, loss, Sgd.of(0));
      assertThat(trainer.evaluate(data.batch(size)).value("loss"))
          .as("evaluated in batches of %d", size)
          .isCloseTo(whole, within(1e-5));
      assertThat(trainer.fit(data.batch(size), 1).last("loss"))
          .as("trained in batches of %d", size)
          .isCloseTo(whole, within(1e-5));
    }
  }

  @Test
  void theLossWhereAllLabelsAreIgnoredIsNothing() {
    Trainer trainer = Trainer.of(small(), CrossEntropy.of().withIgnoredIndex(-1), Sgd.of(1));
    assertThat(trainer.evaluate(labelled(-1, -1, -1).batch(2)).value("loss")).isZero();
  }

  @Test
  void aModelMayHaveSeveralInputsAndTargets() {
    Tensor x = RandomKey.of(1).normal(Shape.of(40, 2));
    Dataset data =
        Dataset.of(
            List.of(x, x.times(2)), List.of(x.sum(1).expand(1), x.square().sum(1).expand(1)));
    assertThat(data.inputShapes()).containsExactly(Shape.of(2), Shape.of(2));
    Model one = Model.of(Shape.of(2), seed(1), dense(1));
    Model other = Model.of(Shape.of(2), seed(2), dense(8), tanh(), dense(1));
    Objective both =
        (inputs, targets) -> {
          Tensor sums = Losses.mse(one.apply(inputs.get(0)), targets.get(0));
          Tensor squares = Losses.mse(other.apply(inputs.get(1)), targets.get(1));
          return Outcome.mean(sums.plus(squares), inputs.getFirst().size(0));
        };
    var spec =
        Learner.Spec.of(
            Map.of("one", one, "other", other),
            both,
            gradus.optim.ParameterGroups.all(Adam.of(0.05)));
    History history = Trainer.of(spec).fit(data.shuffle(1).batch(8), data.batch(40), 40);
    assertThat(history.last("loss")).isLessThan(0.2 * history.values("loss")[0]);
    assertThat(history.last("valLoss")).isLessThan(0.5);
    assertThatThrownBy(() -> Trainer.of(one, Losses::mse, Sgd.of(1)).fit(data.batch(8), 1))
        .hasMessageContaining("has 2");
  }

  @Test
  void refusesMetricsWhereNothingIsPredicted() {
    Model model = small();
    Objective silent = (inputs, _) -> Outcome.mean(model.apply(inputs.getFirst()).mean(), 2);
    assertThatThrownBy(() ->
            Trainer.of(Learner.Spec.of(model, silent, Sgd.of(1)))
                .metrics(Metrics.accuracy())
                .fit(labelled(0, 1).batch(2), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("withPrediction");
  }

  // Going on

  private static Trainer training(Model model, Loss loss) {
    return Trainer.of(model, loss, Adam.of(0.01));
  }

  private Path checkpoint(UnaryOperator<Trainer> settings) {
    Path file = folder.resolve("some.checkpoint");
    settings
        .apply(training(small(), Losses::crossEntropy))
        .callbacks(new Checkpoints(file, 1))
        .fit(labelled(0, 1, 2, 3, 0).batch(2), 1);
    return file;
  }

  private static void assertRefused(Path file, Trainer trainer, Model model, String what) {
    String before = Safetensors.weightsSha256(model.weights());
    assertThatThrownBy(() -> trainer.resume(file).fit(labelled(0, 1, 2, 3, 0).batch(2), 2))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(what);
    assertThat(Safetensors.weightsSha256(model.weights())).isEqualTo(before);
  }

  @Test
  void refusesToGoOnWithAnotherLossPenaltyClipOrSchedule() {
    Path plain = checkpoint(trainer -> trainer);
    for (Loss loss :
        List.<Loss>of(
            CrossEntropy.of().withLabelSmoothing(0.1),
            CrossEntropy.of().withIgnoredIndex(1),
            (p, t) -> Losses.crossEntropy(p, t).times(2))) {
      Model model = small();
      assertRefused(plain, training(model, loss), model, "another loss");
    }
    Model one = small();
    assertRefused(
        plain,
        training(one, Losses::crossEntropy).penalty(Penalty.l2(0.1)),
        one,
        "another loss, penalty");
    assertRefused(
        plain,
        training(one, Losses::crossEntropy).clip(GradientClip.byNorm(1)),
        one,
        "gradient clip");
    assertRefused(
        plain,
        training(one, Losses::crossEntropy).schedule(Schedules.exponential(0.5)),
        one,
        "schedule");
    Path full =
        checkpoint(trainer ->
            trainer
                .penalty(Penalty.l2(0.1))
                .clip(GradientClip.byNorm(1))
                .schedule(Schedules.cosine(0, 100).byStep()));
    UnaryOperator<Trainer> same =
        trainer ->
            trainer
                .penalty(Penalty.l2(0.1))
                .clip(GradientClip.byNorm(1))
                .schedule(Schedules.cosine(0, 100).byStep());
    Model other = small();
    assertRefused(
        full,
        same.apply(training(other, Losses::crossEntropy)).penalty(Penalty.l2(0.2)),
        other,
        "penalty");
    assertRefused(
        full,
        same.apply(training(other, Losses::crossEntropy)).clip(GradientClip.byNorm(2)),
        other,
        "clip");
    assertRefused(
        full,
        same.apply(training(other, Losses::crossEntropy))
            .schedule(Schedules.cosine(0, 101).byStep()),
        other,
        "schedule");
    // Equal ones that are other objects are the same.
    same.apply(training(other, (p, t) -> Losses.crossEntropy(p, t)))
        .resume(full)
        .fit(labelled(0, 1, 2, 3, 0).batch(2), 2);
  }

  @Test
  void plainLoopsAfterVectorsAreAWarningAloneAndOtherVectorsNotEvenThat() throws Exception {
    Path file = checkpoint(trainer -> trainer);
    var contents = Safetensors.read(file);
    String training = contents.metadata().get("gradus.training");
    String elsewhere = training.replace(Vectors.description(), "plain");
    assertThat(elsewhere).isNotEqualTo(training);
    Map<String, String> texts = Map.of("gradus.training", elsewhere);
    Safetensors.write(file, contents.tensors(), Checksum.add(contents.tensors(), texts));
    training(small(), Losses::crossEntropy).resume(file).fit(labelled(0, 1, 2, 3, 0).batch(2), 2);
    assertThat(Checkpoint.otherVectors("plain").orElseThrow())
        .contains("plain", Vectors.description(), "not bit for bit");
    assertThat(Checkpoint.otherVectors("simd 64 bits, 8 registers")).isEmpty();
    assertThat(Checkpoint.otherVectors(Vectors.description())).isEmpty();
  }

  // Mappings

  private static Batches noisy(String name, double size) {
    return labelled(0, 1, 2, 3, 0, 1)
        .shuffle(5)
        .batch(2)
        .map(
            name,
            (batch, key) ->
                new Batch(
                    batch.input().plus(key.normal(batch.input().shape()).times(size)),
                    batch.target(),
                    batch.indices()));
  }

  @Test
  void randomMappingsArePureAndAnotherOneIsNoticed() {
    Path file = folder.resolve("noisy.checkpoint");
    Model whole = small();
    training(whole, Losses::crossEntropy).fit(noisy("noise 0.1", 0.1), 3);
    Model half = small();
    training(half, Losses::crossEntropy)
        .callbacks(stopping(4), new Checkpoints(file, 1))
        .fit(noisy("noise 0.1", 0.1), 3);
    Model resumed = small();
    training(resumed, Losses::crossEntropy).resume(file).fit(noisy("noise 0.1", 0.1), 3);
    assertThat(Safetensors.weightsSha256(resumed.weights()))
        .isEqualTo(Safetensors.weightsSha256(whole.weights()));
    assertThatThrownBy(() ->
            training(small(), Losses::crossEntropy).resume(file).fit(noisy("noise 0.2", 0.2), 3))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("noise 0.1");
  }
}
