package gradus.studio;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.studio.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// That commands which are printed begin as Gradus was called.
class InvocationTest {
  private static String command(String told, String classPath) {
    var properties = new Properties();
    properties.setProperty("gradus.command", told);
    properties.setProperty("java.class.path", classPath);
    return Invocation.command(properties);
  }

  @Test
  void isWhatTheLauncherSays() {
    assertThat(command("./gradus", "/opt/x/gradus-studio.jar")).isEqualTo("./gradus");
    assertThat(command("/my tools/gradus", "x.jar")).isEqualTo("'/my tools/gradus'");
  }

  @Test
  void isAJarWhereThatWasStarted() {
    assertThat(command("", "app/gradus-studio.jar")).isEqualTo("java -jar app/gradus-studio.jar");
    assertThat(command("", "a.jar" + File.pathSeparator + "b.jar")).isEqualTo("gradus");
    assertThat(Invocation.command(new Properties())).isEqualTo("gradus");
  }

  private static String run(String command, Object... arguments) {
    var bytes = new ByteArrayOutputStream();
    var stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    Gradus.executeAs(command, Console.of(stream, stream), Map.of(), texts);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          help                | Usage: ./gradus [
          help mnist          | Usage: ./gradus mnist [
          help text train     | ./gradus text train chinese-poems
          help text generate  | Write text with a trained network.
          help --lang zh      | `./gradus mnist`
          mnist --no          | Help: ./gradus mnist --help
          mnist --no --lang zh| 查看帮助：./gradus mnist --help
          text generate       | ./gradus text train FILE.txt
          """)
  void helpAndErrorsNameIt(String arguments, String expected) {
    String[] words = arguments.strip().split(" ", -1);
    assertThat(run("./gradus", (Object[]) words))
        .contains(expected)
        .doesNotContainPattern("(?<![./\\w]|JAR )gradus (mnist|text|predict|resume|help) ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"./gradus", "java -jar app/gradus-studio.jar", "../100%/gradus"})
  void aRunEndsWithAHintThatRuns(String command, @TempDir Path folder) throws IOException {
    Path data = TinyDigits.write(folder.resolve("digits"));
    String out =
        run(
            command,
            "mnist",
            "--data",
            data,
            "--out",
            folder,
            "--name",
            "a run",
            "--epochs",
            1,
            "--no-figures");

    String run = "'" + folder.resolve("a run") + "'";
    assertThat(out).contains("Try it: " + command + " predict " + run + " PICTURE.png");
    String again =
        run(command, "mnist", "--data", data, "--out", folder, "--name", "a run", "--epochs", 1);
    assertThat(again).contains("\n  " + command + " resume " + run + "\n");
  }

  @Test
  void completionIsForTheNameAlone() {
    assertThat(run("./gradus", "completion", "bash"))
        .isEqualTo(run("gradus", "completion", "bash"));
  }
}
