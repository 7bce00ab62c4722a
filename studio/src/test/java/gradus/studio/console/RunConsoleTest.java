package gradus.studio.console;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.studio.Terminal;
import gradus.studio.TinyDigits;
import gradus.studio.TinyText;
import gradus.studio.run.RunFolder;
import gradus.studio.words.Language;
import gradus.studio.words.Messages;
import gradus.train.RunEvent;
import gradus.train.RunLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a run said is said again from what it recorded, to the byte.
class RunConsoleTest {
  @TempDir private Path out;

  /// What a console says of recorded events.
  private static String told(List<RunEvent> events, Path run, Language language, boolean colors) {
    var bytes = new ByteArrayOutputStream();
    var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    var stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Console console = new Console(stream, nowhere, colors, false, colors, 80);
    Session session = new Session(console, new Messages(language), Map.of(), false);
    RunConsole listener = new RunConsole(session, new RunFolder(run));
    events.forEach(listener::on);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String recorded(Path run, Language language) throws IOException {
    return told(RunLog.read(run.resolve("events.jsonl")), run, language, false);
  }

  private Terminal digits(Language language, Object... more) throws IOException {
    Path data = TinyDigits.write(out.resolve("digits"));
    Object[] line = {
      "mnist", "--data", data, "--out", out, "--name", "a run", "--epochs", 3, "--batch", 32
    };
    return run(language, line, more);
  }

  private Terminal text(Language language, Object... more) throws IOException {
    Path file = TinyText.write(out.resolve("texts"));
    return run(language, TinyText.train(file, out, "a run", 12, "--lr", 0.05), more);
  }

  private static Terminal run(Language language, Object[] line, Object... more) {
    var all = new java.util.ArrayList<>(List.of(line));
    all.addAll(List.of(more));
    Terminal terminal = Terminal.run(Map.of("GRADUS_LANG", language.code()), all.toArray());
    assertThat(terminal.status()).as(terminal.err()).isZero();
    return terminal;
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void rebuildsARunOnDigits(Language language) throws IOException {
    Terminal terminal = digits(language);

    assertThat(recorded(out.resolve("a run"), language)).isEqualTo(terminal.out());
    assertThat(terminal.out()).hasLineCount(54).contains("figures", "model.safetensors");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void rebuildsARunOnText(Language language) throws IOException {
    Terminal terminal = text(language);

    assertThat(recorded(out.resolve("a run"), language)).isEqualTo(terminal.out());
    assertThat(terminal.out())
        .contains("sat on the", "model.safetensors")
        .doesNotContain("figures");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void rebuildsWhatWasSaidWhereARunWentOn(Language language) throws IOException {
    String first = digits(language, "--no-figures").out();
    Terminal second =
        Terminal.run(Map.of("GRADUS_LANG", language.code()), "resume", out.resolve("a run"));

    assertThat(second.status()).as(second.err()).isZero();
    assertThat(recorded(out.resolve("a run"), language)).isEqualTo(first + second.out());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void recordsTheSameInAnyLanguageAndWhereNothingIsPrinted(boolean json) throws IOException {
    Terminal terminal = json ? text(Language.CHINESE, "--json") : text(Language.CHINESE);
    List<RunEvent> events = RunLog.read(out.resolve("a run/events.jsonl"));
    String english = told(events, out.resolve("a run"), Language.ENGLISH, false);

    assertThat(english).contains("learning to write").doesNotMatch("(?s).*\\p{IsHan}.*");
    assertThat(told(events, out.resolve("a run"), Language.CHINESE, false).equals(terminal.out()))
        .isNotEqualTo(json);
  }

  @Test
  void saysTheSameInColorsWhereAPersonWatches() throws IOException {
    Terminal terminal = digits(Language.ENGLISH);
    List<RunEvent> events = RunLog.read(out.resolve("a run/events.jsonl"));
    String colored = told(events, out.resolve("a run"), Language.ENGLISH, true);

    assertThat(colored).contains("\u001b[1m", "\u001b[2m", "\u001b[32m", "\u001b[36m");
    assertThat(colored.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(terminal.out());
  }

  @Test
  void drawsNoBarOfWhatIsOver() throws IOException {
    digits(Language.ENGLISH);
    var bytes = new ByteArrayOutputStream();
    var stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Console console = new Console(nowhere, stream, false, true, false, 80);
    Session session = new Session(console, new Messages(Language.ENGLISH), Map.of(), false);
    Path run = out.resolve("a run");
    RunConsole listener = new RunConsole(session, new RunFolder(run));
    RunLog.read(run.resolve("events.jsonl")).forEach(listener::on);

    // Whatever was drawn was taken away again: the cursor is shown as often as it is hidden.
    String drawn = bytes.toString(StandardCharsets.UTF_8);
    assertThat(drawn).contains("batch").endsWith("\u001b[?25h");
    assertThat(drawn.split("\u001b\\[\\?25l", -1))
        .hasSameSizeAs(drawn.split("\u001b\\[\\?25h", -1));
    assertThat(Files.readString(run.resolve("events.jsonl"))).doesNotContain("\u001b");
  }
}
