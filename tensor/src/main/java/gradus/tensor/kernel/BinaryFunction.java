package gradus.tensor.kernel;

/// A function of two numbers that the kernels compute; [Scalars] defines it.
public enum BinaryFunction implements ElementFunction {
  ADD,
  SUBTRACT,
  MULTIPLY,
  DIVIDE,
  POWER,
  MAXIMUM,
  MINIMUM,
  REMAINDER,
  ATAN2
}
