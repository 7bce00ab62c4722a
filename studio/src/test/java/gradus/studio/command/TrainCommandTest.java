package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.io.JsonCursor;
import gradus.studio.Terminal;
import gradus.table.Column;
import gradus.table.Table;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `train` on a table, and `predict` for its rows.
class TrainCommandTest {
  @TempDir private static Path folder;
  private static Path flowers;
  private static JsonCursor result;

  @BeforeAll
  static void train() throws IOException {
    flowers = Files.writeString(folder.resolve("花.csv"), flowers());
    result = run("flowers", flowers, "--target", "种类").json();
  }

  /// Three kinds of flowers, by two numbers and a colour; a column of remarks says nothing.
  private static String flowers() {
    var random = new Random(3);
    var text = new StringBuilder("长,宽,颜色,备注,种类\n");
    String[] kinds = {"兰", "菊", "梅"};
    String[] colours = {"白", "黄", "红"};
    for (int i = 0; i < 180; i++) {
      int kind = i % 3;
      String colour = random.nextInt(4) == 0 ? "紫" : colours[kind];
      text.append(
          String.format(
              Locale.ROOT,
              "%.2f,%.2f,%s,,%s%n",
              kind + random.nextGaussian() / 4,
              5 - kind + random.nextGaussian() / 2,
              colour,
              kinds[kind]));
    }
    return text.toString().replace("\r", "");
  }

