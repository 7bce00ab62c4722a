package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.io.JsonCursor;
import gradus.studio.Terminal;
import gradus.table.Table;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `train` on a folder of texts, and `predict` for new ones.
class TextFolderCommandsTest {
  private static final String[][] WORDS = {
    {"明月", "春风", "江水", "故人", "归雁", "落花"}, {"网络", "梯度", "损失", "训练", "参数", "样本"}
  };

  @TempDir private static Path folder;
  private static Path texts;
  private static JsonCursor result;

  @BeforeAll
  static void train() throws IOException {
    var random = new Random(9);
    texts = folder.resolve("文体");
    for (int i = 0; i < 200; i++) {
      var text = new StringBuilder();
      for (int w = 0; w < 6; w++) {
        // One word in six is of the other kind.
        text.append(WORDS[w == 5 ? 1 - i % 2 : i % 2][random.nextInt(6)]);
      }
      // Encodings change from file to file, and endings do not matter.
      Charset charset = Charset.forName(i % 3 == 0 ? "GBK" : "UTF-8");
      write(
          texts.resolve((i % 2 == 0 ? "诗/" : "文/") + i + (i % 5 == 0 ? "" : ".txt")),
          text,
          charset);
    }
    Terminal terminal =
        Terminal.run("train", texts, "--out", folder, "--name", "kinds", "--no-figures", "--json");
    assertThat(terminal.status()).as(terminal.err()).isZero();
    result = terminal.json();
  }

  private static Path write(Path file, CharSequence text, Charset charset) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, text.toString().getBytes(charset));
  }

  private static Path write(String file, String text) throws IOException {
    return write(folder.resolve(file), text, Charset.forName("UTF-8"));
  }

  @Test
  void learnsTheClassesOfTexts() {
    assertThat(result.member("testRows").integer()).isEqualTo(40);
    assertThat(result.member("testAccuracy").number()).isGreaterThan(0.95);
    assertThat(result.member("classes").elements().stream().map(JsonCursor::text))
        .containsExactly("文", "诗");
    assertThat(folder.resolve("kinds/report.html"))
        .content()
        .contains("gradus train", texts.toString())
        .doesNotContain("--target");
  }

  /// What is learned from is called what it is.
  @Test
  void speaksOfTexts() throws IOException {
    assertThat(folder.resolve("kinds/report.html"))
        .content()
        .contains("texts to train on", "128 texts to train on, 32 held back for validation")
        .contains("训练 128 篇文本，留作验证 32 篇文本，测试 40 篇文本", "文本用于测试")
        .doesNotContainPattern("\\brows? (to|never|that|are)\\b")
        .doesNotContainPattern("\\d 行|的行");
    Terminal shown = Terminal.run("evaluate", folder.resolve("kinds"), texts);
    assertThat(shown.status()).as(shown.err()).isZero();
    assertThat(shown.out()).contains("of 200 texts are answered right");
  }

  @Test
  void answersNewTextsInTheNamesOfTheFolders() throws IOException {
    Path poem = write("new/1.txt", "春风又绿江南岸，明月何时照我还");
    write("new/2", "训练时损失下降，参数的梯度变小");
    Path out = folder.resolve("answered.csv");
    Terminal shown =
        Terminal.run("predict", folder.resolve("kinds"), folder.resolve("new"), "--out", out);
    assertThat(shown.status()).as(shown.err()).isZero();
    assertThat(shown.out()).contains("诗", "文", "%");
    Table answered = Table.readCsv(out);
    assertThat(answered.names()).containsExactly("file", "class", "probability");
    assertThat(answered.column("class").text(0)).isEqualTo("诗");
    assertThat(answered.column("class").text(1)).isEqualTo("文");
    JsonCursor json = Terminal.run("predict", folder.resolve("kinds"), poem, poem, "--json").json();
    assertThat(json.member("predictions").elements()).hasSize(2);
    JsonCursor first = json.member("predictions").element(0);
    assertThat(first.member("file").text()).isEqualTo(poem.toString());
    assertThat(first.member("answer").text()).isEqualTo("诗");
    assertThat(first.member("probability").number()).isBetween(0.5, 1.0);
  }

  @Test
  void isMeasuredOnAnotherFolder() throws IOException {
    write("others/诗/1", "春风江水");
    write("others/诗/2", "网络梯度损失");
    write("others/文/1", "样本参数");
    JsonCursor json =
        Terminal.run("evaluate", folder.resolve("kinds"), folder.resolve("others"), "--json")
            .json();
    assertThat(json.member("testRows").integer()).isEqualTo(3);
    assertThat(json.member("testAccuracy").number()).isEqualTo(2 / 3.0, within(1e-12));
    assertThat(json.member("testBalancedAccuracy").number()).isEqualTo(0.75, within(1e-12));
    refused(
        "a file where a folder is needed",
        "evaluate",
        folder.resolve("kinds"),
        folder.resolve("others/诗/1"));
    write("unknown/诗/1", "春风");
    write("unknown/词/1", "春风");
    refused("has the class \"词\"", "evaluate", folder.resolve("kinds"), folder.resolve("unknown"));
  }

  @Test
  void goesOnWhereItWasStopped() throws IOException {
    Terminal whole =
        Terminal.run("train", texts, "--out", folder, "--name", "short", "--epochs", 2, "--json");
    assertThat(whole.status()).as(whole.err()).isZero();
    Path copy = Files.createDirectory(folder.resolve("stopped"));
    for (String name : new String[] {"run.json", "checkpoint.safetensors", "events.jsonl"}) {
      Files.copy(folder.resolve("short").resolve(name), copy.resolve(name));
    }
    Terminal resumed = Terminal.run("resume", copy, "--json");
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(resumed.json().member("weightsSha256").text())
        .isEqualTo(whole.json().member("weightsSha256").text());
  }

  private static void refused(String message, Object... words) {
    Terminal terminal = Terminal.run(words);
    assertThat(terminal.status()).as(terminal.err()).isEqualTo(2);
    assertThat(terminal.err()).contains(message).doesNotContain("\tat ");
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    refused("a folder of texts is learned from as it is", "train", texts, "--target", "class");
    refused("a folder of texts is learned from as it is", "train", texts, "--lags", 3);
    write("mixed/a/1.txt", "a text");
    write("mixed/b/1.png", "a picture by its name");
    refused("holds folders with pictures and folders with texts", "train", folder.resolve("mixed"));
    Path novel = write("novel.txt", "It was a dark night,\nand nobody slept.\nNobody, that is,\n");
    refused("gradus text train " + novel, "train", novel);
    Path plain = write("plain/a.txt", "one text").getParent();
    refused("no folder of texts for each class", "train", plain);
    write("binary/a/1.txt", "a text");
    write("binary/b/1.txt", "a text");
    write("binary/b/2.bin", "\0");
    refused("1 of 3 files cannot be read", "train", folder.resolve("binary"), "--out", folder);
    write("few/a/1.txt", "a text");
    write("few/b/1.txt", "a text");
    refused("no class of class has 5 rows", "train", folder.resolve("few"), "--out", folder);
    refused("it does not exist", "predict", folder.resolve("kinds"), folder.resolve("none.txt"));
  }

  @Test
  void speaksChineseToo() {
    Terminal shown =
        Terminal.run(
            Map.of("GRADUS_LANG", "zh"),
            "train",
            texts,
            "--out",
            folder,
            "--name",
            "zh",
            "--epochs",
            1);
    assertThat(shown.status()).as(shown.err()).isZero();
    assertThat(shown.out()).contains("学习文本分类");
  }
}
