package gradus.tensor.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The threads that help with parallel regions, of one caller or of several at once.
///
/// A region of a deep-learning step lasts 50 to 500 microseconds, less than it takes to wake a
/// sleeping thread a few times. So a worker that runs out of work first spins for a fraction of a
/// millisecond, in which the next region usually arrives, and only then parks. Workers are daemon
/// threads and start with the first region that needs them.
///
/// Each thread has a part of a region's indices, the same from region to region, because what it
/// wrote in the last one is in its cache; it claims them one by one, and then those that others
/// have left. A caller must cut its work so that no result depends on who runs what. A region is
/// open until its caller finds no index left, and a worker goes to the one that has been open
/// longest.
///
/// The number of threads is the system property `gradus.threads`, else the number of processors;
/// [#setThreads(int)] changes it. A property that is no number from 1 to [#MOST] is ignored with a
/// warning in the log.
public final class Workers {
  /// About a third of a millisecond: enough to bridge the gap between two regions, too short to
  /// disturb a neighbour.
  private static final int SPINS = 20_000;

  /// While the compiler is at work on the vectors, waiting workers leave it the processor.
  private static int spins() {
    return VectorWarmUp.isRunning() ? 0 : SPINS;
  }

  /// The most threads, more than any processor has.
  public static final int MOST = 4096;

  private static final String PROPERTY = "gradus.threads";

  private static volatile int threads =
      initial(System.getProperty(PROPERTY), Runtime.getRuntime().availableProcessors());

  private static final Region[] NONE = {};

  /// The open regions, oldest first; the array is never changed, only replaced, through REGIONS.
  private static volatile Region[] regions = NONE;

  private static final VarHandle REGIONS;

