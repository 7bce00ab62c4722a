package gradus.bench;

import gradus.tensor.Threads;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;

/// How long one workload takes as a multiple of another, measured in turns: `./gradus bench ratio
/// cnnaugmented-128 cnn-128 [THREADS [ROUNDS]]`.
final class Ratio {
  private static final int WARMUP = 12;

  private Ratio() {}

  static void main(String[] arguments, PrintStream out) {
    int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
    int rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 15;
    Threads.use(threads);
    Runnable[] works = {Workloads.prepare(arguments[0]), Workloads.prepare(arguments[1])};
    double[][] seconds = new double[2][rounds];
    for (int round = -WARMUP; round < rounds; round++) {
      for (int i = 0; i < 2; i++) {
        long start = System.nanoTime();
        works[i].run();
        if (round >= 0) {
          seconds[i][round] = (System.nanoTime() - start) * 1e-9;
        }
      }
    }
    double first = median(seconds[0]);
    double second = median(seconds[1]);
    out.printf(
        Locale.ROOT,
        "%s %.4f s, %s %.4f s: %.2f times as long, %.0f %% of its speed, %d threads%n",
        arguments[0],
        first,
        arguments[1],
        second,
        first / second,
        100 * second / first,
        threads);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
