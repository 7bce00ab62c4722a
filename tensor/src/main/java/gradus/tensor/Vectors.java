package gradus.tensor;

import gradus.tensor.kernel.Kernels;
import java.util.Locale;

/// The vectors that tensors of [DType#FLOAT32] are computed on.
///
/// Their size and the number of registers change the speed alone: all vectors give the same bits,
/// but for the few functions that [Math] computes, such as tangents, which may differ from one
/// family of processors to the next. Plain loops, which compute in double precision, differ in the
/// last bits.
public final class Vectors {
  private Vectors() {}

  /// The bits of a vector, or 0 for plain loops.
  public static int bits() {
    return Evaluator.KERNELS.vectorBits();
  }

  /// What a log calls the vectors: such as `simd 512 bits, 32 registers`, or `plain`.
  public static String description() {
    return description(Evaluator.KERNELS);
  }

  static String description(Kernels kernels) {
    return kernels.vectorBits() == 0
        ? "plain"
        : String.format(
            Locale.ROOT,
            "simd %d bits, %d registers",
            kernels.vectorBits(),
            kernels.vectorRegisters());
  }
}
