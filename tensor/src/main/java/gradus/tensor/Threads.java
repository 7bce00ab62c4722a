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
  /// @throws IllegalArgumentException where it is below 1
  public static void use(int count) {
    Workers.setThreads(count);
  }
}
