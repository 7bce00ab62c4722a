package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.course.Course;
import gradus.course.Milestone;
import gradus.data.DataOptions;
import gradus.io.FileException;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.studio.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MilestoneCommandTest {
  @TempDir private Path folder;

  private static void assumeMnist() {
    Assumptions.assumeTrue(
        Files.exists(DataOptions.of().home().resolve("data/mnist/train-images-idx3-ubyte")),
        "MNIST is not on this machine");
  }

  private Terminal perceptron(Object... more) {
    Object[] words = new Object[6 + more.length];
    System.arraycopy(
        new Object[] {"milestone", "perceptron", "--size", "test", "--out", folder},
        0,
        words,
        0,
        6);
    System.arraycopy(more, 0, words, 6, more.length);
    return Terminal.run(words);
  }

  @Test
  void listsAllTwelveInBothLanguages() {
    for (String language : new String[] {"en", "zh"}) {
      Terminal list = Terminal.run("milestone", "--lang", language);
      assertThat(list.status()).isZero();
      for (Milestone one : Course.milestones()) {
        assertThat(list.out())
            .contains(
                Integer.toString(one.year()),
                one.name(),
                language.equals("en") ? one.what().english() : one.what().chinese());
      }
    }
  }

  @Test
  void makesOneAgainAndReportsIt() throws IOException {
    assumeMnist();
    Terminal run = perceptron("--lang", "zh");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("错误次数", "实测", "规模", "report.html");
    Path files = folder.resolve("1958-perceptron-test-42");
    assertThat(files.resolve("figures/digits-weights.png")).isNotEmptyFile();
    assertThat(Files.readString(files.resolve("report.html")))
        .contains("当年与实测", "Claimed and measured", "gradus milestone perceptron --size test");
  }

  @Test
  void printsOneObject() {
    assumeMnist();
    Terminal run = perceptron("--json", "--seed", "3");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().strip().lines()).hasSize(1);
    JsonCursor json = Json.parse(run.out().strip()).cursor("milestone");
    assertThat(json.member("milestone").text()).isEqualTo("perceptron");
    assertThat(json.member("seed").wholeNumber()).isEqualTo(3);
    assertThat(json.member("seconds").number()).isPositive();
    JsonCursor first = json.member("measurements").element(0);
    assertThat(first.names()).contains("claimed", "measured", "scale", "value", "holds");
  }

  /// A run that ended after its first chapter leaves what that gave; the rest follows.
  @Test
  void whatIsDoneIsNotDoneAgain() throws IOException, FileException {
    assumeMnist();
    perceptron("--json");
    Path files = folder.resolve("1958-perceptron-test-42");
    Path bound = files.resolve("chapters/bound.json");
    Files.writeString(bound, Files.readString(bound).replace("0 of 100", "none of 100"));
    Files.delete(files.resolve("chapters/digits.json"));
    Files.delete(files.resolve("result.json"));
    Path clock = Files.writeString(files.resolve("chapters/digits.seconds"), "4000.5\n");

    Terminal again = perceptron("--lang", "en");
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(again.out()).contains("Done in an earlier sitting", "none of 100", "Ten digits");
    assertThat(Json.read(files.resolve("result.json")).cursor("result").member("measurements"))
        .satisfies(measurements -> assertThat(measurements.elements()).hasSize(2));
    assertThat(Json.read(files.resolve("result.json")).cursor("result").member("seconds").number())
        .as("with the sitting that was ended")
        .isBetween(4000.5, 4999.0);
    assertThat(clock).doesNotExist();
    assertThat(perceptron("--lang", "en", "--force").out())
        .contains("0 of 100")
        .doesNotContain("Done in an earlier sitting", "none of 100");
  }

  @Test
  void mistakesAreTold() throws IOException {
    assertThat(Terminal.run("milestone", "perceptrom").err())
        .contains("did you mean \"perceptron\"?");
    assertThat(Terminal.run("milestone", "lenet", "--size", "norml").err())
        .contains("did you mean \"normal\"?");
    assertThat(Terminal.run("milestone", "lenet", "--all").err()).contains("--all");
    assertThat(Terminal.run("milestone", "lenet", "--cifar10", folder).err())
        .contains("gradus milestone alexnet --cifar10");
    assertThat(Terminal.run("milestone", "alexnet", "--cifar10", folder).err())
        .contains("data_batch_1.bin");
    Path file = Files.writeString(folder.resolve("1958-perceptron-test-42"), "mine");
    assumeMnist();
    Terminal run = perceptron();
    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains(file.getFileName().toString());
    assertThat(Files.readString(file)).isEqualTo("mine");
  }
}
