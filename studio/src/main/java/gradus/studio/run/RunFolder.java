package gradus.studio.run;

import gradus.io.FileException;
import gradus.io.FolderLock;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.io.JsonException;
import gradus.io.JsonValue;
import gradus.studio.words.Language;
import gradus.studio.words.PathText;
import gradus.studio.words.UserException;
import gradus.train.RunEvent;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The folder that a run keeps its files in.
///
/// @param path the folder
public record RunFolder(Path path) {
  /// Where runs go unless another folder is asked for.
  public static final Path USUAL = Path.of("runs");

  /// What a search keeps its trials in.
  private static final String SEARCH = "study.jsonl";

  private static final int LONGEST_NAME = 100;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  /// The folder of a name, or, without one, of the date, the time and a label.
  ///
  /// @throws UserException where the name is not fit for a folder, or the folder holds a run that
  ///   is not to be replaced
  public static RunFolder of(Path out, @Nullable String name, String label, boolean replace) {
    if (name == null) {
      String stamp = LocalDateTime.now(ZoneId.systemDefault()).format(STAMP) + "-" + label;
      RunFolder folder = new RunFolder(out.resolve(stamp));
      for (int i = 2; Files.exists(folder.path()); i++) {
        folder = new RunFolder(out.resolve(stamp + "-" + i));
      }
      return folder;
    }
    requireName(name);
    RunFolder folder;
    try {
      folder = new RunFolder(out.resolve(name));
    } catch (InvalidPathException e) {
      throw new UserException("error.name.characters", name);
    }
    folder.requireNotLinked();
    if (Files.exists(folder.settings(), LinkOption.NOFOLLOW_LINKS)) {
      if (!replace) {
        throw new UserException("error.name.taken", folder.path(), PathText.quoted(folder.path()));
      }
      folder.requireRun();
    } else {
      folder.requireNothingForeign();
    }
    return folder;
  }

  /// The folder of a search: one that goes on, or a new one.
  ///
  /// @throws UserException where the name is not fit for a folder, or the folder holds something
  ///   else
  public static Path ofSearch(Path out, @Nullable String name) {
    if (name != null) {
      requireName(name);
      Path folder = out.resolve(name);
      if (Files.isRegularFile(folder.resolve(SEARCH), LinkOption.NOFOLLOW_LINKS)) {
        return folder;
      }
    }
    return of(out, name, "tune", false).path();
  }

  /// The folder of a run that is there: at a path, or of a name in the usual place.
  public static RunFolder existing(Path run) {
    Path usual = USUAL.resolve(run);
    return new RunFolder(Files.isDirectory(run) || !Files.isDirectory(usual) ? run : usual);
  }

