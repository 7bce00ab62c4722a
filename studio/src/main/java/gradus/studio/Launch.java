package gradus.studio;

import java.io.IOException;

/// Where the launcher enters: makes the Vector API available, then hands over to [Gradus].
///
/// The documented way, `--add-modules jdk.incubator.vector`, prints a warning at every start and
/// makes the JVM give up most of its ahead-of-time cache (JEP 483), because a boot layer with an
/// incubator module is not archived. So the launcher starts without it, and the module is loaded
/// here as the JDK loads its own late modules, which the jar's `Add-Exports` entry permits. The
/// compiler treats it the same. After each build the launcher asks [#main] with
/// `-Dgradus.launch=check` whether this JDK still offers that way, and adds the option where it
/// does not.
public final class Launch {
  private static final String VECTOR_API = "jdk.incubator.vector";

  private Launch() {}

  /// Runs the command line. With `-Dgradus.launch=check` it only exits with 0 if the Vector API can
  /// be loaded and 3 if not; with `-Dgradus.launch=record` it runs [Rehearsal] without the Vector
  /// API, whose classes an ahead-of-time cache cannot hold.
  public static void main(String[] arguments) throws IOException {
    switch (System.getProperty("gradus.launch", "run")) {
      case "check" -> System.exit(loadVectorApi() ? 0 : 3);
      case "record" -> Rehearsal.main();
      default -> {
        if (!loadVectorApi()) {
          System.getLogger("gradus")
              .log(
                  System.Logger.Level.WARNING,
                  "the Vector API could not be loaded; plain kernels will be slow. Start with"
                      + " --add-modules=jdk.incubator.vector (GRADUS_JAVA_OPTIONS)");
        }
        Gradus.main(arguments);
      }
    }
  }

  private static boolean loadVectorApi() {
    if (ModuleLayer.boot().findModule(VECTOR_API).isPresent()) {
      return true;
    }
    try {
      Class.forName("jdk.internal.module.Modules")
          .getMethod("loadModule", String.class)
          .invoke(null, VECTOR_API);
      Class.forName("jdk.incubator.vector.FloatVector");
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
