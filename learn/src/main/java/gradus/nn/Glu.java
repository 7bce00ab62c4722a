package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;

/// A gated linear unit, `y = a gate(b)`, where `a` and `b` are the first and the second half of an
/// axis: the layer before it computes both.
///
/// ```java
/// sequential(dense(2 * 256), swiglu(), dense(64));   // a feed-forward part with SwiGLU
/// ```
///
/// # Shapes
///
/// The axis becomes half as long; the others stay.
///
/// Dauphin and others, "Language modeling with gated convolutional networks", 2017; with other
/// gates than the sigmoid Shazeer, "GLU variants improve transformer", 2020.
///
/// @param gate what the second half goes through
/// @param axis the axis that is halved, which cannot be the batch; a negative one counts from the
///   back
public record Glu(Activation gate, int axis) implements Layer {
  /// Checks the axis.
  ///
  /// @throws ShapeException where it is the batch
  public Glu {
    if (axis == 0) {
      throw new ShapeException(
          "glu: axis 0 is the batch, which cannot be halved; take -1 for the last axis");
    }
  }

  /// Along the last axis.
  public static Glu of(Activation gate) {
    return new Glu(gate, -1);
  }

  /// With another gate.
  public Glu withGate(Activation gate) {
    return new Glu(gate, axis);
  }

  /// Along another axis; 1 for the channels of pictures.
  public Glu withAxis(int axis) {
    return new Glu(gate, axis);
  }

  @Override
  public Tensor apply(Tensor x) {
    Shape shape = x.shape();
    int resolved = shape.axis("glu", axis);
    int size = shape.size(resolved);
    if (resolved == 0 || size % 2 != 0) {
      throw new ShapeException(
          "glu: needs an axis after the batch of an even size to halve, got axis %d of %s; let the"
              + " layer before it have twice as many outputs",
          axis, shape);
    }
    Tensor value = x.slice(resolved, 0, size / 2);
    return value.times(gate.apply(x.slice(resolved, size / 2, size)));
  }
}
