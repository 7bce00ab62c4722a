package gradus.studio.server;

import gradus.studio.run.RunFolder;
import gradus.studio.words.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Starts runs in processes of their own, as the command line does: they go on when the page is
/// closed, and when the studio ends.
final class RunStarter {
  private static final String MAIN = "gradus.studio.Launch";
  private static final Set<String> MODELS = Set.of("mlp", "cnn", "lenet");
  private static final Set<String> OPTIMIZERS = Set.of("adam", "sgd", "momentum");
  private static final int MOST_EPOCHS = 50;
  private static final int MOST_RUNNING = 2;

  private final RunShelf shelf;
  private final List<Process> running = new ArrayList<>();

  RunStarter(RunShelf shelf) {
    this.shelf = shelf;
  }

  /// Starts a run of MNIST.
  ///
  /// @return its name
  /// @throws UserException where a setting is not one of those that there are
  synchronized String begin(String model, int epochs, String optimizer, double rate) {
    boolean known = MODELS.contains(model) && OPTIMIZERS.contains(optimizer);
    if (!known || epochs < 1 || epochs > MOST_EPOCHS || !(rate > 0 && rate <= 10)) {
      throw new UserException("error.run.settings", MOST_EPOCHS);
    }
    String name = RunFolder.of(shelf.folder(), null, "mnist-" + model, false).name();
    start(
        List.of(
            "mnist",
            "--model",
            model,
            "--epochs",
            String.valueOf(epochs),
            "--optimizer",
            optimizer,
            "--lr",
            String.valueOf(rate),
            "--out",
            shelf.folder().toString(),
            "--name",
            name));
    return name;
  }

  /// Lets an interrupted run go on.
  synchronized void resume(Path run) {
    start(List.of("resume", run.toString()));
  }

  private void start(List<String> arguments) {
    running.removeIf(process -> !process.isAlive());
    if (running.size() >= MOST_RUNNING) {
      throw new UserException("error.run.busy", MOST_RUNNING);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(arguments);
    try {
      Files.createDirectories(shelf.folder());
      running.add(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException failure) {
      throw new UserException("error.run.start", String.valueOf(failure.getMessage()));
    }
  }
}
