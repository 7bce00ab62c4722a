package gradus.text;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.Json;
import gradus.io.JsonException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Whatever a damaged file says, reading a tokenizer ends in a tokenizer or in a typed error.
class TokenizerFuzzTest {
  private static final String[] PIECES = {
    "0",
    "1",
    "-1",
    "256",
    "257",
    "1048577",
    "2147483647",
    "9999999999",
    "null",
    "[]",
    "{}",
    "\"\"",
    "\"é月😀\"",
    "true",
    ",",
    ":",
    "[",
    "}",
    "\"size\"",
    "\"special\":{\"x\":1},",
    "1e3",
  };

  @Test
  void readsOrRefusesDamagedJson() {
    Tokenizer[] tokenizers = {
      CharacterTokenizer.of("abc月"),
      CharacterTokenizer.of("abcabd", 4),
      BytePairTokenizer.train("abababcdcdabcd", 260),
    };
    var random = new SplittableRandom(4);
    int read = 0;
    for (int i = 0; i < 30_000; i++) {
      String text = Json.compact(tokenizers[i % tokenizers.length].toJson());
      for (int change = random.nextInt(3); change >= 0; change--) {
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + random.nextInt(6));
        text = text.substring(0, from) + PIECES[random.nextInt(PIECES.length)] + text.substring(to);
      }
      try {
        var tokenizer = Tokenizer.fromJson(Json.parse(text).cursor("tokenizer"));
        assertThat(tokenizer.size()).isBetween(1, Tokenizer.MAXIMUM_SIZE);
        for (int token = 0; token < tokenizer.size(); token += 7) {
          assertThat(tokenizer.bytes(token)).isNotEmpty();
        }
        read++;
      } catch (JsonException refused) {
        assertThat(refused.getMessage()).isNotEmpty();
      }
    }
    // Some changes make another tokenizer.
    assertThat(read).isBetween(20, 20_000);
  }
}
