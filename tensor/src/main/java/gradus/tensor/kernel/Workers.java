package gradus.tensor.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The threads that share one parallel region at a time.
///
/// A region of a deep-learning step lasts 50 to 500 microseconds, less than it takes to wake a
/// sleeping thread a few times. So a worker that runs out of work first spins for a fraction of a
/// millisecond, in which the next region usually arrives, and only then parks. Workers are daemon
/// threads and start with the first region that needs them.
///
/// Indices are claimed one by one by whichever thread is free: a caller must cut its work so that
/// no result depends on who runs what.
///
/// The number of threads is the system property `gradus.threads`, else the number of processors;
/// [#setThreads(int)] changes it.
public final class Workers {
  /// About a third of a millisecond: enough to bridge the gap between two regions, too short to
  /// disturb a neighbour.
  private static final int SPINS = 20_000;

  /// While the compiler is at work on the vectors, waiting workers leave it the processor.
  private static int spins() {
    return GemmWarmUp.isRunning() ? 0 : SPINS;
  }

  private static final AtomicBoolean BUSY = new AtomicBoolean();
  private static volatile int threads =
      Math.max(1, Integer.getInteger("gradus.threads", Runtime.getRuntime().availableProcessors()));

  private static volatile @Nullable Region current;

  /// Guarded by BUSY.
  private static Worker[] workers = {};

  /// Guarded by BUSY.
  private static long regions;

  private Workers() {}

  /// The number of threads that work on a region, the calling one included.
  public static int threads() {
    return threads;
  }

  /// Sets the number of threads that work on a region, the calling one included; regions that begin
  /// later obey.
  ///
  /// @throws IllegalArgumentException if `count` is less than 1
  public static void setThreads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "threads: the number of threads, "
              + count
              + ", must be at least 1; 1 means no parallelism");
    }
    threads = count;
  }

  /// Runs `task` for every index from 0 to `tasks - 1`, on the calling thread and the workers, and
  /// returns when all are done. Called from within a task, or while another thread has the workers,
  /// it runs everything on the calling thread.
  ///
  /// What a task throws reaches the caller, after the tasks that had begun are done; indices not
  /// yet begun are skipped. Where several fail, the first to do so is thrown.
  public static void run(int tasks, IntConsumer task) {
    int limit = threads;
    int count = Math.min(limit, tasks);
    if (count <= 1 || !BUSY.compareAndSet(false, true)) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    Region region = new Region(task, tasks, ++regions);
    try {
      staff(limit - 1);
      current = region;
      for (int i = 0; i < count - 1; i++) {
        workers[i].wake();
      }
      region.work();
      region.await();
    } finally {
      // The last region would otherwise keep the arrays that its task refers to alive.
      current = null;
      BUSY.set(false);
    }
    region.rethrow();
  }

  private static void staff(int count) {
    if (workers.length == count) {
      return;
    }
    Worker[] next = new Worker[count];
    for (int i = 0; i < Math.max(count, workers.length); i++) {
      if (i >= count) {
        workers[i].retire();
      } else {
        next[i] = i < workers.length ? workers[i] : new Worker(i);
      }
    }
    workers = next;
  }

  /// One call of [#run]: the indices still to be claimed, and how many are not yet done.
  private static final class Region {
    private final IntConsumer task;
    private final int tasks;
    private final long number;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger remaining;
    private volatile boolean callerParked;

    @SuppressWarnings("unused") // through FAILURE
    private volatile @Nullable Throwable failure;

    private static final VarHandle FAILURE;

    static {
      try {
        FAILURE = MethodHandles.lookup().findVarHandle(Region.class, "failure", Throwable.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    Region(IntConsumer task, int tasks, long number) {
      this.number = number;
      this.task = task;
      this.tasks = tasks;
      this.remaining = new AtomicInteger(tasks);
    }

    void work() {
      for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
        try {
          if (failure == null) {
            task.accept(i);
          }
        } catch (Throwable e) {
          FAILURE.compareAndSet(this, null, e);
        } finally {
          if (remaining.decrementAndGet() == 0 && callerParked) {
            LockSupport.unpark(caller);
          }
        }
      }
    }

    void await() {
      for (int i = 0; i < spins(); i++) {
        if (remaining.get() == 0) {
          return;
        }
        Thread.onSpinWait();
      }
      callerParked = true;
      boolean interrupted = false;
      while (remaining.get() != 0) {
        LockSupport.park(this);
        // Parking returns at once while the interrupt is pending.
        interrupted |= Thread.interrupted();
      }
      if (interrupted) {
        caller.interrupt();
      }
    }

    void rethrow() {
      switch (failure) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }
  }

  private static final class Worker {
    private final Thread thread;
    private volatile boolean parked;
    private volatile boolean retired;

    Worker(int index) {
      thread =
          Thread.ofPlatform().daemon().name("gradus-worker-" + (index + 1)).unstarted(this::loop);
      thread.start();
    }

    void wake() {
      if (parked) {
        LockSupport.unpark(thread);
      }
    }

    void retire() {
      retired = true;
      LockSupport.unpark(thread);
    }

    /// Remembers the last region by its number, so that an idle worker keeps no array of a finished
    /// region alive.
    private void loop() {
      long served = 0;
      while (!retired) {
        served = serveAfter(served);
      }
    }

    private long serveAfter(long served) {
      Region region = await(served);
      if (region == null) {
        return served;
      }
      region.work();
      return region.number;
    }

    /// Returns a region later than number `served`, or null when retired.
    private @Nullable Region await(long served) {
      for (int i = 0; i < spins(); i++) {
        Region region = current;
        if (region != null && region.number > served) {
          return region;
        }
        Thread.onSpinWait();
      }
      // The caller writes current and then reads parked; this writes parked and then reads current:
      // one sees the other.
      parked = true;
      try {
        while (!retired) {
          Region region = current;
          if (region != null && region.number > served) {
            return region;
          }
          LockSupport.park(Workers.class);
        }
        return null;
      } finally {
        parked = false;
      }
    }
  }
}
