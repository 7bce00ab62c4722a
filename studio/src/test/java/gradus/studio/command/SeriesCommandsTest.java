package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.io.JsonCursor;
import gradus.studio.Terminal;
import gradus.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `train --series`: classes of whole series, in rows or step by step.
class SeriesCommandsTest {
  private static final int STEPS = 32;

  @TempDir private static Path folder;
  private static Path bumps;
  private static Path phases;
  private static JsonCursor inSteps;

  @BeforeAll
  static void train() throws IOException {
    bumps = Files.writeString(folder.resolve("bumps.csv"), bumps(new Random(3), 120));
    phases = Files.writeString(folder.resolve("phases.csv"), phases(new Random(4), 120, true));
    inSteps =
        run(
            "steps",
            phases,
            "--series",
            "--group",
            "id",
            "--time",
            "t",
            "--target",
            "kind",
            "--leave-out",
            "note");
  }

  /// A bump that rises slowly or falls slowly, anywhere in a series: the place says nothing.
  private static String bumps(Random random, int rows) {
    var text = new StringBuilder("kind");
    for (int step = 0; step < STEPS; step++) {
      text.append(",s").append(step);
    }
    for (int i = 0; i < rows; i++) {
      text.append('\n').append(i % 2 == 0 ? "rising" : "falling");
      int from = random.nextInt(STEPS - 12);
      for (int step = 0; step < STEPS; step++) {
        double place = (step - from) / 12.0;
        double shape = place < 0 || place > 1 ? 0 : i % 2 == 0 ? place : 1 - place;
        text.append(
            String.format(Locale.ROOT, ",%.3f", 5 + 3 * shape + 0.2 * random.nextGaussian()));
      }
    }
    return text.append('\n').toString();
  }

  /// Two waves that go together or not, of different lengths, their steps in no order.
  private static String phases(Random random, int series, boolean answered) {
    var lines = new ArrayList<String>();
    for (int i = 0; i < series; i++) {
      int steps = 20 + random.nextInt(10);
      double start = 6 * random.nextDouble();
      for (int t = 0; t < steps; t++) {
        double turn = start + 0.6 * t;
        lines.add(
            String.format(
                Locale.ROOT,
                "s%d,%d,%.3f,%.3f,x%s",
                i,
                t,
                100 + Math.sin(turn) + 0.2 * random.nextGaussian(),
                Math.sin(turn + (i % 2) * Math.PI / 2) + 0.2 * random.nextGaussian(),
                answered ? i % 2 == 0 ? ",together" : ",apart" : ""));
      }
    }
    Collections.shuffle(lines, random);
    return "id,t,a,b,note" + (answered ? ",kind\n" : "\n") + String.join("\n", lines) + "\n";
  }

  private static JsonCursor run(String name, Object... words) {
    Object[] all =
        Stream.of(
                Stream.of("train"),
                Stream.of(words),
                Stream.of(
                    "--out", folder, "--name", name, "--no-figures", "--json", "--epochs", 40))
            .flatMap(part -> part)
            .toArray();
    Terminal terminal = Terminal.run(all);
    assertThat(terminal.status()).as(terminal.err()).isZero();
    return terminal.json();
  }

  @Test
  void learnsSeriesInRows() throws IOException {
    JsonCursor json = run("rows", bumps, "--series", "--target", "kind");
    assertThat(json.member("model").text()).isEqualTo("cnn");
    assertThat(json.member("testRows").integer()).isEqualTo(24);
    assertThat(json.member("testAccuracy").number()).isGreaterThan(0.9);
    Path others = Files.writeString(folder.resolve("others.csv"), bumps(new Random(8), 50));
    JsonCursor judged = Terminal.run("evaluate", folder.resolve("rows"), others, "--json").json();
    assertThat(judged.member("testAccuracy").number()).isGreaterThan(0.9);
    assertThat(folder.resolve("rows/report.html")).content().contains("--series --model cnn");
  }

  /// What is learned from is called what it is.
  @Test
  void speaksOfSeries() {
    assertThat(folder.resolve("steps/report.html"))
        .content()
        .contains("77 series to train on, 19 held back for validation, 24 to test on")
        .contains("训练 77 个序列，留作验证 19 个序列，测试 24 个序列", "序列用于测试")
        .doesNotContainPattern("\\brows? (to|never|that|are)\\b")
        .doesNotContainPattern("\\d 行|的行");
    Terminal shown = Terminal.run("predict", folder.resolve("steps"), phases);
    assertThat(shown.status()).as(shown.err()).isZero();
    assertThat(shown.out()).contains("120 series", "100 more series");
  }

