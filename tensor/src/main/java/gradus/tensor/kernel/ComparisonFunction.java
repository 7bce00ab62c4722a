package gradus.tensor.kernel;

/// A comparison of two numbers that the kernels make; [Scalars] defines it.
public enum ComparisonFunction implements ElementFunction {
  LESS,
  LESS_OR_EQUAL,
  GREATER,
  GREATER_OR_EQUAL,
  EQUAL,
  NOT_EQUAL
}
