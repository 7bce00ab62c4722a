package gradus.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class JsonMemoryTest {
  private static byte[] many(String element, int bytes) {
    String text = "[" + (element + ",").repeat(bytes / (element.length() + 1)) + element + "]";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "0", "null", "\"\"", "{\"a\":0}", "[[[]]]", "[{\"\":[]}]"})
  void refusesMillionsOfTinyValues(String element) {
    byte[] text = many(element, 10_000_000);
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("more values than are read");
  }

  @Test
  void countsAtLeastWhatValuesTake() {
    for (String element : new String[] {"{}", "[]", "0", "\"\"", "{\"a\":0}", "[[[]]]"}) {
      byte[] text = many(element, 1_000_000);
      long before = used();
      JsonValue value;
      try {
        value = Json.parse(text);
      } catch (JsonException tooMany) {
        continue;
      }
      assertThat(used() - before).as(element).isLessThan(64_000_000 + 4L * text.length);
      assertThat(value.cursor("").elements()).hasSizeGreaterThan(100_000);
    }
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void readsAVocabularyOfAQuarterOfAMillionTokens() {
    var vocabulary = JsonValue.object();
    for (int i = 0; i < 250_000; i++) {
      vocabulary.put("token" + i, i);
    }
    byte[] text = Json.compact(vocabulary.build()).getBytes(StandardCharsets.UTF_8);
    assertThat(Json.parse(text).cursor("").names()).hasSize(250_000);
  }
}
