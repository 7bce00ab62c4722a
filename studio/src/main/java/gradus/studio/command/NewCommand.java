package gradus.studio.command;

import gradus.io.AtomicFiles;
import gradus.io.FileException;
import gradus.studio.console.Session;
import gradus.studio.words.PathText;
import gradus.studio.words.Resources;
import gradus.studio.words.UserException;
import gradus.studio.words.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `gradus new`: a folder with a small project that uses Gradus, for Maven and for Gradle.
@Command(name = "new", sortOptions = false)
final class NewCommand implements Callable<Integer> {
  /// Where each file of the project goes.
  private static final Map<String, String> FILES = files();

  private final Session session;

  @Parameters(paramLabel = "DIR", descriptionKey = "param.new")
  private Path folder = Path.of("");

  NewCommand(Session session) {
    this.session = session;
  }

  private static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("pom.xml", "pom.xml");
    files.put("build.gradle.kts", "build.gradle.kts");
    files.put("settings.gradle.kts", "settings.gradle.kts");
    files.put("Moons.java.txt", "src/main/java/com/example/Moons.java");
    files.put("MoonsTest.java.txt", "src/test/java/com/example/MoonsTest.java");
    files.put("README.md", "README.md");
    files.put("gitignore", ".gitignore");
    return files;
  }

  @Override
  public Integer call() throws FileException {
    requireEmpty();
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      String text = Resources.text("starter/" + file.getKey());
      AtomicFiles.write(
          folder.resolve(file.getValue()), text.replace("@VERSION@", Version.ARTIFACTS));
    }
    session.tell(session.text("new.done", PathText.shown(folder)));
    session.tell(session.text("new.next", PathText.quoted(folder)));
    return 0;
  }

  /// A folder with anything in it stays as it is.
  private void requireEmpty() throws FileException {
    try {
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new UserException("error.new.file", PathText.shown(folder));
      }
      if (Files.isDirectory(folder)) {
        try (Stream<Path> inside = Files.list(folder)) {
          if (inside.findAny().isPresent()) {
            throw new UserException("error.new.full", PathText.shown(folder));
          }
        }
      }
    } catch (IOException failure) {
      throw FileException.of("read", folder, failure);
    }
  }
}
