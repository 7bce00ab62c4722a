package gradus.nn;

import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;

/// One number for each channel: the mean, or the largest, of all its places.
///
/// # Shapes
///
/// `[batch, channels, ...]`, sequences, pictures or volumes, becomes `[batch, channels]`.
///
/// Lin, Chen and Yan, "Network in network", 2014.
public enum GlobalPool implements Layer {
  /// The mean.
  GLOBAL_AVERAGE_POOL {
    @Override
    Tensor pool(Tensor x) {
      return x.mean(2);
    }
  },
  /// The largest; where several are equal, the gradient goes to the first.
  GLOBAL_MAX_POOL {
    @Override
    Tensor pool(Tensor x) {
      return x.expand(2).maxPool(Window.of(1, x.size(2))).flatten(1);
    }
  };

  abstract Tensor pool(Tensor places);

  @Override
  public Tensor apply(Tensor x) {
    if (x.shape().rank() < 3 || x.shape().part(2, x.shape().rank()).elements() == 0) {
      throw new ShapeException(
          "globalPool: takes [batch, channels, ...] with places to pool, got %s", x.shape());
    }
    return pool(x.flatten(2));
  }
}
