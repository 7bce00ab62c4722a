package gradus.train;

/// What is thrown when the loss stops being a number: training has ended with the last good
/// weights.
public final class NonFiniteLossException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NonFiniteLossException(double loss, int epoch, int batch, String cause) {
    super(
        "training: the loss became %s in epoch %d, batch %d: %s. The model keeps the weights from before that batch"
            .formatted(loss, epoch, batch, cause));
  }
}
