package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.JsonCursor;
import gradus.studio.Terminal;
import gradus.studio.TinyDigits;
import gradus.studio.TinyText;
import gradus.studio.run.Checkup;
import gradus.studio.run.RunFolder;
import gradus.studio.words.Language;
import gradus.train.Finding;
import gradus.train.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `gradus doctor` says of runs that went well, went wrong, or broke off.
class DoctorCommandTest {
  @TempDir private static Path folder;
  private static Path digits;

  @BeforeAll
  static void train() throws IOException {
    digits = TinyDigits.write(folder.resolve("digits"));
    run("good", "--epochs", 6);
    Terminal bad = run("bad", "--epochs", 5, "--optimizer", "momentum", "--lr", 2);
    assertThat(bad.out()).contains("Doctor: ", "\n  gradus doctor " + folder.resolve("bad") + "\n");
  }

  private static Terminal run(String name, Object... more) {
    Object[] line = {
      "mnist",
      "--data",
      digits,
      "--out",
      folder,
      "--name",
      name,
      "--batch",
      32,
      "--schedule",
      "constant",
      "--no-figures"
    };
    Terminal terminal = Terminal.run(joined(line, more));
    assertThat(terminal.status()).as(terminal.err()).isZero();
    return terminal;
  }

  private static Object[] joined(Object[] line, Object... more) {
    return Stream.concat(Arrays.stream(line), Arrays.stream(more)).toArray();
  }

  private static Terminal doctor(Object... more) {
    Terminal terminal = Terminal.run(joined(new Object[] {"doctor"}, more));
    assertThat(terminal.status()).as(terminal.err()).isZero();
    return terminal;
  }

  @Test
  void hasNoComplaintOfAGoodRunAndSaysNothingAtItsEnd() {
    assertThat(doctor(folder.resolve("good")).out()).contains("\nNo complaint\n");
    assertThat(run("again", "--epochs", 6).out()).doesNotContain("Doctor");
  }

  @Test
  void tellsWhatWentWrongInBothLanguages() {
    Path bad = folder.resolve("bad");
    assertThat(doctor(bad).out())
        .contains("The weights have exploded  grave", "Most ReLU units are dead")
        .contains("  - optimizer.withLearningRate(2)\n  + optimizer.withLearningRate(0.02)")
        .contains("For a run of the command line: --lr 0.02")
        .doesNotMatch("(?s).*\\p{IsHan}.*");
    assertThat(doctor(bad, "--lang", "zh").out())
        .contains("权重爆炸了  严重", "命令行运行时：--lr 0.02")
        .doesNotContainPattern("[a-z]{3,} [a-z]{3,} [a-z]{3,}");
  }

  /// What is advised for the command line is an option of it, and mends the run.
  @Test
  void advisesWhatHelps() {
    run("mended", "--epochs", 5, "--optimizer", "momentum", "--lr", 0.02);
    assertThat(doctor(folder.resolve("mended"), "--json").json().member("healthy").truth())
        .isTrue();
  }

  @Test
  void givesFindingsAndTheProbeAsJson() throws IOException {
    JsonCursor json = doctor(folder.resolve("bad"), "--json", "--lang", "zh").json();
    assertThat(json.member("healthy").truth()).isFalse();
    JsonCursor first = json.member("findings").elements().getFirst();
    assertThat(first.member("kind").text()).isEqualTo("EXPLODED");
    assertThat(first.member("title").text()).isEqualTo("权重爆炸了");
    assertThat(first.member("remedy").member("settings").member("learningRate").number())
        .isEqualTo(0.02);

    Checkup checkup = Checkup.of(new RunFolder(folder.resolve("bad")));
    assertThat(Probe.fromJson(json.member("probe"))).isEqualTo(checkup.probe());
    assertThat(checkup.toJson(Language.CHINESE)).isEqualTo(json.value());
    assertThat(checkup.history().epochs()).hasSize(5);
    assertThat(checkup.diagnosis().worst().kind()).isEqualTo(Finding.Kind.EXPLODED);
    // What was measured when it ended is what the model that was saved shows.
    JsonCursor model = doctor(folder.resolve("bad/model.safetensors"), "--json").json();
    assertThat(Probe.fromJson(model.member("probe")).weights())
        .extracting(Probe.Weights::norm)
        .isEqualTo(checkup.probe().weights().stream().map(Probe.Weights::norm).toList());
  }