  private static void requireName(String name) {
    if (name.isBlank()) {
      throw new UserException("error.name.empty");
    }
    if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
      throw new UserException("error.name.long", LONGEST_NAME);
    }
    boolean controls = name.codePoints().anyMatch(Character::isISOControl);
    if (name.contains("/") || name.contains("\\") || controls) {
      throw new UserException("error.name.characters", name);
    }
    if (name.startsWith(".") || name.contains("..")) {
      throw new UserException("error.name.dots", name);
    }
  }

  /// Reads what a run in a folder, or one that `run.json` belongs to, was started with.
  ///
  /// @throws UserException where there is no run
  /// @throws FileException where it cannot be read
  public Settings readSettings() throws FileException {
    if (!Files.isRegularFile(settings())) {
      throw new UserException(
          Files.isDirectory(path) ? "error.run.none" : "error.run.missing", path);
    }
    try {
      return Settings.fromJson(Json.read(settings()).cursor("run"));
    } catch (JsonException e) {
      throw new UserException("error.run.damaged", settings(), e.explanation());
    }
  }

  void writeSettings(Settings settings) throws FileException {
    writeSettings(settings.toJson());
  }

  void writeSettings(JsonValue settings) throws FileException {
    Json.write(settings(), settings);
  }

  /// The language that the run spoke; nothing where it does not say so.
  public Optional<Language> language() {
    try {
      return Json.read(settings())
          .cursor("run")
          .optional(RunSetting.LANGUAGE)
          .map(JsonCursor::text)
          .map(Language::of);
    } catch (FileException | JsonException unreadable) {
      // Whoever reads the settings themselves says why.
      return Optional.empty();
    }
  }

  /// Makes room for a new run: one that is there goes aside, until [#keep].
  ///
  /// @throws UserException where the folder holds what is no run's
  void makeRoom() throws FileException {
    EarlierRun earlier = new EarlierRun(this);
    earlier.repair();
    if (Files.exists(settings(), LinkOption.NOFOLLOW_LINKS)) {
      requireRun();
      earlier.takeAside();
    } else {
      requireNothingForeign();
    }
  }

  /// Puts back the run that went aside for one that has left nothing to go on from.
  void giveUp() throws FileException {
    new EarlierRun(this).putBack();
  }

  /// Deletes the run that went aside: the new one's result is there.
  void keep() throws FileException {
    new EarlierRun(this).forget();
  }

  /// Puts the run back that was here, where a process died while it was moved aside.
  ///
  /// @throws FileException where the folder is in use, or cannot be written
  public void repair() throws FileException {
    if (!Files.exists(settings(), LinkOption.NOFOLLOW_LINKS) && new EarlierRun(this).isThere()) {
      try (FolderLock _ = FolderLock.acquire(path)) {
        new EarlierRun(this).repair();
      }
    }
  }

  /// Refuses a folder in which a link, or a folder, stands where a run writes a file: nothing
  /// outside of it is written.
  void requireOrdinary() {
    requireNotLinked();
    for (Path file : files()) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new UserException("error.folder.file", file);
      }
    }
    if (Files.exists(figures(), LinkOption.NOFOLLOW_LINKS)
        && !Files.isDirectory(figures(), LinkOption.NOFOLLOW_LINKS)) {
      throw new UserException("error.folder.file", figures());
    }
  }

  private void requireNotLinked() {
    if (Files.isSymbolicLink(path)) {
      throw new UserException("error.folder.link", path);
    }
  }

  private void requireRun() {
    try {
      Settings.fromJson(Json.read(settings()).cursor("run"));
    } catch (FileException | JsonException | UserException none) {
      throw new UserException("error.folder.foreign", path, settings().getFileName());
    }
  }

  /// Refuses a folder with anything in it but what locks and writers that died leave there.
  private void requireNothingForeign() {
    if (!Files.isDirectory(path)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (!name.equals(".lock")
            && !name.endsWith(".gradus-tmp")
            && !name.startsWith(".previous-")) {
          throw new UserException("error.folder.foreign", path, name);
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      throw new UserException("error.folder.foreign", path, "?");
    }
  }

  /// The event that a file in this folder was made.
  public RunEvent saved(String what, Path file) {
    return new RunEvent.Saved(what, inside(file));
  }

  /// A file in this folder as events name it, on every system alike.
  public String inside(Path file) {
    return path.relativize(file).toString().replace(File.separatorChar, '/');
  }

  public String name() {
    return String.valueOf(path.toAbsolutePath().normalize().getFileName());
  }

  /// The files that a run writes, its settings first; its figures are in a folder of their own.
  List<Path> files() {
    return List.of(
        settings(),
        checkpoint(),
        model(),
        result(),
        report(),
        historyTable(),
        historyLines(),
        events());
  }

  public Path settings() {
    return path.resolve("run.json");
  }

  public Path checkpoint() {
    return path.resolve("checkpoint.safetensors");
  }

  public Path model() {
    return path.resolve("model.safetensors");
  }

  public Path result() {
    return path.resolve("result.json");
  }

  public Path report() {
    return path.resolve("report.html");
  }

  public Path historyTable() {
    return path.resolve("history.csv");
  }

  public Path historyLines() {
    return path.resolve("history.jsonl");
  }

  /// What happened, as it happened.
  public Path events() {
    return path.resolve("events.jsonl");
  }

  public Path figures() {
    return path.resolve("figures");
  }
}
