package gradus.tensor.kernel;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Finds out when the vector product has been compiled, and hurries it along.
///
/// Until the optimizing compiler has seen it, code on vectors is a hundred times slower than plain
/// loops, and the compiler sees it only after it has run some thousand times. So products begin on
/// [PlainGemm], which is compiled within a blink and gives the same bits, while a daemon thread
/// runs small products on vectors until they are the faster ones. Where they never are, as in an
/// interpreter or on a processor without such vectors, everything stays on the plain product.
final class GemmWarmUp {
  /// One of the forms of a product that are compiled apart.
  private static final class Form {
    private volatile boolean ready;
  }

  private static final Form ROWS = new Form();
  private static final Form COLUMNS = new Form();
  private static final Form FEW_ROWS = new Form();

  /// Multiply-adds after which a warm-up pays: a program that does less is over before the compiler
  /// is.
  private static final long WORTH_COMPILING = 1 << 20;

  private static final long GIVE_UP_NANOS = 60_000_000_000L;

  /// Runs after which plain loops are compiled; what they took before says nothing.
  private static final int PLAIN_RUNS = 5;

  private static volatile boolean running;

  private static final AtomicLong PLAIN_WORK = new AtomicLong();

  private GemmWarmUp() {}

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
      Thread.ofPlatform().daemon().name("gradus-warm-up").start(() -> run(form));
    }
    return false;
  }

  /// Whether the compiler is being hurried along just now.
  static boolean isRunning() {
    return running;
  }

  /// Warms up all forms, first the one that is waited for.
  private static void run(Form first) {
    long start = System.nanoTime();
    running = true;
    try {
      for (Form form : Stream.of(first, ROWS, COLUMNS, FEW_ROWS).distinct().toList()) {
        if (!warm(form, start)) {
          System.getLogger("gradus.tensor")
              .log(
                  Level.DEBUG,
                  "matrix products stay on the plain loops: vectors are no faster here");
          return;
        }
        form.ready = true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      running = false;
    }
  }

  private static boolean warm(Form form, long start) throws InterruptedException {
    // Small, because at first a multiply-add takes a microsecond; every kind of tile and of packing
    // is there.
    int strip = form == FEW_ROWS ? FewRows.STRIP : 0;
    var small = new Sample(form, Tile.TALL + Tile.SHORT, strip + Tile.WIDTH + Lanes.COUNT, 24);
    for (int i = 0; i < 450; i++) {
      small.onVectors(i);
    }
    // Large enough that vectors are several times faster.
    var large = new Sample(form, 5 * Tile.TALL, 6 * Tile.WIDTH, 96);
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
      for (int j = 0; j < 8; j++) {
        small.onVectors(j);
      }
      // The compiler may have one processor, and the program the other.
      Thread.sleep(5);
    }
    return false;
  }

  /// Products of one form, with B transposed and not, and with everything an epilogue can ask for.
  private static final class Sample {
    private final int m;
    private final int n;
    private final int k;
    private final Matrix a;
    private final Matrix b;
    private final Matrix transposedB;
    private final Matrix c;
    private final Epilogue epilogue;

    Sample(Form form, int m, int n, int k) {
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

    void onVectors(int i) {
      Gemm.multiplyOnVectors(m, n, k, a, i % 2 == 1 ? transposedB : b, c, epilogue(i));
    }

    void onPlainLoops(int i) {
      PlainGemm.multiply(m, n, k, a, i % 2 == 1 ? transposedB : b, c, epilogue(i));
    }

    private Epilogue epilogue(int i) {
      // Now and then from zero, or the sums would grow without end.
      return i % 4 < 2 ? Epilogue.STORE : epilogue;
    }
  }
}
