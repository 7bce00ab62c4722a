package gradus.examples;

import module gradus.learn;

import java.util.List;

/// A restricted Boltzmann machine that learns bars and stripes (by Hinton's contrastive
/// divergence).
public final class BarsAndStripes {
  /// `E(v, h) = -v b - h c - v W h` over units that are 0 or 1.
  record Machine(Parameter weight, Parameter visible, Parameter hidden) implements Layer {
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
      Tensor on = apply(v);
      Tensor h = Pass.current().uniform(on.shape()).less(on).cast(DType.FLOAT32);
      Tensor back = h.matmul(weight.value().transpose()).plus(visible.value()).sigmoid();
      return Pass.current().uniform(back.shape()).less(back).cast(DType.FLOAT32);
    }

    /// By how much patterns have more free energy than what the machine makes of them.
    Objective.Outcome contrast(Tensor v) {
      Tensor dream = step(step(v)).detach();
      return Objective.Outcome.mean(freeEnergy(v).minus(freeEnergy(dream)).mean(), v.size(0));
    }
  }

  /// All bars and stripes of 3 by 3, `[14, 9]`.
  static Tensor patterns() {
    Tensor numbers = Tensor.arange(0, 8, 1).expand(1);
    Tensor bits = numbers.dividedBy(Tensor.of(1, 2, 4)).floor().remainder(Tensor.scalar(2));
    return Tensor.concat(0, List.of(bits.tile(1, 3), bits.slice(0, 1, 7).repeat(1, 3)));
  }

  /// A machine that was trained on all patterns; none is told which is which.
  static Machine train(long seed, int epochs) {
    var w = new Parameter(RandomKey.of(seed).normal(Shape.of(9, 16)).times(0.1));
    var machine = new Machine(w, new Parameter(Tensor.zeros(9)), new Parameter(Tensor.zeros(16)));
    Model model = Model.of(Shape.of(9), Seed.of(seed), machine);
    Objective contrast = (inputs, _) -> machine.contrast(inputs.getFirst());
    Batches data = Dataset.of(List.of(patterns().tile(10, 1)), List.of()).shuffle(seed).batch(140);
    Trainer.of(Learner.Spec.of(model, contrast, Sgd.of(0.1))).fit(data, epochs);
    return machine;
  }

  static void main() {
    IO.println(train(42, 4000).freeEnergy(patterns()));
  }
}
