package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.JsonCursor;
import gradus.io.Safetensors;
import gradus.nn.Model;
import gradus.studio.Terminal;
import gradus.studio.TinyDigits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures as people have them: of several digits, of nothing, and in other formats.
class PredictCommandTest {
  private static final int SIDE = 40;

  @TempDir private static Path folder;
  private static Path run;
  private static Path one;
  private static Path two;
  private static Path blank;

  @BeforeAll
  static void train() throws IOException {
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
            "--no-figures");
    assertThat(terminal.status()).as(terminal.err()).isZero();
    run = folder.resolve("run");
    one = bars("one.png", 18);
    two = bars("two.png", 8, 28);
    blank = bars("blank.png");
  }

  /// A picture of upright bars.
  private static Path bars(String name, int... columns) throws IOException {
    byte[] rows = new byte[SIDE * (SIDE + 1)];
    for (int y = 5; y < 35; y++) {
      for (int column : columns) {
        // Each row begins with the number of its filter.
        rows[y * (SIDE + 1) + 1 + column] = (byte) 255;
        rows[y * (SIDE + 1) + 2 + column] = (byte) 255;
      }
    }
    return TinyDigits.writePng(folder.resolve(name), SIDE, SIDE, rows);
  }

  @Test
  void warnsOfSeveralDigitsAndAnswersAllTheSame() {
    Terminal terminal = Terminal.run("predict", run, two);

    assertThat(terminal.status()).isZero();
    assertThat(terminal.out().lines()).hasSize(11);
    assertThat(terminal.err()).contains("two.png seems to show 2 digits");
    assertThat(Terminal.run("predict", run, two, "--lang", "zh").err()).contains("好像有 2 个数字");
    assertThat(Terminal.run("predict", run, one).err()).isEmpty();
  }

  @Test
  void countsTheDigitsInJson() {
    JsonCursor told = Terminal.run("predict", run, one, two, "--json").json();

    assertThat(told.member("predictions").element(0).member("digits").integer()).isEqualTo(1);
    assertThat(told.member("predictions").element(1).member("digits").integer()).isEqualTo(2);
    assertThat(told.member("predictions").element(1).member("class").text()).matches("\\d");
  }

  @Test
  void doesNotCountWhereTheClassesAreNoDigits() throws IOException {
    Path things = folder.resolve("things.safetensors");
    String classes = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj";
    Model.load(run.resolve("model.safetensors")).save(things, Map.of("classes", classes));
    assertThat(Safetensors.readMetadata(things)).containsEntry("classes", classes);

    assertThat(Terminal.run("predict", things, two).err()).isEmpty();
  }

  @Test
  void answersForOtherPicturesWhateverIsWrongWithSome() throws IOException {
    Path webp =
        Files.write(
            folder.resolve("a.webp"), "RIFF0000WEBPVP8 ".getBytes(StandardCharsets.ISO_8859_1));
    Path gif = Files.write(folder.resolve("a.gif"), "GIF89a".getBytes(StandardCharsets.ISO_8859_1));

    Terminal terminal = Terminal.run("predict", run, blank, webp, one, gif, folder, two);

    assertThat(terminal.status()).isEqualTo(2);
    assertThat(terminal.out().lines().filter(line -> line.contains(".png: "))).hasSize(2);
    assertThat(terminal.err())
        .contains("blank.png", "no digit to be seen", "it is a WebP picture", "it is a GIF picture")
        .doesNotContain("\tat ");
    JsonCursor told = Terminal.run("predict", run, blank, one, "--json").json();
    assertThat(told.member("predictions").element(0).member("error").text()).contains("blank.png");
    assertThat(told.member("predictions").element(1).member("class").text()).matches("\\d");
  }
}
