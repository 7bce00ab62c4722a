package gradus.studio.exercise;

import gradus.course.Exercise;
import gradus.course.Exercises;
import gradus.io.AtomicFiles;
import gradus.io.FileException;
import gradus.io.InputFile;
import gradus.studio.words.Resources;
import gradus.studio.words.Version;
import gradus.tensor.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// A folder in which a learner writes an exercise, in an IDE or in a browser: the class, its checks
/// and what is needed to compile and run both.
///
/// @param folder where it is
/// @param exercise which it is about
public record ExerciseFolder(Path folder, Exercise exercise) {
  /// Where they are unless another folder is asked for: in one of the exercise's name.
  public static final Path USUAL = Path.of("gradus-exercises");

  private static final int LONGEST = 1_000_000;

  /// The learner's file.
  public Path file() {
    return folder.resolve("src").resolve(exercise.file());
  }

  /// Whether there is something that the learner wrote.
  public boolean isBegun() throws FileException {
    return Files.exists(file()) && !source().equals(exercise.start());
  }

  /// What is in the learner's file.
  ///
  /// @throws FileException where it cannot be read
  public String source() throws FileException {
    byte[] text = InputFile.of(file()).bytes(LONGEST, Message.verbatim("Java"));
    return new String(text, StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  /// Writes all files; what the learner wrote stays.
  ///
  /// @param language in which the task is told
  /// @param command by which Gradus is called
  /// @throws FileException where one cannot be written
  public void write(Locale language, String command) throws FileException {
    boolean begun = isBegun();
    Map<String, String> sources = Exercises.checkSources();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      AtomicFiles.write(folder.resolve("src").resolve(source.getKey()), source.getValue());
    }
    AtomicFiles.write(folder.resolve("src/Checks.java"), exercise.checks());
    AtomicFiles.write(folder.resolve("src/Main.java"), filled("Main.java.txt"));
    AtomicFiles.write(folder.resolve("pom.xml"), filled("pom.xml"));
    AtomicFiles.write(
        folder.resolve("README.md"),
        // As Markdown is shown elsewhere.
        exercise.markdown(language).replace("```formula", "```math")
            + filled(language.getLanguage().equals("zh") ? "README.zh.md" : "README.md")
                .replace("@GRADUS@", command));
    if (!begun) {
      AtomicFiles.write(file(), exercise.start());
    }
  }

  /// Begins anew: what the learner wrote goes to a file beside it.
  ///
  /// @return that file
  /// @throws FileException where it cannot be written
  public Path restart() throws FileException {
    Path kept = folder.resolve(exercise.file() + ".bak");
    AtomicFiles.write(kept, source());
    AtomicFiles.write(file(), exercise.start());
    return kept;
  }

  private String filled(String resource) {
    return Resources.text("exercise/" + resource)
        .replace("@VERSION@", Version.ARTIFACTS)
        .replace("@NAME@", exercise.name())
        .replace("@TYPE@", exercise.type());
  }
}
