package gradus.nn;

import gradus.tensor.ArgumentException;
import gradus.tensor.Message;
import java.util.List;

/// Weights that are not those of the model: everything that is missing, unexpected or of another
/// type or shape, at once. The model has not been changed.
public final class WeightsException extends ArgumentException {
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

  private static Message message(
      List<String> missing, List<String> unexpected, List<String> different) {
    return Message.of(
        "weights: these are not the weights of this model;%s%s%s build the model as it was when the"
            + " weights were saved",
        missing.isEmpty() ? "" : Message.of(" missing: %s;", String.join(", ", missing)),
        unexpected.isEmpty() ? "" : Message.of(" unexpected: %s;", String.join(", ", unexpected)),
        different.isEmpty() ? "" : Message.of(" different: %s;", String.join(", ", different)));
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
