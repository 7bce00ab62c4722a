package gradus.nn;

import java.util.List;

/// Weights that are not those of the model: everything that is missing, unexpected or of another
/// type or shape, at once. The model has not been changed.
public final class WeightsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> missing;
  private final transient List<String> unexpected;
  private final transient List<String> different;

  /// An error that lists all names.
  ///
  /// @param different each with both signatures
  public WeightsException(List<String> missing, List<String> unexpected, List<String> different) {
    super(message(missing, unexpected, different));
    this.missing = List.copyOf(missing);
    this.unexpected = List.copyOf(unexpected);
    this.different = List.copyOf(different);
  }

  private static String message(
      List<String> missing, List<String> unexpected, List<String> different) {
    StringBuilder text = new StringBuilder("weights: these are not the weights of this model;");
    append(text, "missing", missing);
    append(text, "unexpected", unexpected);
    append(text, "different", different);
    return text.append(" build the model as it was when the weights were saved").toString();
  }

  private static void append(StringBuilder text, String kind, List<String> names) {
    if (!names.isEmpty()) {
      text.append(' ').append(kind).append(": ").append(String.join(", ", names)).append(';');
    }
  }

  /// The names that the model has and the weights do not.
  public List<String> missing() {
    return missing;
  }

  /// The names that the weights have and the model does not.
  public List<String> unexpected() {
    return unexpected;
  }

  /// The names whose type or shape differ, each with both.
  public List<String> different() {
    return different;
  }
}
