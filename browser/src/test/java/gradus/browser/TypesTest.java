package gradus.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.impl.driver.Driver;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The types that the pages' scripts state in their comments, checked by TypeScript's compiler
/// under the Node that Playwright brings along: nobody has to install one.
class TypesTest {
  private static final String COMPILER = "META-INF/resources/webjars/typescript/";

  @TempDir private Path folder;

  @Test
  void theScriptsAreWhatTheySayTheyAre() throws Exception {
    Path compiler = unpacked();
    List<String> command = new ArrayList<>();
    command.add(node().toString());
    command.add(compiler.resolve("lib/tsc.js").toString());
    command.addAll(
        List.of(
            "--allowJs",
            "--checkJs",
            "--noEmit",
            "--strict",
            "--target",
            "es2023",
            "--module",
            "esnext",
            "--moduleResolution",
            "bundler",
            "--pretty",
            "false"));
    Path scripts = Path.of("../studio/src/main/resources/site").toAbsolutePath().normalize();
    try (Stream<Path> files = Files.list(scripts)) {
      files
          .filter(file -> file.toString().endsWith(".js"))
          .sorted()
          .forEach(file -> command.add(file.toString()));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static Path node() {
    Driver driver =
        Driver.ensureDriverInstalled(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"), false);
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return driver.driverDir().resolve(windows ? "node.exe" : "node");
  }

  /// The compiler's files, out of its jar.
  private Path unpacked() throws IOException, URISyntaxException {
    URI found =
        Objects.requireNonNull(TypesTest.class.getClassLoader().getResource(COMPILER)).toURI();
    try (FileSystem jar = FileSystems.newFileSystem(found, Map.of())) {
      Path versions = jar.getPath(COMPILER);
      Path version;
      try (Stream<Path> all = Files.list(versions)) {
        version = all.findFirst().orElseThrow();
      }
      try (Stream<Path> inside = Files.walk(version.resolve("lib"))) {
        for (Path file : inside.toList()) {
          Path copy = folder.resolve(version.relativize(file).toString());
          if (Files.isDirectory(file)) {
            Files.createDirectories(copy);
          } else {
            Files.copy(file, copy);
          }
        }
      }
    }
    return folder;
  }
}
