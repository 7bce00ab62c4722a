package gradus.nn;

import gradus.tensor.Tensor;

/// A tensor that belongs to a layer and is saved with it, but is not trained: for example the
/// running mean of a batch normalisation.
public final class Buffer extends Cell {
  /// A buffer that starts from `initial`.
  public Buffer(Tensor initial) {
    super(initial);
  }

  private Buffer(Buffer origin) {
    super(origin);
  }

  /// Replaces the value from here on in the current training pass; a frozen one stays as it is.
  /// Whoever runs the pass stores it at the end: see [Pass#commit()].
  ///
  /// @throws IllegalStateException outside a training pass, where nothing may change
  /// @throws gradus.tensor.ShapeException where the type or shape differs
  public void update(Tensor tensor) {
    Pass.current().update(this, tensor);
  }

  @Override
  Buffer frozen() {
    return isFrozen() ? this : new Buffer(this);
  }

  @Override
  String kind() {
    return "buffer";
  }

  @Override
  Buffer with(Tensor tensor) {
    Buffer other = new Buffer(tensor);
    return isFrozen() ? other.frozen() : other;
  }
}
