package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.io.Cells;
import gradus.io.JsonCursor;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.studio.Terminal;
import gradus.studio.TinyDigits;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `predict`, `evaluate` and `info`.
class SavedModelCommandsTest {
  @TempDir private static Path folder;
  private static Path model;
  private static Path picture;
  private static JsonCursor run;

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
            2,
            "--no-figures",
            "--json");
    run = terminal.json();
    model = folder.resolve("run/model.safetensors");
    picture = TinyDigits.writePicture(folder.resolve("one.png"));
  }

  @Test
  void predictsTheSameFromTheFileAndFromTheRunsFolder() {
    JsonCursor json = Terminal.run("predict", model, picture, "--json").json();

    JsonCursor prediction = json.member("predictions").element(0);
    double sum =
        prediction.member("probabilities").names().stream()
            .mapToDouble(name -> prediction.member("probabilities").member(name).number())
            .sum();
    assertThat(sum).isEqualTo(1, within(1e-5));
    assertThat(prediction.member("class").text()).matches("\\d");
    assertThat(
            Terminal.run("predict", folder.resolve("run"), picture, "--json")
                .json()
                .member("predictions")
                .value())
        .isEqualTo(json.member("predictions").value());
  }

  @Test
  void showsProbabilitiesAsBars() {
    Terminal one = Terminal.run("predict", model, picture);
    Terminal two = Terminal.run("predict", model, picture, picture);

    assertThat(one.status()).as(one.err()).isZero();
    assertThat(one.out().lines()).hasSize(11);
    assertThat(one.out()).contains("━", "%", "one.png: ");
    assertThat(two.out().lines()).hasSize(8);
  }

  @Test
  void evaluatesOnTheTestImagesOfTheRun() {
    JsonCursor json = Terminal.run("evaluate", model, "--json").json();

    for (String name :
        new String[] {"testAccuracy", "testLoss", "testSamples", "confusionMatrix"}) {
      assertThat(json.member(name).value()).isEqualTo(run.member(name).value());
    }
    assertThat(json.member("perClass").elements()).hasSize(10);
    assertThat(Terminal.run("evaluate", model, "--data", folder.resolve("digits")).out())
        .contains("of the test images are right", "precision");
  }

  @Test
  void showsWhatIsInAModelsFile() {
    Terminal terminal = Terminal.run("info", model);

    assertThat(terminal.out()).contains("101,770", "dense", "safetensors", "default", "adam");
    JsonCursor json = Terminal.run("info", model, "--json").json();
    assertThat(json.member("weightsSha256").value()).isEqualTo(run.member("weightsSha256").value());
    assertThat(json.member("parameters").integer()).isEqualTo(101_770);
    assertThat(Terminal.run("info", model, "--lang", "zh").out()).contains("训练数据", "参数总量");
  }

  @Test
  void keepsWhatItPrintsWithinATerminal() {
    for (String language : new String[] {"en", "zh"}) {
      for (String command : new String[] {"info", "evaluate"}) {
        // The file's path stands on the first line.
        assertThat(Terminal.run(command, model, "--lang", language).out().lines().skip(1))
            .filteredOn(line -> !line.contains(folder.toString()))
            .isNotEmpty()
            .allMatch(line -> Cells.width(line) <= 80);
      }
    }
  }

  @Test
  void refusesMissingFiles() {
    refused("it does not exist", "predict", folder.resolve("no.safetensors"), picture);
    refused("it does not exist", "predict", model, folder.resolve("no.png"));
    refused("IMAGE is missing", "predict", model);
    refused("MODEL is missing", "predict");
    refused("MODEL is missing", "evaluate");
    refused("MODEL is missing", "info");
  }

  @Test
  void refusesAPickle() throws IOException {
    Path pickle = Files.write(folder.resolve("model.pt"), new byte[] {(byte) 0x80, 4, '.', 0, 0});

    refused("pickle", "info", pickle);
    refused("pickle", "predict", pickle, picture);
  }

  @Test
  void refusesAnEmptyFileAndAFolderWithoutModel() throws IOException {
    refused("empty", "info", Files.createFile(folder.resolve("empty.safetensors")));
    refused("model.safetensors", "info", Files.createDirectories(folder.resolve("nothing")));
  }

  @Test
  void refusesACheckpointForAModel() {
    Terminal terminal = Terminal.run("info", folder.resolve("run/checkpoint.safetensors"));

    assertThat(terminal.status()).isEqualTo(2);
    assertThat(terminal.err()).contains("without a model").doesNotContain("\tat ");
  }

  @Test
  void refusesAPictureOfAbsurdSize() throws IOException {
    Path bomb = TinyDigits.writePng(folder.resolve("bomb.png"), 1 << 30, 1 << 30, new byte[9]);

    refused("bomb.png", "predict", model, bomb);
  }

  @Test
  void refusesWhatIsNoPicture() throws IOException {
    Path text = Files.writeString(folder.resolve("text.png"), "not a picture");

    refused("text.png", "predict", model, text);
  }

  @Test
  void answersForOtherPicturesWhereOneIsBad() throws IOException {
    Path gif = Files.writeString(folder.resolve("moving.gif"), "GIF89a and so on");

    Terminal terminal = Terminal.run("predict", model, gif, picture, folder.resolve("no.png"));
    assertThat(terminal.status()).isEqualTo(2);
    assertThat(terminal.out()).contains("one.png: ");
    assertThat(terminal.err())
        .contains("it is a GIF picture, and only PNG and JPEG are read", "no.png");

    Terminal json = Terminal.run("predict", model, gif, picture, "--json");
    assertThat(json.status()).isEqualTo(2);
    JsonCursor predictions = json.json().member("predictions");
    assertThat(predictions.element(0).member("error").text()).contains("GIF");
    assertThat(predictions.element(1).member("class").text()).matches("\\d");
  }

  @Test
  void hasNoAnswersOfAModelWhoseWeightsAreNoNumbers() throws IOException {
    Path broken = folder.resolve("nan.safetensors");
    Model loaded = Model.load(model);
    Map<String, Tensor> weights = new LinkedHashMap<>(loaded.weights());
    weights.computeIfPresent("1.weight", (_, weight) -> weight.times(Float.NaN));
    loaded.load(weights);
    loaded.save(broken, Map.of("data", folder.resolve("digits").toString()));

    refused("1.weight in it is not a number (NaN)", "predict", broken, picture);
    refused("1.weight in it is not a number (NaN)", "evaluate", broken);
    assertThat(Terminal.run("info", broken).status()).isZero();
  }

  @Test
  void refusesAModelThatWasChanged() throws IOException {
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length - 5] ^= 1;

    refused("was changed", "predict", Files.write(folder.resolve("c.safetensors"), bytes), picture);
  }

  @Test
  void showsNoControlCharactersOfClassNames() throws IOException {
    Path wild = folder.resolve("wild.safetensors");
    String names = "a\u001b[2J\nb\u009b31m\nc\u202e\nd\ne\nf\ng\nh\ni\nj";
    Model.load(model).save(wild, Map.of("classes", names));

    for (Object[] command : new Object[][] {{"predict", wild, picture}, {"info", wild}}) {
      Terminal terminal = Terminal.run(command);
      assertThat(terminal.status()).as(terminal.err()).isZero();
      assertThat(terminal.out())
          .contains("a?[2J", "b?31m")
          .doesNotContain("\u001b", "\u009b", "\u202e");
    }
  }

  @Test
  void refusesModelsForOtherInputs() throws IOException {
    Path other = folder.resolve("other.safetensors");
    Model.of(Shape.of(4), Layers.seed(1), Layers.dense(3)).save(other);

    refused("pictures of digits need [1, 28, 28]", "predict", other, picture);
    refused("pictures of digits need [1, 28, 28]", "evaluate", other);
    assertThat(Terminal.run("info", other).status()).isZero();
  }

  private static void refused(String message, Object... arguments) {
    Terminal terminal = Terminal.run(arguments);

    assertThat(terminal.status()).isEqualTo(2);
    assertThat(terminal.err()).contains(message).doesNotContain("\tat ");
    assertThat(terminal.out()).isEmpty();
  }
}
