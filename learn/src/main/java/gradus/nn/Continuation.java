package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
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
/// Recurrent layers keep their state, causal Transformer blocks the keys and values of what they
/// saw, and positions are counted on; all other layers see only the new steps. Where the recurrent
/// layers are time first, so are inputs and outputs here.
public final class Continuation {
  private final List<Layer> layers;
  private final List<@Nullable Object> memories;
  private final int position;
  private final boolean timeFirst;

  /// The output for new steps, and where the model stands after them.
  public record Step(Tensor output, Continuation next) {}

  private Continuation(
      List<Layer> layers, List<@Nullable Object> memories, int position, boolean timeFirst) {
    this.layers = layers;
    this.memories = memories;
    this.position = position;
    this.timeFirst = timeFirst;
  }

  /// Before the first step.
  ///
  /// @throws IllegalStateException where a layer that remembers is inside another: only those of
  ///   the sequence itself are continued
  public static Continuation start(Sequential layers) {
    for (Layer layer : layers.layers()) {
      Structure.of(layer)
          .forEach((path, inner) -> {
            if (!path.isEmpty() && remembers(inner) && !remembers(layer)) {
              throw new IllegalStateException(
                  "continuation: %s is inside a %s; put it into the model's own sequence"
                      .formatted(Structure.name(inner), Structure.name(layer)));
            }
          });
    }
    boolean timeFirst =
        layers.layers().stream()
            .anyMatch(layer -> layer instanceof Recurrent recurrent && recurrent.timeFirst());
    return new Continuation(
        layers.layers(), Collections.nCopies(layers.layers().size(), null), 0, timeFirst);
  }

  private static boolean remembers(Layer layer) {
    return layer instanceof Recurrent
        || layer instanceof TransformerBlock
        || layer instanceof MultiHeadAttention
        || layer instanceof LearnedPositions
        || layer instanceof SinusoidalPositions;
  }

  /// How many steps were seen.
  public int position() {
    return position;
  }

  /// The output for the next steps, batch first.
  public Step next(Tensor x) {
    List<@Nullable Object> after = new ArrayList<>();
    Tensor y = x;
    for (int i = 0; i < layers.size(); i++) {
      Object memory = memories.get(i);
      switch (layers.get(i)) {
        case Recurrent recurrent -> {
          if (recurrent.timeFirst() != timeFirst || !recurrent.backward().isEmpty()) {
            throw new IllegalStateException(
                "continuation: layer %d must be in one direction, since one that reads from the end"
                        .formatted(i)
                    + " cannot go on, and batch first or time first as all others are");
          }
          Sequence sequence = recurrent.run(y, (RecurrentState) memory);
          y = sequence.outputs();
          memory = sequence.state();
        }
        case TransformerBlock block -> {
          KeyValues.Step step = block.next(y, (KeyValues) memory);
          y = step.output();
          memory = step.seen();
        }
        case MultiHeadAttention attention -> {
          KeyValues.Step step = attention.next(y, (KeyValues) memory);
          y = step.output();
          memory = step.seen();
        }
        case LearnedPositions positions -> y = positions.apply(y, position);
        case SinusoidalPositions positions -> y = positions.apply(y, position);
        case Layer other -> y = other.apply(y);
      }
      after.add(memory);
    }
    int seen = position + x.size(timeFirst ? 0 : 1);
    return new Step(
        y, new Continuation(layers, Collections.unmodifiableList(after), seen, timeFirst));
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
          "generate: needs sequences of at least one step to go on from, %s, and at least one step to generate, got %s and %d"
              .formatted(
                  place.timeFirst ? "[time, batch, ...]" : "[batch, time, ...]",
                  seed.shape(),
                  length));
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
            "generate: the model must give an output for each step, got %s for %s; leave out withLastOnly"
                .formatted(output.shape(), input.shape()));
      }
      Tensor last = output.slice(axis, output.size(axis) - 1, output.size(axis));
      generated.add(last);
      if (generated.size() == length) {
        return Tensor.concat(axis, generated);
      }
      input = feed.apply(last);
      if (!input.shape().equals(one)) {
        throw new ShapeException(
            "generate: an output %s cannot be the next input, which must be %s; make the last layer as wide as the input, or give a function from one to the other"
                .formatted(input.shape(), one));
      }
    }
  }
}
