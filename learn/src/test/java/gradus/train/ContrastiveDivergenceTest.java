package gradus.train;

import static gradus.nn.Layers.boltzmannMachine;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.nn.BoltzmannMachine;
import gradus.nn.Initializers;
import gradus.nn.Model;
import gradus.nn.StructureException;
import gradus.optim.Schedules;
import gradus.optim.Sgd;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// On machines so small that all states can be summed over.
class ContrastiveDivergenceTest {
  private static final int VISIBLE = 6;
  private static final int MANY = 20_000;

  private static Model machine(double deviation, int chains) {
    return Model.of(
        Shape.of(VISIBLE),
        seed(3),
        boltzmannMachine(4).withWeight(Initializers.normal(deviation)).withChains(chains));
  }

  /// All visible states, one in each row.
  private static Tensor states() {
    float[] all = new float[(1 << VISIBLE) * VISIBLE];
    for (int i = 0; i < all.length; i++) {
      all[i] = (i / VISIBLE) >> (i % VISIBLE) & 1;
    }
    return Tensor.of(Shape.of(1 << VISIBLE, VISIBLE), all);
  }

  /// Three patterns, each as often as the others.
  private static Tensor data(int count) {
    float[] patterns = {1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1};
    return Tensor.of(Shape.of(3, VISIBLE), patterns).tile(count / 3, 1);
  }

  /// The mean of log p over data.
  private static double logLikelihood(BoltzmannMachine machine, Tensor data) {
    double constant = machine.freeEnergy(states()).negate().logSumExp(0).item();
    return -machine.freeEnergy(data).mean().item() - constant;
  }

  /// The gradient of the log-likelihood by the weight: a mean over data less one over all states.
  private static double[] exact(BoltzmannMachine machine, Tensor data) {
    Tensor all = states();
    Tensor probable = machine.freeEnergy(all).negate().softmax(0).expand(1);
    Tensor wanted =
        data.transpose(1, 0).matmul(machine.apply(data)).dividedBy((double) data.size(0));
    Tensor own = all.times(probable).transpose(1, 0).matmul(machine.apply(all));
    return wanted.minus(own).flatten(0).toDoubles();
  }

  private static double[] estimated(Model model, ContrastiveDivergence objective, Tensor data) {
    try (Learner learner = Learner.of(model, objective, Sgd.of(1))) {
      Map<String, Tensor> before = learner.tensors();
      Learner.Step step = learner.step(Batch.of(List.of(data), List.of()));
      assertThat(step.isFinite()).isTrue();
      return learner.tensors().get("0.weight").minus(before.get("0.weight")).flatten(0).toDoubles();
    }
  }

  private static double largestDifference(double[] one, double[] other) {
    double most = 0;
    for (int i = 0; i < one.length; i++) {
      most = Math.max(most, Math.abs(one[i] - other[i]));
    }
    return most;
  }

