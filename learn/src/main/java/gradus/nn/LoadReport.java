package gradus.nn;

import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// What became of weights that a model was to take: see [Model#loadMatching].
///
/// ```text
/// taken 4: 0.weight, 0.bias, 2.weight, 2.bias
/// missing 1: 4.bias
/// different 1: 4.weight (the model has FLOAT32[128, 5], got FLOAT32[128, 10])
/// ```
///
/// @param taken the names of those that the model has now
/// @param missing the names that the model has and the weights do not
/// @param unexpected the names that the weights have and the model does not
/// @param different the names whose type or shape differ, each with both
public record LoadReport(
    List<String> taken, List<String> missing, List<String> unexpected, List<String> different) {

  /// Copies the lists.
  public LoadReport {
    taken = List.copyOf(taken);
    missing = List.copyOf(missing);
    unexpected = List.copyOf(unexpected);
    different = List.copyOf(different);
  }

  static LoadReport of(Map<String, Cell> cells, Map<String, Tensor> weights) {
    List<String> taken = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> different = new ArrayList<>();
    cells.forEach((name, cell) -> {
      Tensor tensor = weights.get(name);
      if (tensor == null) {
        missing.add(name);
      } else if (!tensor.signature().equals(cell.signature())) {
        different.add(difference(name, cell.signature(), tensor.signature()));
      } else {
        taken.add(name);
      }
    });
    List<String> unexpected =
        weights.keySet().stream().filter(name -> !cells.containsKey(name)).toList();
    return new LoadReport(taken, missing, unexpected, different);
  }

  /// A name with what was to be there and what was.
  static String difference(String name, Signature wanted, Signature given) {
    return name + " (the model has " + wanted + ", got " + given + ")";
  }

  void store(Map<String, Cell> cells, Map<String, Tensor> weights) {
    for (String name : taken) {
      Cell cell = Objects.requireNonNull(cells.get(name));
      cell.set(Objects.requireNonNull(weights.get(name)));
    }
  }

  /// Whether the weights are exactly those of the model.
  public boolean isComplete() {
    return missing.isEmpty() && unexpected.isEmpty() && different.isEmpty();
  }

  /// The lists that are not empty, one a line.
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    add(lines, "taken", taken);
    add(lines, "missing", missing);
    add(lines, "unexpected", unexpected);
    add(lines, "different", different);
    return String.join("\n", lines);
  }

  private static void add(List<String> lines, String kind, List<String> names) {
    if (!names.isEmpty()) {
      lines.add(
          String.format(Locale.ROOT, "%s %d: %s", kind, names.size(), String.join(", ", names)));
    }
  }
}
