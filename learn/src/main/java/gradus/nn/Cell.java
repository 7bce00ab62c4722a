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
  private final @Nullable Cell origin;
  private volatile Tensor stored;
  private volatile @Nullable TrainingLock training;

  Cell(Tensor initial) {
    if (initial.isSymbolic()) {
      throw new TensorException(
          "%s: needs values to start from, got a symbolic tensor %s; make the layer outside the"
              + " function that is traced",
          kind(), initial.signature());
    }
    origin = null;
    stored = initial.detach();
  }

  /// A frozen view of a cell.
  Cell(Cell origin) {
    this.origin = origin;
    stored = origin.stored;
  }

  /// The tensor to compute with: what the current [Pass] binds to this cell, otherwise [#stored()].
  public final Tensor value() {
    return Pass.current().valueOf(this);
  }

  /// The tensor that this cell holds, whatever the current pass. On the thread that trains it, that
  /// is what the last step left; on others what was stored last.
  public final Tensor stored() {
    if (origin != null) {
      return origin.stored();
    }
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
    if (origin != null) {
      origin.set(tensor);
      return;
    }
    if (!tensor.signature().equals(stored.signature())) {
      throw new ShapeException(
          "%s: holds %s and cannot take %s; type and shape must stay the same",
          kind(), stored.signature(), tensor.signature());
    }
    if (tensor.isSymbolic()) {
      throw new TensorException(
          "%s: cannot hold a symbolic tensor; set what the program returns when it runs", kind());
    }
    stored = tensor.detach();
  }

  /// Whether this is a view of another cell, which always has the same value, but which training
  /// leaves as it is: see [Model#frozen].
  public final boolean isFrozen() {
    return origin != null;
  }

  /// Whether this is a frozen view of another cell, so that it moves where the other does.
  public final boolean isViewOf(Cell other) {
    return other.equals(origin);
  }

  /// The cell that this is a frozen view of; null where it is none.
  @Nullable Cell origin() {
    return origin;
  }

  /// A frozen view of this cell; itself where it is one.
  abstract Cell frozen();

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
