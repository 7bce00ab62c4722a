package gradus.nn;

import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.function.UnaryOperator;

/// Sequences as pictures of one row, so that whatever works on pictures works on them.
final class OneRow {
  private static final int ROWS = 2;

  private OneRow() {}

  /// What an operation on pictures makes of sequences `[batch, channels, length]`.
  static Tensor apply(String name, Tensor x, UnaryOperator<Tensor> operation) {
    if (x.shape().rank() != 3) {
      throw new ShapeException(
          "%s: takes sequences [batch, channels, length], got %s", name, x.shape());
    }
    return operation.apply(of(x)).squeeze(ROWS);
  }

  /// Sequences, or a kernel that moves over them, with an axis for the row.
  static Tensor of(Tensor x) {
    return x.expand(ROWS);
  }

  static void require(String name, Tensor x, int channels) {
    if (x.shape().rank() != 3 || x.size(1) != channels) {
      throw new ShapeException(
          "%s: takes [batch, %d, length], got %s; axis 1 holds the channels",
          name, channels, x.shape());
    }
  }
}