  private static double cosine(double[] one, double[] other) {
    double product = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
      first += one[i] * one[i];
      second += other[i] * other[i];
    }
    return product / Math.sqrt(first * second);
  }

  @Test
  void manyStepsGiveTheGradientOfTheLikelihood() {
    Model model = machine(0.7, 0);
    Tensor data = data(MANY);
    double[] exact = exact(BoltzmannMachine.of(model), data);
    ContrastiveDivergence long40 = ContrastiveDivergence.of(model).withSteps(40).withSmooth(false);
    assertThat(largestDifference(estimated(model, long40, data), exact)).isLessThan(0.015);
  }

  @Test
  void oneStepGivesAboutItsDirection() {
    Model model = machine(0.7, 0);
    Tensor data = data(MANY);
    double[] exact = exact(BoltzmannMachine.of(model), data);
    assertThat(cosine(estimated(model, ContrastiveDivergence.of(model), data), exact))
        .isGreaterThan(0.8);
  }

  /// With the rate falling, the likelihood comes near to the best there is: log 1/3.
  @Test
  void learnsPatternsByBothKinds() {
    for (int chains : new int[] {0, 300}) {
      Model model = machine(0.1, chains);
      ContrastiveDivergence objective = ContrastiveDivergence.of(model).withSteps(2);
      BoltzmannMachine machine = BoltzmannMachine.of(model);
      double before = logLikelihood(machine, data(3));
      int steps = 1500;
      Batches batches =
          Batches.generate(
              "patterns", 1, 100, key -> Batch.of(List.of(noisy(key, data(99))), List.of()));
      History _ =
          Trainer.of(
                  Learner.Spec.of(model, objective, Sgd.momentum(0.1, 0.9))
                      .withSchedule(Schedules.polynomial(steps, 1).byStep()))
              .fit(batches, steps / 100);
      assertThat(before).isLessThan(-4);
      assertThat(logLikelihood(machine, data(3))).isGreaterThan(-2.0);
    }
  }

  /// One unit in fifty is another, so that no weight has to grow without end.
  private static Tensor noisy(RandomKey key, Tensor data) {
    Tensor changed = key.uniform(data.shape()).less(0.02).cast(data.dtype());
    return data.minus(changed).abs();
  }

  @Test
  void chainsGoOnFromStepToStepAndAreStates() {
    Model model = machine(0.7, 5);
    ContrastiveDivergence objective = ContrastiveDivergence.of(model);
    try (Learner learner = Learner.of(model, objective, Sgd.of(0.1))) {
      Tensor first = learner.tensors().get("0.chains");
      learner.step(Batch.of(List.of(data(3)), List.of()));
      Tensor second = learner.tensors().get("0.chains");
      assertThat(second.toFloats()).isNotEqualTo(first.toFloats()).containsOnly(0, 1);
      learner.step(Batch.of(List.of(data(3)), List.of()));
      assertThat(learner.tensors().get("0.chains").toFloats()).isNotEqualTo(second.toFloats());
    }
  }

  @Test
  void heldChainsKeepTheirClassesAndLeaveTheirBias() {
    for (int chains : new int[] {0, 6}) {
      Model model =
          Model.of(
              Shape.of(VISIBLE),
              seed(3),
              boltzmannMachine(4)
                  .withWeight(Initializers.normal(0.7))
                  .withClasses(3)
                  .withChains(chains));
      ContrastiveDivergence objective = ContrastiveDivergence.of(model).withHeld(true);
      Tensor classes = Tensor.ofInts(0, 0, 2).oneHot(3, DType.FLOAT32);
      Tensor data = Tensor.concat(1, List.of(data(3).slice(1, 0, 3), classes));
      try (Learner learner = Learner.of(model, objective, Sgd.of(0.1))) {
        for (int step = 0; step < 5; step++) {
          learner.step(Batch.of(List.of(data), List.of()));
        }
        float[] bias = learner.tensors().get("0.visibleBias").toFloats();
        assertThat(bias[0]).isNotZero();
        assertThat(new float[] {bias[3], bias[4], bias[5]}).containsExactly(0, 0, 0);
        if (chains > 0) {
          assertThat(learner.tensors().get("0.chains").slice(1, 3, 6).toFloats())
              .isEqualTo(Tensor.ofInts(0, 1, 2, 0, 1, 2).oneHot(3, DType.FLOAT32).toFloats());
        }
      }
    }
  }

  @Test
  void picturesAreFlattened() {
    Model model = machine(0.7, 0);
    Tensor data = data(300);
    Model other = machine(0.7, 0);
    assertThat(estimated(model, ContrastiveDivergence.of(model), data.reshape(300, 1, 2, 3)))
        .isEqualTo(estimated(other, ContrastiveDivergence.of(other), data));
  }

  @Test
  void refusesWhatIsNoMachineAndNoSteps() {
    Model two = Model.of(Shape.of(5), seed(1), boltzmannMachine(3), dense(2));
    assertThatThrownBy(() -> ContrastiveDivergence.of(two)).isInstanceOf(StructureException.class);
    Model model = machine(0.1, 0);
    assertThatThrownBy(() -> ContrastiveDivergence.of(model).withSteps(0))
        .hasMessageContaining("at least one step, got 0");
  }
}
