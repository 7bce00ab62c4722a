package gradus.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

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

  @ParameterizedTest
  @ValueSource(strings = {"mnist", "resume", "predict", "evaluate", "info", "completion", "help"})
  void explainsEveryCommandInBothLanguages(String command) {
    Terminal english = Terminal.run("help", command);
    Terminal chinese = Terminal.run("help", command, "--lang", "zh");

    assertThat(english.status()).isZero();
    assertThat(english.out())
        .contains("Usage: gradus " + command)
        .doesNotMatch("(?s).*\\p{IsHan}.*");
    assertThat(chinese.out()).contains("用法：gradus " + command).doesNotContain("Usage", "Options");
    assertThat(Terminal.run(command, "--help")).isEqualTo(english);
    assertThat(Terminal.run(command, "--lang=zh", "-h")).isEqualTo(chinese);
    assertThat(Terminal.run(Map.of("GRADUS_LANG", "zh"), command, "-h")).isEqualTo(chinese);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void describesEveryOptionAndParameter(Language language) {
    var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Session session =
        new Session(Console.of(nowhere, nowhere), new Messages(language), Map.of(), false);
    CommandSpec root = Gradus.commandLine(session).getCommandSpec();
    List<CommandSpec> all =
        Stream.concat(
                Stream.of(root),
                root.subcommands().values().stream().map(CommandLine::getCommandSpec))
            .toList();

    assertThat(all).hasSize(8);
    for (CommandSpec command : all) {
      assertThat(command.usageMessage().header()).as(command.name()).isNotEmpty();
      assertThat(command.usageMessage().description()).as(command.name()).isNotEmpty();
      for (ArgSpec argument : command.args()) {
        String[] description = argument.description();
        assertThat(description).as(command.name() + " " + argument).isNotEmpty();
        assertThat(description[0]).isNotBlank();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          minst          | there is no command minst; did you mean mnist?
          xyzzy          | there is no command xyzzy. Commands: mnist, resume
          help minst     | did you mean mnist?
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
        .contains("complete -F _complete_gradus", "mnist", "--recipe", "predict");
  }
}
