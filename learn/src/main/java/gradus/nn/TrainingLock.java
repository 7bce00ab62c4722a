package gradus.nn;

/// The right to train a model: held until it is closed, by one at a time. See
/// [Model#lockForTraining()].
public final class TrainingLock implements AutoCloseable {
  private final Runnable release;

  TrainingLock(Runnable release) {
    this.release = release;
  }

  /// Gives the right back; closing twice does no harm.
  @Override
  public void close() {
    release.run();
  }
}
