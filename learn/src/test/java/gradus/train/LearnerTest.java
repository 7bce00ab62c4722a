package gradus.train;

import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Batch;
import gradus.loss.CrossEntropy;
import gradus.loss.Losses;
import gradus.loss.Penalty;
import gradus.nn.Model;
import gradus.nn.ModelInUseException;
import gradus.nn.Pass;
import gradus.optim.Adam;
import gradus.optim.GradientClip;
import gradus.optim.ParameterGroups;
import gradus.optim.Schedules;
import gradus.optim.Sgd;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.train.Objective.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearnerTest {
  private static Model model(long seed) {
    return Model.of(Shape.of(3), seed(seed), dense(8), batchNorm(), relu(), dropout(0.3), dense(4));
  }

  private static Model line(long seed) {
    return Model.of(Shape.of(3), seed(seed), dense(4));
  }

  private static Batch batch(long seed, int... labels) {
    Tensor x = RandomKey.of(seed).normal(Shape.of(labels.length, 3));
    return Batch.of(List.of(x), List.of(Tensor.ofInts(labels)));
  }

  private static Objective classes(Model model) {
    return Objective.supervised(model, Losses::crossEntropy);
  }

  private static void assertSame(Map<String, Tensor> one, Map<String, Tensor> other) {
    assertThat(one.keySet()).isEqualTo(other.keySet());
    one.forEach((name, tensor) ->
        assertThat(tensor.toDoubles()).as(name).isEqualTo(other.get(name).toDoubles()));
  }

  @Test
  void bothHalvesAreTheWholeBitForBit() {
    Model one = model(1);
    Model other = model(1);
    var clip = GradientClip.byNorm(0.5);
    var schedule = Schedules.exponential(0.9).byStep();
    Learner whole =
        Learner.start(
            Learner.Spec.of(one, classes(one), Adam.of(0.01))
                .withClip(clip)
                .withPenalty(Penalty.l2(0.01))
                .withSchedule(schedule),
            5);
    Learner halves =
        Learner.start(
            Learner.Spec.of(other, classes(other), Adam.of(0.01))
                .withClip(clip)
                .withPenalty(Penalty.l2(0.01))
                .withSchedule(schedule),
            5);
    for (int i = 0; i < 6; i++) {
      Batch batch = batch(i, 0, 1, 2, 3, 0);
      Learner.Step step = whole.step(batch);
      Learner.Step moved = halves.update(halves.gradient(batch));
      assertThat(moved.loss()).isEqualTo(step.loss());
      assertThat(moved.penalty()).isEqualTo(step.penalty()).isPositive();
      assertThat(moved.denominator()).hasValue(5);
      assertThat(moved.prediction().toFloats()).isEqualTo(step.prediction().toFloats());
    }
    assertThat(halves.steps()).isEqualTo(6);
    assertThat(halves.learningRate()).isEqualTo(whole.learningRate());
    assertSame(whole.tensors(), halves.tensors());
  }

  @Test
  void aGradientChangesNothing() {
    Model model = model(1);
    Learner learner = Learner.of(model, classes(model), Adam.of(0.01));
    Map<String, Tensor> before = learner.tensors();
    learner.gradient(batch(1, 0, 1, 2));
    assertSame(before, learner.tensors());
    assertThat(learner.steps()).isZero();
  }

  @Test
  void joinedGradientsAreThoseOfTheWholeBatch() {
    var losses =
        List.of(
            CrossEntropy.of(),
            CrossEntropy.of().withIgnoredIndex(1),
            CrossEntropy.of().withClassWeights(Tensor.of(1, 5, 2, 0.5f)),
            CrossEntropy.of().summed());
    for (var loss : losses) {
      Model model = line(3);
      Learner learner = Learner.of(model, Objective.supervised(model, loss), Sgd.of(0.1));
      Batch whole = batch(4, 0, 1, 1, 2, 3, 1, 0);
      Gradient all = learner.gradient(whole);
      Gradient joined =
          Gradient.join(
              List.of(
                  learner.gradient(part(whole, 0, 2)),
                  learner.gradient(part(whole, 2, 3)),
                  learner.gradient(part(whole, 3, 7))));
      assertThat(joined.loss()).isCloseTo(all.loss(), within(1e-5));
      assertThat(joined.denominator().isPresent()).isEqualTo(all.denominator().isPresent());
      assertThat(joined.denominator().orElse(0))
          .isCloseTo(all.denominator().orElse(0), within(1e-6));
      all.parameters()
          .forEach((name, gradient) -> {
            double[] wanted = gradient.toDoubles();
            double[] got = joined.parameters().get(name).toDoubles();
            for (int i = 0; i < wanted.length; i++) {
              assertThat(got[i]).as(name + " " + i).isCloseTo(wanted[i], within(1e-5));
            }
          });
      learner.close();
    }
  }

  private static Batch part(Batch batch, int from, int to) {
    return Batch.of(
        List.of(batch.input().slice(0, from, to)), List.of(batch.target().slice(0, from, to)));
  }

  @Test
  void refusesTheGradientOfAnotherLearner() {
    Model one = line(1);
    Model other = Model.of(Shape.of(3), seed(1), dense(4), dense(4));
    Gradient gradient = Learner.of(one, classes(one), Sgd.of(1)).gradient(batch(1, 0, 1));
    Learner learner = Learner.of(other, classes(other), Sgd.of(1));
    assertThatThrownBy(() -> learner.update(gradient))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("1.weight")
        .hasMessageContaining("another learner");
  }

  @Test
  void appliesOtherModelsAsTheyAreAtEachStep() {
    Model teacher = line(1);
    Model student = line(2);
    Objective copying =
        (inputs, _) -> {
          Tensor x = inputs.getFirst();
          return Outcome.mean(Losses.mse(student.apply(x), teacher.apply(x)), x.size(0));
        };
    Learner learner = Learner.of(student, copying, Sgd.of(0));
    Batch batch = batch(1, 0, 1, 2);
    double before = learner.step(batch).loss();
    teacher
        .parameters()
        .get("0.bias")
        .set(Tensor.full(gradus.tensor.DType.FLOAT32, Shape.of(4), 9));
    double after = learner.step(batch).loss();
    assertThat(after).isGreaterThan(before + 10);
    // The teacher has learnt nothing.
    assertThat(learner.tensors()).containsOnlyKeys("0.weight", "0.bias");
  }

  @Test
  void aModelIsUpToDateWhereverItsTrainingThreadReadsIt() {
    Model first = line(1);
    Model second = line(2);
    Learner one = Learner.of(first, classes(first), Sgd.of(0.5));
    Learner two =
        Learner.of(
            second,
            (inputs, _) ->
                Outcome.mean(
                    Losses.mse(second.apply(inputs.getFirst()), first.apply(inputs.getFirst())), 2),
            Sgd.of(0.5));
    Batch batch = batch(1, 0, 1);
    for (int i = 0; i < 3; i++) {
      one.step(batch);
      Tensor told = first.predict(batch.input());
      double loss = Losses.mse(second.predict(batch.input()), told).item();
      assertThat(two.step(batch).loss()).isCloseTo(loss, within(1e-6));
      assertThat(first.weights().get("0.weight").toFloats())
          .isEqualTo(one.tensors().get("0.weight").toFloats());
    }
  }

  @Test
  void severalModelsLearnByOneObjective() {
    Model encoder = Model.of(Shape.of(3), seed(1), dense(2));
    Model decoder = Model.of(Shape.of(2), seed(2), dense(3));
    Objective autoencoding =
        (inputs, _) -> {
          Tensor x = inputs.getFirst();
          return Outcome.mean(Losses.mse(decoder.apply(encoder.apply(x)), x), x.size(0));
        };
    var spec =
        Learner.Spec.of(
            Map.of("encoder", encoder, "decoder", decoder),
            autoencoding,
            ParameterGroups.of(name -> name.startsWith("encoder/"), Adam.of(0.01))
                .and(name -> name.startsWith("decoder/"), Sgd.of(0.1)));
    try (Learner learner = Learner.start(spec, 1)) {
      Batch batch = batch(1, new int[32]);
      double first = learner.step(batch).loss();
      double last = 0;
      for (int i = 0; i < 300; i++) {
        last = learner.step(batch).loss();
      }
      assertThat(last).isLessThan(0.6 * first);
      assertThat(learner.tensors())
          .containsKeys("decoder/0.weight", "encoder/0.bias", "optimizer/mean/encoder/0.weight")
          .doesNotContainKey("optimizer/mean/decoder/0.weight");
    }
  }

  @Test
  void goesOnBitForBitFromWhatItKept() {
    Model one = model(1);
    Learner learner = Learner.of(one, classes(one), Adam.of(0.01));
    for (int i = 0; i < 4; i++) {
      learner.step(batch(i, 0, 1, 2));
    }
    Map<String, Tensor> kept = learner.tensors();
    learner.step(batch(4, 0, 1, 2));
    Model other = model(1);
    Learner next = Learner.of(other, classes(other), Adam.of(0.01));
    next.restore(kept, 4, 0);
    next.step(batch(4, 0, 1, 2));
    assertSame(learner.tensors(), next.tensors());
  }

  @Test
  void holdsTheRightToTrainUntilItIsClosed() {
    Model model = line(1);
    try (Learner learner = Learner.of(model, classes(model), Sgd.of(0.5))) {
      learner.step(batch(1, 0, 1));
      assertThatThrownBy(() -> Learner.of(model, classes(model), Sgd.of(1)))
          .isInstanceOf(ModelInUseException.class);
    }
    Tensor weight = model.weights().get("0.weight");
    assertThat(weight.toFloats()).isNotEqualTo(line(1).weights().get("0.weight").toFloats());
    Learner.of(model, classes(model), Sgd.of(1)).close();
  }

  @Test
  void aLossThatIsNotFiniteChangesNothingAndCountsAsNoStep() {
    Model model = model(1);
    Learner learner = Learner.of(model, classes(model), Adam.of(0.01));
    learner.step(batch(1, 0, 1, 2));
    Map<String, Tensor> before = learner.tensors();
    Tensor bad = Tensor.of(new float[][] {{1, 2, Float.NaN}, {1, 2, 3}});
    Batch batch = Batch.of(List.of(bad), List.of(Tensor.ofInts(0, 1)));
    assertThat(learner.step(batch).isFinite()).isFalse();
    assertThat(learner.update(learner.gradient(batch)).isFinite()).isFalse();
    assertSame(before, learner.tensors());
    assertThat(learner.steps()).isEqualTo(1);
    assertThat(learner.diagnose(batch)).contains("the input is NaN at sample 0", "column 2");
  }

  @Test
  void anObjectiveThatReadsValuesRunsUntraced() {
    Model one = model(1);
    Model other = model(1);
    Objective reading =
        (inputs, targets) -> {
          Tensor answer = other.apply(inputs.getFirst());
          assertThat(answer.toFloats()).hasSize(12);
          Tensor loss = Losses.crossEntropy(answer, targets.getFirst());
          return Outcome.mean(loss, 3).withPrediction(answer);
        };
    Learner traced = Learner.of(one, classes(one), Adam.of(0.01));
    Learner eager = Learner.of(other, reading, Adam.of(0.01));
    for (int i = 0; i < 3; i++) {
      assertThat(eager.step(batch(i, 0, 1, 2)).loss())
          .isEqualTo(traced.step(batch(i, 0, 1, 2)).loss());
      eager.update(eager.gradient(batch(i, 1, 1, 2)));
      traced.update(traced.gradient(batch(i, 1, 1, 2)));
    }
    assertSame(traced.tensors(), eager.tensors());
  }

  @Test
  void everythingMayBeDrawnAtRandom() {
    Model model = line(1);
    Objective shrinking =
        (_, _) -> {
          Tensor x = Pass.current().normal(Shape.of(16, 3));
          return Outcome.sum(model.apply(x).square().sum());
        };
    Learner learner = Learner.of(model, shrinking, Sgd.of(0.002));
    var nothing = new Batch(List.of(), List.of(), new int[16]);
    double first = learner.step(nothing).loss();
    for (int i = 0; i < 50; i++) {
      learner.step(nothing);
    }
    Learner.Step last = learner.step(nothing);
    assertThat(last.loss()).isLessThan(0.2 * first);
    assertThat(last.denominator()).isEmpty();
    assertThat(last.prediction()).isNull();
  }

  @Test
  void refusesALossThatIsNoNumberAndAnObjectiveThatChangesItsMind() {
    Model model = line(1);
    Objective rows = (inputs, _) -> Outcome.mean(model.apply(inputs.getFirst()).sum(1), 2);
    assertThatThrownBy(() -> Learner.of(model, rows, Sgd.of(1)).step(batch(1, 0, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("the loss must be one number, got [2]");
    Model other = line(1);
    Objective moody =
        (inputs, _) -> {
          Tensor loss = other.apply(inputs.getFirst()).sum();
          return inputs.getFirst().size(0) == 2 ? Outcome.sum(loss) : Outcome.mean(loss, 3);
        };
    Learner learner = Learner.of(other, moody, Sgd.of(1));
    learner.step(batch(1, 0, 1));
    assertThatThrownBy(() -> learner.step(batch(1, 0, 1, 2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("denominator");
  }

  @Test
  void refusesNamesThatWouldNotTellModelsApart() {
    Model model = line(1);
    for (String name : Arrays.asList("", "a/b")) {
      assertThatThrownBy(() -> Learner.Spec.of(name, model, classes(model), Sgd.of(1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() ->
            Trainer.of(
                Learner.Spec.of("a", model, classes(model), Sgd.of(1)),
                Learner.Spec.of("b", model, classes(model), Sgd.of(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two learners");
  }
}
