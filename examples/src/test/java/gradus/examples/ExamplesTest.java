package gradus.examples;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.seed;
import static gradus.nn.Layers.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Batch;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Sgd;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Learner;
import gradus.train.Objective;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplesTest {
  private static final int SAMPLES = 10_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theGanFindsAllGaussiansOfTheRing(long seed) {
    Model generator = RingGan.train(seed, 8);
    Tensor made = generator.predict(RandomKey.of(100 + seed).normal(Shape.of(SAMPLES, 2)));
    float[] points = made.toFloats();
    var near = new int[8];
    for (int i = 0; i < SAMPLES; i++) {
      for (int mode = 0; mode < 8; mode++) {
        double dx = points[2 * i] - Math.cos(mode * Math.PI / 4);
        double dy = points[2 * i + 1] - Math.sin(mode * Math.PI / 4);
        near[mode] += Math.hypot(dx, dy) <= 3 * 0.1 ? 1 : 0;
      }
    }
    assertThat(java.util.Arrays.stream(near).sum()).isGreaterThan(8 * SAMPLES / 10);
    for (int count : near) {
      assertThat(count).as(java.util.Arrays.toString(near)).isGreaterThan(SAMPLES / 20);
    }
  }

  @Test
  void theBoltzmannMachinePrefersBarsAndStripes() {
    BarsAndStripes.Machine machine = BarsAndStripes.train(1, 3000);
    // Small enough to add up every state: the share of probability that the 14 patterns have.
    var all = new float[512][9];
    for (int state = 0; state < 512; state++) {
      for (int at = 0; at < 9; at++) {
        all[state][at] = (state >> at) & 1;
      }
    }
    double everything = total(machine, Tensor.of(all));
    double patterns = total(machine, BarsAndStripes.patterns());
    // 14 of 512 states are 0.03 of them.
    assertThat(patterns / everything).isGreaterThan(0.5);
  }

  private static double total(BarsAndStripes.Machine machine, Tensor states) {
    return machine.freeEnergy(states).negate().cast(gradus.tensor.DType.FLOAT64).exp().sum().item();
  }

  @Test
  void noiseBecomesPointsOnTheSpiral() {
    Model model = DenoisingPoints.train(1, 25);
    double made = distance(DenoisingPoints.sample(model, RandomKey.of(9), 1000));
    double noise = distance(RandomKey.of(9).normal(Shape.of(1000, 2)));
    assertThat(made).isLessThan(0.25 * noise);
  }

  /// How far points are from the spiral on average.
  private static double distance(Tensor made) {
    float[] points = made.toFloats();
    float[] curve = DenoisingPoints.spiral(RandomKey.of(10), 5000).toFloats();
    double sum = 0;
    for (int i = 0; i < points.length; i += 2) {
      double nearest = Double.MAX_VALUE;
      for (int j = 0; j < curve.length; j += 2) {
        nearest = Math.min(nearest, Math.hypot(points[i] - curve[j], points[i + 1] - curve[j + 1]));
      }
      sum += nearest;
    }
    return 2 * sum / points.length;
  }

  @Test
  void theLoopLearnsTheSine() {
    Model model = Model.of(Shape.of(1), seed(42), dense(32), tanh(), dense(1));
    double[] losses = LoopByHand.train(model, 100);
    assertThat(losses[losses.length - 1]).isLessThan(0.01 * losses[0]);
    Tensor x = Tensor.of(new float[][] {{0.5f}});
    assertThat(model.predict(x).item()).isCloseTo(Math.sin(1.5), within(0.05));
  }

  @Test
  void aStepTogetherIsAStepOnBoth() {
    Tensor x = RandomKey.of(1).normal(Shape.of(8, 2));
    Tensor y = x.sum(1).expand(1);
    Model one = Model.of(Shape.of(2), seed(1), dense(1));
    Model other = one.copy();
    try (Learner together = Learner.of(one, Objective.supervised(one, Losses::mse), Sgd.of(0.1));
        Learner whole = Learner.of(other, Objective.supervised(other, Losses::mse), Sgd.of(0.1))) {
      LoopByHand.stepTogether(together, part(x, y, 0, 3), part(x, y, 3, 8));
      whole.step(Batch.of(List.of(x), List.of(y)));
    }
    float[] wanted = other.weights().get("0.weight").toFloats();
    float[] got = one.weights().get("0.weight").toFloats();
    assertThat(got).containsExactly(wanted, within(1e-6f));
  }

  private static Batch part(Tensor x, Tensor y, int from, int to) {
    return Batch.of(List.of(x.slice(0, from, to)), List.of(y.slice(0, from, to)));
  }
}
