package gradus.studio.server;

import gradus.io.FileException;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import gradus.studio.run.RunFolder;
import gradus.studio.words.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /// Starts a run anew with some of its settings changed, beside the one that is there.
  ///
  /// @param changes numbers by the names that settings have in `run.json`
  /// @return its name
  /// @throws FileException where the settings cannot be read or written
  synchronized String again(Path run, Map<String, Double> changes) throws FileException {
    RunFolder folder = prepare(run, changes);
    start(List.of("resume", folder.path().toString()));
    return folder.name();
  }

  /// A new folder with the settings of a run, some of them changed: who resumes it begins it.
  RunFolder prepare(Path run, Map<String, Double> changes) throws FileException {
    JsonCursor settings = Json.read(new RunFolder(run).settings()).cursor("run");
    JsonValue.ObjectBuilder changed = JsonValue.object();
    for (String name : settings.names()) {
      Double change = changes.get(name);
      boolean found = name.equals("findsRate") && changes.containsKey("learningRate");
      if (change == null && !found) {
        changed.put(name, settings.member(name).value());
      } else if (change != null && settings.member(name).value() instanceof JsonValue.JsonWhole) {
        changed.put(name, Math.round(change));
      } else if (change != null) {
        changed.put(name, JsonValue.of(change));
      }
    }
    RunFolder folder = RunFolder.of(shelf.folder(), null, "again", false);
    Json.write(folder.settings(), changed.build());
    return folder;
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
