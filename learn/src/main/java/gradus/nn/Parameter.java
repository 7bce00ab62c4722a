package gradus.nn;

import gradus.tensor.DTypeException;
import gradus.tensor.Tensor;

/// A tensor that training adjusts, for example a layer's weight.
///
/// In a source file without a class, `Parameter` could also be the one of `java.lang.reflect`:
/// `import gradus.nn.*;` settles it.
public final class Parameter extends Cell {
  /// A parameter that starts from `initial`.
  ///
  /// @throws DTypeException where `initial` is not floating-point: integers have no gradient
  public Parameter(Tensor initial) {
    if (!initial.dtype().isFloating()) {
      throw new DTypeException(
          "parameter: must be FLOAT32 or FLOAT64 to have a gradient, got %s"
              + "; cast it, or use a Buffer for what is not trained",
          initial.signature());
    }
    super(initial);
  }

  private Parameter(Parameter origin) {
    super(origin);
  }

  @Override
  Parameter frozen() {
    return isFrozen() ? this : new Parameter(this);
  }

  @Override
  String kind() {
    return "parameter";
  }

  @Override
  Parameter with(Tensor tensor) {
    Parameter other = new Parameter(tensor);
    return isFrozen() ? other.frozen() : other;
  }
}
