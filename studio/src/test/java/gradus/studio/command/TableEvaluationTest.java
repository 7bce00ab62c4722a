package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.io.JsonCursor;
import gradus.studio.Terminal;
import gradus.table.Column;
import gradus.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `evaluate` for models of tables, held against the answers that `predict` writes.
class TableEvaluationTest {
  @TempDir private static Path folder;
  private static Path people;
  private static Path houses;

  @BeforeAll
  static void train() throws IOException {
    people = Files.writeString(folder.resolve("people.csv"), people(400, 1));
    houses = Files.writeString(folder.resolve("houses.csv"), houses(300, 2));
    train("people", people, "ill");
    train("houses", houses, "price");
  }

  private static void train(String name, Path data, String target) {
    Terminal terminal =
        Terminal.run(
            "train",
            data,
            "--target",
            target,
            "--out",
            folder,
            "--name",
            name,
            "--no-figures",
            "--epochs",
            20,
            "--json");
    assertThat(terminal.status()).as(terminal.err()).isZero();
  }

  /// Two classes that overlap, one in three rows of the rarer one.
  private static String people(int rows, int seed) {
    var random = new Random(seed);
    var text = new StringBuilder("dose,age,ill\n");
    for (int i = 0; i < rows; i++) {
      boolean ill = i % 3 == 0;
      text.append(
          String.format(
              Locale.ROOT,
              "%.3f,%d,%s\n",
              (ill ? 1 : 0) + random.nextGaussian(),
              20 + random.nextInt(60),
              ill ? "yes" : "no"));
    }
    return text.toString();
  }

  private static String houses(int rows, int seed) {
    var random = new Random(seed);
    var text = new StringBuilder("size,price\n");
    for (int i = 0; i < rows; i++) {
      double size = 20 + 80 * random.nextDouble();
      double price = 1000 + 25 * size + 200 * random.nextGaussian();
      text.append(String.format(Locale.ROOT, "%.2f,%.1f\n", size, price));
    }
    return text.toString();
  }

  private static Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static JsonCursor evaluated(String run, Path rows) {
    Terminal terminal = Terminal.run("evaluate", folder.resolve(run), rows, "--json");
    assertThat(terminal.status()).as(terminal.err()).isZero();
    return terminal.json();
  }

  private static Table answered(String run, Path rows) throws IOException {
    Path out = folder.resolve(run + "-answered.csv");
    Terminal terminal = Terminal.run("predict", folder.resolve(run), rows, "--out", out);
    assertThat(terminal.status()).as(terminal.err()).isZero();
    return Table.readCsv(out);
  }

  @Test
  void measuresClasses() throws IOException {
    Path rows = write("others.csv", people(210, 5));
    JsonCursor json = evaluated("people", rows);
    Table answers = answered("people", rows);
    Column right = answers.column("ill");
    Column told = answers.column("ill answered");
    double[] sure = ((Column.Numbers) answers.column("probability")).values();
    int[] hits = new int[2];
    int[] told1 = new int[2];
    int[] of = new int[2];
    double[] scores = new double[210];
    for (int row = 0; row < 210; row++) {
      int actual = right.text(row).equals("yes") ? 1 : 0;
      int predicted = told.text(row).equals("yes") ? 1 : 0;
      of[actual]++;
      told1[predicted]++;
      hits[actual] += actual == predicted ? 1 : 0;
      scores[row] = predicted == 1 ? sure[row] : 1 - sure[row];
    }
    assertThat(json.member("testRows").integer()).isEqualTo(210);
    assertThat(json.member("testAccuracy").number())
        .isEqualTo((hits[0] + hits[1]) / 210.0, within(1e-12))
        .isBetween(0.6, 0.95);
    double no = (double) hits[0] / of[0];
    double yes = (double) hits[1] / of[1];
    assertThat(json.member("testBalancedAccuracy").number())
        .isEqualTo((no + yes) / 2, within(1e-12));
    double f1 = (double) hits[0] / (of[0] + told1[0]) + (double) hits[1] / (of[1] + told1[1]);
    assertThat(json.member("testF1").number()).isEqualTo(f1, within(1e-12));
    assertThat(json.member("mostFrequentClass").number()).isEqualTo(2 / 3.0, within(1e-12));
    JsonCursor second = json.member("perClass").element(1);
    assertThat(second.member("class").text()).isEqualTo("yes");
    assertThat(second.member("samples").integer()).isEqualTo(70);
    assertThat(second.member("recall").number()).isEqualTo(yes, within(1e-12));
    double pairs =
        IntStream.range(0, 210)
            .filter(i -> right.text(i).equals("yes"))
            .mapToDouble(i ->
                IntStream.range(0, 210)
                    .filter(j -> right.text(j).equals("no"))
                    .mapToDouble(j -> scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0)
                    .average()
                    .orElse(0))
            .average()
            .orElse(0);
    assertThat(json.member("testRocAuc").number()).isEqualTo(pairs, within(1e-4));
    assertThat(json.member("confusionMatrix").element(1).element(1).integer()).isEqualTo(hits[1]);
  }

