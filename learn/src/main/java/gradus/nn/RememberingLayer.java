package gradus.nn;

import gradus.tensor.Message;
import gradus.tensor.StateException;
import gradus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A layer whose output for a step depends on the steps before: with what it remembers of them,
/// further steps cost no more than themselves. A [Continuation] passes that on.
///
/// ```java
/// /// The sum of all steps so far.
/// record RunningSum() implements RememberingLayer<Tensor> {
///   public Step<Tensor> next(Tensor x, Tensor sum, int position) {
///     Tensor all = x.cumulativeSum(1);
///     Tensor y = sum == null ? all : all.plus(sum);
///     return new Step<>(y, y.slice(1, y.size(1) - 1, y.size(1)));
///   }
/// }
/// ```
///
/// A layer that holds others which may remember calls [#next(Layer, Tensor, Object, int)] for each,
/// and keeps what they remember as its own memory.
///
/// @param <M> what it remembers: a value that is never changed
public interface RememberingLayer<M> extends Layer {
  /// The output for new steps, and what to remember for those after.
  ///
  /// @param memory null where there is nothing to remember
  record Step<M>(Tensor output, @Nullable M memory) {}

  /// The output for the steps after those that were seen, as if the whole had been computed again.
  ///
  /// @param x the new steps, at least one
  /// @param memory what the last call left; null at the start
  /// @param position how many steps were seen
  /// @throws IllegalStateException where this layer cannot go on step by step, as recurrence from
  ///   the end cannot
  Step<M> next(Tensor x, @Nullable M memory, int position);

  /// The output for whole sequences.
  @Override
  default Tensor apply(Tensor x) {
    return next(x, null, 0).output();
  }

  /// Whether there is something to remember: not in a layer of layers that all see single steps.
  default boolean remembers() {
    return true;
  }

  /// Whether the first axis of input and output is the time, the batch being the second; otherwise
  /// the batch comes first.
  default boolean timeFirst() {
    return false;
  }

  /// Whether it goes on for any number of steps at the same cost, as recurrence does. Otherwise it
  /// is given no more steps than the model was built for. Layers inside it answer for themselves.
  default boolean isEndless() {
    return true;
  }

  /// The output of any layer for the next steps; one that does not remember sees these alone.
  ///
  /// @param memory what the last call for this layer left; null at the start
  /// @param position how many steps were seen
  static Step<Object> next(Layer layer, Tensor x, @Nullable Object memory, int position) {
    return layer instanceof RememberingLayer<?> remembering
        ? nextOf(remembering, x, memory, position)
        : new Step<>(layer.apply(x), null);
  }

  // What a layer's memory is only that layer knows, and it is the one that made it.
  @SuppressWarnings("unchecked")
  private static <M> Step<Object> nextOf(
      RememberingLayer<M> layer, Tensor x, @Nullable Object memory, int position) {
    Step<M> step = layer.next(x, (M) memory, position);
    return new Step<>(step.output(), step.memory());
  }

  /// Whether a layer remembers.
  static boolean remembers(@Nullable Layer layer) {
    return layer instanceof RememberingLayer<?> remembering && remembering.remembers();
  }

  /// Whether layers that stand together take the time first.
  ///
  /// @throws IllegalStateException where some do and others do not
  static boolean timeFirst(Iterable<? extends @Nullable Layer> layers) {
    RememberingLayer<?> first = null;
    for (Layer layer : layers) {
      if (layer instanceof RememberingLayer<?> remembering && remembering.remembers()) {
        if (first != null && first.timeFirst() != remembering.timeFirst()) {
          throw new StateException(
              "continuation: %s takes the time %s, but %s does not; build all time first or none",
              Structure.name(remembering),
              remembering.timeFirst() ? Message.of("first") : Message.of("second"),
              Structure.name(first));
        }
        first = first == null ? remembering : first;
      }
    }
    return first != null && first.timeFirst();
  }
}
