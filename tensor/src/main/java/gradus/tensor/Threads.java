package gradus.tensor;

import gradus.tensor.kernel.Workers;

/// How many threads one operation may use. Results do not depend on it: every operation gives the
/// same bits with any number.
///
/// Without a choice it is the system property `gradus.threads`, else the number of processors.
public final class Threads {
  private Threads() {}

  /// The number of threads, the calling one included.
  public static int count() {
    return Workers.threads();
  }

  /// Sets the number of threads for the whole process.
  ///
  /// @throws TensorException where it is below 1 or above 4,096, more than any processor has
  public static void use(int count) {
    if (count < 1 || count > Workers.MOST) {
      throw new TensorException(
          "threads: the number of threads must be from 1, no parallelism, to %d, got %d",
          Workers.MOST, count);
    }
    Workers.setThreads(count);
  }
}
