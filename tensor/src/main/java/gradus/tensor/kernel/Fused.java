package gradus.tensor.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Multiplying and adding in one step, with one rounding.
///
/// Processors for x86 without AVX, and virtual machines that hide it, cannot do that. There
/// [Math#fma] and the vectors' counterpart compute each number with [java.math.BigDecimal], a
/// thousand times slower.
final class Fused {
  /// Whether the processor can, as far as Java lets it.
  static final boolean PRESENT = !isX86() || hasLongVectors() || isUsed();

  private Fused() {}

  /// `a * b + c`, with one rounding where that costs nothing.
  static float multiplyAdd(float a, float b, float c) {
    return PRESENT ? Math.fma(a, b, c) : a * b + c;
  }

  static boolean isX86() {
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return processor.equals("amd64") || processor.equals("x86_64");
  }

  // Vectors of more than 128 bits come with AVX2, which no processor has without fused operations.
  private static boolean hasLongVectors() {
    return KernelSelection.vectorsArePresent() && Lanes.preferredBits() > 128;
  }

  /// What this virtual machine says, which costs some milliseconds; true where it cannot say.
  private static boolean isUsed() {
    @Nullable HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    try {
      return machine == null || Boolean.parseBoolean(machine.getVMOption("UseFMA").getValue());
    } catch (IllegalArgumentException e) {
      return true;
    }
  }
}
