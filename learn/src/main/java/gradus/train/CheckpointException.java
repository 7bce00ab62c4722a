package gradus.train;

import gradus.tensor.Explained;
import gradus.tensor.Message;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is thrown when a checkpoint does not belong to the training that is to go on from it.
public final class CheckpointException extends RuntimeException implements Explained {
  private static final long serialVersionUID = 1L;

  private final Message explanation;

  CheckpointException(String template, @Nullable Object... arguments) {
    this(Message.of(template, arguments));
  }

  private CheckpointException(Message explanation) {
    super(explanation.toString());
    this.explanation = explanation;
  }

  @Override
  public Message explanation() {
    return explanation;
  }

  static void requireSame(Map<String, Tensor> wanted, Map<String, Tensor> given) {
    var problems = new ArrayList<Message>();
    wanted.forEach((name, tensor) -> {
      Tensor other = given.get(name);
      if (other == null) {
        problems.add(Message.of("missing %s %s", name, tensor.signature()));
      } else if (!other.signature().equals(tensor.signature())) {
        problems.add(Message.of("%s is %s, not %s", name, other.signature(), tensor.signature()));
      }
    });
    given.forEach((name, tensor) -> {
      if (!wanted.containsKey(name)) {
        problems.add(Message.of("unexpected %s %s", name, tensor.signature()));
      }
    });
    if (!problems.isEmpty()) {
      throw new CheckpointException(
          "checkpoint: it was written for another model or optimizer: %s",
          Message.joined("; ", problems));
    }
  }

  static void requireSame(String quantity, String wanted, String given) {
    if (!wanted.equals(given)) {
      throw new CheckpointException(
          "checkpoint: it was written with another %s: %s, but this training has %s; resume with the same one, or start a new training",
          Message.of(quantity), given, wanted);
    }
  }
}
