package gradus.studio.command;

import gradus.studio.words.Choices;
import gradus.studio.words.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gradus help`: the help of a command, or of all.
@Command(name = "help")
final class HelpCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", descriptionKey = "param.command")
  private List<String> names = new ArrayList<>();

  @Override
  public Integer call() {
    CommandLine root = Objects.requireNonNull(spec).root().commandLine();
    CommandLine command = root;
    for (String name : names) {
      if (command.getSubcommands().isEmpty()) {
        throw new UserException("error.argument", name);
      }
      command = new Choices<>("command", command.getSubcommands()).get(name);
    }
    command.usage(root.getOut());
    return 0;
  }
}
