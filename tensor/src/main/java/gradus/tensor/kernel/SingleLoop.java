package gradus.tensor.kernel;

/// One loop that computes [Steps] for whole vectors, keeping what lies between in registers.
///
/// It gives the bits that the steps give one by one.
public interface SingleLoop {
  /// Computes a stretch of elements.
  ///
  /// @param arrays those of the inputs, then those of the stored results
  /// @param at where in each array the first element is
  /// @param count how many elements, a multiple of a vector's
  void run(Object[] arrays, int[] at, int count);
}
