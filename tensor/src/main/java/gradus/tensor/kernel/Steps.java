package gradus.tensor.kernel;

import java.util.List;

/// Elementwise operations one after the other on the same elements, of which a [SingleLoop] can be
/// made.
///
/// Values are numbered: first the inputs, then what each step computes.
///
/// @param inputs what each input is
/// @param steps what is computed, each from values with smaller numbers
/// @param stored the numbers of the steps' results that go to arrays, in rising order
public record Steps(List<Input> inputs, List<Step> steps, List<Integer> stored) {

  /// The weight of all steps, with 1 for each input and each result that is stored, at most: of
  /// loops with 50 and more, the compiler leaves something out, and what is not inlined allocates.
  public static final int MOST = 40;

  /// What an input is.
  public enum Input {
    /// An array of numbers.
    FLOATS,
    /// An array of masks.
    MASKS,
    /// One number for all elements.
    NUMBER
  }

  /// One operation.
  ///
  /// @param operands the numbers of its operands, in their order
  public record Step(ElementFunction function, List<Integer> operands) {
    /// The same, of a copy of the operands.
    public Step {
      operands = List.copyOf(operands);
    }
  }

  /// The same, of copies.
  public Steps {
    inputs = List.copyOf(inputs);
    steps = List.copyOf(steps);
    stored = List.copyOf(stored);
  }

  /// Whether a value is a mask.
  boolean isMask(int value) {
    return value < inputs.size()
        ? inputs.get(value) == Input.MASKS
        : steps.get(value - inputs.size()).function() instanceof ComparisonFunction;
  }

  /// How many vector operations a step is, or 0 where it needs a loop of its own.
  public static int weight(ElementFunction function) {
    return switch (function) {
      case UnaryFunction f ->
          switch (f) {
            case NEGATE, ABS, RECIPROCAL, SQUARE, SQRT -> 1;
            case RSQRT, RELU -> 2;
            case SIGN -> 4;
            default -> 0;
          };
      case BinaryFunction f ->
          switch (f) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MAXIMUM, MINIMUM -> 1;
            default -> 0;
          };
      case ComparisonFunction _, ElementFunction.Choice _ -> 1;
    };
  }
}
