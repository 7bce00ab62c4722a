package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Adds to each step a vector for its place, which is trained.
///
/// # Shapes
///
/// `weight` is `[places, size]`; `[batch, time, size]` becomes the same, where the time is at most
/// the number of places.
public record LearnedPositions(Parameter weight) implements RememberingLayer<Void> {
  /// Checks the weight.
  ///
  /// @throws ShapeException where it is no matrix
  public LearnedPositions {
    if (weight.shape().rank() != 2) {
      throw new ShapeException(
          "learnedPositions: the weight must be [places, size], got %s", weight.shape());
    }
  }

  @Override
  public Step<Void> next(Tensor x, @Nullable Void nothing, int position) {
    return new Step<>(apply(x, position), null);
  }

  /// There are no more places than were trained.
  @Override
  public boolean isEndless() {
    return false;
  }

  /// With another place for the first step.
  ///
  /// @throws ShapeException where there are not that many places
  public Tensor apply(Tensor x, int from) {
    Shape shape = x.shape();
    int places = weight.shape().size(0);
    if (shape.rank() < 2 || shape.size(-1) != weight.shape().size(1)) {
      throw new ShapeException(
          "learnedPositions: takes [batch, time, %d], got %s", weight.shape().size(1), shape);
    }
    if (from + shape.size(-2) > places) {
      throw new ShapeException(
          "learnedPositions: has %d places, but the sequence reaches to place %d; cut it, or build"
              + " the model with a longer context",
          places, from + shape.size(-2));
    }
    return x.plus(weight.value().slice(0, from, from + shape.size(-2)));
  }

  /// Learned positions to be built: normal with standard deviation 0.02, for as many places as the
  /// samples that the model is built for have steps.
  public record Spec() implements LayerSpec {
    @Override
    public LearnedPositions build(Shape input, Initialization initialization) {
      if (input.rank() != 2) {
        throw new ShapeException("learnedPositions: a sample must be [time, size], got %s", input);
      }
      return new LearnedPositions(
          initialization.parameter("weight", input, Initializers.normal(0.02)));
    }
  }
}
