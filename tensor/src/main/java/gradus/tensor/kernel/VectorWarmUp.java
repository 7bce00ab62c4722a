package gradus.tensor.kernel;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Finds out when the vector product, and what belongs to it, has been compiled, and hurries it
/// along.
///
/// Until the optimizing compiler has seen it, code on vectors is a hundred times slower than plain
/// loops, and the compiler sees it only after it has run some thousand times. So products begin on
/// [PlainGemm], which is compiled within a blink and gives the same bits, while a daemon thread
/// runs small products on vectors until they are the faster ones. Where they never are, as in an
/// interpreter or on a processor without such vectors, everything stays on the plain product.
final class VectorWarmUp {
  /// What is compiled apart: a form of product, or the transforms of [Winograd].
  private static final class Form {
    private volatile boolean ready;
  }

  private static final Form ROWS = new Form();
  private static final Form COLUMNS = new Form();
  private static final Form FEW_ROWS = new Form();
  private static final Form PATCHES = new Form();

  private static final AtomicBoolean PATCHES_WANTED = new AtomicBoolean();

  /// Multiply-adds after which a warm-up pays: a program that does less is over before the compiler
  /// is.
  private static final long WORTH_COMPILING = 1 << 20;

  private static final long GIVE_UP_NANOS = 60_000_000_000L;

  /// Calls after which the first compiler takes a method up. Between them it gets the time to do
  /// so: a method that is interpreted 600 times goes on to the optimizing one without having been
  /// observed in compiled code, and of a large tile this then makes a loop that allocates its
  /// vectors, two to four times slower for as long as the program runs. That happened to every
  /// fifth program.
  private static final int CALLS = 384;

  private static final int AT_A_TIME = 8;

  /// Runs after which plain loops are compiled; what they took before says nothing.
  private static final int PLAIN_RUNS = 5;

  /// The threads that hurry the compiler along.
  private static final AtomicInteger RUNNING = new AtomicInteger();

  private static final AtomicLong PLAIN_WORK = new AtomicLong();

  private VectorWarmUp() {}

  /// Whether a product of this form is faster on vectors by now. Counts its work, and starts the
  /// warm-up when that is enough.
  static boolean isReady(boolean transposeA, boolean transposeB, int m, int n, int k) {
    Form form = FewRows.suits(transposeB, m) ? FEW_ROWS : transposeA ? COLUMNS : ROWS;
    if (form.ready) {
      return true;
    }
    long work = (long) m * n * k;
    long before = PLAIN_WORK.getAndAdd(work);
    if (before < WORTH_COMPILING && before + work >= WORTH_COMPILING) {
      // First the one that is waited for.
      start(Stream.of(form, ROWS, COLUMNS, FEW_ROWS).distinct());
    }
    return false;
  }

  /// Whether [SimdPatches] are faster than [PlainPatches] by now. Starts their warm-up.
  static boolean patchesAreReady() {
    if (!PATCHES.ready && PATCHES_WANTED.compareAndSet(false, true)) {
      start(Stream.of(PATCHES));
    }
    return PATCHES.ready;
  }

  private static void start(Stream<Form> forms) {
    Thread.ofPlatform().daemon().name("gradus-warm-up").start(() -> run(forms.toList()));
  }

  /// Whether the compiler is being hurried along just now.
  static boolean isRunning() {
    return RUNNING.get() > 0;
  }

