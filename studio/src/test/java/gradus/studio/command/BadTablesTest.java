package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.studio.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Tables as people have them: each mistake is named with its file, row or column and the remedy,
/// before anything is written.
class BadTablesTest {
  private static final String GOOD = rows(i -> i + ".5,u," + "xy".charAt(i % 2));

  @TempDir private static Path folder;

  private interface Row {
    String of(int number);
  }

  private static String rows(Row row) {
    var text = new StringBuilder();
    IntStream.range(0, 40).forEach(i -> text.append(row.of(i)).append('\n'));
    return text.toString();
  }

  private static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("empty", "", "it is empty"),
        Arguments.of("blank", "\n  \n\n", "it is empty"),
        Arguments.of("header", "a,b,y\n", "it has a line of names but no rows"),
        Arguments.of("one", "a,b,y\n1,2,x\n", "no class of y has 5 rows"),
        Arguments.of("oneClass", "a,y\n" + rows(i -> i + ",x"), "there is nothing to learn"),
        Arguments.of("ragged", "a,b,y\n" + GOOD + "1,2\n" + GOOD, "line 42: it has 2 fields"),
        Arguments.of("twice", "a,a,y\n" + GOOD, "line 1: two columns are called \"a\""),
        Arguments.of("zero", "a,b,y\n" + GOOD + "1,\0,x\n", "line 42: a zero byte"),
        Arguments.of("quote", "a,b,y\n" + GOOD + "1,\"2,x\n" + GOOD, "close every quote"),
        Arguments.of("constant", "a,y\n" + rows(i -> "7," + "xy".charAt(i % 2)), "says anything"),
        Arguments.of("nothing", "a,y\n" + rows(i -> "," + "xy".charAt(i % 2)), "says anything"),
        Arguments.of("noAnswers", "a,y\n" + rows(i -> i + ","), "no class of y has 5 rows"),
        Arguments.of(
            "large", "a,y\n1,x\n-1e308,y\n" + rows(i -> i + ",x"), "row 2 of column a is -1.0E308"),
        Arguments.of(
            "largeAnswer", "a,y\n1,1e200\n" + rows(i -> i + "," + i / 8.0), "row 1 of column y is"),
        Arguments.of("noNames", rows(i -> "u,v," + "xy".charAt(i % 2)), "say --header"),
        Arguments.of("dates", "a,y\n" + rows(i -> i + ",2024-01-" + (10 + i % 20)), "dates"),
        Arguments.of("longLine", "a,y\n" + "x".repeat(20 << 20), "it cannot be read as CSV"),
        Arguments.of("wide", ",".repeat(1 << 20), "it cannot be read as CSV"),
        Arguments.of("endless", "a,y\n1,\"" + "x\n".repeat(10 << 20), "close every quote"));
  }

  @ParameterizedTest
  @MethodSource
  void refused(String name, String text, String message) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".csv"), text);
    for (String language : new String[] {"en", "zh"}) {
      Terminal terminal =
          Terminal.run(
              Map.of("GRADUS_LANG", language),
              "train",
              file,
              "--target",
              "y",
              "--out",
              folder.resolve("runs"),
              "--name",
              name);
      assertThat(terminal.status()).as(terminal.err()).isEqualTo(2);
      assertThat(terminal.err()).doesNotContain("\tat ", "Exception");
      if (language.equals("en")) {
        assertThat(terminal.err().replaceAll("\\s+", " ")).contains(message);
      }
    }
    assertThat(folder.resolve("runs/" + name)).doesNotExist();
  }

  private static Stream<Arguments> taken() {
    return Stream.of(
        Arguments.of(
            "infinite",
            "a,b,y\n"
                + rows(i -> (i % 4 == 3 ? "inf" : i + ".5") + "," + i + "," + "xy".charAt(i % 2)),
            "column \"a\" is taken for words, though 30 of its 40 values are numbers; row 4 is"),
        Arguments.of(
            "leak",
            "a,b,y\n"
                + rows(i -> i + "," + "pq".charAt(i % 2) + "," + "xy".charAt(i % 2)).repeat(2),
            "column \"b\" alone tells \"y\" for every row"),
        Arguments.of(
            "still",
            "a,b,y\n" + rows(i -> i + ",7," + "xy".charAt(i % 2)),
            "column \"b\" is always the same and is left out"),
        Arguments.of(
            "gaps",
            "a,y\n" + rows(i -> i + "," + (i < 10 ? "" : "xy".charAt(i % 2))),
            "10 rows have no value in \"y\" and are left out"),
        Arguments.of(
            "rare",
            "a,y\n" + rows(i -> i + "," + (i < 3 ? "rare" : "xy".charAt(i % 2))),
            "class \"rare\" has only 3 rows, which are left out"),
        Arguments.of(
            "thousands",
            "a,b,y\n" + rows(i -> i + ",\"" + (i + 1) + ",000.5\"," + "xy".charAt(i % 2)),
            "look like numbers: row 1 is \"1,000.5\"; write them as 1234.5"));
  }

  @ParameterizedTest
  @MethodSource
  void taken(String name, String text, String note) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".csv"), text);
    Terminal terminal =
        Terminal.run(
            "train",
            file,
            "--target",
            "y",
            "--out",
            folder.resolve("runs"),
            "--name",
            name,
            "--epochs",
            1,
            "--no-figures");
    assertThat(terminal.status()).as(terminal.err()).isZero();
    assertThat((terminal.out() + terminal.err()).replaceAll("\\s+", " ")).contains(note);
    assertThat(folder.resolve("runs/" + name + "/report.html")).exists();
  }

  @Test
  void learnsNumbersWithDecimalsAfterAComma() throws IOException {
    String text = "größe;preis\n" + rows(i -> i + ",5;" + (100 + 2 * i) + ",25");
    Path file = Files.writeString(folder.resolve("preise.csv"), text);
    Terminal terminal =
        Terminal.run(
            "train",
            file,
            "--target",
            "preis",
            "--model",
            "linear",
            "--out",
            folder,
            "--name",
            "preise",
            "--no-figures",
            "--json");
    assertThat(terminal.status()).as(terminal.err()).isZero();
    assertThat(terminal.json().member("testR2").number()).isGreaterThan(0.9);
  }

  @Test
  void saysWhichNewRowsItDoesNotKnow() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("known.csv"),
            "a,b,y\n" + rows(i -> i + "," + "uv".charAt(i % 3 / 2) + "," + "xy".charAt(i % 2)));
    Path runs = folder.resolve("runs");
    Terminal trained =
        Terminal.run(
            "train", file, "--target", "y", "--out", runs, "--name", "known", "--epochs", 1);
    assertThat(trained.status()).as(trained.err()).isZero();
    Path rows = Files.writeString(folder.resolve("unknown.csv"), "a,b\n1,u\n2,w\n");
    Terminal told = Terminal.run("predict", runs.resolve("known"), rows);
    assertThat(told.status()).as(told.err()).isZero();
    assertThat((told.out() + told.err()).replaceAll("\\s+", " "))
        .contains("1 of 2 rows have words in \"b\" that the training part did not have");
    Path large = Files.writeString(folder.resolve("too.csv"), "a,b\n1,u\n1e300,v\n");
    Terminal refused = Terminal.run("predict", runs.resolve("known"), large);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("row 2 of column \"a\" is 1.0E300").doesNotContain("\tat ");
  }
}
