package gradus.train;

import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Batches;
import gradus.data.DataException;
import gradus.data.Dataset;
import gradus.loss.CrossEntropy;
import gradus.loss.Loss;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.optim.GradientClip;
import gradus.optim.ReduceOnPlateau;
import gradus.optim.Sgd;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cases in which other libraries were found to be silently wrong.
class EdgesOfTrainingTest {
  private static Dataset line(int n, long seed) {
    Tensor x = RandomKey.of(seed).normal(Shape.of(n, 3));
    return Dataset.of(x, x.matmul(Tensor.of(new float[][] {{1}, {-2}, {3}})));
  }

  private static Model model() {
    return Model.of(Shape.of(3), seed(1), dense(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"valLoss", "valMae", "valRmse", "valMse", "rmse"})
  void errorsAreBetterWhenSmaller(String watched) {
    Model model = model();
    var stop = EarlyStopping.of().withPatience(3).withMinimumDelta(0).withMonitor(watched);
    Trainer trainer =
        Trainer.of(model, Losses::mse, Sgd.of(0.05))
            .metrics(Metrics.mae(), Metrics.rmse(), Metrics.mse())
            .callbacks(stop);
    History history = trainer.fit(line(64, 1).batch(16), line(32, 2).batch(16), 12);
    double least = Arrays.stream(history.values("valRmse")).min().orElseThrow();
    assertThat(trainer.evaluate(line(32, 2).batch(16)).value("rmse"))
        .isLessThanOrEqualTo(least * 1.0001);
  }

  @Test
  void aMetricThatDoesNotSayWhatIsBetterIsNotGuessedAt() {
    Metric perplexity =
        new Metric() {
          @Override
          public String name() {
            return "perplexity";
          }

          @Override
          public Accumulator start() {
            return Metrics.mse().start();
          }
        };
    var stop = EarlyStopping.of().withMonitor("valPerplexity").withPatience(1);
    Trainer trainer = Trainer.of(model(), Losses::mse, Sgd.of(0.05)).metrics(perplexity);
    assertThatThrownBy(
            () -> trainer.callbacks(stop).fit(line(64, 1).batch(16), line(32, 2).batch(16), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("withAim");
    History history =
        trainer
            .callbacks(stop.withAim(Aim.LARGER))
            .fit(line(64, 1).batch(16), line(32, 2).batch(16), 9);
    // The error falls, so taken for something to be large it does not improve.
    assertThat(history.epochs()).hasSize(2);
  }

  @Test
  void whatIsWatchedIsLookedForBeforeTraining() {
    Model model = model();
    float[] before = model.weights().get("0.weight").toFloats();
    assertThatThrownBy(() ->
            Trainer.of(model, Losses::mse, Sgd.of(0.05))
                .callbacks(EarlyStopping.of())
                .fit(line(64, 1).batch(16), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("valLoss");
    assertThat(model.weights().get("0.weight").toFloats()).isEqualTo(before);
  }

  @Test
  void theMeasurementsThatAreAnnouncedAreThoseOfEachEpoch() {
    Model model = model();
    Callback comparing =
        new Callback() {
          @Override
          public void onEpoch(TrainingRun run, History.Epoch epoch) {
            assertThat(run.measurements().keySet())
                .containsExactlyElementsOf(epoch.values().keySet());
          }
        };
    Trainer trainer =
        Trainer.of(model, Losses::mse, Sgd.of(0.05))
            .metrics(Metrics.mae(), Metrics.r2())
            .callbacks(comparing);
    trainer.fit(line(64, 1).batch(16), 1);
    trainer
        .penalty(gradus.loss.Penalty.l2(0.1))
        .fit(line(64, 1).batch(16), line(32, 1).batch(16), 1);
  }

  @Test
  void metricsLeaveOutWhatTheLossIgnores() {
    Model model = Model.of(Shape.of(3), seed(1), dense(4));
    Tensor x = RandomKey.of(3).normal(Shape.of(6, 3));
    int[] classes = model.predictClasses(x);
    // Of the samples that count, one of three is wrong.
    Tensor labels = Tensor.ofInts(classes[0], -1, -1, -1, classes[4], (classes[5] + 1) % 4);
    Dataset data = Dataset.of(x, labels);
    Trainer trainer =
        Trainer.of(model, CrossEntropy.of().withIgnoredIndex(-1), Sgd.of(0))
            .metrics(Metrics.accuracy(), Metrics.topAccuracy(2), Metrics.f1());
    for (int size : new int[] {6, 4, 3, 1}) {
      assertThat(trainer.evaluate(data.batch(size)).value("accuracy"))
          .isCloseTo(2 / 3.0, within(1e-12));
      assertThat(trainer.fit(data.batch(size), 1).last("accuracy"))
          .isCloseTo(2 / 3.0, within(1e-12));
    }
    Dataset nothing = Dataset.of(x, Tensor.ofInts(-1, -1, -1, -1, -1, -1));
    assertThat(trainer.evaluate(nothing.batch(2)).value("accuracy")).isNaN();
    Metric.Accumulator count = Metrics.ignoring(9, Metrics.accuracy()).start();
    Tensor sequences = RandomKey.of(1).normal(Shape.of(2, 3, 4));
    int[] best = sequences.argMax(-1).toInts();
    best[1] = 9;
    best[5] = 9;
    count.add(sequences, Tensor.of(Shape.of(2, 3), best));
    assertThat(count.value()).isEqualTo(1);
    Metric.Accumulator again = Metrics.ignoring(9, Metrics.accuracy()).start();
    again.restore(count.state());
    assertThat(again.value()).isEqualTo(1);
  }

  @Test
  void aPlateauOfNegativeLossesIsOne() {
    for (double level : new double[] {1, -1, 0}) {
      var rule = ReduceOnPlateau.of().withPatience(2);
      var state = rule.start(1);
      for (int i = 0; i < 8; i++) {
        state = rule.next(state, level);
      }
      assertThat(state.rate()).as("level %s", level).isLessThan(1);
      assertThat(state.best()).isEqualTo(level);
    }
    var rule = ReduceOnPlateau.of();
    assertThat(rule.next(rule.next(rule.start(1), -1.0), -0.99995).best()).isEqualTo(-1);
    assertThat(rule.next(rule.next(rule.start(1), -1.0), -1.1).best()).isEqualTo(-1.1);
  }

  @Test
  void clippingByNormDoesNotOverflow() {
    for (float scale : new float[] {1e10f, 1e20f, 1e37f}) {
      float[] clipped =
          GradientClip.byNorm(1).apply(List.of(Tensor.of(3 * scale), Tensor.of(4 * scale))).stream()
              .map(tensor -> (float) tensor.item())
              .collect(
                  () -> new float[2], (all, one) -> all[all[0] == 0 ? 0 : 1] = one, (_, _) -> {});
      assertThat(clipped).containsExactly(new float[] {0.6f, 0.8f}, within(1e-5f));
    }
    Model model =
        Model.of(Shape.of(1), seed(1), dense(1).withWeight(gradus.nn.Initializers.zeros()));
    Dataset far =
        Dataset.of(Tensor.of(new float[][] {{1e10f}}), Tensor.of(new float[][] {{-1e10f}}));
    History history =
        Trainer.of(model, Losses::mse, Sgd.of(0.5))
            .clip(GradientClip.byNorm(1))
            .fit(far.batch(1), 5);
    assertThat(history.last("loss")).isNotEqualTo(history.values("loss")[0]);
  }

  @Test
  void aClassThatIsRuledOutCostsNothingWhereNobodyExpectsIt() {
    Tensor logits = Tensor.of(new float[][] {{Float.NEGATIVE_INFINITY, 1, 2}}).tracked();
    Tensor loss = Losses.crossEntropy(logits, Tensor.of(new float[][] {{0, 0, 1}}));
    assertThat(loss.item())
        .isCloseTo(Losses.crossEntropy(logits, Tensor.ofInts(2)).item(), within(1e-7));
    float[] gradient = loss.gradients(List.of(logits)).getFirst().toFloats();
    assertThat(gradient).containsExactly(new float[] {0, 0.26894f, -0.26894f}, within(1e-4f));
    Tensor expected = Tensor.of(new float[][] {{0.1f, 0, 0.9f}});
    assertThat(Losses.crossEntropy(logits, expected).item()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void anUpdateThatIsNotFiniteIsNoticedWhereTheLossIs() {
    Loss rooted = (p, y) -> Losses.mse(p, y).plus(p.minus(p).abs().sqrt().mean());
    for (boolean traced : new boolean[] {true, false}) {
      Model model = model();
      Map<String, Tensor> before = model.weights();
      Loss loss =
          traced
              ? rooted
              : (p, y) -> {
                assertThat(p.toFloats()).isNotEmpty();
                return rooted.of(p, y);
              };
      assertThatThrownBy(() -> Trainer.of(model, loss, Sgd.of(0.05)).fit(line(16, 1).batch(8), 1))
          .isInstanceOf(NonFiniteLossException.class)
          .hasMessageContaining("the gradient of 0.")
          .hasMessageContaining("epoch 1, batch 1");
      model
          .weights()
          .forEach((name, weight) ->
              assertThat(weight.toFloats()).isEqualTo(before.get(name).toFloats()));
    }
    Model constant =
        Model.of(Shape.of(1), seed(1), dense(1).withWeight(gradus.nn.Initializers.zeros()));
    Dataset far =
        Dataset.of(Tensor.ones(5, 1), Tensor.of(new float[][] {{1e19f}, {3}, {3}, {3}, {3}}));
    assertThatThrownBy(() -> Trainer.of(constant, Losses::mse, Adam.of(0.5)).fit(far.batch(1), 30))
        .isInstanceOf(NonFiniteLossException.class)
        .hasMessageContaining("optimizer/square")
        .hasMessageContaining("end of epoch 1");
    assertThat(constant.weights().get("0.weight").item()).isZero();
  }

  @Test
  void aLastShortBatchCanBeLeftOut() {
    Batches all = line(33, 1).shuffle(1).batch(16);
    Batches whole = all.dropLast();
    assertThat(whole.batchCount()).isEqualTo(2);
    assertThat(whole.sampleCount()).isEqualTo(32);
    assertThat(whole.fingerprint()).isEqualTo(all.fingerprint() + " dropLast");
    var sizes = new java.util.ArrayList<Integer>();
    whole.prefetch().epoch(0, 1).forEachRemaining(batch -> sizes.add(batch.size()));
    assertThat(sizes).containsExactly(16);
    Model model = Model.of(Shape.of(3), seed(1), dense(4), batchNorm(), dense(1));
    assertThatThrownBy(() -> Trainer.of(model, Losses::mse, Sgd.of(0.1)).fit(all, 1))
        .hasMessageContaining("dropLast");
    assertThat(Trainer.of(model, Losses::mse, Sgd.of(0.1)).fit(whole, 1).last("loss")).isFinite();
    assertThatThrownBy(() -> line(7, 1).batch(8).dropLast())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("7 samples");
  }
}
