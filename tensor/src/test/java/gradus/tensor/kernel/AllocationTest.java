package gradus.tensor.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Compiled kernels keep their vectors in registers: a vector that the compiler fails to keep there
/// is allocated, 64 bytes for every 16 elements, and the kernel runs many times slower without any
/// other sign.
class AllocationTest {
  private static final int COUNT = 4003;

  /// A few arrays of one vector: less than a tenth of what one boxed vector after another would
  /// take.
  private static final long BOUND = 1_000;

  /// These also take a block of floats as scratch memory.
  private static final Set<String> WITH_SCRATCH =
      Set.of("SOFTPLUS", "LOG2", "LOG10", "logSoftmax", "logSumExp");

  private static final long SCRATCH = Float.BYTES * 4096 + BOUND;

  private static final long MINUTE = 60_000_000_000L;
  private final Kernels kernels = new SimdKernels();
  private final float[] x = Samples.normal(COUNT, 1);
  private final float[] z = Samples.normal(COUNT, 2);
  private final float[] y = new float[COUNT];
  private final boolean[] c = new boolean[COUNT];

  @Test
  void compiledKernelsAllocateNoVectors() {
    Map<String, Runnable> calls = new LinkedHashMap<>();
    for (UnaryFunction op : UnaryFunction.values()) {
      calls.put(op.name(), () -> kernels.unary(op, x, 0, y, 0, COUNT));
    }
    for (BinaryFunction op : BinaryFunction.values()) {
      calls.put(
          op.name(), () -> kernels.binary(op, new Floats(x, 0), new Floats(z, 0), y, 0, COUNT));
    }
    for (ComparisonFunction op : ComparisonFunction.values()) {
      calls.put(
          op.name(), () -> kernels.compare(op, new Floats(x, 0), new Floats(z, 0), c, 0, COUNT));
    }
    calls.put(
        "where",
        () -> kernels.where(new Masks(c, 0, 1), new Floats(x, 0), new Floats(z, 0), y, 0, COUNT));
    for (ReductionFunction op : ReductionFunction.values()) {
      calls.put("rows " + op, () -> kernels.reduceRows(op, x, 0, 1, COUNT, y, 0));
      calls.put("columns " + op, () -> kernels.reduceColumns(op, x, 0, 40, 100, 100, y, 0));
    }
    calls.put("softmax", () -> kernels.softmax(x, 0, 1, COUNT, y, 0));
    calls.put("logSoftmax", () -> kernels.logSoftmax(x, 0, 1, COUNT, y, 0));
    calls.put("logSumExp", () -> kernels.logSumExp(x, 0, 1, COUNT, y, 0));

    List<String> wasteful = new ArrayList<>();
    calls.forEach((name, call) -> {
      long bound = WITH_SCRATCH.contains(name) ? SCRATCH : BOUND;
      long bytes = bytesPerCall(call, bound);
      if (bytes > bound) {
        wasteful.add(name + ": " + bytes + " bytes");
      }
    });
    assertThat(wasteful).isEmpty();
  }

  // Runs until the compiler has got there, however long it takes on a busy machine, but not for
  // ever.
  private static long bytesPerCall(Runnable call, long bound) {
    ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    long patience = System.nanoTime() + MINUTE;
    while (best > bound && System.nanoTime() < patience) {
      long before = bean.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 20; i++) {
        call.run();
      }
      best = Math.min(best, (bean.getCurrentThreadAllocatedBytes() - before) / 20);
    }
    return best;
  }
}
