package gradus.tensor.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LanesTest {
  @Test
  void takesTheNumberOfRegistersFromTheProperty() {
    assertThat(Lanes.registers("16")).isEqualTo(16);
    assertThat(Lanes.registers("32")).isEqualTo(32);
    assertThatThrownBy(() -> Lanes.registers("12"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gradus.vectorRegisters")
        .hasMessageContaining("12, must be 16 or 32");
  }

  @Test
  void expectsManyRegistersWhereVectorsAreLong() {
    assertThat(Lanes.registers(null)).isIn(16, 32);
    if (Lanes.SPECIES.vectorBitSize() == 512) {
      assertThat(Lanes.registers(null)).isEqualTo(32);
    }
  }
}
