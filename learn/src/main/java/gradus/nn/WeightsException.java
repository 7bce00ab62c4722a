package gradus.nn;

import gradus.tensor.ArgumentException;
import gradus.tensor.Message;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.Map;

/// Weights that are not those of the model: everything that is missing, unexpected or of another
/// type or shape, at once. The model has not been changed.
public final class WeightsException extends ArgumentException {
  private static final long serialVersionUID = 1L;

  /// What to do where weights of another model are loaded.
  private static final Message SAVED =
      Message.of("build the model as it was when the weights were saved");

  /// What to do where PyTorch's weights are loaded as the model's own.
  static final Message FROM_PYTORCH =
      Message.of(
          "they have PyTorch's names and layouts: load them with"
              + " PyTorchWeights.of(model).load(path)");

  /// What to do where PyTorch's weights are those of another model.
  static final Message PYTORCH =
      Message.of(
          "build the model as PyTorch's is, say with named(...) what its modules are called, or take"
              + " what fits with loadMatching(...)");

  private final transient List<String> missing;
  private final transient List<String> unexpected;
  private final transient List<String> different;

  /// An error that lists all names.
  ///
  /// @param different each with both signatures
  public WeightsException(List<String> missing, List<String> unexpected, List<String> different) {
    this(missing, unexpected, different, SAVED);
  }

  /// An error that lists all names of a report, and says what to do.
  WeightsException(LoadReport report, Message advice) {
    this(report.missing(), report.unexpected(), report.different(), advice);
  }

  /// The error for weights that are not a model's own: it knows PyTorch's.
  static WeightsException of(Model model, LoadReport report, Map<String, Tensor> weights) {
    boolean fromPyTorch =
        PyTorchWeights.of(model).report(weights).taken().size() > report.taken().size();
    return new WeightsException(report, fromPyTorch ? FROM_PYTORCH : SAVED);
  }

  private WeightsException(
      List<String> missing, List<String> unexpected, List<String> different, Message advice) {
    super(message(missing, unexpected, different, advice));
    this.missing = List.copyOf(missing);
    this.unexpected = List.copyOf(unexpected);
    this.different = List.copyOf(different);
  }

  private static Message message(
      List<String> missing, List<String> unexpected, List<String> different, Message advice) {
    return Message.of(
        "weights: these are not the weights of this model;%s%s%s %s",
        missing.isEmpty() ? "" : Message.of(" missing: %s;", String.join(", ", missing)),
        unexpected.isEmpty() ? "" : Message.of(" unexpected: %s;", String.join(", ", unexpected)),
        different.isEmpty() ? "" : Message.of(" different: %s;", String.join(", ", different)),
        advice);
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