  private static void run(List<Form> forms) {
    long start = System.nanoTime();
    RUNNING.incrementAndGet();
    try {
      for (Form form : forms) {
        if (!warm(form, start)) {
          System.getLogger("gradus.tensor")
              .log(
                  Level.DEBUG,
                  "{0} stay on plain loops: vectors are no faster here",
                  form == PATCHES ? "transforms of patches" : "matrix products");
          return;
        }
        form.ready = true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      RUNNING.decrementAndGet();
    }
  }

  private static boolean warm(Form form, long start) throws InterruptedException {
    Sample small = Sample.small(form);
    for (int i = 0; i < CALLS; i++) {
      small.onVectors(i);
      if (i % AT_A_TIME == AT_A_TIME - 1) {
        Thread.sleep(4);
      }
    }
    Sample large = Sample.large(form);
    long plain = Long.MAX_VALUE;
    for (int i = 0; System.nanoTime() - start < GIVE_UP_NANOS; i++) {
      // B as it is and transposed: they are compiled apart.
      long before = System.nanoTime();
      large.onVectors(i);
      large.onVectors(i + 1);
      long between = System.nanoTime();
      large.onPlainLoops(i);
      large.onPlainLoops(i + 1);
      plain = Math.min(plain, System.nanoTime() - between);
      if (i >= PLAIN_RUNS && between - before < plain) {
        return true;
      }
      for (int j = 0; j < AT_A_TIME; j++) {
        small.onVectors(j);
      }
      // The compiler may have one processor, and the program the other.
      Thread.sleep(5);
    }
    return false;
  }

  /// Something to do both ways.
  private interface Sample {
    /// Small, because at first a multiply-add takes a microsecond; every kind of tile, of packing
    /// and of rest is there.
    static Sample small(Form form) {
      if (form == PATCHES) {
        return new Transforms(1);
      }
      int strip = form == FEW_ROWS ? FewRows.STRIP : 0;
      return new Products(form, Tile.TALL + Tile.SHORT, strip + Tile.WIDTH + Lanes.COUNT, 24);
    }

    /// Large enough that vectors are several times faster.
    static Sample large(Form form) {
      return form == PATCHES
          ? new Transforms(10)
          : new Products(form, 5 * Tile.TALL, 6 * Tile.WIDTH, 96);
    }

    void onVectors(int i);

    void onPlainLoops(int i);
  }

  /// Transforms of a plane of zeros, with whole vectors and a rest in each row.
  private static final class Transforms implements Sample {
    private static final int WIDTH = 3 * Lanes.COUNT;

    private final int count;
    private final Floats plane;
    private final Patches patches;

    Transforms(int rows) {
      count = rows * WIDTH / 2;
      plane = new Floats(new float[4 * count], 0);
      var height = new Sliding.Side(2 * rows, 2 * rows, 3, 1, 1, 1);
      var sizes = new Sliding(1, 1, 1, 1, height, new Sliding.Side(WIDTH, WIDTH, 3, 1, 1, 1));
      int step = count + Lanes.COUNT;
      int room = Winograd.PLACES * step;
      var memory = new float[room + SimdPatches.INSTANCE.scratch(sizes, rows)];
      patches = new Patches(sizes, 0, rows, memory, 0, step, room);
    }

    @Override
    public void onVectors(int i) {
      transform(SimdPatches.INSTANCE);
    }

    @Override
    public void onPlainLoops(int i) {
      transform(PlainPatches.INSTANCE);
    }

    private void transform(PatchTransforms transforms) {
      transforms.inputs(plane, patches);
      transforms.outputs(patches, 0, plane);
      transforms.gradients(plane, patches);
      float[] weights = plane.values();
      transforms.windows(weights, weights.length / 9, patches.values(), 0, patches.step());
    }
  }

  /// Products of one form, with B transposed and not, and with everything an epilogue can ask for.
  private static final class Products implements Sample {
    private final int m;
    private final int n;
    private final int k;
    private final Matrix a;
    private final Matrix b;
    private final Matrix transposedB;
    private final Matrix c;
    private final Epilogue epilogue;

    Products(Form form, int m, int n, int k) {
      this.m = form == FEW_ROWS ? 1 : m;
      this.n = n;
      this.k = k;
      boolean transposeA = form == COLUMNS;
      this.a = new Matrix(ones(this.m * k), 0, transposeA ? m : k, transposeA);
      this.b = new Matrix(ones(n * k), 0, n);
      this.transposedB = new Matrix(b.values(), 0, k, true);
      this.c = new Matrix(new float[this.m * n], 0, n);
      this.epilogue = new Epilogue(true, new float[n], 0, 0, 1, true);
    }

    private static float[] ones(int count) {
      var ones = new float[count];
      Arrays.fill(ones, 1);
      return ones;
    }

    @Override
    public void onVectors(int i) {
      Gemm.multiplyOnVectors(m, n, k, a, i % 2 == 1 ? transposedB : b, c, epilogue(i));
    }

    @Override
    public void onPlainLoops(int i) {
      PlainGemm.multiply(m, n, k, a, i % 2 == 1 ? transposedB : b, c, epilogue(i));
    }

    private Epilogue epilogue(int i) {
      // Now and then from zero, or the sums would grow without end.
      return i % 4 < 2 ? Epilogue.STORE : epilogue;
    }
  }
}
