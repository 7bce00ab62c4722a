package gradus.tensor.kernel;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/// The choice of the kernels for this virtual machine: vectors where the Vector API is present,
/// plain loops elsewhere.
///
/// The system property `gradus.kernels` (`simd` or `plain`) overrides it.
public final class KernelSelection {
  private static final String PROPERTY = "gradus.kernels";
  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  private KernelSelection() {}

  /// The kernels to compute with.
  ///
  /// @throws IllegalArgumentException if the system property names neither kind
  /// @throws IllegalStateException if it asks for vectors where the Vector API is absent
  public static Kernels best() {
    return select(System.getProperty(PROPERTY), vectorsArePresent());
  }

  // Asks for a class and not for a module of the boot layer, which the launcher adds to later.
  static boolean vectorsArePresent() {
    try {
      Class.forName(VECTOR_MODULE + ".FloatVector", false, KernelSelection.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  static Kernels select(@Nullable String wanted, boolean vectors) {
    return switch (wanted) {
      case null -> {
        if (vectors && Fused.PRESENT) {
          warn(withoutCompiler(System.getProperty("java.vm.info", "")));
          yield simd();
        }
        System.getLogger("gradus.tensor")
            .log(
                Level.INFO,
                vectors
                    ? "This processor, as Java sees it, has no fused multiply-add, so plain, slower loops are used"
                    : "The Vector API is absent, so plain, much slower loops are used; start Java with --add-modules "
                        + VECTOR_MODULE);
        yield new PlainKernels();
      }
      case "plain" -> new PlainKernels();
      case "simd" -> {
        if (!vectors) {
          throw new IllegalStateException(
              PROPERTY
                  + "=simd: the Vector API is absent; start Java with --add-modules "
                  + VECTOR_MODULE);
        }
        yield simd();
      }
      default ->
          throw new IllegalArgumentException(
              PROPERTY
                  + ": the kind of kernels, "
                  + wanted
                  + ", must be simd or plain; leave it out for the best");
    };
  }

  private static void warn(@Nullable String warning) {
    if (warning != null) {
      System.getLogger("gradus.tensor").log(Level.WARNING, warning);
    }
  }

  /// What to say where Java runs without its optimizing compiler, which alone makes vectors of the
  /// Vector API's objects; null where it has it.
  ///
  /// @param mode what the virtual machine calls its way of running, the property `java.vm.info`
  static @Nullable String withoutCompiler(String mode) {
    boolean without = mode.contains("interpreted mode") || mode.contains("emulated-client");
    return without
        ? "Java runs without its optimizing compiler ("
            + mode
            + "), where vectors are many times slower than plain loops: leave out -Xint and -XX:TieredStopAtLevel, or set -D"
            + PROPERTY
            + "=plain"
        : null;
  }

  // The only place that names SimdKernels, whose class cannot be linked where the module is absent.
  private static Kernels simd() {
    return new SimdKernels();
  }
}
