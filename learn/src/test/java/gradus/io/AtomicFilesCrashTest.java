package gradus.io;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.AtomicFiles.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Kills a real process at every step of a write.
class AtomicFilesCrashTest {
  private static final int SIZE = 300_000;
  private static final int KILLED = 137;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Step.class)
  void aProcessKilledAtAnyStepLeavesOneOfTheTwoContents(Step step) throws Exception {
    Path file = folder.resolve("model.bin");
    AtomicFiles.write(file, content(1));

    assertThat(runVictim(List.of(), file, step)).isEqualTo(KILLED);

    boolean renamed = step.compareTo(Step.RENAME) > 0;
    assertThat(file).hasBinaryContent(content(renamed ? 2 : 1));
    assertThat(names(file)).allMatch(name -> name.matches("\\.model\\.bin\\..*\\.gradus-tmp"));
    try (FolderLock lock = FolderLock.acquire(folder)) {
      assertThat(names(file)).containsExactly(FolderLock.FILE_NAME);
      AtomicFiles.write(lock.folder().resolve("model.bin"), content(3));
    }
    assertThat(file).hasBinaryContent(content(3));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aWriteThatTheSystemRefusesHalfwayLeavesTheOldContent() throws Exception {
    Path file = folder.resolve("model.bin");
    AtomicFiles.write(file, content(1));
    List<String> limited = List.of("/bin/sh", "-c", "ulimit -f 100 && exec \"$@\"", "sh");

    assertThat(runVictim(limited, file, null)).isEqualTo(Victim.REFUSED);

    assertThat(file).hasBinaryContent(content(1));
    assertThat(names(file)).isEmpty();
  }

  private List<String> names(Path other) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> !f.equals(other)).map(f -> f.getFileName().toString()).toList();
    }
  }

  private static byte[] content(int fill) {
    byte[] content = new byte[SIZE];
    Arrays.fill(content, (byte) fill);
    return content;
  }

  private static int runVictim(List<String> prefix, Path file, Step step) throws Exception {
    Process process = ChildJvm.start(prefix, Victim.class, file.toString(), String.valueOf(step));
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /// The process that dies: writes twos, and halts before a step.
  static final class Victim {
    static final int REFUSED = 3;

    private Victim() {}

    public static void main(String[] arguments) throws FileException {
      try {
        AtomicFiles.write(
            Path.of(arguments[0]),
            out -> {
              out.write(content(2), 0, SIZE / 2);
              out.write(content(2), SIZE / 2, SIZE - SIZE / 2);
            },
            new Killer(arguments[1]));
      } catch (FileException refused) {
        Runtime.getRuntime().halt(REFUSED);
      }
    }
  }

  /// Halts before the last piece of a write, so that half of the content is there; before any other
  /// step at once.
  private static final class Killer implements AtomicFiles.Watcher {
    private final String fatal;
    private int pieces;

    Killer(String fatal) {
      this.fatal = fatal;
    }

    @Override
    public void before(Step step) {
      if (step.name().equals(fatal) && (step != Step.WRITE || pieces++ == 1)) {
        Runtime.getRuntime().halt(KILLED);
      }
    }
  }
}
