package gradus.tensor;

import java.io.Serial;

/// A heap that has no room for a tensor: how much was needed and how much there is.
final class HeapError extends OutOfMemoryError implements Explained {
  @Serial private static final long serialVersionUID = 1L;

  private final Message explanation;

  HeapError(Message explanation, OutOfMemoryError exhausted) {
    super(explanation.toString());
    this.explanation = explanation;
    initCause(exhausted);
  }

  @Override
  public Message explanation() {
    return explanation;
  }
}
