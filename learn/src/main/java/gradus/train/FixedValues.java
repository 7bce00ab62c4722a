package gradus.train;

import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import gradus.io.Safetensors;
import gradus.nn.Cell;
import gradus.nn.Model;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Fingerprints of the values that steps read and no step of a training moves: a checkpoint does
/// not hold them, so whoever goes on must have the same.
///
/// @param frozen of frozen parameters and buffers; empty where there are none
/// @param applied of models that an objective applies and nobody trains, such as a teacher; empty
///   where there are none, or where the objective cannot be traced and no batch was seen yet
record FixedValues(String frozen, String applied) {

  /// Those of a learner beside others, each of which may train what another only applies.
  static FixedValues of(Learner learner, List<Learner> all) {
    var trained = new ArrayList<Cell>();
    all.forEach(one -> trained.addAll(one.cells()));
    var frozen = new LinkedHashMap<String, Tensor>();
    var own = new ArrayList<Cell>();
    for (Map.Entry<String, Model> model : learner.spec().models().entrySet()) {
      model
          .getValue()
          .structure()
          .allCells()
          .forEach((name, cell) -> {
            own.add(cell);
            if (cell.isFrozen() && isFixed(cell, trained)) {
              frozen.put(model.getKey() + "/" + name, cell.stored());
            }
          });
    }
    var applied = new LinkedHashMap<String, Tensor>();
    for (Cell cell : learner.programs().applied()) {
      if (!own.contains(cell) && isFixed(cell, trained)) {
        applied.put(Integer.toString(applied.size()), cell.stored());
      }
    }
    return new FixedValues(fingerprint(frozen), fingerprint(applied));
  }

  private static boolean isFixed(Cell cell, Collection<Cell> trained) {
    return trained.stream().noneMatch(one -> cell.equals(one) || cell.isViewOf(one));
  }

  private static String fingerprint(Map<String, Tensor> values) {
    return values.isEmpty() ? "" : Safetensors.weightsSha256(values);
  }

  JsonValue toJson() {
    return JsonValue.object().put("frozen", frozen).put("applied", applied).build();
  }

  /// Refuses other values than those that a checkpoint was written with.
  ///
  /// @param written empty in a checkpoint of an older version
  /// @throws CheckpointException where they differ
  void requireSame(Optional<JsonCursor> written) {
    if (written.isEmpty()) {
      return;
    }
    if (!frozen.equals(written.get().member("frozen").text())) {
      throw new CheckpointException(
          "checkpoint: it was written with other values of the frozen parameters and buffers, which"
              + " it does not hold; load the same ones and freeze the same parts before resuming, or"
              + " start a new training");
    }
    String before = written.get().member("applied").text();
    if (!applied.isEmpty() && !before.isEmpty() && !applied.equals(before)) {
      throw new CheckpointException(
          "checkpoint: it was written with other weights of a model that the objective applies and"
              + " nobody trains; load the same ones before resuming, or start a new training");
    }
  }
}
