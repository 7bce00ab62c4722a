package gradus.studio;

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

  @Parameters(arity = "0..1", paramLabel = "COMMAND", descriptionKey = "param.command")
  private @Nullable String command;

  @Override
  public Integer call() {
    CommandLine root = Objects.requireNonNull(spec).root().commandLine();
    String name = command;
    if (name == null) {
      root.usage(root.getOut());
    } else {
      new Choices<>("command", root.getSubcommands()).get(name).usage(root.getOut());
    }
    return 0;
  }
}
