package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.Cells;
import gradus.io.FolderLock;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.io.Sha256;
import gradus.studio.Terminal;
import gradus.studio.TinyDigits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MnistCommandTest {
  @TempDir private static Path shared;
  private static Path data;

  @TempDir private Path out;

  @BeforeAll
  static void writeDigits() throws IOException {
    data = TinyDigits.write(shared.resolve("digits"));
  }

  private Terminal train(Object... more) {
    return train(Map.of(), more);
  }

  private Terminal train(Map<String, String> environment, Object... more) {
    List<Object> all = new ArrayList<>(List.of("mnist", "--data", data, "--out", out));
    all.addAll(List.of("--epochs", 3, "--batch", 32, "--no-figures"));
    all.addAll(List.of(more));
    return Terminal.run(environment, all.toArray());
  }

  @Test
  void printsOneJsonObjectAndNothingElse() {
    Terminal terminal = train("--json", "--name", "a", "--threads", 1);

    assertThat(terminal.status()).as(terminal.err()).isZero();
    assertThat(terminal.err()).isEmpty();
    JsonCursor json = terminal.json();
    assertThat(json.names())
        .contains(
            "parameters",
            "trainSamples",
            "validationSamples",
            "testSamples",
            "testAccuracy",
            "testLoss",
            "history",
            "trainSeconds",
            "samplesPerSecond",
            "threads",
            "seed",
            "run",
            "weightsSha256",
            "recipe",
            "model",
            "epochs",
            "confusionMatrix");
    assertThat(json.member("parameters").integer()).isEqualTo(101_770);
    assertThat(json.member("trainSamples").integer()).isEqualTo(TinyDigits.TRAIN);
    assertThat(json.member("validationSamples").integer()).isEqualTo(TinyDigits.TRAIN / 10);
    assertThat(json.member("testSamples").integer()).isEqualTo(TinyDigits.TEST);
    assertThat(json.member("threads").integer()).isEqualTo(1);
    assertThat(json.member("run").text()).isEqualTo(out.resolve("a").toString());
    assertThat(json.member("history").elements()).hasSize(3);
    assertThat(json.member("history").element(2).names())
        .containsExactly(
            "epoch", "loss", "accuracy", "valLoss", "valAccuracy", "learningRate", "seconds");
    assertThat(json.member("weightsSha256").text()).matches("[0-9a-f]{64}");
    long tested =
        json.member("confusionMatrix").elements().stream()
            .flatMap(row -> row.elements().stream())
            .mapToLong(JsonCursor::wholeNumber)
            .sum();
    assertThat(tested).isEqualTo(TinyDigits.TEST);
  }

  @Test
  void learns() {
    Terminal terminal = train("--json", "--optimizer", "adam", "--lr", 0.02);

    assertThat(terminal.json().member("testAccuracy").number()).isGreaterThan(0.9);
  }

  @Test
  void dividesAllImagesAnewInTheTutorialsRecipe() {
    JsonCursor json = train("--json", "--recipe", "tutorial").json();

    int all = TinyDigits.TRAIN + TinyDigits.TEST;
    assertThat(json.member("trainSamples").integer()).isEqualTo(all * 8 / 10);
    assertThat(json.member("testSamples").integer()).isEqualTo(all * 2 / 10);
    assertThat(json.member("optimizer").text()).isEqualTo("sgd");
    assertThat(json.member("learningRate").number()).isEqualTo(0.01);
  }

  @Test
  void tellsThePartsAndEveryEpoch() {
    Terminal terminal = train("--name", "told");

    assertThat(terminal.status()).as(terminal.err()).isZero();
    assertThat(terminal.out())
        .contains("training split 600, of which 60 are held back for validation; test 200")
        .contains("101,770")
        .contains("1/3", "2/3", "3/3")
        .contains("of the test images are right")
        .doesNotContain("\u001b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void tellsEverythingWithinATerminal(String language) {
    assertThat(train("--lang", language).out().lines())
        .filteredOn(line -> !line.contains(out.toString()))
        .hasSizeGreaterThan(40)
        .allMatch(line -> Cells.width(line) <= 80);
  }

  @Test
  void leavesEverythingInTheRunsFolder() throws IOException {
    Terminal terminal =
        Terminal.run(
            "mnist", "--data", data, "--out", out, "--name", "all", "--epochs", 2, "--json");

    assertThat(terminal.status()).as(terminal.err()).isZero();
    Path run = out.resolve("all");
    for (String file :
        List.of(
            "run.json",
            "result.json",
            "report.html",
            "history.csv",
            "history.jsonl",
            "model.safetensors",
            "checkpoint.safetensors",
            "figures/samples.svg",
            "figures/samples.png",
            "figures/history.svg",
            "figures/predictions.png",
            "figures/confusion.svg")) {
      assertThat(run.resolve(file)).isNotEmptyFile();
    }
    assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSize(3);
    assertThat(Files.readAllLines(run.resolve("history.jsonl"))).hasSize(2);
    assertThat(Json.read(run.resolve("result.json"))).isEqualTo(Json.parse(terminal.out()));
  }

  @Test
  void givesTheSameBitsWithAnyNumberOfThreads() {
    String one = weights(train("--json", "--threads", 1));
    String two = weights(train("--json", "--threads", 2));

    assertThat(two).isEqualTo(one);
    assertThat(weights(train("--json", "--seed", 1))).isNotEqualTo(one);
  }

  private static String weights(Terminal terminal) {
    return terminal.json().member("weightsSha256").text();
  }

  @Test
  void reportNeedsNothingElseAndSpeaksBothLanguages() throws IOException {
    assertThat(train("--name", "r", "--lang", "zh").status()).isZero();

    assertThat(Files.readString(out.resolve("r/report.html")))
        .startsWith("<!doctype html>\n<html lang=\"zh-CN\" data-lang=\"zh\">")
        .endsWith("</html>\n")
        .contains("Confusion matrix", "混淆矩阵", "Class by class", "各类别表现")
        .contains("<svg")
        .doesNotContain("src=\"http", "<link", "@import", "url(http");
  }

  @Test
  void reportEscapesTheRunsName() throws IOException {
    assertThat(train("--name", "<script>'\"&").status()).isZero();

    assertThat(Files.readString(out.resolve("<script>'\"&/report.html")))
        .contains("&lt;script&gt;&#39;&quot;&amp;")
        .doesNotContain("<script>'");
  }

  @Test
  void refusesANameThatIsTakenUnlessForced() throws IOException {
    assertThat(train("--name", "same").status()).isZero();
    String model = Sha256.of(out.resolve("same/model.safetensors"));

    Terminal again = train("--name", "same", "--seed", 7);
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("there is a run in").contains("--force");
    assertThat(Sha256.of(out.resolve("same/model.safetensors"))).isEqualTo(model);

    assertThat(train("--name", "same", "--seed", 7, "--force").status()).isZero();
    assertThat(Sha256.of(out.resolve("same/model.safetensors"))).isNotEqualTo(model);
  }

  @Test
  void namesRunsByTimeAndRecipe() {
    String first = train("--json").json().member("run").text();
    String second = train("--json").json().member("run").text();

    assertThat(first).isNotEqualTo(second);
    assertThat(Path.of(first).getFileName().toString()).matches("\\d{8}-\\d{6}-default(-\\d+)?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "..",
        "../x",
        "a/b",
        "a\\b",
        "a..b",
        ".hidden",
        "a\u0000b",
        "a\u001b[2Jb"
      })
  void refusesNamesThatAreNoFolders(String name) {
    Terminal terminal = train("--name=" + name);

    assertThat(terminal.status()).isEqualTo(2);
    assertThat(terminal.err()).contains("--name").doesNotContain("\tat ", "\u001b", "\u0000");
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void refusesALongName() {
    assertThat(train("--name", "x".repeat(101)).err()).contains("longer than 100");
    assertThat(train("--name", "x".repeat(100)).status()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --recipe tutorail    | did you mean tutorial?
          --recipe x           | there is no recipe x
          --model mpl          | did you mean mlp?
          --optimizer adma     | did you mean adam?
          --schedule cosin     | did you mean cosine?
          --data mnst          | did you mean mnist?
          --data /no/such      | there is no folder /no/such
          --epochs 0           | --epochs must be at least 1
          --epochs two         | --epochs needs a whole number, not two
          --batch -1           | --batch must be at least 1
          --lr 0               | --lr must be a positive number
          --lr NaN             | --lr must be a positive number
          --lr fast            | --lr needs a number, not fast
          --threads 0          | --threads must be from 1
          --seed 1.5           | --seed needs a whole number
          --epoch 3            | did you mean --epochs?
          --qqqqqqqqqq         | there is no option --qqqqqqqqqq
          --epochs             | --epochs needs a value
          --json --json        | --json is given twice
          --lang xx            | there is no language xx
          extra                | one argument too many: extra
          """)
  void refusesWhatIsWrongInOneOrTwoLines(String arguments, String message) {
    List<Object> all = new ArrayList<>(List.of("mnist", "--out", out));
    all.addAll(List.of(arguments.split(" ", -1)));
    Terminal terminal = Terminal.run(all.toArray());

    assertThat(terminal.status()).isEqualTo(2);
    assertThat(terminal.err()).contains(message);
    assertThat(terminal.err().lines()).hasSizeLessThanOrEqualTo(2);
    assertThat(terminal.out()).isEmpty();
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void endsWithOneWhereTheLossStopsBeingANumber() {
    Terminal terminal = train("--name", "nan", "--optimizer", "sgd", "--lr", 1e30);

    assertThat(terminal.status()).isEqualTo(1);
    assertThat(terminal.err()).contains("the loss became").contains("--lr").doesNotContain("\tat ");
  }

  @Test
  void showsTheStackTraceWhereItIsAskedFor() {
    Map<String, String> debug = Map.of("GRADUS_DEBUG", "1");

    assertThat(Terminal.run(debug, "mnist", "--recipe", "x").err()).contains("\tat ");
  }

  @Test
  void refusesDataThatIsDamaged() throws IOException {
    Path broken = TinyDigits.write(out.resolve("broken"));
    Files.write(broken.resolve("train-labels-idx1-ubyte"), new byte[] {1, 2, 3});

    Terminal terminal = Terminal.run("mnist", "--data", broken, "--out", out.resolve("runs"));

    assertThat(terminal.status()).isEqualTo(2);
    assertThat(terminal.err()).contains("train-labels-idx1-ubyte").doesNotContain("\tat ");
  }

  @Test
  void refusesAFileWhereRunsShouldGo() throws IOException {
    Path file = Files.writeString(out.resolve("file"), "x");

    Terminal terminal = Terminal.run("mnist", "--data", data, "--out", file, "--name", "a");

    assertThat(terminal.status()).isEqualTo(2);
    assertThat(terminal.err()).contains("is a file where a folder is needed");
  }

  @Test
  void refusesAFolderThatAnotherRunHolds() throws IOException {
    try (FolderLock _ = FolderLock.acquire(out.resolve("held"))) {
      Terminal terminal = train("--name", "held");

      assertThat(terminal.status()).isEqualTo(2);
      assertThat(terminal.err()).contains("another run is working in it");
    }
  }

  @Test
  void speaksChinese() {
    Terminal terminal = train(Map.of("LANG", "zh_CN.UTF-8"), "--name", "zh");

    assertThat(terminal.out())
        .contains("训练集 600，其中 60 留作验证；测试集 200")
        .contains("测试集准确率", "精确率", "召回率", "验证准确率");
    assertThat(Terminal.run("mnist", "--lang", "zh", "--recipe", "tutorail").err())
        .contains("是不是想用 tutorial？");
  }
}