  private static Terminal run(String name, Object... words) {
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
  void learnsClasses() {
    assertThat(result.member("testRows").integer()).isEqualTo(36);
    assertThat(result.member("testAccuracy").number()).isGreaterThan(0.9);
    assertThat(result.member("mostFrequentClass").number()).isEqualTo(1 / 3.0, within(1e-9));
    assertThat(result.member("classes").elements().stream().map(JsonCursor::text))
        .containsExactlyInAnyOrder("兰", "菊", "梅");
    assertThat(result.member("importance").names()).containsExactlyInAnyOrder("长", "宽", "颜色");
    assertThat(folder.resolve("flowers/report.html")).content().contains("种类", "兰");
  }

  @Test
  void theSameSettingsGiveTheSameWeights() {
    JsonCursor again = run("again", flowers, "--target", "种类", "--threads", 1).json();
    assertThat(again.member("weightsSha256").text())
        .isEqualTo(result.member("weightsSha256").text());
  }

  @Test
  void answersNewRowsInTheDatasOwnWords() throws IOException {
    Path rows = Files.writeString(folder.resolve("new.csv"), "颜色,宽,长\n白,5.1,0.1\n红,3.0,2.0\n");
    Path out = folder.resolve("answered.csv");
    Terminal shown = Terminal.run("predict", folder.resolve("flowers"), rows, "--out", out);
    assertThat(shown.status()).as(shown.err()).isZero();
    assertThat(shown.out()).contains("种类", "兰", "梅", "%");
    Table answered = Table.readCsv(out);
    assertThat(answered.names()).containsExactly("颜色", "宽", "长", "种类", "probability");
    assertThat(answered.column("种类").text(0)).isEqualTo("兰");
    assertThat(answered.column("种类").text(1)).isEqualTo("梅");
    JsonCursor json = Terminal.run("predict", folder.resolve("flowers"), rows, "--json").json();
    JsonCursor first = json.member("predictions").element(0).member("rows").element(0);
    assertThat(first.member("answer").text()).isEqualTo("兰");
    assertThat(first.member("probability").number()).isBetween(0.5, 1.0);
  }

  @Test
  void learnsNumbersInTheirOwnUnits() throws IOException {
    var random = new Random(5);
    var text = new StringBuilder("size,noise,price\n");
    for (int i = 0; i < 300; i++) {
      double size = 20 + 80 * random.nextDouble();
      text.append(
          String.format(
              Locale.ROOT,
              "%.2f,%.3f,%.1f%n",
              size,
              random.nextGaussian(),
              1000 + 25 * size + 20 * random.nextGaussian()));
    }
    Path file = Files.writeString(folder.resolve("houses.csv"), text.toString().replace("\r", ""));
    JsonCursor json = run("houses", file, "--target", "price").json();
    assertThat(json.member("testRmse").number()).isLessThan(80);
    assertThat(json.member("rmseOfTheMean").number()).isGreaterThan(400);
    assertThat(json.member("testR2").number()).isGreaterThan(0.95);
    assertThat(json.member("importance").names().iterator().next()).isEqualTo("size");
    JsonCursor linear =
        run("linear", file, "--target", "price", "--model", "linear", "--leave-out", "noise")
            .json();
    assertThat(linear.member("parameters").integer()).isEqualTo(2);
    assertThat(linear.member("testR2").number()).isGreaterThan(0.95);
    Terminal answer = Terminal.run("predict", folder.resolve("linear"), file, "--json");
    assertThat(
            answer
                .json()
                .member("predictions")
                .element(0)
                .member("rows")
                .element(0)
                .member("answer")
                .number())
        .isBetween(1000.0, 4000.0);
  }

  @Test
  void goesOnWhereItWasStopped() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("stopped"));
    JsonCursor whole = run("short", flowers, "--target", "种类", "--epochs", 3).json();
    for (String name : new String[] {"run.json", "checkpoint.safetensors", "events.jsonl"}) {
      Files.copy(folder.resolve("short").resolve(name), copy.resolve(name));
    }
    Terminal resumed = Terminal.run("resume", copy, "--json");
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(resumed.json().member("weightsSha256").text())
        .isEqualTo(whole.member("weightsSha256").text());
  }

  @Test
  void learnsFromTexts() throws IOException {
    var random = new Random(9);
    String[][] words = {{"明月", "春风", "江水", "故人", "归雁", "落花"}, {"网络", "梯度", "损失", "训练", "参数", "样本"}};
    var text = new StringBuilder("文字,体裁\n");
    for (int i = 0; i < 200; i++) {
      text.append('"');
      for (int w = 0; w < 6; w++) {
        // One word in six is of the other kind.
        text.append(words[w == 5 ? 1 - i % 2 : i % 2][random.nextInt(6)]).append(w == 2 ? "，" : "");
      }
      text.append("\",").append(i % 2 == 0 ? "诗" : "文").append('\n');
    }
    Path file = Files.writeString(folder.resolve("texts.csv"), text);
    JsonCursor json = run("texts", file, "--target", "体裁").json();
    assertThat(json.member("testAccuracy").number()).isGreaterThan(0.95);
    Path rows = Files.writeString(folder.resolve("t.csv"), "文字\n春风落花\n梯度下降\n");
    JsonCursor answers =
        Terminal.run("predict", folder.resolve("texts"), rows, "--json")
            .json()
            .member("predictions")
            .element(0)
            .member("rows");
    assertThat(answers.element(0).member("answer").text()).isEqualTo("诗");
    assertThat(answers.element(1).member("answer").text()).isEqualTo("文");
  }

  /// Pictures of one colour each, with some noise.
  private static Path colours() throws IOException {
    var random = new Random(8);
    Path pictures = folder.resolve("颜色");
    String[] names = {"红色", "绿色", "蓝色"};
    for (int i = 0; i < 90; i++) {
      var image = new BufferedImage(24 + i % 9, 20 + i % 7, BufferedImage.TYPE_INT_RGB);
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          int noise = random.nextInt(1 << 24) & 0x7f7f7f;
          image.setRGB(x, y, noise | 0x80 << (16 - 8 * (i % 3)));
        }
      }
      Path file = pictures.resolve(names[i % 3] + "/" + i + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(image, "png", file.toFile());
    }
    return pictures;
  }

  @Test
  void learnsFromAFolderOfPictures() throws IOException {
    Path pictures = colours();
    JsonCursor json = run("colours", pictures, "--epochs", 6).json();
    assertThat(json.member("testAccuracy").number()).isGreaterThan(0.9);
    assertThat(json.member("classes").elements().stream().map(JsonCursor::text))
        .containsExactlyInAnyOrder("红色", "绿色", "蓝色");
    Terminal answer =
        Terminal.run("predict", folder.resolve("colours"), pictures.resolve("蓝色/2.png"));
    assertThat(answer.status()).as(answer.err()).isZero();
    assertThat(answer.out().lines().findFirst().orElse("")).contains("蓝色");
    refused("are for tables", pictures, "--target", "x");
    refused("lenet is made for grey pictures", pictures, "--model", "lenet", "--out", folder);
    refused("no folders with PNG", Files.createDirectory(folder.resolve("nothing")));
  }

  @Test
  void forecastsASeriesFromItsPast() throws IOException {
    var random = new Random(6);
    var text = new StringBuilder("day,sales\n");
    LocalDate day = LocalDate.of(2024, 1, 1);
    double[] right = new double[420];
    for (int i = 0; i < right.length; i++) {
      right[i] = 200 + 40 * Math.sin(2 * Math.PI * i / 7) + 0.1 * i;
      // The last week is not known yet.
      text.append(day.plusDays(i)).append(',');
      text.append(
          i < 413 ? String.format(Locale.ROOT, "%.2f", right[i] + random.nextGaussian()) : "");
      text.append('\n');
    }
    Path file = Files.writeString(folder.resolve("sales.csv"), text);
    JsonCursor json = run("sales", file, "--target", "sales", "--time", "day", "--lags", 14).json();
    assertThat(json.member("testRmse").number())
        .isLessThan(0.5 * json.member("rmseOfTheRowBefore").number());
    Path out = folder.resolve("forecast.csv");
    Terminal answered = Terminal.run("predict", folder.resolve("sales"), file, "--out", out);
    assertThat(answered.status()).as(answered.err()).isZero();
    Table forecast = Table.readCsv(out);
    assertThat(forecast.names()).containsExactly("day", "sales", "sales answered");
    double[] told = ((Column.Numbers) forecast.column("sales answered")).values();
    for (int i = 1; i <= 7; i++) {
      assertThat(told[told.length - i]).isEqualTo(right[right.length - i], within(20.0));
    }
    refused("needs --time", file, "--target", "sales", "--lags", 3, "--out", folder);
  }

  private static void refused(String message, Object... words) {
    Object[] all = Stream.concat(Stream.of("train"), Stream.of(words)).toArray();
    Terminal terminal = Terminal.run(all);
    assertThat(terminal.status()).as(terminal.err()).isEqualTo(2);
    assertThat(terminal.err()).contains(message).doesNotContain("\tat ");
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    refused("--target COLUMN. Columns: 长, 宽, 颜色, 备注, 种类", flowers);
    refused("there is no column 种", flowers, "--target", "种", "--out", folder);
    refused("it does not exist", folder.resolve("no.csv"), "--target", "x", "--out", folder);
    refused(
        "cannot both", flowers, "--target", "种类", "--group", "长", "--time", "宽", "--out", folder);
    Path one = Files.writeString(folder.resolve("one.csv"), "a,b\n1,x\n2,x\n3,x\n4,x\n5,x\n6,x\n");
    refused("nothing to learn", one, "--target", "b", "--out", folder);
    Path rare = Files.writeString(folder.resolve("rare.csv"), "a,b\n1,x\n2,y\n3,z\n");
    refused("no class of b has 5 rows", rare, "--target", "b", "--out", folder);
    Path ragged = Files.writeString(folder.resolve("ragged.csv"), "a,b\n1,2\n3\n");
    refused("line 3: it has 1 fields", ragged, "--target", "b", "--out", folder);
  }

  @Test
  void refusesRowsOfAnotherKind() throws IOException {
    Path rows = Files.writeString(folder.resolve("other.csv"), "颜色,宽,长\n白,五,0.1\n");
    Terminal terminal = Terminal.run("predict", folder.resolve("flowers"), rows);
    assertThat(terminal.status()).isEqualTo(2);
    assertThat(terminal.err()).contains("row 1 of column \"宽\" is \"五\"");
    Path missing = Files.writeString(folder.resolve("missing.csv"), "颜色,宽\n白,5\n黄,4\n");
    assertThat(Terminal.run("evaluate", folder.resolve("flowers")).err())
        .contains("answers the rows of tables");
    assertThat(Terminal.run("predict", folder.resolve("flowers"), missing).err())
        .contains("there is no column \"长\"");
  }
}
