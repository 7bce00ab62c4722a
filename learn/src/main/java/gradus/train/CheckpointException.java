package gradus.train;

import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Map;

/// What is thrown when a checkpoint does not belong to the training that is to go on from it.
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CheckpointException(String message) {
    super(message);
  }

  static void requireSame(Map<String, Tensor> wanted, Map<String, Tensor> given) {
    var problems = new ArrayList<String>();
    wanted.forEach((name, tensor) -> {
      Tensor other = given.get(name);
      if (other == null) {
        problems.add("missing " + name + " " + tensor.signature());
      } else if (!other.signature().equals(tensor.signature())) {
        problems.add("%s is %s, not %s".formatted(name, other.signature(), tensor.signature()));
      }
    });
    given.forEach((name, tensor) -> {
      if (!wanted.containsKey(name)) {
        problems.add("unexpected " + name + " " + tensor.signature());
      }
    });
    if (!problems.isEmpty()) {
      throw new CheckpointException(
          "checkpoint: it was written for another model or optimizer: "
              + String.join("; ", problems));
    }
  }

  static void requireSame(String what, String wanted, String given) {
    if (!wanted.equals(given)) {
      throw new CheckpointException(
          "checkpoint: it was written with another %s: %s, but this training has %s; resume with the same one, or start a new training"
              .formatted(what, given, wanted));
    }
  }
}
