package gradus.studio.book;

import gradus.io.FileException;
import gradus.studio.server.Assets;
import gradus.studio.words.PathText;
import gradus.studio.words.UserException;
import gradus.studio.words.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The folder of a book. A file in it says that it is one, so that nobody else's files are
/// overwritten.
final class BookFolder {
  private static final String MARK = "gradus-site.txt";
  private static final List<String> SCRIPTS =
      List.of("map.js", "lesson.js", "milestone.js", "figures.js", "search.js");
  private static final List<String> FILES =
      List.of(
          "early.js",
          "icon.svg",
          "base.css",
          "book.css",
          "map.css",
          "lesson.css",
          "milestone.css",
          "figures.css",
          "search.css");
  private static final List<String> PRISM =
      List.of("prism-core.min.js", "prism-clike.min.js", "prism-java.min.js");
  private static final Pattern FONT = Pattern.compile("fonts/([\\w-]+\\.woff2)");

  private final Path root;

  private BookFolder(Path root) {
    this.root = root;
  }

  /// Takes a folder that is empty, a book's already, or still to be made.
  ///
  /// @throws UserException where it is none of these
  /// @throws FileException where it cannot be written
  static BookFolder claim(Path root) throws FileException {
    try {
      if (Files.exists(root) && !Files.isDirectory(root)) {
        throw new UserException("error.new.file", PathText.shown(root));
      }
      if (Files.isDirectory(root) && !Files.isRegularFile(root.resolve(MARK))) {
        try (Stream<Path> inside = Files.list(root)) {
          if (inside.findAny().isPresent()) {
            throw new UserException("error.lesson.site.foreign", PathText.shown(root));
          }
        }
      }
    } catch (IOException failure) {
      throw FileException.of("read", root, failure);
    }
    BookFolder folder = new BookFolder(root);
    folder.write(MARK, "Gradus " + Version.TEXT + ": gradus lesson --site\n");
    return folder;
  }

  /// Writes style sheets, scripts and fonts.
  void writeAssets() throws FileException {
    try {
      for (String name : SCRIPTS) {
        write("site/" + name, ClassicScript.of(name));
      }
      for (String name : FILES) {
        write("site/" + name, present(name, Assets.own(name)));
      }
      for (String name : PRISM) {
        write("lib/prism/" + name, present(name, Assets.library("prism", name)));
      }
      for (String name : List.of("katex.min.css", "katex.min.js")) {
        byte[] bytes = present(name, Assets.library("katex", name));
        write("lib/katex/" + name, bytes);
        Matcher fonts = FONT.matcher(new String(bytes, StandardCharsets.UTF_8));
        while (name.endsWith(".css") && fonts.find()) {
          String font = fonts.group(1);
          write("lib/katex/fonts/" + font, present(font, Assets.library("katex/fonts", font)));
        }
      }
    } catch (IOException failure) {
      throw FileException.of("read", root, failure);
    }
  }

  private static byte[] present(String name, byte @org.jspecify.annotations.Nullable [] bytes) {
    if (bytes == null) {
      throw new IllegalStateException("there is no file " + name);
    }
    return bytes;
  }

  /// Writes a file.
  ///
  /// @param path from the root, with slashes
  void write(String path, String text) throws FileException {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String path, byte[] bytes) throws FileException {
    Path file = root.resolve(path);
    try {
      Path parent = file.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.write(file, bytes);
    } catch (IOException failure) {
      throw FileException.of("write", file, failure);
    }
  }
}
