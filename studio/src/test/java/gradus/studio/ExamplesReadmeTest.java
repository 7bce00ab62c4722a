package gradus.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gradus.studio.BuiltJars.Result;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The line that runs an example, as the README of the examples prints it.
class ExamplesReadmeTest {
  private static final Path SOURCES =
      BuiltJars.ROOT.resolve("examples/src/main/java/gradus/examples");

  @TempDir private Path folder;

  static List<Path> programs() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files.sorted().toList();
    }
  }

  /// Each in a process of its own, from its source.
  @ParameterizedTest
  @MethodSource("programs")
  @Tag("long")
  void everyProgramRunsFromItsSource(Path program) throws Exception {
    BuiltJars.assumeCurrent();
    Result result =
        BuiltJars.run(
            folder,
            List.of(
                BuiltJars.tool("java"),
                "-p",
                BuiltJars.modulePath(),
                "--add-modules=gradus.learn,jdk.incubator.vector",
                program.toString()));

    assertThat(result.status()).as(result.out()).isZero();
    assertThat(result.out().replaceAll("WARNING: .*\\R", "")).isNotBlank().doesNotContain("NaN");
  }

  @Test
  void theLineRunsAsPrinted() throws Exception {
    BuiltJars.assumeCurrent();
    assumeTrue(File.separatorChar == '/', "it is a line for a shell of Unix");
    Path examples = BuiltJars.ROOT.resolve("examples");
    List<String> lines = BuiltJars.blocks(examples.resolve("README.md"), "");
    assertThat(BuiltJars.blocks(examples.resolve("README.zh-CN.md"), "")).isEqualTo(lines);
    assertThat(lines.getFirst()).startsWith("java -p \"$(./gradus path)\" ");

    String line =
        lines
            .getFirst()
            .replace("$(./gradus path)", BuiltJars.modulePath())
            .replace("java -p", BuiltJars.tool("java") + " -p");
    Result result = BuiltJars.run(BuiltJars.ROOT, List.of("sh", "-c", line));

    assertThat(result.status()).as(result.out()).isZero();
    assertThat(result.out()).contains("What immortal hand or eye", "床前明月光");
  }
}
