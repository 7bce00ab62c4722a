package gradus.tensor.kernel;

/// How the kernels combine many numbers into one; [Scalars] defines a step.
public enum ReductionFunction {
  SUM,
  PRODUCT,
  MAX,
  MIN
}
