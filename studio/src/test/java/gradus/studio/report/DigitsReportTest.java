package gradus.studio.report;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.studio.Terminal;
import gradus.studio.TinyDigits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands in the report of a run on digits.
class DigitsReportTest {
  @TempDir private static Path out;
  private static String page = "";

  @BeforeAll
  static void train() throws IOException {
    Path data = TinyDigits.write(out.resolve("digits"));
    // Too short a training to be right everywhere.
    Terminal terminal =
        Terminal.run(
            "mnist",
            "--data",
            data,
            "--out",
            out,
            "--name",
            "r",
            "--model",
            "lenet",
            "--epochs",
            2,
            "--batch",
            64,
            "--lr",
            0.0005);
    assertThat(terminal.status()).as(terminal.err()).isZero();
    page = Files.readString(out.resolve("r/report.html"));
  }

  private static String section(String id) {
    Matcher matcher =
        Pattern.compile("<section id=\"" + id + "\">.*?</section>", Pattern.DOTALL).matcher(page);
    assertThat(matcher.find()).as(id).isTrue();
    return matcher.group();
  }

  @Test
  void showsWhatIsInsideTheNetworkInBothLanguages() {
    assertThat(section("inside"))
        .contains("First layer: weights of all 6 filters, each 5 × 5")
        .contains("第一层：全部 6 个滤波器的权重，每个 5 × 5")
        .contains("Layer 3, conv2d: all 16 feature maps, each 10 × 10")
        .contains("第 3 层，卷积：全部 16 个特征图，每个 10 × 10");
    assertThat(section("inside").split("<image ", -1)).hasSize(1 + 6 + 1 + 6 + 16);
    assertThat(page).contains("href=\"#inside\"");
  }

  @Test
  void drawsTheLearningRateAndMarksTheBestEpochInLossAndAccuracy() {
    String training = section("training");
    assertThat(training).contains(">Learning rate<", ">学习率<");
    // Two languages, wide and narrow, two curves.
    assertThat(Pattern.compile(">best: epoch [12]<").matcher(training).results()).hasSize(4);
    assertThat(Pattern.compile(">最佳：第 [12] 轮<").matcher(training).results()).hasSize(4);
  }

  @Test
  void tellsTheAnswerAndTheRunnerUpOfEachMistake() {
    assertThat(section("mistakes"))
        .containsPattern(">true \\d<")
        .containsPattern(">真实 \\d<")
        .containsPattern(">\\d, [&gt;lt;]*\\d+\\.\\d%<");
  }

  @Test
  void drawsTheConfusionMatrixAsThePlotDoesAndHintsThatItScrolls() throws IOException {
    String confusion = section("confusion");
    assertThat(confusion)
        .contains("<div class=\"scroll\" tabindex=\"0\">")
        .contains("Swipe sideways to see the rest.", "左右滑动，查看其余部分。")
        .doesNotContain("<table");
    String figure = Files.readString(out.resolve("r/figures/confusion.svg"));
    assertThat(confusion).contains(figure.strip());
  }

  @Test
  void stacksPanelsOnNarrowPages() {
    for (String id : new String[] {"data", "training", "predictions"}) {
      assertThat(section(id)).contains("<div class=\"wide\">", "<div class=\"narrow\">");
    }
    Matcher narrow =
        Pattern.compile("<div class=\"narrow\"><svg [^>]*? width=\"(\\d+)\"").matcher(page);
    assertThat(narrow.results().map(found -> Integer.parseInt(found.group(1))))
        .hasSizeGreaterThan(4)
        .allMatch(width -> width <= 400);
  }

  @Test
  void everyColourOfAFigureThatTextStandsOnHasOneForDarkPages() {
    String dark = page.substring(page.indexOf("data-theme=\"dark\"] {"));
    for (String name : new String[] {"--mistake", "--hit", "--blank", "--right-text"}) {
      assertThat(dark).contains(name + ": #");
      assertThat(page).contains("{ fill: var(" + name + "); }");
    }
  }

  @Test
  void savesAPictureOfTheWholeRun() throws IOException {
    assertThat(Files.readString(out.resolve("r/figures/overview.svg")))
        .contains("width=\"960\"", ">Loss<", ">Accuracy<", "15 test images at random");
    assertThat(out.resolve("r/figures/overview.png")).isNotEmptyFile();
    assertThat(page).doesNotContain("width=\"960\"");
  }
}
