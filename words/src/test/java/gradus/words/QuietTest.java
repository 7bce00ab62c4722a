package gradus.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That reading the dictionaries says nothing and writes nothing, in a process of its own.
class QuietTest {
  @TempDir private Path folder;

  /// What the process runs.
  static final class Asking {
    private Asking() {}

    public static void main(String[] arguments) {
      boolean known =
          !EnglishWords.lexicon().synonyms("movie").isEmpty()
              && !ChineseWords.lexicon().synonyms("电影").isEmpty()
              && ChineseWords.lexicon().pieces("研究生命起源").size() == 3;
      System.exit(known ? 17 : 1);
    }
  }

  @Test
  void saysAndWritesNothing() throws Exception {
    String path =
        System.getProperty("java.class.path")
            + File.pathSeparator
            + System.getProperty("jdk.module.path", "")
            + File.pathSeparator
            + Path.of("target/test-classes").toAbsolutePath();
    Path said = Files.createTempFile("gradus-quiet", ".txt");
    try {
      Process process =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-cp",
                      path,
                      Asking.class.getName()))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      assertThat(process.waitFor()).isEqualTo(17);
      assertThat(Files.readString(said, StandardCharsets.UTF_8)).isEmpty();
      try (Stream<Path> written = Files.list(folder)) {
        assertThat(written).isEmpty();
      }
    } finally {
      Files.delete(said);
    }
  }
}
