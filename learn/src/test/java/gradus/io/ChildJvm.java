package gradus.io;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A second JVM for tests that need one to die or to compete; it sees `gradus.io` and its tests.
final class ChildJvm {
  private ChildJvm() {}

  /// Starts `main` with these arguments; `prefix` are words to put before the command itself.
  static Process start(List<String> prefix, Class<?> main, String... arguments) throws IOException {
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-XX:-UsePerfData",
            "-cp",
            folderOf(AtomicFiles.class) + File.pathSeparator + folderOf(main),
            main.getName());
    return new ProcessBuilder(
            Stream.of(prefix, java, List.of(arguments)).flatMap(List::stream).toList())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static Path folderOf(Class<?> type) {
    String resource = type.getName().replace('.', '/') + ".class";
    String url = Objects.requireNonNull(type.getResource("/" + resource)).toString();
    return Path.of(URI.create(url.substring(0, url.length() - resource.length())));
  }
}
