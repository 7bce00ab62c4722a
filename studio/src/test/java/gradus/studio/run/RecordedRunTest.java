package gradus.studio.run;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.FolderLock;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.studio.InterruptedRun;
import gradus.studio.Terminal;
import gradus.studio.TinyDigits;
import gradus.train.RunEvent;
import gradus.train.RunLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a run leaves in `events.jsonl`.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RecordedRunTest {
  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void writeDigits() throws IOException {
    data = TinyDigits.write(folder.resolve("digits"));
  }

  private Object[] mnist(String name, int epochs, Object... more) {
    var all = new java.util.ArrayList<Object>(List.of("mnist", "--data", data, "--out", folder));
    all.addAll(List.of("--name", name, "--epochs", epochs, "--batch", 32, "--no-figures"));
    all.addAll(List.of(more));
    return all.toArray();
  }

  private List<RunEvent> events(String name) throws IOException {
    return RunLog.read(folder.resolve(name).resolve("events.jsonl"));
  }

  private static <E extends RunEvent> List<E> of(Class<E> kind, List<RunEvent> events) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static List<String> names(List<RunEvent> events) {
    return events.stream()
        .filter(event -> !(event instanceof RunEvent.Batch))
        .map(event -> event.getClass().getSimpleName())
        .toList();
  }

  @Test
  void tellsTheWholeStory() throws IOException {
    Terminal terminal = Terminal.run(mnist("a", 2, "--json"));

    assertThat(names(events("a")))
        .containsExactly(
            "Started",
            "Data",
            "ModelBuilt",
            "Training",
            "Epoch",
            "Checkpointed",
            "Epoch",
            "Checkpointed",
            "Saved",
            "Result",
            "Saved",
            "Finished");
    JsonCursor settings = Json.read(folder.resolve("a/run.json")).cursor("run");
    JsonCursor told = of(RunEvent.Started.class, events("a")).getFirst().settings().cursor("run");
    // What decides the result; the language of a run decides only how it is told.
    assertThat(settings.names()).containsOnlyOnceElementsOf(told.names()).contains("language");
    told.names()
        .forEach(
            name -> assertThat(settings.member(name).value()).isEqualTo(told.member(name).value()));
    assertThat(of(RunEvent.Result.class, events("a")).getFirst().values())
        .isEqualTo(Json.parse(terminal.out()));
    assertThat(of(RunEvent.Batch.class, events("a"))).hasSize(2 * 17);
  }

  @Test
  void differsFromItsRepetitionInTimesOnly() throws IOException {
    Terminal.run(mnist("a", 2, "--threads", 1));
    Terminal.run(mnist("b", 2, "--threads", 1));

    String a = withoutTimes(folder.resolve("a"));
    assertThat(a).hasLineCount(1 + 12 + 2 * 17).isEqualTo(withoutTimes(folder.resolve("b")));
  }

  private static String withoutTimes(Path run) throws IOException {
    return Files.readString(run.resolve("events.jsonl"))
        .replaceAll("(\"(time|seconds|trainSeconds|samplesPerSecond)\":)[^,}]+", "$1")
        .replace(run.toString(), "");
  }

  @Test
  void goesOnInTheSameFileAfterTheProcessWasKilled() throws Exception {
    int epochs = 40;
    Path checkpoint = folder.resolve("killed/checkpoint.safetensors");
    Process process =
        InterruptedRun.start(
            folder.resolve("err"), List.of("-Dhalt=" + checkpoint), mnist("killed", epochs));
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("err"))).isEqualTo(137);
    Path file = folder.resolve("killed/events.jsonl");
    // As if the last line had not been written to its end.
    Files.writeString(file, "{\"event\":\"ba", StandardOpenOption.APPEND);
    List<RunEvent> before = events("killed");
    Terminal resumed = Terminal.run("resume", folder.resolve("killed"), "--no-figures");

    assertThat(resumed.status()).as(resumed.err()).isZero();
    List<RunEvent> all = events("killed");
    assertThat(all.subList(0, before.size())).isEqualTo(before);
    assertThat(names(all.subList(before.size(), all.size())))
        .startsWith("Resumed", "Data", "ModelBuilt", "Training")
        .endsWith("Saved", "Result", "Saved", "Finished");
    int known = of(RunEvent.Training.class, all).getLast().history().epochs().size();
    assertThat(known).isPositive();
    List<RunEvent> after = all.subList(before.size(), all.size());
    assertThat(of(RunEvent.Epoch.class, after)).hasSize(epochs - known);
  }

  @Test
  void tellsOfAFailureAndGoesOnAfterIt() throws IOException {
    Terminal failed = Terminal.run(mnist("nan", 3, "--optimizer", "sgd", "--lr", 1e30));

    assertThat(failed.status()).isEqualTo(1);
    assertThat(events("nan").getLast())
        .isInstanceOfSatisfying(
            RunEvent.Failed.class,
            event -> {
              assertThat(event.kind()).isEqualTo("NonFiniteLossException");
              assertThat(event.message()).contains("the loss became");
            });
    Terminal.run("resume", folder.resolve("nan"));
    assertThat(names(events("nan"))).contains("Resumed").endsWith("Failed");
  }

  @Test
  void beginsAFileWhereAnOlderRunHasNone() throws IOException {
    Terminal.run(mnist("old", 2));
    Files.delete(folder.resolve("old/events.jsonl"));

    assertThat(Terminal.run("resume", folder.resolve("old")).status()).isZero();
    assertThat(names(events("old"))).startsWith("Resumed").endsWith("Finished");
  }

  @Test
  void beginsANewFileWhereARunIsReplaced() throws IOException {
    Terminal.run(mnist("same", 2));
    Terminal.run(mnist("same", 1, "--force"));

    assertThat(of(RunEvent.Started.class, events("same"))).hasSize(1);
    assertThat(of(RunEvent.Epoch.class, events("same"))).hasSize(1);
  }

  @Test
  void refusesToGoOnInANewerFormat() throws IOException {
    Terminal.run(mnist("newer", 2));
    Path file = folder.resolve("newer/events.jsonl");
    String newer = Files.readString(file).replaceFirst("\"format\":1", "\"format\":2");
    Files.writeString(file, newer);
    Terminal terminal = Terminal.run("resume", folder.resolve("newer"));

    assertThat(terminal.status()).isEqualTo(2);
    assertThat(terminal.err()).contains("events.jsonl", "update Gradus").doesNotContain("\tat ");
    assertThat(file).hasContent(newer);
  }

  @Test
  void leavesTheFileAloneWhereAnotherRunHoldsTheFolder() throws IOException {
    Terminal.run(mnist("held", 1));
    byte[] before = Files.readAllBytes(folder.resolve("held/events.jsonl"));
    try (FolderLock _ = FolderLock.acquire(folder.resolve("held"))) {
      assertThat(Terminal.run("resume", folder.resolve("held")).status()).isEqualTo(2);
    }

    assertThat(folder.resolve("held/events.jsonl")).hasBinaryContent(before);
  }

  @Test
  void followsNoLinkOutOfTheFolder() throws IOException {
    Path outside = Files.writeString(folder.resolve("outside"), "kept");
    Files.createDirectories(folder.resolve("linked"));
    Files.createSymbolicLink(folder.resolve("linked/events.jsonl"), outside);

    assertThat(Terminal.run(mnist("linked", 1)).status()).isEqualTo(2);
    assertThat(outside).hasContent("kept");
    Files.delete(folder.resolve("linked/events.jsonl"));
    assertThat(Terminal.run(mnist("linked", 1)).status()).isZero();
    assertThat(names(events("linked"))).endsWith("Finished");
    Files.delete(folder.resolve("linked/events.jsonl"));
    Files.createSymbolicLink(folder.resolve("linked/events.jsonl"), outside);
    assertThat(Terminal.run("resume", folder.resolve("linked")).status()).isEqualTo(2);
    assertThat(outside).hasContent("kept");
  }

  @Test
  void writesUtf8WhateverTheModelWrites() throws IOException {
    Path text = Files.writeString(folder.resolve("诗.txt"), "床前明月光\u001b\u2028\n".repeat(200));
    Terminal terminal =
        Terminal.run(
            "text",
            "train",
            text,
            "--out",
            folder,
            "--name",
            "t",
            "--epochs",
            2,
            "--hidden",
            8,
            "--context",
            8,
            "--json",
            "--no-figures");

    assertThat(terminal.status()).as(terminal.err()).isZero();
    assertThat(of(RunEvent.Data.class, events("t")).getFirst().title()).isEqualTo("诗.txt");
    JsonCursor samples = terminal.json().member("samples");
    assertThat(of(RunEvent.Sample.class, events("t")).stream().map(RunEvent.Sample::text))
        .containsExactlyElementsOf(
            samples.elements().stream().map(one -> one.member("text").text()).toList());
    assertThat(
            new String(
                Files.readAllBytes(folder.resolve("t/events.jsonl")), StandardCharsets.UTF_8))
        .doesNotContain("\u001b")
        .contains("诗.txt", "光");
  }
}
