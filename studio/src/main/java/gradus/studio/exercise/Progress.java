package gradus.studio.exercise;

import gradus.course.Exercise;
import gradus.io.AtomicFiles;
import gradus.io.FileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Which exercises a learner has solved: for each a file with what passed.
///
/// @param folder where these files are
public record Progress(Path folder) {
  /// In `exercises` in the folder that `GRADUS_HOME` names, or in `~/.gradus`.
  public static Progress of(Map<String, String> environment) {
    String home = environment.getOrDefault("GRADUS_HOME", "");
    Path folder =
        home.isBlank() ? Path.of(System.getProperty("user.home"), ".gradus") : Path.of(home);
    return new Progress(folder.resolve("exercises"));
  }

  /// Whether an exercise was solved once.
  public boolean isDone(Exercise exercise) {
    return Files.isRegularFile(file(exercise));
  }

  /// Remembers that an exercise is solved.
  ///
  /// @param source what passed
  /// @throws FileException where that cannot be written
  public void done(Exercise exercise, String source) throws FileException {
    AtomicFiles.write(file(exercise), source);
  }

  private Path file(Exercise exercise) {
    return folder.resolve(exercise.name() + ".java");
  }
}