  @Test
  void measuresNumbersInTheirOwnUnits() throws IOException {
    Path rows = write("more.csv", houses(50, 7));
    JsonCursor json = evaluated("houses", rows);
    Table answers = answered("houses", rows);
    double[] right = ((Column.Numbers) answers.column("price")).values();
    double[] told = ((Column.Numbers) answers.column("price answered")).values();
    double mean = IntStream.range(0, 50).mapToDouble(i -> right[i]).average().orElse(0);
    double squares = 0;
    double absolute = 0;
    double variance = 0;
    for (int i = 0; i < 50; i++) {
      squares += Math.pow(told[i] - right[i], 2) / 50;
      absolute += Math.abs(told[i] - right[i]) / 50;
      variance += Math.pow(mean - right[i], 2) / 50;
    }
    assertThat(json.member("testRmse").number()).isEqualTo(Math.sqrt(squares), within(0.01));
    assertThat(json.member("testMae").number()).isEqualTo(absolute, within(0.01));
    assertThat(json.member("testR2").number()).isEqualTo(1 - squares / variance, within(1e-4));
    assertThat(json.member("rmseOfTheMean").number()).isGreaterThan(Math.sqrt(squares));
  }

  @Test
  void showsThemToPeople() throws IOException {
    Terminal classes = Terminal.run("evaluate", folder.resolve("people"), people);
    assertThat(classes.status()).as(classes.err()).isZero();
    assertThat(classes.out())
        .contains("of 400 rows are answered right", "Balanced accuracy", "ROC curve", "precision");
    Terminal numbers =
        Terminal.run(
            Map.of("GRADUS_LANG", "zh"), "evaluate", folder.resolve("houses"), "--data", houses);
    assertThat(numbers.status()).as(numbers.err()).isZero();
    assertThat(numbers.out()).contains("300 行的误差", "均方根", "R² 为");
  }

  @Test
  void leavesOutWhatCannotBeMeasured() throws IOException {
    Path some = write("some.csv", "dose,age,ill\n1.0,30,yes\n2.0,40,\n0.1,50,yes\n");
    Terminal terminal = Terminal.run("evaluate", folder.resolve("people"), some);
    assertThat(terminal.status()).as(terminal.err()).isZero();
    assertThat(terminal.out() + terminal.err()).contains("1 rows have no value in \"ill\"");
    JsonCursor json = evaluated("people", some);
    assertThat(json.member("testRows").integer()).isEqualTo(2);
    // Rows of one class alone have no curve.
    assertThat(json.names()).doesNotContain("testRocAuc");
    Path same = write("same.csv", "size,price\n30,2000\n40,2000\n");
    assertThat(evaluated("houses", same).names()).contains("testRmse").doesNotContain("testR2");
  }

  private static void refused(String message, Object... words) {
    Terminal terminal = Terminal.run(words);
    assertThat(terminal.status()).as(terminal.err()).isEqualTo(2);
    assertThat(terminal.err()).contains(message).doesNotContain("\tat ");
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    Path run = folder.resolve("people");
    refused("evaluate " + run.resolve("model.safetensors") + " rows.csv", "evaluate", run);
    refused("give one", "evaluate", run, people, "--data", people);
    refused("there is no column \"ill\"", "evaluate", run, write("x.csv", "dose,age\n1,2\n3,4\n"));
    Path unknown = write("unknown.csv", "dose,age,ill\n1,2,no\n1,2,perhaps\n");
    refused("row 2 has the class \"perhaps\"", "evaluate", run, unknown);
    refused("no row of", "evaluate", run, write("none.csv", "dose,age,ill\n1,2,\n3,4,\n"));
    Path words = write("words.csv", "size,price\n1,2\n3,cheap\n4,5\n");
    refused("row 2 of column \"price\" is \"cheap\"", "evaluate", folder.resolve("houses"), words);
  }
}
