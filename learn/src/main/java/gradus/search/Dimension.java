package gradus.search;

import gradus.tensor.ArgumentException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One parameter of a search: its name, its values, and when it exists.
///
/// @param name as trials ask for it
/// @param domain its values
/// @param condition when it exists; null for always
public record Dimension(String name, Domain domain, @Nullable Condition condition) {
  /// Checks the name.
  public Dimension {
    if (name.isBlank()) {
      throw new ArgumentException("space: a parameter needs a name, got a blank one");
    }
  }

  /// The same parameter, existing only where a choice has one of these options.
  public Dimension where(String parent, String... options) {
    return new Dimension(name, domain, new Condition.OneOf(parent, List.of(options)));
  }

  /// The same parameter, existing only where a number is at least so large.
  public Dimension whereAtLeast(String parent, double least) {
    return new Dimension(name, domain, new Condition.AtLeast(parent, least));
  }
}
