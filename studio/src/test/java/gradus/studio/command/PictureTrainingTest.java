package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.JsonCursor;
import gradus.nn.Model;
import gradus.studio.Terminal;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `train` on folders of pictures: their size and colours, and networks that were trained before.
class PictureTrainingTest {
  @TempDir private static Path folder;
  private static Path stripes;
  private static Path run;
  private static JsonCursor result;

  @BeforeAll
  static void train() throws IOException {
    stripes = stripes("stripes", 3, "level", "upright", "slanted");
    result = train("grey", stripes, "--size", 24, "--grey", "--epochs", 12).json();
    run = folder.resolve("grey");
  }

  /// Pictures of stripes in some direction, with noise, of one colour.
  private static Path stripes(String name, int width, String... directions) throws IOException {
    var random = new Random(8);
    Path pictures = folder.resolve(name);
    for (int i = 0; i < 60; i++) {
      var image = new BufferedImage(30, 30, BufferedImage.TYPE_INT_RGB);
      int kind = i % directions.length;
      for (int y = 0; y < 30; y++) {
        for (int x = 0; x < 30; x++) {
          int along = kind == 0 ? y : kind == 1 ? x : x + y;
          int level = (along / width % 2 == 0 ? 30 : 190) + random.nextInt(60);
          image.setRGB(x, y, level << 16 | level << 8 | level);
        }
      }
      Path file = pictures.resolve(directions[kind] + "/" + i + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(image, "png", file.toFile());
    }
    return pictures;
  }

  private static Terminal train(String name, Object... words) {
    Object[] all =
        Stream.of(
                Stream.of("train"),
                Stream.of(words),
                Stream.of("--out", folder, "--name", name, "--no-figures", "--json"))
            .flatMap(part -> part)
            .toArray();
    Terminal terminal = Terminal.run(all);
    assertThat(terminal.status()).as(terminal.err()).isZero();
    return terminal;
  }

  @Test
  void sizeAndColoursBelongToTheModel() throws IOException {
    assertThat(result.member("testAccuracy").number()).isGreaterThan(0.9);
    Model model = Model.load(run.resolve("model.safetensors"));
    assertThat(model.input().shape()).isEqualTo(Shape.of(1, 24, 24));
    Terminal answer = Terminal.run("predict", run, stripes.resolve("upright/1.png"));
    assertThat(answer.out().lines().findFirst().orElse("")).contains("upright");
    Terminal again = Terminal.run("evaluate", run, "--json");
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(again.json().member("testAccuracy").number())
        .isEqualTo(result.member("testAccuracy").number());
    assertThat(Files.readString(run.resolve("report.html"))).contains("--size 24 --grey");
  }

  @Test
  void showsWhereTheReasonsAre() throws IOException {
    Path figure = folder.resolve("why.svg");
    Terminal answer = Terminal.run("predict", run, stripes.resolve("level/0.png"), "--why", figure);
    assertThat(answer.status()).as(answer.err()).isZero();
    assertThat(answer.out()).contains("why.svg");
    assertThat(Files.readString(figure)).contains("why level", "Where the reasons are");
    assertThat(Files.readString(run.resolve("report.html"))).contains("Why it says so");
  }

  @Test
  void goesOnWithTheSamePictures() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("stopped"));
    for (String name : new String[] {"run.json", "checkpoint.safetensors", "events.jsonl"}) {
      Files.copy(run.resolve(name), copy.resolve(name));
    }
    Terminal resumed = Terminal.run("resume", copy, "--json");
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(resumed.json().member("weightsSha256").text())
        .isEqualTo(result.member("weightsSha256").text());
  }

  /// The convolutions of the old network stay as they are with `--frozen`, and move a little
  /// without; the last layer is a new one.
  @Test
  void takesTheBodyOfATrainedModel() throws IOException {
    Path others = stripes("others", 4, "rows", "columns");
    Map<String, Tensor> old = Model.load(run.resolve("model.safetensors")).weights();
    String last = old.keySet().stream().reduce((_, name) -> name).orElseThrow();
    String head = last.substring(0, last.indexOf('.') + 1);
    train("frozen", others, "--from", run, "--frozen", "--epochs", 2);
    train("tuned", others, "--from", run, "--epochs", 2);
    Map<String, Tensor> frozen = Model.load(folder.resolve("frozen/model.safetensors")).weights();
    Map<String, Tensor> tuned = Model.load(folder.resolve("tuned/model.safetensors")).weights();
    assertThat(frozen.keySet()).isEqualTo(old.keySet());
    old.forEach((name, weights) -> {
      if (name.startsWith(head)) {
        assertThat(tuned.get(name).size(-1)).isEqualTo(2);
      } else {
        assertThat(frozen.get(name).toFloats()).isEqualTo(weights.toFloats());
        double moved = tuned.get(name).minus(weights).abs().max().item();
        assertThat(moved).isPositive().isLessThan(0.1);
      }
    });
    Path copy = Files.createDirectory(folder.resolve("frozenAgain"));
    for (String name : new String[] {"run.json", "checkpoint.safetensors", "events.jsonl"}) {
      Files.copy(folder.resolve("frozen").resolve(name), copy.resolve(name));
    }
    Terminal resumed = Terminal.run("resume", copy, "--json");
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(Files.readString(copy.resolve("report.html"))).contains("--frozen");
  }

  @Test
  void changesPicturesInTrainingAlone() throws IOException {
    String[] options = {"--size", "24", "--grey", "--augment", "rotation,noise", "--epochs", "2"};
    Object[] words = Stream.concat(Stream.of(stripes), Stream.of(options)).toArray();
    Terminal first = train("augmented", words);
    Path copy = Files.createDirectory(folder.resolve("augmentedAgain"));
    for (String name : new String[] {"run.json", "checkpoint.safetensors", "events.jsonl"}) {
      Files.copy(folder.resolve("augmented").resolve(name), copy.resolve(name));
    }
    Terminal resumed = Terminal.run("resume", copy, "--json");
    assertThat(resumed.status()).as(resumed.err()).isZero();
    String weights = first.json().member("weightsSha256").text();
    assertThat(resumed.json().member("weightsSha256").text()).isEqualTo(weights);
    assertThat(train("augmentedTwice", words).json().member("weightsSha256").text())
        .isEqualTo(weights);
    Terminal plain = train("plain", stripes, "--size", 24, "--grey", "--epochs", 2);
    assertThat(plain.json().member("weightsSha256").text()).isNotEqualTo(weights);
    assertThat(Files.readString(copy.resolve("report.html"))).contains("--augment rotation,noise");
  }

  private static void refused(String message, Object... words) {
    Object[] all =
        Stream.of(Stream.of("train"), Stream.of(words), Stream.of("--out", folder))
            .flatMap(part -> part)
            .toArray();
    Terminal terminal = Terminal.run(all);
    assertThat(terminal.status()).as(terminal.err()).isEqualTo(2);
    assertThat(terminal.err().replaceAll("\\s+", " ")).contains(message).doesNotContain("\tat ");
  }

  @Test
  void saysWhatDoesNotGoTogether() throws IOException {
    refused("--size 8 is out of bounds", stripes, "--size", 8);
    refused("--size 1000 is out of bounds", stripes, "--size", 1000);
    refused("--frozen needs --from", stripes, "--frozen");
    refused("did you mean rotation?", stripes, "--augment", "rotaton");
    refused("there is no augmentation time-warp", stripes, "--augment", "time-warp");
    refused("leave out --size, --grey and --model", stripes, "--from", run, "--size", 64);
    refused("it does not exist", stripes, "--from", folder.resolve("none"));
    Path table = Files.writeString(folder.resolve("t.csv"), "a,b\n1,x\n2,y\n");
    refused("are for folders of pictures", table, "--target", "b", "--grey");
  }
}
