package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.io.JsonCursor;
import gradus.studio.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `--balance` and `--lr find`.
class BalanceAndRateTest {
  @TempDir private static Path folder;
  private static Path data;

  /// One row in twenty is ill, and their numbers overlap with those of the others.
  @BeforeAll
  static void write() throws IOException {
    var random = new Random(2);
    var text = new StringBuilder("dose,age,ill,cost\n");
    for (int i = 0; i < 1000; i++) {
      boolean ill = i % 20 == 0;
      text.append(
          String.format(
              Locale.ROOT,
              "%.3f,%.3f,%s,%.2f%n",
              (ill ? 1 : 0) + random.nextGaussian(),
              random.nextGaussian(),
              ill ? "yes" : "no",
              i + random.nextGaussian()));
    }
    data = Files.writeString(folder.resolve("ill.csv"), text.toString().replace("\r", ""));
  }

  private static Terminal train(String name, Object... options) {
    return Terminal.run(
        Stream.concat(
                Stream.of("train", data, "--out", folder, "--name", name, "--no-figures"),
                Arrays.stream(options))
            .toArray());
  }

  private static JsonCursor result(String name, Object... options) {
    Terminal terminal =
        train(name, Stream.concat(Stream.of("--json"), Arrays.stream(options)).toArray());
    assertThat(terminal.status()).as(terminal.err()).isZero();
    return terminal.json();
  }

  /// How many of the ill in the test rows are found.
  private static double recall(JsonCursor result) {
    List<JsonCursor> rows = result.member("confusionMatrix").elements();
    int ill =
        result.member("classes").elements().stream().map(JsonCursor::text).toList().indexOf("yes");
    List<JsonCursor> counts = rows.get(ill).elements();
    double all = counts.stream().mapToLong(JsonCursor::wholeNumber).sum();
    return counts.get(ill).wholeNumber() / all;
  }

  @Test
  void findsTheRarerClassWhereItIsBalanced() {
    Object[] options = {"--target", "ill", "--epochs", 30, "--model", "linear"};
    JsonCursor plain = result("plain", options);
    assertThat(recall(plain)).isLessThan(0.2);
    assertThat(plain.names()).doesNotContain("balance", "findsRate");
    for (String balance : new String[] {"weights", "sampling"}) {
      Object[] more =
          Stream.concat(Arrays.stream(options), Stream.of("--balance", balance)).toArray();
      JsonCursor balanced = result(balance, more);
      assertThat(recall(balanced)).as(balance).isGreaterThan(0.5);
      assertThat(balanced.member("balance").text()).isEqualTo(balance);
      assertThat(folder.resolve(balance + "/report.html"))
          .content()
          .contains("--balance " + balance);
      // The rows to test on are as they were.
      assertThat(balanced.member("testRows").integer()).isEqualTo(200);
      assertThat(balanced.member("mostFrequentClass").number()).isCloseTo(0.95, within(1e-9));
    }
    JsonCursor none =
        result(
            "none",
            Stream.concat(Arrays.stream(options), Stream.of("--balance", "none")).toArray());
    assertThat(none.member("weightsSha256").text()).isEqualTo(plain.member("weightsSha256").text());
  }

  @Test
  void saysWhereThereIsNothingToBalance() {
    Terminal numbers = train("numbers", "--target", "cost", "--balance", "weights");
    assertThat(numbers.status()).isEqualTo(2);
    assertThat(numbers.err()).contains("--balance is for classes, and cost holds numbers");
    assertThat(folder.resolve("numbers")).doesNotExist();
    Terminal misspelt = train("misspelt", "--target", "ill", "--balance", "weight");
    assertThat(misspelt.err()).contains("did you mean weights?");
  }

  /// The rate is that of the report's figure, and given as a number it trains the same weights.
  @Test
  void findsALearningRate() throws IOException {
    Object[] options = {"--target", "ill", "--epochs", 4};
    Terminal told =
        train("told", Stream.concat(Arrays.stream(options), Stream.of("--lr", "find")).toArray());
    assertThat(told.status()).as(told.err()).isZero();
    assertThat(told.out()).contains("learning rate to be found");
    assertThat(told.err()).contains("looking for a learning rate ...").contains("falls fastest");
    assertThat(folder.resolve("told/report.html"))
        .content()
        .contains("--lr find", "Too small a rate learns nothing", "太小则学不到东西");
    JsonCursor found =
        result("found", Stream.concat(Arrays.stream(options), Stream.of("--lr", "find")).toArray());
    double rate = found.member("learningRate").number();
    assertThat(rate).isBetween(1e-6, 10.0).isNotEqualTo(0.006);
    JsonCursor given =
        result("given", Stream.concat(Arrays.stream(options), Stream.of("--lr", rate)).toArray());
    assertThat(given.member("weightsSha256").text())
        .isEqualTo(found.member("weightsSha256").text());
    assertThat(folder.resolve("given/report.html")).content().doesNotContain("Too small a rate");
    // A run that goes on looks again, and finds the same.
    Path settings = folder.resolve("found/run.json");
    Files.writeString(
        settings, Files.readString(settings).replace("\"epochs\": 4", "\"epochs\": 5"));
    Terminal more = Terminal.run("resume", folder.resolve("found"), "--no-figures", "--json");
    assertThat(more.status()).as(more.err()).isZero();
    assertThat(more.json().member("learningRate").number()).isEqualTo(rate);
  }

  @Test
  void saysWhatIsNoRate() {
    Terminal word = train("word", "--target", "ill", "--lr", "fast");
    assertThat(word.status()).isEqualTo(2);
    assertThat(word.err()).contains("--lr needs a number, not fast");
    Terminal text = Terminal.run("text", "train", data, "--lr", "find");
    assertThat(text.status()).isEqualTo(2);
    assertThat(text.err()).contains("--lr find is for train and mnist");
  }
}
