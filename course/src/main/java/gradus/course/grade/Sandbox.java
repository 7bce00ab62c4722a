package gradus.course.grade;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A Java process with little memory, no environment and, where the system can do that, no network
/// and processes that all end with it.
final class Sandbox {
  /// Linux, where a user may open namespaces: of the network, which is then empty, and of
  /// processes, where the last one takes all others along.
  private static final List<List<String>> WALLS =
      List.of(List.of("unshare", "-rnpf", "--kill-child"), List.of("unshare", "-rn"));

  private static final long PROBE_SECONDS = 5;

  private Sandbox() {}

  /// What was found once.
  private static final class Probe {
    static final List<String> WALL =
        WALLS.stream().filter(Probe::works).findFirst().orElse(List.of());

    private static boolean works(List<String> wall) {
      List<String> command = new ArrayList<>(wall);
      command.add("true");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
          return process.exitValue() == 0;
        }
        process.destroyForcibly();
      } catch (IOException none) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return false;
    }
  }

  /// Whether what runs in it is kept from the network.
  static boolean isOffline() {
    return !Probe.WALL.isEmpty();
  }

  /// The program `java` of the Java that runs this; some images have none.
  static Path java() {
    boolean windows = File.separatorChar == '\\';
    return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
  }

  /// Starts [Workbench] in it.
  ///
  /// @param folder its current folder
  /// @param megabytes of heap
  static Process start(Path folder, int megabytes) throws IOException {
    List<String> command = new ArrayList<>(Probe.WALL);
    command.addAll(
        List.of(
            java().toString(),
            "-Xmx" + megabytes + "m",
            "-XX:MaxMetaspaceSize=128m",
            "-XX:MaxDirectMemorySize=32m",
            // So that nothing goes on with half of what it needed.
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+DisplayVMOutputToStderr",
            "-XX:+UseSerialGC",
            // It runs for a second or two: what starts fast is done first.
            "-XX:TieredStopAtLevel=1",
            "-XX:ActiveProcessorCount=1",
            "-XX:-UsePerfData",
            "-Djava.awt.headless=true",
            "-Duser.home=" + folder,
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            classPath(),
            Workbench.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    // Nothing of the user's goes along; Windows needs to know where it is.
    builder.environment().keySet().removeIf(name -> !name.equalsIgnoreCase("SystemRoot"));
    return builder.start();
  }

  /// Whatever this process runs from, by a class path or by modules.
  private static String classPath() {
    return Stream.of("java.class.path", "jdk.module.path")
        .map(name -> System.getProperty(name, ""))
        .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// Ends a process and all that it started.
  static void end(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /// A new folder of its own.
  static Path folder() throws IOException {
    return Files.createTempDirectory("gradus-exercise");
  }

  /// Takes a folder away with all that a program may have left there.
  static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    } catch (IOException left) {
      System.getLogger("gradus")
          .log(System.Logger.Level.DEBUG, "a temporary folder is left: " + folder, left);
    }
  }
}
