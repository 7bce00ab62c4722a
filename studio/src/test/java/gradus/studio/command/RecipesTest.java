package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.JsonCursor;
import gradus.studio.Terminal;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The recipes on the real MNIST.
@Tag("long")
class RecipesTest {
  @TempDir private Path out;

  private JsonCursor train(String recipe) {
    Terminal terminal =
        Terminal.run("mnist", "--recipe", recipe, "--out", out, "--no-figures", "--json");
    assertThat(terminal.status()).as(terminal.err()).isZero();
    return terminal.json();
  }

  @Test
  void tutorialReachesWhatTheTutorialDoes() {
    JsonCursor json = train("tutorial");

    assertThat(json.member("parameters").integer()).isEqualTo(101_770);
    assertThat(json.member("trainSamples").integer()).isEqualTo(56_000);
    assertThat(json.member("testSamples").integer()).isEqualTo(14_000);
    assertThat(json.member("testAccuracy").number()).isBetween(0.929, 0.943);
  }

  @Test
  void defaultReachesNinetySevenAndAHalfPercent() {
    JsonCursor json = train("default");

    assertThat(json.member("parameters").integer()).isEqualTo(101_770);
    assertThat(json.member("trainSamples").integer()).isEqualTo(60_000);
    assertThat(json.member("testSamples").integer()).isEqualTo(10_000);
    assertThat(json.member("testAccuracy").number()).isGreaterThan(0.975);
  }
}
