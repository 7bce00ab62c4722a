package gradus.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InputFileTest {
  @TempDir private Path folder;

  @Test
  void readsWhatIsThere() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "12345");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    assertThat(InputFile.of(link).bytes(5, Message.verbatim("text"))).asString().isEqualTo("12345");
    assertThatThrownBy(() -> InputFile.of(file).bytes(4, Message.verbatim("text")))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("5 bytes are more than the 4 that are read as text");
  }

  @Test
  void refusesFoldersAndWhatIsMissing() {
    assertThatThrownBy(() -> InputFile.of(folder)).hasMessageContaining("it is a directory");
    assertThatThrownBy(() -> InputFile.of(folder.resolve("no")))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("it does not exist");
  }

  @Test
  void refusesDevices() {
    Path zero = Path.of("/dev/zero");
    Assumptions.assumeTrue(Files.exists(zero));

    assertThatThrownBy(() -> Json.read(zero)).hasMessageContaining("it is not a regular file");
    assertThatThrownBy(() -> Safetensors.read(zero)).hasMessageContaining("not a regular file");
    assertThatThrownBy(() -> Sha256.of(zero)).hasMessageContaining("it is not a regular file");
  }

  @Test
  void refusesAPipeThatNobodyWrites() throws Exception {
    Path pipe = folder.resolve("pipe");
    Process made;
    try {
      made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    } catch (java.io.IOException none) {
      Assumptions.abort("there is no mkfifo");
      return;
    }
    assertThat(made.waitFor()).isZero();

    assertThatThrownBy(() -> Json.read(pipe)).hasMessageContaining("it is not a regular file");
    assertThatThrownBy(() -> Safetensors.readHeader(pipe)).hasMessageContaining("not a regular");
    assertThatThrownBy(() -> Sha256.of(pipe)).hasMessageContaining("it is not a regular file");
  }
}
