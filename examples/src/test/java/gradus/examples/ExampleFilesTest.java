package gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for every example's file.
class ExampleFilesTest {
  private static final Path SOURCES = Path.of("src/main/java/gradus/examples");

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .map(file -> file.getFileName().toString().replace(".java", ""))
          .sorted()
          .toList();
    }
  }

  @Test
  void thereAreMoreThanTen() throws IOException {
    assertThat(names()).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("names")
  void isShortAndRuns(String name) throws IOException {
    List<String> lines = Files.readAllLines(SOURCES.resolve(name + ".java"));

    assertThat(lines).hasSizeLessThan(60);
    assertThat(lines.stream().filter(line -> line.startsWith("  static void main()"))).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("names")
  void isPutToTheTest(String name) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/java/gradus/examples"))) {
      List<String> tests = files.map(ExampleFilesTest::read).toList();
      assertThat(tests).anyMatch(test -> test.contains(name + "."));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.zh-CN.md"})
  void isListedOnce(String readme) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(readme));

    for (String name : names()) {
      String link = "| [" + name + "](" + SOURCES + "/" + name + ".java) | ";
      assertThat(lines.stream().filter(line -> line.startsWith(link))).as(name).hasSize(1);
    }
    assertThat(lines.stream().filter(line -> line.startsWith("| ["))).hasSameSizeAs(names());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