  @Test
  void learnsSeriesStepByStep() throws IOException {
    assertThat(inSteps.member("trainRows").integer()).isEqualTo(77);
    assertThat(inSteps.member("testAccuracy").number()).isGreaterThan(0.9);
    Path later = Files.writeString(folder.resolve("later.csv"), phases(new Random(5), 10, false));
    Path out = folder.resolve("answered.csv");
    Terminal shown = Terminal.run("predict", folder.resolve("steps"), later, "--out", out);
    assertThat(shown.status()).as(shown.err()).isZero();
    Table answered = Table.readCsv(out);
    assertThat(answered.names()).containsExactly("id", "kind", "probability");
    assertThat(answered.rows()).isEqualTo(10);
    int right = 0;
    for (int row = 0; row < 10; row++) {
      int number = Integer.parseInt(answered.column("id").text(row).substring(1));
      String kind = number % 2 == 0 ? "together" : "apart";
      right += answered.column("kind").text(row).equals(kind) ? 1 : 0;
    }
    assertThat(right).isGreaterThanOrEqualTo(9);
    JsonCursor judged = Terminal.run("evaluate", folder.resolve("steps"), phases, "--json").json();
    assertThat(judged.member("testRows").integer()).isEqualTo(120);
  }

  @Test
  void answersSeriesThatAreShorterOrLonger() throws IOException {
    var text = new StringBuilder("id,t,a,b\nshort,1,100.5,0.5\n");
    for (int t = 0; t < 50; t++) {
      text.append("long,").append(t).append(",100,").append(Math.sin(t)).append('\n');
    }
    Path file = Files.writeString(folder.resolve("lengths.csv"), text);
    JsonCursor json = Terminal.run("predict", folder.resolve("steps"), file, "--json").json();
    assertThat(json.member("predictions").element(0).member("rows").elements()).hasSize(2);
  }

  @Test
  void changesSeriesInTraining() {
    Object[] words = {bumps, "--series", "--target", "kind", "--model", "lstm"};
    JsonCursor plain = run("plain", words);
    Object[] changed =
        Stream.concat(Stream.of(words), Stream.of("--augment", "time-warp,scaling")).toArray();
    JsonCursor first = run("first", changed);
    JsonCursor again = run("again", changed);
    assertThat(first.member("testAccuracy").number()).isGreaterThan(0.9);
    assertThat(first.member("weightsSha256").text())
        .isEqualTo(again.member("weightsSha256").text())
        .isNotEqualTo(plain.member("weightsSha256").text());
    assertThat(folder.resolve("first/report.html"))
        .content()
        .contains("--augment time-warp,scaling");
  }

  @Test
  void goesOnWhereItWasStopped() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("stopped"));
    for (String name : new String[] {"run.json", "checkpoint.safetensors", "events.jsonl"}) {
      Files.copy(folder.resolve("steps").resolve(name), copy.resolve(name));
    }
    Terminal resumed = Terminal.run("resume", copy, "--json");
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(resumed.json().member("weightsSha256").text())
        .isEqualTo(inSteps.member("weightsSha256").text());
  }

  @Test
  void foldsAnswerEachSeriesOnce() {
    JsonCursor json =
        run("folds", bumps, "--series", "--target", "kind", "--model", "mlp", "--folds", 3);
    assertThat(json.member("foldOf").elements()).hasSize(120);
    assertThat(json.member("folds").elements()).hasSize(3);
    double mean =
        json.member("folds").elements().stream().mapToDouble(JsonCursor::number).sum() / 3;
    assertThat(json.member("foldsMean").number()).isEqualTo(mean, within(1e-12));
  }

  private static void refused(String message, Object... words) {
    Object[] all =
        Stream.of(Stream.of("train"), Stream.of(words), Stream.of("--out", folder))
            .flatMap(part -> part)
            .toArray();
    Terminal terminal = Terminal.run(all);
    assertThat(terminal.status()).as(terminal.err()).isEqualTo(2);
    assertThat(terminal.err()).contains(message).doesNotContain("\tat ");
  }

  @Test
  void saysWhatIsWrong() {
    refused("--model cnn is for series", bumps, "--target", "kind", "--model", "cnn");
    refused("--augment is for series", bumps, "--target", "kind", "--augment", "scaling");
    refused(
        "there is no augmentation rotation. Augmentations: time-warp",
        bumps,
        "--series",
        "--target",
        "kind",
        "--augment",
        "rotation");
    refused("--time needs --group", phases, "--series", "--target", "kind", "--time", "t");
    refused(
        "does not go with --lags",
        phases,
        "--series",
        "--target",
        "a",
        "--time",
        "t",
        "--group",
        "id",
        "--lags",
        3);
    refused(
        "\"note\" holds no numbers",
        phases,
        "--series",
        "--target",
        "kind",
        "--time",
        "t",
        "--group",
        "id");
    refused(
        "\"b\" must have one value for each series",
        phases,
        "--series",
        "--target",
        "b",
        "--time",
        "t",
        "--group",
        "id");
  }
}
