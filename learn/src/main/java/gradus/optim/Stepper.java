package gradus.optim;

import gradus.tensor.ShapeException;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An optimizer at work on parameters that are plain tensors, one step at a time, without a
/// trainer.
///
/// ```java
/// var stepper = Stepper.of(Adam.of(0.01));
/// for (int step = 0; step < 5000; step++) {
///   Tensor x = point.tracked();
///   point = stepper.step(List.of(point), f(x).gradients(List.of(x))).getFirst();
/// }
/// ```
///
/// Not for several threads at once.
public final class Stepper {
  /// What a stepper remembers: a value, which can be saved and gone on from.
  ///
  /// @param steps the steps taken
  /// @param slots the slots by `slot/parameter`, as in `mean/0`; empty before the first step
  public record State(long steps, Map<String, Tensor> slots) {
    /// The state before the first step.
    public static final State START = new State(0, Map.of());

    /// Copies the map.
    public State {
      slots = Map.copyOf(slots);
    }
  }

  private final Optimizer optimizer;
  private State state;

  private Stepper(Optimizer optimizer, State state) {
    this.optimizer = optimizer;
    this.state = state;
  }

  /// A stepper before its first step.
  public static Stepper of(Optimizer optimizer) {
    return of(optimizer, State.START);
  }

  /// A stepper that goes on from the state of another with the same optimizer.
  public static Stepper of(Optimizer optimizer, State state) {
    return new Stepper(optimizer, state);
  }

  /// What it remembers now.
  public State state() {
    return state;
  }

  /// The parameters after a step at the optimizer's learning rate.
  ///
  /// @throws ShapeException where there are not as many gradients as parameters, or one has another
  ///   shape or type
  /// @throws DivergenceException where a result is not finite; the state is then as before
  public List<Tensor> step(List<Tensor> parameters, List<Tensor> gradients) {
    return step(parameters, gradients, optimizer.learningRate());
  }

  /// The parameters after a step at another learning rate, such as a [Schedule] gives.
  ///
  /// @throws ShapeException where there are not as many gradients as parameters, or one has another
  ///   shape or type
  /// @throws DivergenceException where a result is not finite; the state is then as before
  public List<Tensor> step(List<Tensor> parameters, List<Tensor> gradients, double learningRate) {
    Checks.learningRate(optimizer.name(), learningRate);
    requireFit(signatures(parameters), signatures(gradients));
    long step = state.steps() + 1;
    double[] numbers = optimizer.coefficients(learningRate, step);
    var moved = new ArrayList<Tensor>();
    var slots = new LinkedHashMap<String, Tensor>();
    for (int i = 0; i < parameters.size(); i++) {
      Tensor parameter = parameters.get(i).detach();
      var coefficients = new ArrayList<Tensor>();
      for (double number : numbers) {
        coefficients.add(Tensor.scalar(parameter.dtype(), number));
      }
      Optimizer.Update update =
          optimizer.update(parameter, gradients.get(i).detach(), slots(i, parameter), coefficients);
      if (!isFinite(update)) {
        throw new DivergenceException(optimizer, i, step, learningRate);
      }
      moved.add(update.parameter());
      for (int slot = 0; slot < optimizer.slots().size(); slot++) {
        slots.put(optimizer.slots().get(slot) + "/" + i, update.slots().get(slot));
      }
    }
    state = new State(step, slots);
    return List.copyOf(moved);
  }

  private List<Tensor> slots(int parameter, Tensor value) {
    var slots = new ArrayList<Tensor>();
    for (String slot : optimizer.slots()) {
      String name = slot + "/" + parameter;
      Tensor kept = state.slots().get(name);
      if (kept == null && state.steps() > 0) {
        throw new ShapeException(
            "%s: there is no slot %s for parameter %d; a stepper belongs to one list of parameters",
            optimizer.name(), name, parameter);
      }
      if (kept == null) {
        kept = Tensor.full(value.dtype(), value.shape(), optimizer.initial(slot));
      }
      if (!kept.signature().equals(value.signature())) {
        throw new ShapeException(
            "%s: parameter %d is %s, but its slot %s is %s; a stepper belongs to one list of"
                + " parameters",
            optimizer.name(), parameter, value.signature(), slot, kept.signature());
      }
      slots.add(kept);
    }
    return slots;
  }

  private void requireFit(List<Signature> parameters, List<Signature> gradients) {
    if (!parameters.equals(gradients)) {
      throw new ShapeException(
          "%s: parameters %s need gradients of the same types and shapes, got %s",
          optimizer.name(), parameters, gradients);
    }
  }

  private static List<Signature> signatures(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::signature).toList();
  }

  private static boolean isFinite(Optimizer.Update update) {
    return isFinite(update.parameter()) && update.slots().stream().allMatch(Stepper::isFinite);
  }

  private static boolean isFinite(Tensor x) {
    for (boolean finite : x.isFinite().toBooleans()) {
      if (!finite) {
        return false;
      }
    }
    return true;
  }
}
