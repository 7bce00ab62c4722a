package gradus.search;

import gradus.tensor.ArgumentException;
import java.util.List;

/// When a parameter exists at all: only where another one has certain values, as momentum does only
/// where the optimizer is SGD.
public sealed interface Condition {
  /// The parameter that decides.
  String parent();

  /// Only where a choice has one of these options.
  ///
  /// @param parent the choice's name
  /// @param options those options
  record OneOf(String parent, List<String> options) implements Condition {
    /// Copies the options.
    public OneOf {
      options = List.copyOf(options);
      if (options.isEmpty()) {
        throw new ArgumentException(
            "where: name at least one option of %s with which the parameter exists", parent);
      }
    }
  }

  /// Only where a number is at least so large, as the width of the third layer exists only where
  /// there are three.
  ///
  /// @param parent the number's name
  /// @param least the smallest value of it
  record AtLeast(String parent, double least) implements Condition {}
}
