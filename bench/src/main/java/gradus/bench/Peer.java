package gradus.bench;

import gradus.tensor.Threads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import jdk.incubator.vector.FloatVector;

/// One side of a comparison: reads `WORKLOAD REPETITIONS` lines, and answers each with the seconds
/// that took by the clock and in processor time.
///
/// The other side, `compare/torch_peer.py`, speaks the same way; `compare/compare.py` asks the two
/// in turn.
final class Peer {
  private Peer() {}

  static void main(String[] arguments) throws IOException {
    Threads.use(Integer.parseInt(arguments[0]));
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var processor =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    Map<String, Runnable> ready = new HashMap<>();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", 2);
      if (words[0].equals("lanes")) {
        out.println(FloatVector.SPECIES_PREFERRED.length());
        continue;
      }
      Runnable work = ready.computeIfAbsent(words[0], Workloads::prepare);
      int repetitions = Integer.parseInt(words[1]);
      long cpu = processor.getProcessCpuTime();
      long start = System.nanoTime();
      for (int i = 0; i < repetitions; i++) {
        work.run();
      }
      double wall = (System.nanoTime() - start) * 1e-9;
      out.println(wall + " " + (processor.getProcessCpuTime() - cpu) * 1e-9);
    }
  }
}
