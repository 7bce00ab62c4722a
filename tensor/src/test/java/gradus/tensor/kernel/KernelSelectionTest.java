package gradus.tensor.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KernelSelectionTest {
  @Test
  void takesVectorsWhereTheyArePresentAndPlainLoopsElsewhere() {
    assertThat(KernelSelection.select(null, true)).isInstanceOf(SimdKernels.class);
    assertThat(KernelSelection.select(null, false)).isInstanceOf(PlainKernels.class);
  }

  @Test
  void obeysTheProperty() {
    assertThat(KernelSelection.select("plain", true)).isInstanceOf(PlainKernels.class);
    assertThat(KernelSelection.select("simd", true)).isInstanceOf(SimdKernels.class);
  }

  @Test
  void rejectsUnknownKindsAndAbsentVectors() {
    assertThatThrownBy(() -> KernelSelection.select("fast", true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fast")
        .hasMessageContaining("simd or plain");
    assertThatThrownBy(() -> KernelSelection.select("simd", false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("--add-modules jdk.incubator.vector");
  }

  @Test
  void saysSoWhereJavaHasNoOptimizingCompiler() {
    assertThat(KernelSelection.withoutCompiler("mixed mode, sharing")).isNull();
    assertThat(KernelSelection.withoutCompiler("compiled mode, sharing")).isNull();
    assertThat(KernelSelection.withoutCompiler("interpreted mode, sharing"))
        .contains("interpreted mode", "-Xint", "-Dgradus.kernels=plain");
    assertThat(KernelSelection.withoutCompiler("mixed mode, emulated-client, sharing"))
        .contains("-XX:TieredStopAtLevel");
  }
}
