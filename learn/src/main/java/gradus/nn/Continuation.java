package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.StateException;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A model part-way through its sequences: what its layers remember, so that the next steps cost no
/// more than themselves.
///
/// ```java
/// Continuation at = Continuation.start(model.layers());
/// Continuation.Step step = at.next(prompt);                // [batch, time] -> [batch, time, ...]
/// step = step.next().next(token);                          // one step on
/// ```
///
/// Layers that remember say so themselves, as a [RememberingLayer]: recurrent layers keep their
/// state, causal attention the keys and values of what it saw, and positions are counted on. All
/// other layers see only the new steps. Where the recurrent layers are time first, so are inputs
/// and outputs here.
public final class Continuation {
  private final Sequential layers;
  private final @Nullable List<@Nullable Object> memory;
  private final int position;
  private final boolean timeFirst;

  /// The output for new steps, and where the model stands after them.
  public record Step(Tensor output, Continuation next) {}

  private Continuation(
      Sequential layers, @Nullable List<@Nullable Object> memory, int position, boolean timeFirst) {
    this.layers = layers;
    this.memory = memory;
    this.position = position;
    this.timeFirst = timeFirst;
  }

  /// Before the first step.
  ///
  /// @throws IllegalStateException where a layer that remembers is inside one that does not pass
  ///   its memory on, or some layers take the time first and others do not
  public static Continuation start(Sequential layers) {
    requireWithinReach(Structure.of(layers));
    return new Continuation(layers, null, 0, layers.timeFirst());
  }

  private static void requireWithinReach(Structure outer) {
    boolean passesOn = outer.layer() instanceof RememberingLayer<?>;
    for (Structure inner : outer.children()) {
      if (!passesOn) {
        inner.forEach((_, layer) -> {
          // A sequence is only the place of its layers.
          if (RememberingLayer.remembers(layer) && !(layer instanceof Sequential)) {
            throw new StateException(
                "continuation: %s is inside a %s; put it into the model's own sequence",
                Structure.name(layer), Structure.name(outer.layer()));
          }
        });
      }
      requireWithinReach(inner);
    }
  }

  /// How many steps were seen.
  public int position() {
    return position;
  }

  /// The output for the next steps, batch first.
  ///
  /// @throws IllegalStateException where a layer cannot go on step by step
  public Step next(Tensor x) {
    RememberingLayer.Step<List<@Nullable Object>> step = layers.next(x, memory, position);
    int seen = position + x.size(timeFirst ? 0 : 1);
    return new Step(step.output(), new Continuation(layers, step.memory(), seen, timeFirst));
  }

  /// How sequences of numbers go on when each output of a model is its next input.
  ///
  /// ```java
  /// Tensor wave = Continuation.generate(model, beginning, 100);   // 100 further steps
  /// ```
  ///
  /// # Shapes
  ///
  /// `[batch, time, size]` becomes `[batch, length, size]`; time first, `[time, batch, size]`
  /// becomes `[length, batch, size]`.
  ///
  /// @param seed the steps to go on from, at least one
  /// @param length how many steps to generate, at least one
  /// @throws ShapeException where the model's outputs are not as its inputs
  public static Tensor generate(Model model, Tensor seed, int length) {
    return generate(model, seed, length, UnaryOperator.identity());
  }

  /// How sequences go on when a model's next input is made of its output: one that has another
  /// width, or to which something is added at each step.
  ///
  /// @param seed the steps to go on from, at least one
  /// @param length how many steps to generate, at least one
  /// @param feed from a step's output to the next input, `[batch, 1, ...]` (time first, `[1, batch,
  ///   ...]`)
  /// @throws ShapeException where the shapes do not fit
  public static Tensor generate(Model model, Tensor seed, int length, UnaryOperator<Tensor> feed) {
    Continuation place = start(model.layers());
    int axis = place.timeFirst ? 0 : 1;
    if (length < 1 || seed.shape().rank() < 2 || seed.size(axis) < 1) {
      throw new ShapeException(
          "generate: needs sequences of at least one step to go on from, %s, and at least one step to generate, got %s and %d",
          place.timeFirst ? "[time, batch, ...]" : "[batch, time, ...]", seed.shape(), length);
    }
    List<Tensor> generated = new ArrayList<>();
    Tensor input = seed;
    Shape one = seed.shape().remove(axis).insert(axis, 1);
    while (true) {
      Step step = place.next(input);
      place = step.next();
      Tensor output = step.output();
      if (output.shape().rank() < 2 || output.size(axis) != input.size(axis)) {
        throw new ShapeException(
            "generate: the model must give an output for each step, got %s for %s; leave out withLastOnly",
            output.shape(), input.shape());
      }
      Tensor last = output.slice(axis, output.size(axis) - 1, output.size(axis));
      generated.add(last);
      if (generated.size() == length) {
        return Tensor.concat(axis, generated);
      }
      input = feed.apply(last);
      if (!input.shape().equals(one)) {
        throw new ShapeException(
            "generate: an output %s cannot be the next input, which must be %s; make the last layer as wide as the input, or give a function from one to the other",
            input.shape(), one);
      }
    }
  }
}
