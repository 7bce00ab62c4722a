package gradus.train;

import gradus.nn.BoltzmannMachine;
import gradus.nn.Buffer;
import gradus.nn.Model;
import gradus.nn.Pass;
import gradus.tensor.ArgumentException;
import gradus.tensor.Tensor;
import java.util.List;

/// What a restricted Boltzmann machine makes small: how much more free energy data has than what
/// the machine makes of it.
///
/// ```
/// loss = mean of F(data) - mean of F(v_k)
/// -d loss / dW = mean of v p(h | v) over data - mean of v_k p(h | v_k)
/// ```
///
/// Where `v_k` came from the machine's own distribution, that would be the gradient of the
/// log-likelihood. Contrastive divergence begins a chain at the data and draws hidden and visible
/// units in turn a few times only: already after one step it is seen in which direction the chain
/// leaves the data. The gradient is not taken through the chain.
///
/// Where the machine has [chains][BoltzmannMachine#chains] of its own, these go on instead, from
/// where the step before left them, and so come to places that no data is near (persistent
/// contrastive divergence). They need a small learning rate, but their gradient is nearly unbiased.
///
/// The loss says little about how well a machine learns, because both terms move; the error of what
/// it reconstructs, or the likelihood, does.
///
/// ```java
/// Model machine = Model.of(Shape.of(784), seed(1), boltzmannMachine(500));
/// Trainer.of(Learner.Spec.of(machine, ContrastiveDivergence.of(machine), Sgd.momentum(0.05, 0.9)))
///     .fit(pictures.shuffle(1).batch(100), 10);
/// ```
///
/// Inputs are `[batch, visible]` or are flattened to that. Numbers between 0 and 1 are taken for
/// probabilities. Sources: Hinton, "Training products of experts by minimizing contrastive
/// divergence", 2002; Tieleman, "Training restricted Boltzmann machines using approximations to the
/// likelihood gradient", 2008.
///
/// @param machine what learns
/// @param steps how often hidden and visible units are drawn, k
/// @param smooth whether the last visible units are probabilities instead of states, which is less
///   noisy; chains that go on always have states
/// @param held whether a chain keeps the class that it began with: what is learned then is `p(v |
///   class)`, and the bias of the classes stays as it is
public record ContrastiveDivergence(
    BoltzmannMachine machine, int steps, boolean smooth, boolean held) implements Objective {
  /// Checks the number of steps.
  ///
  /// @throws IllegalArgumentException where it is not positive
  public ContrastiveDivergence {
    if (steps < 1) {
      throw new ArgumentException("contrastiveDivergence: needs at least one step, got %d", steps);
    }
  }

  /// One step, whose last visible units are probabilities, as Hinton's "A practical guide to
  /// training restricted Boltzmann machines", 2010, has it.
  public static ContrastiveDivergence of(BoltzmannMachine machine) {
    return new ContrastiveDivergence(machine, 1, true, false);
  }

  /// The same of the machine that a model consists of.
  ///
  /// @throws gradus.nn.StructureException where it is not one machine and nothing else
  public static ContrastiveDivergence of(Model model) {
    return of(BoltzmannMachine.of(model));
  }

  /// The same with more steps.
  public ContrastiveDivergence withSteps(int steps) {
    return new ContrastiveDivergence(machine, steps, smooth, held);
  }

  /// The same whose last visible units are probabilities or states.
  public ContrastiveDivergence withSmooth(boolean smooth) {
    return new ContrastiveDivergence(machine, steps, smooth, held);
  }

  /// The same whose chains keep the classes that they began with, or not.
  public ContrastiveDivergence withHeld(boolean held) {
    return new ContrastiveDivergence(machine, steps, smooth, held);
  }

  @Override
  public Outcome of(List<Tensor> inputs, List<Tensor> targets) {
    Tensor data = inputs.getFirst();
    data = data.shape().rank() > 2 ? data.flatten(1) : data;
    Tensor drive = machine.drive(data);
    Tensor end = end(data, drive.detach().sigmoid()).detach();
    Tensor loss = machine.freeEnergy(data, drive).mean().minus(machine.freeEnergy(end).mean());
    if (held && machine.classes() > 0) {
      // Chains that keep their classes say nothing of how frequent classes are.
      loss = loss.plus(classTerm(data).minus(classTerm(end)));
    }
    return Outcome.mean(loss, data.size(0));
  }

  /// What the bias of the classes adds to the negative free energy.
  private Tensor classTerm(Tensor visible) {
    int all = machine.visibleUnits();
    int others = all - machine.classes();
    Tensor classes = visible.slice(1, others, all);
    return classes.times(machine.visibleBias().value().slice(0, others, all)).sum(1).mean();
  }

  /// Where the chains are after their steps.
  ///
  /// @param hidden how probable hidden units are where data is seen
  private Tensor end(Tensor data, Tensor hidden) {
    Buffer chains = machine.chains();
    if (chains == null || !Pass.current().isTraining()) {
      return walked(data, hidden, smooth);
    }
    Tensor start = chains.value();
    Tensor end = walked(start, machine.apply(start), false);
    chains.update(end);
    return end;
  }

  private Tensor walked(Tensor start, Tensor hidden, boolean smoothEnd) {
    Tensor probabilities = hidden;
    for (int step = 1; ; step++) {
      Tensor visible = machine.visible(machine.drawHidden(probabilities));
      if (step == steps) {
        return keeping(start, smoothEnd ? visible : machine.drawVisible(visible));
      }
      probabilities = machine.apply(keeping(start, machine.drawVisible(visible)));
    }
  }

  private Tensor keeping(Tensor start, Tensor visible) {
    return held ? machine.withClassesOf(start, visible) : visible;
  }
}
