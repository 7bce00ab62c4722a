package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/// A tensor that can be exchanged for another of the same type and shape: the only thing in a model
/// that changes.
///
/// Two cells are equal only if they are the same cell.
public abstract sealed class Cell permits Parameter, Buffer {
  private volatile Tensor stored;
  private volatile @Nullable TrainingLock training;

  Cell(Tensor initial) {
    if (initial.isSymbolic()) {
      throw new TensorException(
          "%s: needs values to start from, got a symbolic tensor %s; make the layer outside the"
                  .formatted(kind(), initial.signature())
              + " function that is traced");
    }
    stored = initial.detach();
  }

  /// The tensor to compute with: what the current [Pass] binds to this cell, otherwise [#stored()].
  public final Tensor value() {
    return Pass.current().valueOf(this);
  }

  /// The tensor that this cell holds, whatever the current pass. On the thread that trains it, that
  /// is what the last step left; on others what was stored last.
  public final Tensor stored() {
    TrainingLock lock = training;
    if (lock != null) {
      lock.refresh();
    }
    return stored;
  }

  @Nullable TrainingLock training() {
    return training;
  }

  void setTraining(@Nullable TrainingLock lock) {
    training = lock;
  }

  /// Exchanges the tensor that this cell holds.
  ///
  /// @throws ShapeException where the type or shape differs from what it holds
  public final void set(Tensor tensor) {
    if (!tensor.signature().equals(stored.signature())) {
      throw new ShapeException(
          "%s: holds %s and cannot take %s; type and shape must stay the same"
              .formatted(kind(), stored.signature(), tensor.signature()));
    }
    if (tensor.isSymbolic()) {
      throw new TensorException(
          "%s: cannot hold a symbolic tensor; set what the program returns when it runs"
              .formatted(kind()));
    }
    stored = tensor.detach();
  }

  /// The type and shape.
  public final Signature signature() {
    return stored.signature();
  }

  /// The shape.
  public final Shape shape() {
    return stored.shape();
  }

  /// "parameter" or "buffer", for messages.
  abstract String kind();

  /// A new cell of the same kind.
  abstract Cell with(Tensor tensor);

  /// Kind, type and shape: `parameter FLOAT32[784, 128]`.
  @Override
  public final String toString() {
    return kind() + " " + signature();
  }
}
