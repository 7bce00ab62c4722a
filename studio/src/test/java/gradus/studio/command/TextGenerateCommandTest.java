package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.studio.Gradus;
import gradus.studio.Terminal;
import gradus.studio.TinyText;
import gradus.studio.console.Console;
import gradus.studio.run.TextModelFile;
import gradus.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextGenerateCommandTest {
  @TempDir private static Path folder;
  private static Path run;

  @BeforeAll
  static void train() throws IOException {
    Path file = TinyText.write(folder.resolve("texts"));
    Terminal terminal = Terminal.run(TinyText.train(file, folder, "run", 12, "--lr", 0.02));
    assertThat(terminal.status()).as(terminal.err()).isZero();
    run = folder.resolve("run");
  }

  private static String generate(Object... more) {
    Object[] all = new Object[more.length + 3];
    all[0] = "text";
    all[1] = "generate";
    all[2] = run;
    System.arraycopy(more, 0, all, 3, more.length);
    Terminal terminal = Terminal.run(all);
    assertThat(terminal.status()).as(terminal.err()).isZero();
    assertThat(terminal.err()).isEmpty();
    return terminal.out();
  }

  @Test
  void writesJustTheText() {
    String text = generate("--prompt", "The cat", "--length", 30);

    assertThat(text).startsWith("The cat ").hasSize("The cat".length() + 30 + 1).endsWith("\n");
    assertThat(text).matches("[Thecatsonmdlg .\n]+");
  }

  @Test
  void beginsALineWithoutAPrompt() {
    assertThat(generate("--length", 40, "--temperature", 0)).startsWith("The ");
  }

  @Test
  void writesTheSameForTheSameSeed() {
    String once = generate("--length", 100, "--temperature", 3);

    assertThat(generate("--length", 100, "--temperature", 3, "--seed", 42)).isEqualTo(once);
    assertThat(generate("--length", 100, "--temperature", 3, "--seed", 7)).isNotEqualTo(once);
    assertThat(generate("--length", 100, "--temperature", 3, "--top-k", 1))
        .isEqualTo(generate("--length", 100, "--temperature", 0));
    assertThat(generate("--length", 100, "--temperature", 3, "--top-p", 1e-9))
        .isEqualTo(generate("--length", 100, "--temperature", 0));
  }

  @Test
  void writesSeveralTextsWithSeedsThatFollow() {
    String first = generate("--length", 20, "--temperature", 2, "--prompt", "T", "--seed", 5);
    String second = generate("--length", 20, "--temperature", 2, "--prompt", "T", "--seed", 6);

    assertThat(
            generate(
                "--length", 20, "--temperature", 2, "--prompt", "T", "--seed", 5, "--count", 2))
        .isEqualTo(first + "\n" + second);
  }

  @Test
  void printsOneJsonObject() {
    JsonCursor json =
        Json.parse(generate("--json", "--prompt", "The", "--length", 9, "--count", 2))
            .cursor("out");

    assertThat(json.member("texts").elements()).hasSize(2);
    assertThat(json.member("texts").element(1).member("seed").integer()).isEqualTo(43);
    String text = json.member("texts").element(0).member("text").text();
    assertThat(generate("--prompt", "The", "--length", 9)).isEqualTo(text + "\n");
  }

  @Test
  void showsThePromptInATerminal() {
    var bytes = new ByteArrayOutputStream();
    var stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    var console = new Console(stream, stream, true, true, true, 80);

    int status =
        Gradus.execute(
            console, Map.of(), "text", "generate", run.toString(), "--prompt=The", "--length=9");

    assertThat(status).isZero();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .startsWith("\u001b[1mThe\u001b[0m")
        .endsWith(generate("--prompt", "The", "--length", 9).substring(3));
  }

  @Test
  void takesTheModelsFileToo() {
    Path file = run.resolve("model.safetensors");

    assertThat(Terminal.run("text", "generate", file, "--length", 9).out())
        .isEqualTo(generate("--length", 9));
  }

  @Test
  void findsTheNewestFinishedRunOnText() throws IOException {
    Path runs = Files.createDirectories(folder.resolve("runs"));
    assertThat(TextModelFile.newest(runs)).isEmpty();
    assertThat(TextModelFile.newest(folder.resolve("nowhere"))).isEmpty();
    for (String name : new String[] {"old", "new", "unfinished"}) {
      Path copy = Files.createDirectories(runs.resolve(name));
      Files.copy(run.resolve("run.json"), copy.resolve("run.json"));
      Files.copy(run.resolve("model.safetensors"), copy.resolve("model.safetensors"));
    }
    Files.setLastModifiedTime(runs.resolve("old/model.safetensors"), FileTime.fromMillis(1));
    Files.delete(runs.resolve("unfinished/model.safetensors"));
    Path digits = Files.createDirectories(runs.resolve("digits"));
    Files.writeString(digits.resolve("run.json"), "{\"format\": 1}");
    Files.writeString(digits.resolve("model.safetensors"), "");

    assertThat(TextModelFile.newest(runs)).contains(runs.resolve("new/model.safetensors"));
  }

  @Test
  void refusesAPromptWithAnUnknownCharacter() {
    refused("--prompt has z, a character that is not in the text", run, "--prompt", "The zoo");
  }

  @Test
  void refusesSettingsThatAreOutOfRange() {
    refused("--length must be at least 1", run, "--length", 0);
    refused("--count must be at least 1", run, "--count", 0);
    refused("--temperature must be at least 0, not -1.0", run, "--temperature", -1);
    refused("--temperature must be at least 0, not NaN", run, "--temperature", "NaN");
    refused("--top-k must be at least 1", run, "--top-k", 0);
    refused("--top-p must be above 0 and at most 1, not 0.0", run, "--top-p", 0);
    refused("--top-p must be above 0", run, "--top-p", 1.5);
    refused("did you mean --temperature?", run, "--temprature", 1);
  }

  @Test
  void refusesWhatIsNoModelOfText() throws IOException {
    Path other = folder.resolve("other.safetensors");
    Model.of(Shape.of(4), Layers.seed(1), Layers.dense(3)).save(other);
    Path unfinished = Files.createDirectories(folder.resolve("begun"));
    Files.copy(run.resolve("run.json"), unfinished.resolve("run.json"));

    refused("is no model of text", other);
    refused("there is no file and no run", folder.resolve("nowhere"));
    refused("gradus resume " + unfinished, unfinished);
    refused("model.safetensors", Files.createDirectories(folder.resolve("empty")));
  }

  private static void refused(String message, Object model, Object... more) {
    Object[] all = new Object[more.length + 3];
    all[0] = "text";
    all[1] = "generate";
    all[2] = model;
    System.arraycopy(more, 0, all, 3, more.length);
    Terminal terminal = Terminal.run(all);

    assertThat(terminal.status()).isEqualTo(2);
    assertThat(terminal.err()).contains(message).doesNotContain("\tat ");
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void otherCommandsSendAModelOfTextHere() {
    for (Object[] command : new Object[][] {{"predict", run, "x.png"}, {"evaluate", run}}) {
      Terminal terminal = Terminal.run(command);

      assertThat(terminal.status()).isEqualTo(2);
      assertThat(terminal.err()).contains("is a model of text", "gradus text generate");
    }
  }

  @Test
  void infoShowsTheTokens() {
    assertThat(Terminal.run("info", run).out())
        .contains("tokens", "characters", "vocabulary", "bits per character", "cats.txt", "lstm")
        .doesNotContain("text.tokenizer");
    assertThat(Terminal.run("info", run, "--lang=zh").out()).contains("词表大小", "每字符比特数");
  }
}
