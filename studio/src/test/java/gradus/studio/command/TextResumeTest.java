package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import gradus.io.JsonCursor;
import gradus.studio.InterruptedRun;
import gradus.studio.Terminal;
import gradus.studio.TinyText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TextResumeTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeText() throws IOException {
    file = TinyText.write(folder.resolve("texts"));
  }

  private Object[] train(String name, int epochs) {
    return TinyText.train(file, folder, name, epochs, "--json");
  }

  private JsonCursor resume(String name) {
    Terminal terminal =
        Terminal.run("resume", folder.resolve(name), "--json", "--no-figures", "--threads", 1);
    assertThat(terminal.status()).as(terminal.err()).isZero();
    return terminal.json();
  }

  private static void requireSame(JsonCursor one, JsonCursor other) {
    for (String name :
        List.of("weightsSha256", "bestEpoch", "validationLoss", "samples", "writing")) {
      assertThat(one.member(name).value()).as(name).isEqualTo(other.member(name).value());
    }
    assertThat(one.member("history").elements()).hasSameSizeAs(other.member("history").elements());
  }

  @Test
  void goesOnBitForBitAfterTheProcessWasKilled() throws Exception {
    int epochs = 8;
    Path checkpoint = folder.resolve("killed/checkpoint.safetensors");
    Process process =
        InterruptedRun.start(
            folder.resolve("err"), List.of("-Dhalt=" + checkpoint), train("killed", epochs));

    assertThat(process.waitFor()).as(Files.readString(folder.resolve("err"))).isEqualTo(137);
    assertThat(folder.resolve("killed/model.safetensors")).doesNotExist();
    requireSame(resume("killed"), Terminal.run(train("whole", epochs)).json());
  }

  @Test
  void savesACheckpointOnCtrlC() throws Exception {
    assumeThat(Path.of("/bin/kill")).isExecutable();
    Path errors = folder.resolve("err");
    // So long that the second epoch has not ended when the signal comes.
    Files.writeString(file, TinyText.TEXT.repeat(40));
    Object[] command = TinyText.train(file, folder, "cut", 100_000, "--lr", 1e-9);
    Process process = InterruptedRun.start(errors, List.of(), command);
    while (process.isAlive() && !Files.exists(folder.resolve("cut/history.csv"))) {
      LockSupport.parkNanos(1_000_000);
    }
    new ProcessBuilder("/bin/kill", "-INT", Long.toString(process.pid())).start().waitFor();

    assertThat(process.waitFor()).isEqualTo(130);
    assertThat(Files.readString(errors))
        .contains("Interrupted", "gradus resume " + folder.resolve("cut"))
        .doesNotContain("\tat ");
    assertThat(folder.resolve("cut/checkpoint.safetensors")).isNotEmptyFile();
    assertThat(folder.resolve("cut/model.safetensors")).doesNotExist();
  }

  @Test
  void finishesARunThatHadOnlyItsResultsToWrite() throws IOException {
    JsonCursor whole = Terminal.run(train("whole", 2)).json();
    Files.delete(folder.resolve("whole/model.safetensors"));

    requireSame(resume("whole"), whole);
    assertThat(folder.resolve("whole/model.safetensors")).isNotEmptyFile();
  }

  @Test
  void refusesAnotherTextThanTheRunBeganWith() throws IOException {
    assertThat(Terminal.run(train("whole", 2)).status()).isZero();
    // A new character in the part that is trained on, and a known one in the one that is not.
    Files.writeString(file, TinyText.TEXT.replaceFirst("cat", "bat"));
    refused("another data set");
    Files.writeString(file, TinyText.TEXT.substring(0, TinyText.TEXT.length() - 2) + "a\n");
    refused("the text is not the one that the run began with");
    Files.delete(file);
    refused("it does not exist");
  }

  private void refused(String message) {
    Terminal terminal = Terminal.run("resume", folder.resolve("whole"));

    assertThat(terminal.status()).isEqualTo(2);
    assertThat(terminal.err()).contains(message).doesNotContain("\tat ");
  }
}