  @Test
  void looksAtAModelOnOtherData() {
    JsonCursor json =
        doctor(folder.resolve("good"), "--data", digits, "--json").json().member("probe");
    // The test images, of which there are 200.
    assertThat(json.member("samples").integer()).isEqualTo(TinyDigits.TEST);
    Terminal none = Terminal.run("doctor", folder.resolve("good"), "--data", folder.resolve("x"));
    assertThat(none.status()).isEqualTo(2);
  }

  @Test
  void tellsOfARunThatBrokeOff() {
    Object[] line = {
      "mnist",
      "--data",
      digits,
      "--out",
      folder,
      "--name",
      "broken",
      "--optimizer",
      "sgd",
      "--lr",
      "1e30",
      "--schedule",
      "constant"
    };
    assertThat(Terminal.run(line).status()).isEqualTo(1);
    assertThat(doctor(folder.resolve("broken")).out())
        .contains("The loss is no number any more", "In epoch 1 ", "--lr 0.1");
  }

  /// A run from before there were probes: its network is looked at now, on its own data.
  @Test
  void measuresWhatWasNotRecorded() throws IOException {
    run("old", "--epochs", 6);
    Path result = folder.resolve("old/result.json");
    String text = Files.readString(result);
    JsonCursor before = doctor(folder.resolve("old"), "--json").json();
    Files.writeString(result, text.replaceFirst("\"probe\"", "\"other\""));
    JsonCursor after = doctor(folder.resolve("old"), "--json").json();
    assertThat(after.value()).isEqualTo(before.value());
  }

  @Test
  void knowsTablesAndTexts() throws IOException {
    var random = new Random(1);
    var csv = new StringBuilder("a,b,answer\n");
    for (int i = 0; i < 400; i++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      boolean rare = i % 40 == 0;
      csv.append(String.format(Locale.ROOT, "%.3f,%.3f,%s%n", rare ? a + 4 : a, b, rare));
    }
    Path table = Files.writeString(folder.resolve("rare.csv"), csv.toString().replace("\r", ""));
    Terminal trained =
        Terminal.run(
            "train", table, "--target", "answer", "--out", folder, "--name", "rare", "--epochs", 8);
    assertThat(trained.status()).as(trained.err()).isZero();
    assertThat(doctor(folder.resolve("rare")).out())
        .contains("The classes are not balanced", "samples of class false", "ClassBalance");
    assertThat(
            doctor(folder.resolve("rare"), "--data", table, "--json")
                .json()
                .member("probe")
                .member("samples")
                .integer())
        .isEqualTo(400);
    Path tableModel = folder.resolve("rare/model.safetensors");
    assertThat(doctor(tableModel).err()).contains("Without --data only the weights");

    Path text = TinyText.write(folder.resolve("texts"));
    Terminal wrote = Terminal.run(TinyText.train(text, folder, "writer", 3, "--lr", 0.05));
    assertThat(wrote.status()).as(wrote.err()).isZero();
    assertThat(
            doctor(folder.resolve("writer"), "--data", text, "--json")
                .json()
                .member("probe")
                .member("samples")
                .integer())
        .isPositive();
    Path little = Files.writeString(folder.resolve("little.txt"), "a");
    Terminal refused = Terminal.run("doctor", folder.resolve("writer"), "--data", little);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("1 tokens");
  }

  @Test
  void refusesWhatIsNoRun() {
    Terminal none = Terminal.run(Map.of("GRADUS_LANG", "zh"), "doctor", folder.resolve("none"));
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.err()).doesNotContain("\tat ").matches("(?s).*\\p{IsHan}.*");
  }

  @Test
  void standsInTheReport() throws IOException {
    String page = Files.readString(folder.resolve("bad/report.html"));
    String section = page.substring(page.indexOf("<section id=\"doctor\">"));
    section = section.substring(0, section.indexOf("</section>"));
    assertThat(section)
        .contains("The weights have exploded", "权重爆炸了", "class=\"finding grave\"")
        .contains("<span class=\"added\">+ optimizer.withLearningRate(0.02)</span>");
    assertThat(page).contains("href=\"#doctor\"");
    assertThat(Files.readString(folder.resolve("good/report.html")))
        .contains("No complaint", "一切正常");
  }
}
