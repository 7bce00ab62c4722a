package gradus.tensor.kernel;

/// What a step of a loop over elements computes.
public sealed interface ElementFunction
    permits UnaryFunction, BinaryFunction, ComparisonFunction, ElementFunction.Choice {

  /// The choice between two numbers.
  enum Choice implements ElementFunction {
    /// `c ? a : b`
    WHERE
  }
}
