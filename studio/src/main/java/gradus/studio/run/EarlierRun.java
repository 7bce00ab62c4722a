package gradus.studio.run;

import gradus.io.FileException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a folder held before a new run began in it: kept aside in a folder of its own, inside,
/// until the new run's result is there.
///
/// `run.json` goes first and comes back last. So a folder without one, but with something aside, is
/// one whose process died while files were moved, and is put back as it was; the next run, and
/// whoever resumes this one, does so. Files that are no run's stay where they are.
///
/// @param folder the run's
record EarlierRun(RunFolder folder) {
  private static final String PREFIX = ".previous-";

  /// Takes the run that is there aside.
  ///
  /// @throws FileException where that fails; everything is back in its place then, or is put there
  ///   by the next run
  void takeAside() throws FileException {
    Path aside = folder.path().resolve(PREFIX + (all().size() + 1));
    try {
      Files.createDirectory(aside);
      move(folder, new RunFolder(aside));
    } catch (IOException failure) {
      putBack();
      throw FileException.of("move", folder.path(), failure);
    }
  }

  /// Puts back what was taken aside last, where the run that is there now has nothing to go on from
  /// or was never begun.
  void putBack() throws FileException {
    List<Path> all = all();
    boolean begun = Files.exists(folder.settings(), LinkOption.NOFOLLOW_LINKS);
    if (all.isEmpty() || (begun && Files.exists(folder.checkpoint(), LinkOption.NOFOLLOW_LINKS))) {
      return;
    }
    Path aside = all.getLast();
    RunFolder earlier = new RunFolder(aside);
    try {
      if (begun) {
        // It has left nothing that counts: a checkpoint is a run's first result.
        delete(folder);
      }
      List<Path> files = files(earlier);
      for (Path file : files.reversed()) {
        moveInto(file, folder.path().resolve(aside.relativize(file)));
      }
      Files.deleteIfExists(earlier.figures());
      Files.deleteIfExists(aside);
    } catch (IOException failure) {
      throw FileException.of("move", aside, failure);
    }
  }

  /// Puts back what a process that died left half aside.
  void repair() throws FileException {
    if (!Files.exists(folder.settings(), LinkOption.NOFOLLOW_LINKS)) {
      putBack();
    }
  }

  /// Deletes what was taken aside, now that something better is there.
  void forget() throws FileException {
    for (Path aside : all()) {
      try {
        delete(new RunFolder(aside));
        Files.deleteIfExists(aside);
      } catch (IOException failure) {
        throw FileException.of("delete", aside, failure);
      }
    }
  }

  /// Whether a run is aside here.
  boolean isThere() throws FileException {
    return !all().isEmpty();
  }

  private List<Path> all() throws FileException {
    List<Path> all = new ArrayList<>();
    for (int i = 1; ; i++) {
      Path aside = folder.path().resolve(PREFIX + i);
      if (!Files.isDirectory(aside, LinkOption.NOFOLLOW_LINKS)) {
        return all;
      }
      all.add(aside);
    }
  }

  private static void move(RunFolder from, RunFolder to) throws IOException {
    for (Path file : files(from)) {
      moveInto(file, to.path().resolve(from.path().relativize(file)));
    }
    deleteIfEmpty(from.figures());
  }

  private static void moveInto(Path file, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    Files.move(file, target);
  }

  private static void delete(RunFolder run) throws IOException {
    // The settings last: as long as they are there, this is a run.
    for (Path file : files(run).reversed()) {
      Files.deleteIfExists(file);
    }
    deleteIfEmpty(run.figures());
  }

  private static void deleteIfEmpty(Path figures) throws IOException {
    if (Files.isDirectory(figures, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> rest = Files.newDirectoryStream(figures)) {
        if (rest.iterator().hasNext()) {
          return;
        }
      }
      Files.delete(figures);
    }
  }

  /// A run's own files, its settings first.
  private static List<Path> files(RunFolder run) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path file : run.files()) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        files.add(file);
      }
    }
    if (Files.isDirectory(run.figures(), LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> figures = Files.newDirectoryStream(run.figures(), "*.{svg,png}")) {
        figures.forEach(files::add);
      }
    }
    return files;
  }
}
