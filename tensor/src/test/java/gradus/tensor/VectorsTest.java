package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.tensor.kernel.PlainKernels;
import gradus.tensor.kernel.SimdKernels;
import org.junit.jupiter.api.Test;

class VectorsTest {
  @Test
  void describesTheVectorsOfTheKernels() {
    assertThat(Vectors.bits()).isEqualTo(Evaluator.KERNELS.vectorBits());
    assertThat(Vectors.description(new SimdKernels()))
        .matches("simd (128|256|512) bits, (16|32) registers")
        .contains(" " + new SimdKernels().vectorBits() + " bits");
    assertThat(Vectors.description()).isEqualTo(Vectors.description(Evaluator.KERNELS));
  }

  @Test
  void callsPlainLoopsPlain() {
    assertThat(Vectors.description(new PlainKernels())).isEqualTo("plain");
    assertThat(new PlainKernels().vectorBits()).isZero();
    assertThat(new SimdKernels().vectorBits()).isIn(128, 256, 512);
  }
}
