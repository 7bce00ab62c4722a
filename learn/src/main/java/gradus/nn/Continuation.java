package gradus.nn;

import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
/// saw, and positions are counted on; all other layers see only the new steps.
public final class Continuation {
  private final List<Layer> layers;
  private final List<@Nullable Object> memories;
  private final int position;

  /// The output for new steps, and where the model stands after them.
  public record Step(Tensor output, Continuation next) {}

  private Continuation(List<Layer> layers, List<@Nullable Object> memories, int position) {
    this.layers = layers;
    this.memories = memories;
    this.position = position;
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
    return new Continuation(layers.layers(), Collections.nCopies(layers.layers().size(), null), 0);
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
          if (recurrent.timeFirst() || !recurrent.backward().isEmpty()) {
            throw new IllegalStateException(
                "continuation: layer %d must be batch first and in one direction; one that reads"
                        .formatted(i)
                    + " from the end cannot go on");
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
    return new Step(
        y, new Continuation(layers, Collections.unmodifiableList(after), position + x.size(1)));
  }
}
