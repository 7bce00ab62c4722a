package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class CommandTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void keepsWhatAProgramPrints() throws IOException {
    var output = folder.resolve("out.txt");
    Command.run(folder, output, MINUTE, List.of("sh", "-c", "echo one two"));
    assertThat(output).hasContent("one two\n");
  }

  @Test
  void quotesWhatAProgramSaysWhenItFails() {
    var words = List.of("sh", "-c", "echo the reason >&2; exit 3");
    assertThatThrownBy(() -> Command.run(folder, folder.resolve("out.txt"), MINUTE, words))
        .isInstanceOf(IOException.class)
        .hasMessage("sh ended with status 3: the reason");
  }

  @Test
  void endsAProgramAndItsChildrenWhenTimeIsUp() throws Exception {
    var pid = folder.resolve("pid");
    // The shell waits for its child, so both are there when time is up.
    var words = List.of("sh", "-c", "sleep 600 & echo $! > pid; wait");
    assertThatThrownBy(
            () -> Command.run(folder, folder.resolve("out.txt"), Duration.ofSeconds(2), words))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("within 2 seconds");
    long child = Long.parseLong(Files.readString(pid).strip());
    var handle = ProcessHandle.of(child);
    if (handle.isPresent()) {
      handle.get().onExit().get();
    }
    assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void saysThatAProgramIsNotInstalled() {
    var words = List.of("gradus-no-such-program");
    assertThatThrownBy(() -> Command.run(folder, folder.resolve("out.txt"), MINUTE, words))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("gradus-no-such-program is not installed");
  }
}
