package gradus.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.FileException;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.studio.Terminal;
import gradus.studio.TinyDigits;
import gradus.studio.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStarterTest {
  @TempDir private Path home;

  /// What the doctor advises is trained in a folder of its own; all other settings stay.
  @Test
  void trainsAgainWithOtherSettings() throws IOException, FileException {
    Path runs = home.resolve("runs");
    Path data = TinyDigits.write(home.resolve("data"));
    Terminal first =
        Terminal.run(
            "mnist",
            "--data",
            data,
            "--model",
            "mlp",
            "--epochs",
            "1",
            "--lr",
            "find",
            "--out",
            runs,
            "--name",
            "first",
            "--no-figures");
    assertThat(first.status()).as(first.err()).isZero();

    RunFolder again =
        new RunStarter(new RunShelf(runs))
            .prepare(runs.resolve("first"), Map.of("learningRate", 0.01, "epochs", 2.0));
    JsonCursor settings = Json.read(again.settings()).cursor("run");
    assertThat(settings.member("learningRate").number()).isEqualTo(0.01);
    assertThat(settings.member("epochs").integer()).isEqualTo(2);
    assertThat(settings.names()).doesNotContain("findsRate");
    assertThat(settings.member("data").text()).isEqualTo(data.toString());
    assertThat(again.path().getParent()).isEqualTo(runs);

    Terminal second = Terminal.run("resume", again.path(), "--json", "--no-figures");
    assertThat(second.status()).as(second.err()).isZero();
    assertThat(second.json().member("history").elements()).hasSize(2);
    assertThat(Json.read(runs.resolve("first/run.json")).cursor("run").member("epochs").integer())
        .isEqualTo(1);
  }
}
