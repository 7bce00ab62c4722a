package gradus.studio;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.Cells;
import gradus.studio.console.Console;
import gradus.studio.console.Session;
import gradus.studio.words.Language;
import gradus.studio.words.Messages;
import gradus.studio.words.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class GradusTest {
  @Test
  void printsItsVersion() {
    Terminal terminal = Terminal.run("--version");

    assertThat(terminal).isEqualTo(new Terminal(0, "Gradus " + Version.TEXT + "\n", ""));
  }

  @Test
  void printsHelpWithoutACommand() {
    assertThat(Terminal.run()).isEqualTo(Terminal.run("--help")).isEqualTo(Terminal.run("help"));
  }

  static List<String> commands() {
    return List.of(
        "mnist",
        "text",
        "text train",
        "text generate",
        "resume",
        "predict",
        "evaluate",
        "info",
        "new",
        "completion",
        "help");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void explainsEveryCommandInBothLanguages(String command) {
    List<String> words = List.of(command.split(" ", -1));
    Terminal english = run(List.of("help"), words, List.of());
    Terminal chinese = run(List.of("help"), words, List.of("--lang", "zh"));

    assertThat(english.status()).isZero();
    assertThat(english.out())
        .contains("Usage: gradus " + command)
        .doesNotMatch("(?s).*\\p{IsHan}.*");
    assertThat(chinese.out()).contains("用法：gradus " + command).doesNotContain("Usage", "Options");
    assertThat(run(List.of(), words, List.of("--help"))).isEqualTo(english);
    assertThat(run(List.of(), words, List.of("--lang=zh", "-h"))).isEqualTo(chinese);
    Object[] line = (command + " -h").split(" ", -1);
    assertThat(Terminal.run(Map.of("GRADUS_LANG", "zh"), line)).isEqualTo(chinese);
  }

  private static Terminal run(List<String> before, List<String> command, List<String> after) {
    return Terminal.run(Stream.of(before, command, after).flatMap(List::stream).toArray());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void describesEveryOptionAndParameter(Language language) {
    var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Session session =
        new Session(Console.of(nowhere, nowhere), new Messages(language), Map.of(), false);
    CommandSpec root = Gradus.commandLine(session).getCommandSpec();
    List<CommandSpec> all = withSubcommands(root).toList();

    assertThat(all).hasSize(21);
    for (CommandSpec command : all) {
      assertThat(command.usageMessage().header()).as(command.name()).isNotEmpty();
      assertThat(command.usageMessage().description()).as(command.name()).isNotEmpty();
      for (ArgSpec argument : command.args()) {
        String[] description = argument.description();
        assertThat(description).as(command.name() + " " + argument).isNotEmpty();
        assertThat(description[0]).isNotBlank();
        boolean asks =
            argument instanceof OptionSpec option && (option.usageHelp() || option.versionHelp());
        if (argument.isOption() && !asks) {
          assertThat(description[0])
              .as(command.name() + " " + argument)
              .contains(language == Language.ENGLISH ? "Default: " : "默认");
        }
      }
    }
  }

  /// Screens for terminals of 80 columns, in which a Chinese character takes two.
  @ParameterizedTest
  @EnumSource(Language.class)
  void noHelpIsWiderThanATerminal(Language language) {
    Stream.concat(Stream.of(""), commands().stream())
        .forEach(command -> {
          List<String> words = command.isEmpty() ? List.of() : List.of(command.split(" ", -1));
          String code = language == Language.ENGLISH ? "en" : "zh";
          Terminal help = run(List.of("help"), words, List.of("--lang", code));
          assertThat(help.status()).isZero();
          help.out()
              .lines()
              .forEach(line -> assertThat(Cells.width(line)).as(line).isLessThanOrEqualTo(80));
        });
  }

  private static Stream<CommandSpec> withSubcommands(CommandSpec command) {
    return Stream.concat(
        Stream.of(command),
        command.subcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .flatMap(GradusTest::withSubcommands));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          minst          | there is no command minst; did you mean mnist?
          xyzzy          | there is no command xyzzy. Commands: mnist, train, tune, text, resume
          help minst     | did you mean mnist?
          help text tran | did you mean train?
          help mnist x   | one argument too many: x
          text tran      | there is no command tran; did you mean train?
          --versoin      | there is no option --versoin; did you mean --version?
          completion csh | there is no completion for csh; did you mean zsh?
          """)
  void guessesWhatWasMeant(String arguments, String message) {
    Terminal terminal = Terminal.run((Object[]) arguments.split(" ", -1));

    assertThat(terminal.status()).isEqualTo(2);
    assertThat(terminal.err()).contains(message).doesNotContain("\tat ");
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void leavesControlCharactersOutOfErrors() {
    assertThat(Terminal.run("\u001b[2J").err()).doesNotContain("\u001b");
    assertThat(Terminal.run("mnist", "--\u001b[2J").err()).doesNotContain("\u001b");
    assertThat(Terminal.run("mnist", "--recipe", "\u001b[2J").err()).doesNotContain("\u001b");
    assertThat(Terminal.run("mnist", "--epochs", "\u001b[2J").err()).doesNotContain("\u001b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void completesCommandsAndOptions(String shell) {
    assertThat(Terminal.run("completion", shell).out())
        .contains(
            "complete -F _complete_gradus",
            "mnist",
            "--recipe",
            "predict",
            "generate",
            "--temperature");
  }

  @Test
  void tellsThatOutputWasLost() {
    var full =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int one) throws IOException {
                throw new IOException("No space left on device");
              }
            },
            true,
            StandardCharsets.UTF_8);
    var err = new ByteArrayOutputStream();
    Console console = Console.of(full, new PrintStream(err, true, StandardCharsets.UTF_8));

    int status = Gradus.execute(console, Map.of(), "help");

    assertThat(Gradus.requireWritten(console, Map.of(), status)).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("could not be written");
  }
}
