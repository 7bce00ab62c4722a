package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.JsonCursor;
import gradus.studio.Terminal;
import gradus.studio.TinyDigits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `tune` and `tune show`.
class TuneCommandTest {
  @TempDir private Path folder;

  private Terminal tune(Object data, int trials, Object... more) {
    Object[] words = new Object[9 + more.length];
    Object[] first = {"tune", data, "--trials", trials, "--epochs", 1, "--out", folder, "--json"};
    System.arraycopy(first, 0, words, 0, first.length);
    System.arraycopy(more, 0, words, first.length, more.length);
    Terminal terminal = Terminal.run(words);
    assertThat(terminal.status()).as(terminal.err()).isZero();
    return terminal;
  }

  @Test
  void searchesGoesOnAndShowsWhatItFound() throws IOException {
    Path data = TinyDigits.write(folder.resolve("digits"));
    JsonCursor three = tune(data, 3, "--name", "s", "--sampler", "random").json();
    assertThat(three.member("trials").member("trials").elements()).hasSize(3);
    JsonCursor five = tune(data, 5, "--name", "s", "--sampler", "random").json();
    JsonCursor whole = tune(data, 5, "--name", "w", "--sampler", "random").json();
    assertThat(five.member("settings").value()).isEqualTo(whole.member("settings").value());
    assertThat(five.member("test").number()).isEqualTo(whole.member("test").number());
    JsonCursor first = five.member("trials").member("trials").element(0);
    assertThat(first.member("parameters").member("optimizer").text()).isEqualTo("sgd");
    assertThat(folder.resolve("s/trials.csv")).isNotEmptyFile();
    assertThat(folder.resolve("s/model.safetensors")).isNotEmptyFile();
    assertThat(folder.resolve("s/figures/history.svg")).isNotEmptyFile();

    Terminal shown = Terminal.run("tune", "show", folder.resolve("s"));
    assertThat(shown.status()).as(shown.err()).isZero();
    assertThat(shown.out()).contains("Best, trial", "tutorial's settings, trial 1");
    assertThat(Terminal.run("tune", "show", folder.resolve("s"), "--json").json().value())
        .isEqualTo(five.member("trials").value());
    Path picture = TinyDigits.writePicture(folder.resolve("one.png"));
    assertThat(Terminal.run("predict", folder.resolve("s"), picture).status()).isZero();
  }

  @Test
  void searchesOnATable() throws IOException {
    var random = new Random(4);
    var text = new StringBuilder("a,b,y\n");
    for (int i = 0; i < 200; i++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      text.append(String.format(Locale.ROOT, "%.4f,%.4f,%.4f\n", a, b, 50 + 10 * a - 5 * b));
    }
    Path file = Files.writeString(folder.resolve("t.csv"), text);
    JsonCursor json = tune(file, 4, "--target", "y", "--name", "t").json();
    assertThat(json.member("test").number()).isLessThan(20);
    assertThat(Terminal.run("predict", folder.resolve("t"), file).status()).isZero();
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    refused("no sampler tpee; did you mean tpe?", "--sampler", "tpee");
    refused("no pruner medien; did you mean median?", "--pruner", "medien");
    refused("--trials must be at least 1", "--trials", 0);
    Path mine = Files.createDirectory(folder.resolve("mine"));
    Files.writeString(mine.resolve("thesis.txt"), "mine");
    refused("mine", "--out", folder, "--name", "mine");
    assertThat(mine.resolve("thesis.txt")).hasContent("mine");
    Terminal none = Terminal.run("tune", "show", folder.resolve("none"));
    assertThat(none.status()).isEqualTo(2);
  }

  private static void refused(String message, Object... words) {
    Object[] all = new Object[words.length + 1];
    all[0] = "tune";
    System.arraycopy(words, 0, all, 1, words.length);
    Terminal terminal = Terminal.run(all);
    assertThat(terminal.status()).as(terminal.err()).isEqualTo(2);
    assertThat(terminal.err()).contains(message);
  }
}
