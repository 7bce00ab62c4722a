package gradus.studio.words;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.Json;
import gradus.io.JsonValue;
import org.junit.jupiter.api.Test;

class TextOutputTest {
  private static final String TEXT = "a\u001bb\u007fc\u009bd\u2028e\u202ef\u2066g\u200fh\n汉";

  @Test
  void showsNothingThatMovesACursorOrTurnsText() {
    assertThat(TextOutput.clean(TEXT)).isEqualTo("a?b?c?d?e?f?g\u200fh\n汉");
    assertThat(TextOutput.line(TEXT)).isEqualTo("a?b?c?d?e?f?g\u200fh?汉");
  }

  @Test
  void escapesItInJson() {
    JsonValue value = JsonValue.object().put(TEXT, TEXT).build();
    String json = TextOutput.json(value);
    assertThat(json)
        .contains("\\u009bd\\u2028e\\u202ef\\u2066g\u200fh\\n汉")
        .doesNotContainPattern("[\\p{Cc}\\u2028-\\u202e\\u2066-\\u2069]");
    assertThat(Json.parse(json)).isEqualTo(value);
  }
}
