package gradus.nn;

import gradus.tensor.Tensor;

/// All axes but the batch in one: `[batch, 1, 28, 28]` becomes `[batch, 784]`.
public record Flatten() implements Layer {
  @Override
  public Tensor apply(Tensor x) {
    return x.flatten(1);
  }
}
