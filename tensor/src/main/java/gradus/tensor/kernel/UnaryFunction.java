package gradus.tensor.kernel;

/// A function of one number that the kernels compute; [Scalars] defines it.
public enum UnaryFunction {
  NEGATE,
  ABS,
  SIGN,
  RECIPROCAL,
  SQUARE,
  SQRT,
  RSQRT,
  EXP,
  EXPM1,
  LOG,
  LOG1P,
  SIN,
  COS,
  TAN,
  ASIN,
  ACOS,
  ATAN,
  SINH,
  COSH,
  TANH,
  FLOOR,
  CEIL,
  ROUND,
  ERF,
  SIGMOID,
  RELU,
  SOFTPLUS,
  SILU,
  GELU
}
