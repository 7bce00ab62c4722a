package gradus.tensor.kernel;

import java.util.Locale;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// The vector shape of the float kernels: what the processor prefers, or what the system property
/// `gradus.vectorBits` (128, 256 or 512) forces.
///
/// The constants are static and final because the compiler keeps a vector in a register only where
/// it knows the shape.
final class Lanes {
  static final VectorSpecies<Float> SPECIES = species(System.getProperty("gradus.vectorBits"));

  /// Floats in a vector.
  static final int COUNT = SPECIES.length();

  /// Whether there are 32 vector registers (AVX-512, NEON) rather than 16 (AVX2, SSE).
  static final boolean MANY_REGISTERS =
      SPECIES.vectorBitSize() == 512
          || System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("aarch64");

  private Lanes() {}

  private static VectorSpecies<Float> species(@Nullable String bits) {
    return switch (bits) {
      case null -> FloatVector.SPECIES_PREFERRED;
      case "128" -> FloatVector.SPECIES_128;
      case "256" -> FloatVector.SPECIES_256;
      case "512" -> FloatVector.SPECIES_512;
      default ->
          throw new IllegalArgumentException(
              "gradus.vectorBits: the size of a vector, "
                  + bits
                  + ", must be 128, 256 or 512; leave it out for the processor's");
    };
  }
}
