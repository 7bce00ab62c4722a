package gradus.examples;

import module gradus.learn;

import gradus.train.Objective.Outcome;
import java.util.List;

/// A restricted Boltzmann machine that learns bars and stripes by contrastive divergence (Hinton,
/// "Training products of experts by minimizing contrastive divergence", 2002).
public final class BarsAndStripes {
  private BarsAndStripes() {}

  /// `E(v, h) = -v b - h c - v W h` over units that are 0 or 1.
  record Machine(Parameter weight, Parameter visible, Parameter hidden) implements Layer {
    /// The probabilities that the hidden units are 1.
    @Override
    public Tensor apply(Tensor v) {
      return v.matmul(weight.value()).plus(hidden.value()).sigmoid();
    }

    /// `-log sum over h of exp(-E(v, h))`, `[n]`.
    Tensor freeEnergy(Tensor v) {
      Tensor sums = v.matmul(weight.value()).plus(hidden.value()).softplus().sum(1);
      return v.times(visible.value()).sum(1).plus(sums).negate();
    }

    /// Visible units after one step of Gibbs sampling, drawn with the current pass's numbers.
    Tensor step(Tensor v) {
      Tensor h = draw(apply(v));
      return draw(h.matmul(weight.value().transpose()).plus(visible.value()).sigmoid());
    }

    private static Tensor draw(Tensor probability) {
      Tensor u = Pass.current().uniform(probability.shape());
      return u.less(probability).cast(probability.dtype());
    }
  }

  /// All bars and stripes of 3 by 3, `[14, 9]`.
  static Tensor patterns() {
    var rows = new float[14][9];
    for (int i = 0; i < 14; i++) {
      int bits = i < 8 ? i : i - 7;
      for (int at = 0; at < 9; at++) {
        rows[i][at] = (bits >> (i < 8 ? at % 3 : at / 3)) & 1;
      }
    }
    return Tensor.of(rows);
  }

  /// A machine that was trained on all patterns; none is told which is which.
  static Machine train(long seed, int epochs) {
    RandomKey key = RandomKey.of(seed);
    var machine =
        new Machine(
            new Parameter(key.normal(Shape.of(9, 16)).times(0.1)),
            new Parameter(Tensor.zeros(9)),
            new Parameter(Tensor.zeros(16)));
    Model model = Model.of(Shape.of(9), Seed.of(seed), machine);
    Objective contrast =
        (inputs, _) -> {
          Tensor v = inputs.getFirst();
          Tensor dream = machine.step(machine.step(v)).detach();
          Tensor gap = machine.freeEnergy(v).minus(machine.freeEnergy(dream));
          return Outcome.mean(gap.mean(), v.size(0));
        };
    Tensor many = Tensor.concat(0, java.util.Collections.nCopies(10, patterns()));
    Batches batches = Dataset.of(List.of(many), List.of()).shuffle(seed).batch(140);
    Trainer.of(Learner.Spec.of(model, contrast, Sgd.of(0.1))).fit(batches, epochs);
    return machine;
  }

  static void main() {
    IO.println(train(42, 4000).freeEnergy(patterns()));
  }
}
