package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A body and a way around it, `y = body(x) + x`: the body learns what to add. Where the body
/// changes the shape, a shortcut takes the input to the same one: `y = body(x) + shortcut(x)`.
///
/// He, Zhang, Ren and Sun, "Deep residual learning for image recognition", 2016.
public record Residual(Layer body, @Nullable Layer shortcut) implements Layer {
  @Override
  public Tensor apply(Tensor x) {
    Pass pass = Pass.current();
    Tensor y = pass.apply(this, "body", body, x);
    Tensor around = shortcut == null ? x : pass.apply(this, "shortcut", shortcut, x);
    if (!y.shape().equals(around.shape())) {
      throw new ShapeException(
          "residual: the body turns %s into %s, and the way around gives %s; %s"
              .formatted(
                  x.shape(),
                  y.shape(),
                  around.shape(),
                  shortcut == null
                      ? "keep the shape, or add a shortcut that changes it in the same way"
                      : "both must have one shape"));
    }
    return y.plus(around);
  }

  /// A residual layer to be built.
  public record Spec(LayerSpec body, @Nullable LayerSpec shortcut) implements LayerSpec {
    /// With a layer on the way around.
    public Spec withShortcut(LayerSpec shortcut) {
      return new Spec(body, shortcut);
    }

    @Override
    public Residual build(Shape input, Initialization initialization) {
      return new Residual(
          body.build(input, initialization.child("body")),
          shortcut == null ? null : shortcut.build(input, initialization.child("shortcut")));
    }
  }
}
