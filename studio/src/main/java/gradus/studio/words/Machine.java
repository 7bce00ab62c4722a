package gradus.studio.words;

import gradus.tensor.Threads;
import gradus.tensor.Vectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The machine that something was measured on, for whoever compares it with another.
public final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /// Its processor, the threads in use, and what runs on it.
  public static String description() {
    return processor()
        + ", "
        + Threads.count()
        + (Threads.count() == 1 ? " thread, " : " threads, ")
        + Vectors.description()
        + ", Java "
        + System.getProperty("java.version")
        + ", "
        + System.getProperty("os.name");
  }

  /// The processor's name where the system tells it.
  private static String processor() {
    try (Stream<String> lines = Files.lines(PROCESSORS, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException none) {
      return System.getProperty("os.arch");
    }
  }
}
