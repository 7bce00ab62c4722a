package gradus.studio;

import gradus.studio.words.Messages;
import gradus.studio.words.PathText;
import java.io.File;
import java.util.Properties;

/// How this process was called, so that the commands that it prints run as they stand.
final class Invocation {
  /// What the launcher says: as what it was called itself, such as `./gradus`.
  private static final String COMMAND = "gradus.command";

  private Invocation() {}

  /// The beginning of a command that calls Gradus again from the same folder.
  static String command() {
    return command(System.getProperties());
  }

  static String command(Properties properties) {
    String told = properties.getProperty(COMMAND, "");
    if (!told.isEmpty()) {
      return PathText.quoted(told);
    }
    // Of a jar that was started with -jar, this is the path as it was given.
    String classPath = properties.getProperty("java.class.path", "");
    boolean jar = classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator);
    return jar ? "java -jar " + PathText.quoted(classPath) : Messages.COMMAND;
  }
}
