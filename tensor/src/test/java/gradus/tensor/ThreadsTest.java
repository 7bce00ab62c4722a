package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, -1, 4097, Integer.MAX_VALUE})
  void refusesNumbersThatNoMachineHas(int count) {
    int before = Threads.count();

    assertThatThrownBy(() -> Threads.use(count))
        .isInstanceOf(TensorException.class)
        .hasMessageContainingAll("threads", Integer.toString(count), "4096");
    assertThat(Threads.count()).isEqualTo(before);
  }

  @Test
  void takesWhatItIsGiven() {
    int before = Threads.count();
    try {
      Threads.use(3);

      assertThat(Threads.count()).isEqualTo(3);
    } finally {
      Threads.use(before);
    }
  }
}
