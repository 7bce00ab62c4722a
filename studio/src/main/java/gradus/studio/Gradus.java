package gradus.studio;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line's entry point.
@Command(
    name = "gradus",
    version = "Gradus 0.1.0",
    description = "Deep learning for the JVM, step by step.",
    mixinStandardHelpOptions = true)
public final class Gradus implements Runnable {
  Gradus() {}

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /// Runs the command that the arguments name and exits with its status.
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Gradus()).execute(arguments));
  }
}
