package gradus.tensor.kernel;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Whether [Steps] run one by one or as a [SingleLoop].
///
/// A new loop on vectors is a hundred times slower than the steps' own ones until the optimizing
/// compiler has seen it. So steps run one by one until they have been done so often that making a
/// loop of them pays; then a daemon thread runs the loop on numbers of its own until it is the
/// faster one. Where it never is, everything stays as it was. The bits are the same.
public final class LoopChoice {
  /// Elements times steps after which a loop pays: compiled steps take about a twentieth of a
  /// second for them. That they take longer before they are compiled says nothing, and the compiler
  /// has more important work then.
  private static final long WORTH_COMPILING = 1L << 29;

  private static final long GIVE_UP_NANOS = 10_000_000_000L;

  /// So few elements are over before a clock could be read.
  private static final int LEAST = 128;

  private static final int SAMPLE = 4096;

  /// Calls after which the compiler takes up a method, if it has loops in it.
  private static final int CALLS = 700;

  /// Those that are in use. A choice holds the steps by which it is found.
  private static final Map<Steps, WeakReference<LoopChoice>> ALL = new WeakHashMap<>();

  private final Kernels kernels;
  private final Steps steps;
  private final AtomicLong done = new AtomicLong();
  private final AtomicBoolean tried = new AtomicBoolean();
  private volatile float fastest = Float.POSITIVE_INFINITY;
  private volatile @Nullable SingleLoop loop;
  private volatile boolean settled;

  private LoopChoice(Kernels kernels, Steps steps) {
    this.kernels = kernels;
    this.steps = steps;
  }

  /// The choice for some steps, which all that have equal ones share.
  public static LoopChoice of(Kernels kernels, Steps steps) {
    synchronized (ALL) {
      WeakReference<LoopChoice> known = ALL.get(steps);
      LoopChoice choice = known == null ? null : known.get();
      if (choice == null) {
        choice = new LoopChoice(kernels, steps);
        // An entry that stayed behind would keep its own steps as the key.
        ALL.remove(steps);
        ALL.put(steps, new WeakReference<>(choice));
      }
      return choice;
    }
  }

  /// The loop, if by now it is faster than the steps one by one.
  public @Nullable SingleLoop loop() {
    return loop;
  }

  /// Whether it pays to measure how long some elements take: not once it is settled that there will
  /// be no loop.
  public boolean isWorthMeasuring(int elements) {
    return elements >= LEAST && !settled;
  }

  /// Tells how long some elements have taken step by step.
  public void took(long time, int elements) {
    fastest = Math.min(fastest, (float) time / elements);
    if (done.addAndGet(elements) * steps.steps().size() >= WORTH_COMPILING
        && tried.compareAndSet(false, true)) {
      Maker.THREAD.execute(() -> {
        tryOut();
        settled = true;
      });
    }
  }

  /// Makes the loop now, whether it is faster or not.
  public void make() {
    loop = kernels.singleLoop(steps);
  }

  private void tryOut() {
    SingleLoop made;
    try {
      made = kernels.singleLoop(steps);
    } catch (LinkageError | UnsupportedOperationException e) {
      // A runtime that takes no new classes, as of a program that was compiled ahead of time.
      System.getLogger("gradus.tensor").log(System.Logger.Level.DEBUG, "no loop is made here", e);
      return;
    }
    if (made == null) {
      return;
    }
    Object[] arrays = sample();
    var at = new int[arrays.length];
    for (int i = 0; i < CALLS; i++) {
      made.run(arrays, at, 32 * Lanes.COUNT);
    }
    long start = System.nanoTime();
    try {
      while (System.nanoTime() - start < GIVE_UP_NANOS) {
        long before = System.nanoTime();
        made.run(arrays, at, SAMPLE);
        if ((float) (System.nanoTime() - before) / SAMPLE < fastest) {
          loop = made;
          return;
        }
        // The compiler may have the only processor that the program leaves.
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.getLogger("gradus.tensor")
        .log(System.Logger.Level.DEBUG, "one loop is no faster here: {0}", steps);
  }

  private Object[] sample() {
    int inputs = steps.inputs().size();
    var arrays = new Object[inputs + steps.stored().size()];
    for (int i = 0; i < arrays.length; i++) {
      boolean masks = steps.isMask(i < inputs ? i : steps.stored().get(i - inputs));
      var ones = new float[SAMPLE];
      Arrays.fill(ones, 1);
      arrays[i] = masks ? new boolean[SAMPLE] : ones;
    }
    return arrays;
  }

  /// The thread that makes loops, one after the other, and ends when there is nothing to do.
  private static final class Maker {
    static final ExecutorService THREAD = thread();

    private static ExecutorService thread() {
      var thread =
          new ThreadPoolExecutor(
              1,
              1,
              1,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              task -> Thread.ofPlatform().daemon().name("gradus-loops").unstarted(task));
      thread.allowCoreThreadTimeOut(true);
      return thread;
    }
  }
}
