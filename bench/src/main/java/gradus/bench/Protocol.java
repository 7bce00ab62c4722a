package gradus.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/// How a side on the JVM takes part in a comparison: reads `WORKLOAD REPETITIONS` lines, and
/// answers each with the seconds that took by the clock and in processor time; `protocol.py` in
/// Java. Other frameworks' programs in `compare/frameworks` are compiled with it, so it needs the
/// JDK alone.
public final class Protocol {
  /// Samples of a training.
  public static final int SAMPLES = 12_800;

  /// Elements of the elementwise workloads.
  public static final int MILLION = 1 << 20;

  private Protocol() {}

  /// Answers until there are no more lines.
  ///
  /// @param prepare the work of one repetition of a workload; throws where there is none
  public static void answer(Function<String, Runnable> prepare) throws IOException {
    answer(prepare, Map.of());
  }

  /// The same.
  ///
  /// @param facts what else can be asked for by a name
  static void answer(Function<String, Runnable> prepare, Map<String, String> facts)
      throws IOException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var processor = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    Map<String, Runnable> ready = new HashMap<>();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", 2);
      if (facts.containsKey(words[0])) {
        out.println(facts.get(words[0]));
        continue;
      }
      try {
        Runnable work = ready.computeIfAbsent(words[0], prepare);
        int repetitions = Integer.parseInt(words[1]);
        long cpu = processor.getProcessCpuTime();
        long start = System.nanoTime();
        for (int i = 0; i < repetitions; i++) {
          work.run();
        }
        double wall = (System.nanoTime() - start) * 1e-9;
        out.println(wall + " " + (processor.getProcessCpuTime() - cpu) * 1e-9);
      } catch (RuntimeException failure) {
        out.println("failed: " + failure.toString().replace('\n', ' '));
      }
    }
  }

  /// What `prepare` throws where there is no such workload.
  public static RuntimeException unknown(String name) {
    return new UnsupportedOperationException("has no workload " + name);
  }

  /// Rows, inner size and columns of `gemm-MxKxN` or `gemm-N`.
  public static int[] sizes(String text) {
    String[] words = text.split("x", -1);
    int[] sizes = new int[3];
    for (int i = 0; i < 3; i++) {
      sizes[i] = Integer.parseInt(words[Math.min(i, words.length - 1)]);
    }
    return sizes;
  }

  /// Normal numbers.
  public static float[] normal(int count) {
    Random random = new Random(1);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  /// Uniform numbers.
  public static float[] pixels(int count) {
    Random random = new Random(3);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextFloat();
    }
    return numbers;
  }
}
