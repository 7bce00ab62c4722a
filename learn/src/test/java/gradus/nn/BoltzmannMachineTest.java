package gradus.nn;

import static gradus.nn.Layers.boltzmannMachine;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.StateException;
import gradus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoltzmannMachineTest {
  private static final int VISIBLE = 6;
  private static final int HIDDEN = 4;
  private static final double CLOSE = 1e-12;

  /// A machine with large enough numbers that all its states differ.
  private static BoltzmannMachine machine(int classes) {
    RandomKey key = RandomKey.of(3);
    return new BoltzmannMachine(
        parameter(key.normal(Shape.of(VISIBLE, HIDDEN))),
        parameter(key.fold(1).normal(Shape.of(HIDDEN))),
        parameter(key.fold(2).normal(Shape.of(VISIBLE))),
        classes,
        null);
  }

  private static Parameter parameter(Tensor values) {
    return new Parameter(values.cast(DType.FLOAT64));
  }

  private static Tensor doubles(Shape shape, double... values) {
    return Tensor.of(shape, values);
  }

  /// All states of so many units, one in each row.
  private static Tensor states(int units) {
    double[] all = new double[(1 << units) * units];
    for (int i = 0; i < all.length; i++) {
      all[i] = (i / units) >> (i % units) & 1;
    }
    return Tensor.of(Shape.of(1 << units, units), all);
  }

  /// `v W h + b v + c h` of each visible state with each hidden one, written out.
  private static double[][] agreements(BoltzmannMachine machine) {
    double[] w = machine.weight().value().toDoubles();
    double[] b = machine.visibleBias().value().toDoubles();
    double[] c = machine.bias().value().toDoubles();
    double[][] all = new double[1 << VISIBLE][1 << HIDDEN];
    for (int v = 0; v < all.length; v++) {
      for (int h = 0; h < all[v].length; h++) {
        for (int i = 0; i < VISIBLE; i++) {
          all[v][h] += (v >> i & 1) * b[i];
          for (int j = 0; j < HIDDEN; j++) {
            all[v][h] += (v >> i & 1) * (h >> j & 1) * w[i * HIDDEN + j];
          }
        }
        for (int j = 0; j < HIDDEN; j++) {
          all[v][h] += (h >> j & 1) * c[j];
        }
      }
    }
    return all;
  }

  @Test
  void freeEnergySumsOverAllHiddenStates() {
    BoltzmannMachine machine = machine(0);
    double[] energies = machine.freeEnergy(states(VISIBLE)).toDoubles();
    double[][] agreements = agreements(machine);
    for (int v = 0; v < energies.length; v++) {
      double sum = 0;
      for (double one : agreements[v]) {
        sum += Math.exp(one);
      }
      assertThat(energies[v]).isEqualTo(-Math.log(sum), within(CLOSE));
    }
  }

  @Test
  void bothConditionalsAreThoseOfTheJointDistribution() {
    BoltzmannMachine machine = machine(0);
    double[] up = machine.apply(states(VISIBLE)).toDoubles();
    double[] down = machine.visible(states(HIDDEN)).toDoubles();
    double[][] agreements = agreements(machine);
    for (int v = 0; v < 1 << VISIBLE; v++) {
      for (int j = 0; j < HIDDEN; j++) {
        double on = 0;
        double all = 0;
        for (int h = 0; h < 1 << HIDDEN; h++) {
          on += (h >> j & 1) * Math.exp(agreements[v][h]);
          all += Math.exp(agreements[v][h]);
        }
        assertThat(up[v * HIDDEN + j]).isEqualTo(on / all, within(CLOSE));
      }
    }
    for (int h = 0; h < 1 << HIDDEN; h++) {
      for (int i = 0; i < VISIBLE; i++) {
        double on = 0;
        double all = 0;
        for (int v = 0; v < 1 << VISIBLE; v++) {
          on += (v >> i & 1) * Math.exp(agreements[v][h]);
          all += Math.exp(agreements[v][h]);
        }
        assertThat(down[h * VISIBLE + i]).isEqualTo(on / all, within(CLOSE));
      }
    }
  }

  /// Where chains run for long, each state is as frequent as the formula has it.
  @Test
  void chainsComeToTheDistribution() {
    BoltzmannMachine machine = machine(0);
    Tensor energies = machine.freeEnergy(states(VISIBLE)).negate();
    double[] wanted = energies.minus(energies.logSumExp(0)).exp().toDoubles();
    assertThat(frequencies(machine, Tensor.zeros(4000, VISIBLE).cast(DType.FLOAT64)))
        .satisfies(got -> assertThat(distance(got, wanted)).isLessThan(0.06));
  }

  @Test
  void ofClassesExactlyOneIsOnAndAsOftenAsItMustBe() {
    BoltzmannMachine machine = machine(3);
    Tensor start = Tensor.zeros(4000, VISIBLE).cast(DType.FLOAT64);
    double[] got = frequencies(machine, start);
    double[] energies = machine.freeEnergy(states(VISIBLE)).toDoubles();
    double[] wanted = new double[energies.length];
    double all = 0;
    for (int v = 0; v < wanted.length; v++) {
      wanted[v] = Integer.bitCount(v >> 3) == 1 ? Math.exp(-energies[v]) : 0;
      all += wanted[v];
    }
    for (int v = 0; v < wanted.length; v++) {
      wanted[v] /= all;
      assertThat(wanted[v] == 0 && got[v] > 0).isFalse();
    }
    assertThat(distance(got, wanted)).isLessThan(0.06);
  }

  /// How often each visible state occurs among chains after 60 steps.
  private static double[] frequencies(BoltzmannMachine machine, Tensor start) {
    Tensor visible = start;
    for (int step = 0; step < 60; step++) {
      Tensor before = visible;
      visible =
          Pass.inference(RandomKey.of(5).fold(step).toTensor()).run(() -> machine.step(before));
    }
    double[] frequencies = new double[1 << VISIBLE];
    double[] states = visible.toDoubles();
    for (int n = 0; n < start.size(0); n++) {
      int state = 0;
      for (int i = 0; i < VISIBLE; i++) {
        state |= (int) states[n * VISIBLE + i] << i;
      }
      frequencies[state] += 1.0 / start.size(0);
    }
    return frequencies;
  }

  /// Half the sum of differences: from 0 to 1.
  private static double distance(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs(one[i] - other[i]) / 2;
    }
    return sum;
  }

  @Test
  void classesAreAsProbableAsTheirFreeEnergiesSay() {
    BoltzmannMachine machine = machine(3);
    Tensor others = states(3);
    double[] told = machine.classProbabilities(others).toDoubles();
    for (int row = 0; row < 8; row++) {
      Tensor own = others.slice(0, row, row + 1).repeat(0, 3);
      Tensor labels = Tensor.ofInts(0, 1, 2).oneHot(3, DType.FLOAT64);
      double[] wanted =
          machine
              .freeEnergy(Tensor.concat(1, List.of(own, labels)))
              .negate()
              .softmax(0)
              .toDoubles();
      for (int k = 0; k < 3; k++) {
        assertThat(told[3 * row + k]).isEqualTo(wanted[k], within(CLOSE));
      }
    }
  }

  /// The values of scikit-learn 1.9.1's `BernoulliRBM._free_energy` and `_mean_hiddens`.
  @Test
  void isThatOfScikitLearn() {
    BoltzmannMachine machine =
        new BoltzmannMachine(
            new Parameter(doubles(Shape.of(3, 2), 0.5, -1, 2, 0.25, -0.75, 1.5)),
            new Parameter(doubles(Shape.of(2), 0.1, -0.2)),
            new Parameter(doubles(Shape.of(3), 0.3, -0.4, 0.6)),
            0,
            null);
    Tensor visible = doubles(Shape.of(2, 3), 1, 0, 1, 0, 1, 0.5);
    double[] energies = machine.freeEnergy(visible).toDoubles();
    assertThat(energies[0]).isEqualTo(-2.375312292258059, within(CLOSE));
    assertThat(energies[1]).isEqualTo(-2.9600656434209998, within(CLOSE));
    double[] hidden = {
      0.4625701546562505, 0.574442516811659, 0.8487717474909259, 0.6899744811276125
    };
    assertThat(machine.apply(visible).toDoubles()).containsExactly(hidden, within(CLOSE));
  }

  @Test
  void aModelIsOneMachineOrNone() {
    Model one = Model.of(Shape.of(5), seed(1), boltzmannMachine(3).withChains(7));
    assertThat(BoltzmannMachine.of(one).hiddenUnits()).isEqualTo(3);
    assertThat(one.buffers().get("0.chains").shape()).isEqualTo(Shape.of(7, 5));
    Model two = Model.of(Shape.of(5), seed(1), boltzmannMachine(3), dense(2));
    assertThatThrownBy(() -> BoltzmannMachine.of(two))
        .isInstanceOf(StructureException.class)
        .hasMessageContaining("one machine and nothing else, got 2 layers");
  }

  @Test
  void refusesWhatDoesNotFit() {
    BoltzmannMachine machine = machine(0);
    assertThatThrownBy(() -> machine.apply(Tensor.zeros(2, 5)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("takes [batch, 6], got [2, 5]");
    assertThatThrownBy(() -> machine.visible(Tensor.zeros(2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[batch, 4], got [2, 3]");
    assertThatThrownBy(() -> machine.classProbabilities(states(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("withClasses");
    assertThatThrownBy(() -> machine(7)).hasMessageContaining("from 2 to all");
    assertThatThrownBy(() -> machine(1)).hasMessageContaining("from 2 to all");
    assertThatThrownBy(() -> boltzmannMachine(0)).hasMessageContaining("at least one hidden");
    assertThatThrownBy(() -> boltzmannMachine(2).withChains(-1)).hasMessageContaining("at least 0");
    assertThatThrownBy(() -> Model.of(Shape.of(2, 3), seed(1), boltzmannMachine(2)).toString())
        .hasMessageContaining("flatten() it first");
    assertThatThrownBy(() -> machine.step(states(VISIBLE))).isInstanceOf(StateException.class);
  }
}
