package gradus.tensor.kernel;

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

  /// Vector registers: [#registers], or what the system property `gradus.vectorRegisters` (16 or
  /// 32) says.
  static final int REGISTERS = registers(System.getProperty("gradus.vectorRegisters"));

  private Lanes() {}

  /// The size of the vectors that the processor prefers.
  static int preferredBits() {
    return FloatVector.SPECIES_PREFERRED.vectorBitSize();
  }

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

  /// How many vector registers the compiler has.
  ///
  /// x86 has 32 with AVX-512 and 16 without; all other processors that the Vector API supports have
  /// at least 32. Vectors of 512 bits prove AVX-512. Shorter ones do not disprove it, because
  /// `-XX:MaxVectorSize` limits their size alone, but nothing in the JDK's base says so, and to
  /// expect too few registers costs a twentieth of the speed, too many half of it.
  static int registers(@Nullable String wanted) {
    return switch (wanted) {
      case null -> Fused.isX86() && preferredBits() < 512 ? 16 : 32;
      case "16" -> 16;
      case "32" -> 32;
      default ->
          throw new IllegalArgumentException(
              "gradus.vectorRegisters: the number of vector registers, "
                  + wanted
                  + ", must be 16 or 32; leave it out for the processor's");
    };
  }
}
