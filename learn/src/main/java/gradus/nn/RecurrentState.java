package gradus.nn;

import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a [Recurrent] layer remembers between steps.
///
/// # Shapes
///
/// `[layers directions, batch, hidden]`, the forward direction of a layer before the backward one,
/// as in PyTorch.
///
/// @param hidden the last outputs
/// @param memory the memories of an LSTM; null for other cells
public record RecurrentState(Tensor hidden, @Nullable Tensor memory) {
  /// Checks that both have one shape.
  ///
  /// @throws ShapeException where they do not
  public RecurrentState {
    Shape shape = hidden.shape();
    if (shape.rank() != 3 || (memory != null && !memory.shape().equals(shape))) {
      throw new ShapeException(
          "state: must be [layers directions, batch, hidden], got hidden %s and memory %s",
          shape, memory == null ? Message.of("none") : memory.shape());
    }
  }

  /// What each cell ends with, in order.
  static RecurrentState of(List<List<Tensor>> end) {
    Tensor hidden = Tensor.stack(0, end.stream().map(List::getFirst).toList());
    return new RecurrentState(
        hidden,
        end.getFirst().size() == 1
            ? null
            : Tensor.stack(0, end.stream().map(List::getLast).toList()));
  }

  /// The same values without their history: gradients of what follows do not reach back beyond
  /// here, which is truncated backpropagation through time.
  public RecurrentState detach() {
    return new RecurrentState(hidden.detach(), memory == null ? null : memory.detach());
  }
}
