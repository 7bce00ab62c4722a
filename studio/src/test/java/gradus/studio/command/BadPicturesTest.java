package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.studio.Terminal;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `train` says of folders of pictures that are not as they should be.
class BadPicturesTest {
  @TempDir private Path folder;
  private Path pictures;

  @BeforeEach
  void paint() throws IOException {
    pictures = folder.resolve("pictures");
    var random = new Random(4);
    for (int i = 0; i < 30; i++) {
      var image = new BufferedImage(9, 9, BufferedImage.TYPE_BYTE_GRAY);
      for (int at = 0; at < 81; at++) {
        image.getRaster().setSample(at % 9, at / 9, 0, random.nextInt(256));
      }
      Path file = pictures.resolve((i % 2 == 0 ? "cat/" : "dog/") + i + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(image, "png", file.toFile());
    }
  }

  private Terminal train(Object... words) {
    Object[] all =
        Stream.of(
                Stream.of("train"),
                Stream.of(words),
                Stream.of("--out", folder.resolve("runs"), "--name", "run", "--epochs", 1),
                Stream.of("--batch", 8, "--model", "mlp", "--size", 16, "--grey", "--no-figures"))
            .flatMap(part -> part)
            .toArray();
    return Terminal.run(all);
  }

  private static String onOneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private void refused(Path data, String... messages) {
    Terminal terminal = train(data);
    assertThat(terminal.status()).as(terminal.err()).isEqualTo(2);
    assertThat(onOneLine(terminal.err())).contains(messages).doesNotContain("\tat ");
    assertThat(terminal.err().lines()).hasSizeLessThan(20);
  }

  @Test
  void saysHowPicturesAreToLie() throws IOException {
    refused(Files.createDirectory(folder.resolve("empty")), "has no folders", "empty/cat");
    refused(pictures.resolve("cat"), "has no folders", "cat/dog and so on");
    Files.move(pictures.resolve("dog"), folder.resolve("dog"));
    refused(pictures, "at least two folders", "has 1: cat");
    Path parts = Files.createDirectory(folder.resolve("parts"));
    Files.move(pictures, parts.resolve("train"));
    Files.move(folder.resolve("dog"), parts.resolve("test"));
    refused(parts, "are parts of data and no classes: test, train", "take one of them");
  }

  @Test
  void needsEnoughToDivide() throws IOException {
    Path few = folder.resolve("few");
    for (String name : new String[] {"cat/0.png", "dog/1.png"}) {
      Files.createDirectories(few.resolve(name).getParent());
      Files.copy(pictures.resolve(name), few.resolve(name));
    }
    refused(few, "has 2 pictures in all; at least 15 are needed");
  }

  @Test
  void namesEveryFileThatIsBroken() throws IOException {
    byte[] whole = Files.readAllBytes(pictures.resolve("cat/0.png"));
    Files.write(pictures.resolve("cat/cut.png"), java.util.Arrays.copyOf(whole, 60));
    Files.writeString(pictures.resolve("dog/\u001b[2Jtext.jpg"), "no picture");
    Files.writeString(pictures.resolve("dog/zero.png"), "");
    refused(
        pictures,
        "3 of 33 files cannot be read",
        "cut.png, byte",
        "the picture is cut off",
        "?[2Jtext.jpg, byte 0: it is neither a PNG nor a JPEG picture",
        "zero.png, byte 0: the file is empty");
    assertThat(train(pictures).err()).doesNotContain("\u001b[2J");
    for (int i = 0; i < 20; i++) {
      Files.writeString(pictures.resolve("dog/broken" + i + ".jpg"), "no picture");
    }
    refused(pictures, "23 of 53 files", "and 13 more");
  }

  @Test
  void trainsOnTheRestAndSaysWhatIsOddInBothLanguages() throws IOException {
    Path odd = Files.createDirectory(pictures.resolve("odd\n\u001b[31mname"));
    Files.copy(pictures.resolve("cat/0.png"), odd.resolve("single.png"));
    for (int i = 0; i < 12; i++) {
      Files.copy(pictures.resolve("dog/1.png"), pictures.resolve("dog/copy" + i + ".png"));
    }
    Files.createDirectory(pictures.resolve("nothing"));
    Files.writeString(pictures.resolve("cat/other.webp"), "");
    Files.createSymbolicLink(pictures.resolve("cat/again"), pictures);
    Terminal trained = train(pictures, "--lang", "en");
    assertThat(trained.status()).as(trained.err()).isZero();
    assertThat(onOneLine(trained.err()))
        .contains("nothing holds no PNG or JPEG pictures and is left out")
        .contains("neither PNG nor JPEG and are left out: 1, such as")
        .contains("again is a link to a folder that it lies in")
        .contains("copies of others: 12, such as")
        .contains("in two classes: 1, such as")
        .contains("class \"odd??[31mname\" has no picture to test on")
        .contains("to test on that are copies of ones to train on:");
    assertThat(trained.out() + trained.err()).doesNotContain("\u001b");
    Path run = folder.resolve("runs/run");
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("copies of others: 12", "有 12 张图片与别的图片完全相同", "odd??[31mname");
    Terminal answer = Terminal.run("predict", run, pictures.resolve("cat/2.png"));
    assertThat(answer.status()).as(answer.err()).isZero();
    assertThat(answer.out()).containsAnyOf("cat", "dog", "odd??[31mname");
    assertThat(train(pictures, "--force", "--lang", "zh").err())
        .contains("没有 PNG 或 JPEG 图片，未使用", "没有测试图片", "张测试图片中有");
    Files.move(pictures.resolve("cat"), pictures.resolve("cow"));
    Terminal other = Terminal.run("evaluate", run);
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err()).contains("cat, dog, odd", "cow, dog, odd");
  }
}