  static {
    try {
      REGIONS =
          MethodHandles.lookup().findStaticVarHandle(Workers.class, "regions", Region[].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// Replaced under the lock of this class, never changed.
  private static volatile Worker[] workers = {};

  private Workers() {}

  static int initial(@Nullable String wanted, int processors) {
    if (wanted == null) {
      return processors;
    }
    try {
      int count = Integer.parseInt(wanted.strip());
      if (count >= 1 && count <= MOST) {
        return count;
      }
    } catch (NumberFormatException none) {
      // Told below, as every other text that is no such number.
    }
    System.getLogger("gradus.tensor")
        .log(
            System.Logger.Level.WARNING,
            "{0}={1} is no number of threads from 1 to {2}; {3} are used",
            PROPERTY,
            wanted,
            Integer.toString(MOST),
            Integer.toString(processors));
    return processors;
  }

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

  /// Runs `task` for every index from 0 to `tasks - 1`, on the calling thread and on workers that
  /// are free, and returns when all are done. Called from within a task, it runs everything on the
  /// calling thread.
  ///
  /// What a task throws reaches the caller, after the tasks that had begun are done; indices not
  /// yet begun are skipped. Where several fail, the first to do so is thrown.
  public static void run(int tasks, IntConsumer task) {
    int limit = threads;
    if (limit == 1 || tasks <= 1 || isInTask()) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    Worker[] staff = workers;
    if (staff.length != limit - 1) {
      staff = staff();
    }
    int parts = Math.min(limit, tasks);
    var region = new Region(task, tasks, parts);
    open(region);
    try {
      wake(staff, parts - 1);
      region.work(0);
    } finally {
      close(region);
    }
    region.await();
    region.rethrow();
  }

  /// Whether the calling thread runs a task: those of its own region it runs while that is open.
  private static boolean isInTask() {
    Thread thread = Thread.currentThread();
    if (thread instanceof Worker) {
      return true;
    }
    for (Region region : regions) {
      if (region.caller == thread) {
        return true;
      }
    }
    return false;
  }

  private static void open(Region region) {
    Region[] before;
    Region[] after;
    do {
      before = regions;
      after = Arrays.copyOf(before, before.length + 1);
      after[before.length] = region;
    } while (!REGIONS.compareAndSet(before, after));
  }

  /// Afterwards nothing but its caller and those who run its last tasks holds the region, or the
  /// arrays that its task refers to would stay alive.
  private static void close(Region region) {
    Region[] before;
    Region[] after;
    do {
      before = regions;
      after = without(region, before);
    } while (!REGIONS.compareAndSet(before, after));
  }

  private static Region[] without(Region region, Region[] regions) {
    if (regions.length == 1) {
      return NONE;
    }
    var others = new Region[regions.length - 1];
    int count = 0;
    for (Region other : regions) {
      if (other != region) {
        others[count++] = other;
      }
    }
    return others;
  }

  /// The oldest region with an index to claim, but for one; null where there is none.
  private static @Nullable Region unclaimed(@Nullable Region except) {
    for (Region region : regions) {
      if (region != except && region.hasUnclaimed()) {
        return region;
      }
    }
    return null;
  }

  /// Wakes workers until `count` are on their way: those that spin come by themselves, unless there
  /// is another region, which may be what they come to.
  private static void wake(Worker[] staff, int count) {
    boolean alone = regions.length == 1;
    int coming = 0;
    for (int i = 0; i < staff.length && coming < count; i++) {
      if (staff[i].wake() || (alone && !staff[i].working)) {
        coming++;
      }
    }
  }

  /// As many workers as the number of threads asks for.
  private static synchronized Worker[] staff() {
    int count = threads - 1;
    Worker[] before = workers;
    var after = new Worker[count];
    for (int i = 0; i < Math.max(count, before.length); i++) {
      if (i >= count) {
        before[i].retire();
      } else if (i < before.length) {
        after[i] = before[i];
      } else {
        after[i] = new Worker(i);
        after[i].start();
      }
    }
    workers = after;
    return after;
  }

  /// One call of [#run]: the indices still to be claimed, and how many are not yet done.
  private static final class Region {
    /// Numbers in a cache line.
    private static final int LINE = 16;

    private final IntConsumer task;
    private final int tasks;
    private final int parts;
    private final Thread caller = Thread.currentThread();

    /// For each part, the next index to claim, in a cache line of its own.
    private final AtomicIntegerArray next;

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

    /// @param parts into how many the indices are cut
    Region(IntConsumer task, int tasks, int parts) {
      this.task = task;
      this.tasks = tasks;
      this.parts = parts;
      this.remaining = new AtomicInteger(tasks);
      this.next = new AtomicIntegerArray((parts + 1) * LINE);
      for (int part = 0; part < parts; part++) {
        next.setPlain(at(part), begin(part));
      }
    }

    private static int at(int part) {
      return (part + 1) * LINE;
    }

    private int begin(int part) {
      return (int) ((long) tasks * part / parts);
    }

    boolean hasUnclaimed() {
      for (int part = 0; part < parts; part++) {
        if (next.get(at(part)) < begin(part + 1)) {
          return true;
        }
      }
      return false;
    }

    /// Runs what is left of a part, and then of the others.
    void work(int first) {
      int done = 0;
      try {
        for (int i = 0; i < parts; i++) {
          int part = (first + i) % parts;
          int at = at(part);
          int end = begin(part + 1);
          // Looked at first, so that those who come late do not move it on.
          while (next.get(at) < end) {
            int index = next.getAndIncrement(at);
            if (index < end) {
              done++;
              run(index);
            }
          }
        }
      } finally {
        // Once for all, because every thread writes to it.
        if (done > 0 && remaining.addAndGet(-done) == 0 && callerParked) {
          LockSupport.unpark(caller);
        }
      }
    }

    private void run(int index) {
      try {
        if (failure == null) {
          task.accept(index);
        }
      } catch (Throwable e) {
        FAILURE.compareAndSet(this, null, e);
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

  private static final class Worker extends Thread {
    private final int index;
    private volatile boolean working;
    private volatile boolean retired;

    @SuppressWarnings("unused") // through PARKED
    private volatile boolean parked;

    private static final VarHandle PARKED;

    static {
      try {
        PARKED = MethodHandles.lookup().findVarHandle(Worker.class, "parked", boolean.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    Worker(int index) {
      super("gradus-worker-" + (index + 1));
      this.index = index;
      setDaemon(true);
    }

    /// Wakes the worker if it sleeps, and returns whether it did: true to one of several callers.
    boolean wake() {
      boolean sleeps = parked && PARKED.compareAndSet(this, true, false);
      if (sleeps) {
        LockSupport.unpark(this);
      }
      return sleeps;
    }

    void retire() {
      retired = true;
      LockSupport.unpark(this);
    }

    @Override
    public void run() {
      while (!retired) {
        help();
      }
    }

    /// A method of its own, and so is [#await()], so that no variable of a waiting worker holds a
    /// finished region and its arrays.
    private void help() {
      Region region = await();
      // One that retired before the region opened leaves it to those who stay.
      if (region != null && !retired) {
        working = true;
        // Another region's caller may have counted on this worker.
        if (unclaimed(region) != null) {
          Workers.wake(workers, 1);
        }
        region.work(index + 1);
        working = false;
      }
    }

    /// Returns a region with an index to claim, or null when retired.
    private @Nullable Region await() {
      for (int i = 0; i < spins(); i++) {
        Region region = unclaimed(null);
        if (region != null) {
          return region;
        }
        Thread.onSpinWait();
      }
      try {
        while (!retired) {
          // A caller opens a region and then reads parked; this writes parked and then looks for
          // regions: one sees the other.
          parked = true;
          Region region = unclaimed(null);
          if (region != null) {
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
