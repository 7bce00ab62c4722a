package gradus.studio;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A second JVM that runs a command; with `-Dhalt=FILE` it dies without warning, as by `kill -9`,
/// once that file is there.
public final class InterruptedRun {
  private InterruptedRun() {}

  public static void main(String[] arguments) {
    String file = System.getProperty("halt");
    if (file != null) {
      Thread killer = new Thread(() -> haltOnce(Path.of(file)));
      killer.setDaemon(true);
      killer.start();
    }
    Gradus.main(arguments);
  }

  private static void haltOnce(Path file) {
    while (!Files.exists(file)) {
      LockSupport.parkNanos(1_000_000);
    }
    Runtime.getRuntime().halt(137);
  }

  /// Starts a command in a JVM of its own; standard error goes to a file.
  public static Process start(Path errors, List<String> options, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    // Without the Vector API the plain kernels compute, which round otherwise.
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp", classPath()));
    command.add(InterruptedRun.class.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().put("GRADUS_LANG", "en");
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    return builder.redirectError(errors.toFile()).start();
  }

  /// Where Gradus, its tests and its libraries came from, be it the module or the class path.
  private static String classPath() {
    return Stream.of(
            "gradus.studio.InterruptedRun",
            "gradus.studio.Gradus",
            "gradus.course.Course",
            "gradus.nn.Model",
            "gradus.tensor.Tensor",
            "picocli.CommandLine",
            "com.fasterxml.jackson.core.JsonFactory")
        .map(InterruptedRun::originOf)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// The folder or the archive that a class was loaded from.
  private static String originOf(String name) {
    try {
      String resource = "/" + name.replace('.', '/') + ".class";
      String url = String.valueOf(Class.forName(name).getResource(resource));
      String origin = url.substring(0, url.length() - resource.length());
      return Path.of(URI.create(origin.replaceFirst("^jar:", "").replaceFirst("!$", "")))
          .toString();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
