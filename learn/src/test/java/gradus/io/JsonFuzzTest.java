package gradus.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JsonFuzzTest {
  @Test
  @Timeout(300)
  void readsOrRefusesEveryDamagedText() {
    byte[] text =
        """
        {"model":{"layers":[{"type":"dense","units":12,"rate":-1.5e-3},{"é漢😀":null}],
        "on":true,"big":9007199254740993,"path":"C:\\\\x\\u0041\\n"}}
        """
            .getBytes(StandardCharsets.UTF_8);
    Mutations mutations = new Mutations(5);
    int read = 0;
    for (int i = 0; i < 40_000; i++) {
      byte[] damaged = mutations.ofBytes(text);
      try {
        JsonValue value = Json.parse(damaged);
        if (!Json.parse(Json.compact(value)).equals(value)) {
          throw new AssertionError("changed on the way: " + value);
        }
        read++;
      } catch (JsonException refused) {
        if (refused.offset() < 0 || refused.offset() > damaged.length) {
          throw new AssertionError("an offset outside the text: " + refused.getMessage());
        }
      }
    }
    assertThat(read).isGreaterThan(1_000);
  }
}
