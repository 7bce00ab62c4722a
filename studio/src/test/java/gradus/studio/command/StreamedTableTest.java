package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.JsonCursor;
import gradus.studio.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `train`, `evaluate` and `predict` on rows that are read as they are needed, held against the
/// same rows in memory.
class StreamedTableTest {
  @TempDir private static Path folder;
  private static Path data;

  /// Numbers with gaps, words, days and texts; an answer in classes and one in numbers, both with
  /// gaps; whom a row is of.
  @BeforeAll
  static void write() throws IOException {
    var random = new Random(11);
    var text = new StringBuilder("size,colour,day,note,person,kind,price\n");
    for (int i = 0; i < 600; i++) {
      int kind = i % 40 == 7 ? 2 : random.nextInt(2);
      text.append(
          String.format(
              Locale.ROOT,
              "%s,%s,2024-0%d-%d,word%d seen by nobody else number%d,p%d,%s,%s%n",
              i % 13 == 2 ? "" : String.format(Locale.ROOT, "%.3f", kind + random.nextGaussian()),
              List.of("red", "green", "blue").get(random.nextInt(3)),
              1 + random.nextInt(9),
              10 + random.nextInt(19),
              random.nextInt(6),
              i,
              i % 50,
              i % 97 == 5 ? "" : i == 17 ? "rare" : "xyz".charAt(kind),
              i % 89 == 4 ? "" : String.format(Locale.ROOT, "%.2f", 3 * kind + i / 100.0)));
    }
    // Some rows are there twice, and stay on one side of a division.
    List<String> lines = text.toString().lines().toList();
    lines.subList(40, 70).forEach(line -> text.append(line).append('\n'));
    data = Files.writeString(folder.resolve("rows.csv"), text.toString().replace("\r", ""));
  }

  private static Terminal train(String name, Object... options) {
    return Terminal.run(
        Stream.concat(
                Stream.of(
                    "train", data, "--epochs", 3, "--out", folder, "--name", name, "--no-figures"),
                Arrays.stream(options))
            .toArray());
  }

  private static JsonCursor result(String name, Object... options) {
    Terminal terminal =
        train(name, Stream.concat(Stream.of("--json"), Arrays.stream(options)).toArray());
    assertThat(terminal.status()).as(terminal.err()).isZero();
    return terminal.json();
  }

  /// However rows are divided, and whatever is answered, all that is computed is the same.
  @Test
  void givesTheSameAsInMemory() {
    List<List<Object>> runs =
        List.of(
            List.of("--target", "kind"),
            List.of("--target", "price", "--leave-out", "note"),
            List.of("--target", "kind", "--time", "day"),
            List.of("--target", "price", "--time", "day", "--leave-out", "kind"),
            List.of("--target", "kind", "--group", "person"));
    for (int i = 0; i < runs.size(); i++) {
      List<Object> streaming = new ArrayList<>(runs.get(i));
      streaming.add("--stream");
      JsonCursor inMemory = result("memory" + i, runs.get(i).toArray());
      JsonCursor streamed = result("stream" + i, streaming.toArray());
      assertThat(streamed.member("weightsSha256").text())
          .as("%s", runs.get(i))
          .isEqualTo(inMemory.member("weightsSha256").text());
      for (String same : inMemory.names()) {
        if (!List.of("run", "trainSeconds", "history").contains(same)) {
          assertThat(streamed.member(same).value())
              .as(same)
              .isEqualTo(inMemory.member(same).value());
        }
      }
    }
    assertThat(folder).isDirectoryNotContaining("glob:**/.gradus-*");
  }

  /// A run that was streamed goes on in memory: nothing that is computed differs.
  @Test
  void saysSoAndGoesOn() throws IOException {
    Terminal run = train("told", "--target", "kind", "--stream");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("630 rows are read from the file as they are needed")
        .contains("30 of 623 rows are copies of others")
        .contains("7 rows have no value in \"kind\" and are left out")
        .contains("class \"rare\" has only 1 rows, which are left out");
    assertThat(folder.resolve("told/report.html")).content().contains("--stream");
    Terminal chinese = train("说", "--target", "kind", "--stream", "--lang", "zh");
    assertThat(chinese.err()).contains("630 行将边用边从文件读取");
    Path settings = folder.resolve("told/run.json");
    Files.writeString(
        settings,
        Files.readString(settings)
            .replace("\"streamed\": true", "\"streamed\": false")
            .replace("\"epochs\": 3", "\"epochs\": 5"));
    Terminal more = Terminal.run("resume", folder.resolve("told"), "--no-figures", "--json");
    assertThat(more.status()).as(more.err()).isZero();
    assertThat(more.json().member("history").elements()).hasSize(5);
  }

  @Test
  void evaluatesAsInMemory() {
    for (String target : new String[] {"kind", "price"}) {
      result("judged" + target, "--target", target);
      Path model = folder.resolve("judged" + target);
      Terminal inMemory = Terminal.run("evaluate", model, data, "--json");
      Terminal streamed = Terminal.run("evaluate", model, data, "--json", "--stream");
      if (target.equals("kind")) {
        // One row is of a class that the model does not know.
        assertThat(streamed.status()).isEqualTo(2);
        assertThat(streamed.err()).contains("has the class \"rare\"");
        assertThat(inMemory.err()).contains("has the class \"rare\"");
      } else {
        assertThat(streamed.status()).as(streamed.err()).isZero();
        assertThat(streamed.out()).isEqualTo(inMemory.out());
      }
    }
  }

  @Test
  void answersAsInMemory() throws IOException {
    result("answers", "--target", "kind");
    Path model = folder.resolve("answers");
    Path expected = folder.resolve("expected.csv");
    Path written = folder.resolve("written.csv");
    Terminal inMemory = Terminal.run("predict", model, data, "--out", expected);
    Terminal streamed = Terminal.run("predict", model, data, "--out", written, "--stream");
    assertThat(streamed.status()).as(streamed.err()).isZero();
    assertThat(written).hasSameTextualContentAs(expected);
    assertThat(streamed.out().replace("written.csv", "expected.csv")).isEqualTo(inMemory.out());
    assertThat(Terminal.run("predict", model, data, "--stream").out())
        .contains("630 rows")
        .contains("610 more rows");
    Terminal json = Terminal.run("predict", model, data, "--stream", "--json");
    assertThat(json.status()).isEqualTo(2);
    assertThat(json.err()).contains("--json would hold all answers").contains("--out FILE");
  }

  @Test
  void saysWhatCannotBeStreamed() {
    for (Object[] options :
        new Object[][] {
          {"--target", "price", "--time", "day", "--lags", 3},
          {"--target", "kind", "--folds", 3},
          {"--target", "kind", "--series"}
        }) {
      Terminal run =
          train("refused", Stream.concat(Arrays.stream(options), Stream.of("--stream")).toArray());
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).contains("does not go with --lags, --series or --folds");
    }
  }
}
