package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.studio.Terminal;
import gradus.studio.TinyDigits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `--lang zh` shows when things go right and wrong: Chinese, the library's own words
/// included.
class ChineseTest {
  /// Three words of a sentence; options, paths and commands have other characters between.
  private static final Pattern ENGLISH =
      Pattern.compile("(?<![\\w/.-])[A-Za-z][a-z]+ [a-z]+ [a-z]{2,}");

  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

  @TempDir private static Path folder;
  private static Path data;
  private static Path run;

  @BeforeAll
  static void train() throws IOException {
    data = TinyDigits.write(folder.resolve("digits"));
    run = folder.resolve("run");
    String out =
        chinese(0, "mnist", "--data", data, "--out", folder, "--name", "run", "--epochs", 1);
    assertThat(out).contains("测试集准确率");
  }

  /// Everything that a command writes, which must be Chinese.
  private static String chinese(int status, Object... words) {
    Object[] all = Stream.concat(Arrays.stream(words), Stream.of("--lang", "zh")).toArray();
    Terminal terminal = Terminal.run(all);
    String text = terminal.out() + terminal.err();
    assertThat(terminal.status()).as(text).isEqualTo(status);
    assertThat(CHINESE.matcher(text).find()).as(text).isTrue();
    assertThat(text).doesNotContainPattern(ENGLISH);
    return text;
  }

  private static Path written(String name, byte... content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  @Test
  void picturesThatAreNone() throws IOException {
    Path model = run.resolve("model.safetensors");
    chinese(2, "predict", model, folder.resolve("missing.png"));
    chinese(2, "predict", model, written("a.gif", "GIF89a".getBytes(StandardCharsets.US_ASCII)));
    chinese(2, "predict", model, written("empty.png"));
    chinese(2, "predict", model, folder);
  }

  @Test
  void modelsThatAreDamaged() throws IOException {
    Path picture = TinyDigits.writePicture(folder.resolve("one.png"));
    byte[] bytes = Files.readAllBytes(run.resolve("model.safetensors"));
    chinese(2, "info", written("cut.safetensors", Arrays.copyOf(bytes, bytes.length / 2)));
    chinese(2, "info", written("header.safetensors", Arrays.copyOf(bytes, 20)));
    bytes[bytes.length - 1] ^= 1;
    chinese(2, "predict", written("changed.safetensors", bytes), picture);
    chinese(2, "info", written("torch.pt", "PK\3\4".getBytes(StandardCharsets.ISO_8859_1)));
    chinese(2, "predict", folder.resolve("none.safetensors"), picture);
  }

  @Test
  void dataThatIsDamaged() throws IOException {
    Path broken = Files.createDirectory(folder.resolve("broken"));
    chinese(2, "mnist", "--data", broken, "--out", folder);
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(broken.resolve(file.getFileName()), Arrays.copyOf(bytes, bytes.length - 1));
      }
    }
    chinese(2, "mnist", "--data", broken, "--out", folder);
  }

  @Test
  void trainingsThatDiverge() {
    chinese(
        1,
        "mnist",
        "--data",
        data,
        "--out",
        folder,
        "--epochs",
        2,
        "--lr",
        "1e30",
        "--optimizer",
        "sgd");
  }

  @Test
  void checkpointsThatAreDamaged() throws IOException {
    Path copy = folder.resolve("copy");
    Files.createDirectory(copy);
    try (Stream<Path> files = Files.list(run)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    Files.deleteIfExists(copy.resolve("model.safetensors"));
    Files.write(copy.resolve("run.json"), new byte[] {'{'});
    chinese(2, "resume", copy);
  }

  @Test
  void textsThatAreNone() throws IOException {
    chinese(2, "text", "train", folder.resolve("missing.txt"), "--out", folder);
    chinese(2, "text", "train", written("binary.txt", (byte) 1, (byte) 0), "--out", folder);
    chinese(
        2,
        "text",
        "train",
        written("latin.txt", (byte) 'a', (byte) 0xe9, (byte) 'b'),
        "--out",
        folder);
  }

  @Test
  void optionsThatAreWrong() {
    chinese(2, "mnist", "--batch", 0);
    chinese(2, "mnist", "--optimizer", "adm");
    chinese(2, "mnist", "--epochs", "many");
    chinese(2, "nothing");
  }

  @Test
  void help() {
    for (String command : new String[] {"mnist", "predict", "evaluate", "info", "resume"}) {
      chinese(0, command, "--help");
    }
  }
}
