package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.Json;
import gradus.studio.Terminal;
import gradus.studio.TinyDigits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That a run goes on in the language that it began in.
class ResumeLanguageTest {
  private static final Map<String, String> ENGLISH = Map.of("GRADUS_LANG", "en");

  @TempDir private Path folder;
  private Path run;

  @BeforeEach
  void beginInChinese() throws IOException {
    Path data = TinyDigits.write(folder.resolve("digits"));
    Terminal terminal =
        Terminal.run(
            "mnist",
            "--data",
            data,
            "--out",
            folder,
            "--name",
            "run",
            "--epochs",
            1,
            "--no-figures",
            "--lang",
            "zh");
    assertThat(terminal.status()).as(terminal.err()).isZero();
    run = folder.resolve("run");
  }

  @Test
  void keepsTheLanguageOfTheRun() throws IOException {
    assertThat(Json.read(run.resolve("run.json")).cursor("run").member("language").text())
        .isEqualTo("zh");

    Terminal terminal = Terminal.run(ENGLISH, "resume", run, "--no-figures");

    assertThat(terminal.status()).as(terminal.err()).isZero();
    assertThat(terminal.out()).contains("继续上次的训练").doesNotContain("Training");
  }

  @Test
  void speaksAnotherLanguageWhereThatIsAskedFor() {
    for (Object[] line :
        new Object[][] {{"resume", run, "--lang", "en"}, {"--lang=en", "resume", run}}) {
      Terminal terminal = Terminal.run(Map.of("GRADUS_LANG", "zh"), line);
      assertThat(terminal.out()).contains("resumed").doesNotMatch("(?s).*\\p{IsHan}.*");
    }
  }

  @Test
  void saysInItWhatGoesWrong() {
    Terminal terminal = Terminal.run(ENGLISH, "resume", run, "--threads", 0);

    assertThat(terminal.status()).isEqualTo(2);
    assertThat(terminal.err()).contains("--threads 应在");
  }

  @Test
  void speaksAsTheEnvironmentSaysWhereTheRunDoesNot() throws IOException {
    Path settings = run.resolve("run.json");
    Files.writeString(
        settings, Files.readString(settings).replaceAll(",\\s*\"language\": \"zh\"", ""));

    Terminal terminal = Terminal.run(ENGLISH, "resume", run, "--no-figures");

    assertThat(terminal.status()).as(terminal.err()).isZero();
    assertThat(terminal.out()).contains("resumed");
  }
}
