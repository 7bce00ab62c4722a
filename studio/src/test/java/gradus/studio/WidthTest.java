package gradus.studio;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.Cells;
import gradus.studio.command.Failures;
import gradus.studio.console.Console;
import gradus.studio.console.Session;
import gradus.studio.words.Language;
import gradus.studio.words.Messages;
import gradus.studio.words.UserException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// That nothing is wider than a terminal of 80 columns, in which a Chinese character takes two.
class WidthTest {
  /// What stands for a value: as long as a run's folder of the usual name.
  private static final String VALUE = "runs/20260101-120000-default";

  private static final List<Object> VALUES = List.of(VALUE, "12345", "12345", "12345");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Session session(Language language) {
    var console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            false,
            80);
    return new Session(console, new Messages(language, "./gradus"), Map.of(), false);
  }

  private static void requireNarrow(String text, String what) {
    text.lines()
        .forEach(
            line -> assertThat(Cells.width(line)).as("%s: %s", what, line).isLessThanOrEqualTo(80));
  }

  static Stream<Language> languages() {
    return Stream.of(Language.values());
  }

  private static List<String> keys(String... beginnings) {
    return new TreeSet<>(new Messages(Language.ENGLISH).bundle().keySet())
        .stream().filter(key -> Arrays.stream(beginnings).anyMatch(key::startsWith)).toList();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void noErrorIsWider(Language language) {
    List<String> errors = keys("error.");
    assertThat(errors).hasSizeGreaterThan(70);
    for (String key : errors) {
      err.reset();
      Session session = session(language);
      new Failures(session)
          .handleExecutionException(
              new UserException(key, VALUES.toArray()),
              new CommandLine(CommandSpec.create()),
              null);
      String told = err.toString(StandardCharsets.UTF_8);
      requireNarrow(told, key);
      // Broken into lines, and nothing lost.
      assertThat(told.replaceAll("\\s", ""))
          .isEqualTo(
              (session.text("error.prefix") + session.text(key, VALUES.toArray()))
                  .replaceAll("\\s", ""));
      // A command stands on a line of its own, whole.
      if (session.messages().bundle().getString(key).contains("{gradus}")) {
        assertThat(told.lines().anyMatch(line -> line.matches("  \\./gradus \\w+ .*"))).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void noMessageIsWider(Language language) {
    List<String> messages =
        keys("run.", "data.", "model.", "train.", "test.", "files.", "predict.", "info.", "new.");
    assertThat(messages).hasSizeGreaterThan(60);
    for (String key : messages) {
      out.reset();
      session(language).tell(session(language).text(key, VALUES.toArray()));
      requireNarrow(out.toString(StandardCharsets.UTF_8), key);
    }
  }

  /// What the launcher says before there is a JVM, whatever the paths in it.
  @Test
  void theLauncherSaysNothingWider() throws IOException {
    Pattern said =
        Pattern.compile("(?m)^ *(>&2 +)?(say|echo)(?: gradus:)? \"?([^%\"\\n][^\"\\n]*)");
    for (String launcher : List.of("gradus", "gradus.cmd")) {
      List<MatchResult> all =
          said.matcher(Files.readString(BuiltJars.ROOT.resolve(launcher))).results().toList();
      assertThat(all).hasSizeGreaterThan(6);
      for (MatchResult one : all) {
        String text = one.group(3).replaceAll("\\$\\w+|\\$\\(.*?\\)|%\\w+%|\\^", "");
        assertThat(Cells.width("gradus: " + text)).as(text).isLessThanOrEqualTo(80);
      }
    }
  }

  /// What is written when a run begins, goes on and ends, and what is said of its model.
  @ParameterizedTest
  @MethodSource("languages")
  void noScreenIsWider(Language language, @TempDir Path folder) throws IOException {
    Path data = TinyDigits.write(folder.resolve("d"));
    Path text = TinyText.write(folder.resolve("t"));
    Path picture = TinyDigits.writePicture(folder.resolve("1.png"));
    Path run = folder.resolve("r");
    List<List<Object>> lines =
        List.of(
            List.of("mnist", "--data", data, "--out", folder, "--name", "r", "--epochs", 2),
            List.of("mnist", "--data", data, "--out", folder, "--name", "r", "--epochs", 2),
            List.of("mnist", "--recipe", "nothing"),
            List.of("mnist", "--nothing"),
            List.of("nothing"),
            List.of("resume", run),
            List.of("predict", run, picture, folder.resolve("no.png")),
            List.of("evaluate", run),
            List.of("info", run),
            List.of(TinyText.train(text, folder, "w", 12, "--lr", 0.05)),
            List.of("text", "generate", folder.resolve("w"), "--prompt", "Ω"),
            List.of("info", folder.resolve("w")),
            List.of("new", folder.resolve("n")));
    for (List<Object> line : lines) {
      out.reset();
      err.reset();
      String[] words =
          Stream.concat(line.stream().map(Object::toString), Stream.of("--lang", language.code()))
              .toArray(String[]::new);
      Session session = session(language);
      Gradus.executeAs("./gradus", session.console(), Map.of(), words);
      // A path is one word, and may be longer than any line: here it is short.
      String shown =
          (out.toString(StandardCharsets.UTF_8) + "\n" + err.toString(StandardCharsets.UTF_8))
              .replace(folder.toString(), "runs");
      requireNarrow(shown, line.toString());
    }
  }
}
