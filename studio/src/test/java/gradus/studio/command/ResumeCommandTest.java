package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import gradus.io.FolderLock;
import gradus.io.JsonCursor;
import gradus.studio.InterruptedRun;
import gradus.studio.Terminal;
import gradus.studio.TinyDigits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ResumeCommandTest {
  @TempDir private Path folder;

  private Object[] mnist(String name, int epochs) throws IOException {
    Path data = TinyDigits.write(folder.resolve("digits"));
    return new Object[] {
      "mnist",
      "--data",
      data,
      "--out",
      folder,
      "--name",
      name,
      "--epochs",
      epochs,
      "--batch",
      32,
      "--no-figures",
      "--json"
    };
  }

  private JsonCursor resume(String name) {
    Terminal terminal =
        Terminal.run("resume", folder.resolve(name), "--json", "--no-figures", "--threads", 1);
    assertThat(terminal.status()).as(terminal.err()).isZero();
    return terminal.json();
  }

  private JsonCursor uninterrupted(int epochs) throws IOException {
    return Terminal.run(mnist("whole", epochs)).json();
  }

  private static void requireSame(JsonCursor one, JsonCursor other) {
    for (String name : List.of("weightsSha256", "testAccuracy", "testLoss", "confusionMatrix")) {
      assertThat(one.member(name).value()).as(name).isEqualTo(other.member(name).value());
    }
    assertThat(one.member("history").elements()).hasSameSizeAs(other.member("history").elements());
    for (int i = 0; i < one.member("history").elements().size(); i++) {
      for (String name : List.of("epoch", "loss", "accuracy", "valLoss", "learningRate")) {
        assertThat(one.member("history").element(i).member(name).value())
            .isEqualTo(other.member("history").element(i).member(name).value());
      }
    }
  }

  @Test
  void goesOnBitForBitAfterTheProcessWasKilled() throws Exception {
    int epochs = 8;
    Path checkpoint = folder.resolve("killed/checkpoint.safetensors");
    Process process =
        InterruptedRun.start(
            folder.resolve("err"), List.of("-Dhalt=" + checkpoint), mnist("killed", epochs));

    assertThat(process.waitFor()).as(Files.readString(folder.resolve("err"))).isEqualTo(137);
    assertThat(folder.resolve("killed/model.safetensors")).doesNotExist();
    requireSame(resume("killed"), uninterrupted(epochs));
  }

  @Test
  void savesACheckpointOnCtrlC() throws Exception {
    assumeThat(Path.of("/bin/kill")).isExecutable();
    int epochs = 2000;
    Path errors = folder.resolve("err");
    Process process = InterruptedRun.start(errors, List.of(), mnist("cut", epochs));
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
  void startsAnewWhereThereIsNoCheckpointYet() throws IOException {
    JsonCursor whole = uninterrupted(2);
    Path run = Files.createDirectories(folder.resolve("early"));
    Files.copy(folder.resolve("whole/run.json"), run.resolve("run.json"));

    requireSame(resume("early"), whole);
  }

  @Test
  void finishesARunThatHadOnlyItsResultsToWrite() throws IOException {
    JsonCursor whole = uninterrupted(2);
    Files.delete(folder.resolve("whole/model.safetensors"));
    Files.delete(folder.resolve("whole/report.html"));

    requireSame(resume("whole"), whole);
    assertThat(folder.resolve("whole/model.safetensors")).isNotEmptyFile();
    assertThat(folder.resolve("whole/report.html")).isNotEmptyFile();
  }

  @Test
  void refusesWhatIsNoRun() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));

    refused(empty, "run.json is missing");
    refused(folder.resolve("nowhere"), "there is no folder");
  }

  @Test
  void refusesDamagedSettings() throws IOException {
    Path run = Files.createDirectories(folder.resolve("run"));
    Files.writeString(run.resolve("run.json"), "{\"format\": 1");
    refused(run, "run.json");
    Files.writeString(run.resolve("run.json"), "{\"format\": 1, \"data\": 7}");
    refused(run, "run.data");
    Files.writeString(run.resolve("run.json"), "{\"format\": 99}");
    refused(run, "update Gradus");
  }

  @Test
  void refusesOtherDataThanTheRunBeganWith() throws IOException {
    uninterrupted(2);
    Path images = folder.resolve("digits/train-images-idx3-ubyte");
    byte[] bytes = Files.readAllBytes(images);
    bytes[5000] ^= 1;
    Files.write(images, bytes);

    refused(folder.resolve("whole"), "another data set");
  }

  @Test
  void refusesAFolderThatAnotherRunHolds() throws IOException {
    uninterrupted(1);
    try (FolderLock _ = FolderLock.acquire(folder.resolve("whole"))) {
      refused(folder.resolve("whole"), "another run is working in it");
    }
  }

  private static void refused(Path run, String message) {
    Terminal terminal = Terminal.run("resume", run);

    assertThat(terminal.status()).isEqualTo(2);
    assertThat(terminal.err()).contains(message).doesNotContain("\tat ");
  }
}
