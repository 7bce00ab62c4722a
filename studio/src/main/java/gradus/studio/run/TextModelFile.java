package gradus.studio.run;

import gradus.io.FileException;
import gradus.io.JsonException;
import gradus.studio.words.PathText;
import gradus.studio.words.UserException;
import gradus.text.TextModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The file of a trained model of text.
///
/// @param path the file
public record TextModelFile(Path path) {

  /// The file of a model or of a run, or that of the newest run on text in the usual place.
  ///
  /// @param named a file, a run's folder or its name; null for the newest
  /// @throws UserException where there is none
  public static TextModelFile find(@Nullable Path named) throws FileException {
    if (named == null) {
      return newest(RunFolder.USUAL)
          .map(TextModelFile::new)
          .orElseThrow(() -> new UserException("error.text.none", RunFolder.USUAL));
    }
    if (Files.isRegularFile(named)) {
      return new TextModelFile(named);
    }
    RunFolder folder = RunFolder.existing(named);
    if (!Files.isDirectory(folder.path())) {
      throw new UserException("error.text.missing", named);
    }
    if (!Files.exists(folder.model()) && Files.exists(folder.settings())) {
      throw new UserException("error.text.unfinished", PathText.quoted(folder.path()));
    }
    return new TextModelFile(folder.model());
  }

  /// The model of the run on text that was finished last.
  public static Optional<Path> newest(Path runs) throws FileException {
    if (!Files.isDirectory(runs)) {
      return Optional.empty();
    }
    List<RunFolder> folders;
    try (Stream<Path> all = Files.list(runs)) {
      folders = all.map(RunFolder::new).filter(TextModelFile::isFinishedText).toList();
    } catch (IOException e) {
      throw FileException.of("read", runs, e);
    }
    return folders.stream().map(RunFolder::model).max(Comparator.comparing(TextModelFile::time));
  }

  private static boolean isFinishedText(RunFolder folder) {
    try {
      return Files.isRegularFile(folder.model()) && folder.readSettings() instanceof TextSettings;
    } catch (FileException | JsonException | UserException other) {
      return false;
    }
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }

  /// Reads the model.
  ///
  /// @throws UserException where it is a model of something else
  public TextModel read() throws FileException {
    if (!SavedModel.isText(path)) {
      throw new UserException("error.model.text", path);
    }
    TextModel text = TextModel.load(path);
    SavedModel.requireFinite(path, text.model());
    return text;
  }
}
