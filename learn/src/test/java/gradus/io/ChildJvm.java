package gradus.io;

import gradus.tensor.Message;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A second JVM for tests that need one to die or to compete; it sees `gradus.io`, what that stands
/// on, and its tests.
public final class ChildJvm {
  private ChildJvm() {}

  /// Starts `main` with these arguments; `prefix` are words to put before the command itself.
  static Process start(List<String> prefix, Class<?> main, String... arguments) throws IOException {
    return start(prefix, List.of(), List.of(), main, arguments);
  }

  /// Starts `main` in a JVM with these options, which sees what `libraries` came from too.
  static Process start(
      List<String> prefix,
      List<String> options,
      List<Class<?>> libraries,
      Class<?> main,
      String... arguments)
      throws IOException {
    return builder(prefix, options, libraries, main, arguments)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// What starts `main` in a JVM with these options, which sees what `libraries` came from too.
  public static ProcessBuilder builder(
      List<String> prefix,
      List<String> options,
      List<Class<?>> libraries,
      Class<?> main,
      String... arguments) {
    String path =
        Stream.concat(Stream.of(AtomicFiles.class, Message.class, main), libraries.stream())
            .map(type -> originOf(type).toString())
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-XX:-UsePerfData");
    return new ProcessBuilder(
        Stream.of(prefix, java, options, List.of("-cp", path, main.getName()), List.of(arguments))
            .flatMap(List::stream)
            .toList());
  }

  /// The folder or the archive that a class was loaded from.
  private static Path originOf(Class<?> type) {
    String resource = type.getName().replace('.', '/') + ".class";
    String url = Objects.requireNonNull(type.getResource("/" + resource)).toString();
    String origin = url.substring(0, url.length() - resource.length());
    return Path.of(
        URI.create(
            origin.startsWith("jar:")
                ? origin.substring("jar:".length(), origin.length() - "!/".length())
                : origin));
  }
}
