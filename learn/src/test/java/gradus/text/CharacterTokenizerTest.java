package gradus.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.Json;
import gradus.io.JsonException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharacterTokenizerTest {
  @Test
  void numbersCharactersByCodePoint() {
    var tokenizer = CharacterTokenizer.of("b月a😀a");
    assertThat(tokenizer.size()).isEqualTo(4);
    assertThat(tokenizer.encode("ab月😀")).containsExactly(0, 1, 2, 3);
    assertThat(tokenizer.decode(3, 2, 2, 0)).isEqualTo("😀月月a");
    assertThat(tokenizer.hasUnknown()).isFalse();
    assertThat(tokenizer).hasToString("4 characters");
  }

  @Test
  void decodesWhatItEncodes() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      String text = Texts.random(random, 1 + i % 20);
      var tokenizer = CharacterTokenizer.of(text);
      int[] tokens = tokenizer.encode(text);
      assertThat(tokens).hasSize(text.codePointCount(0, text.length()));
      assertThat(tokenizer.decode(tokens)).isEqualTo(text);
      var read = Tokenizer.fromJson(Json.parse(Json.compact(tokenizer.toJson())).cursor("t"));
      assertThat(read).isEqualTo(tokenizer).hasSameHashCodeAs(tokenizer);
    }
  }

  @Test
  void keepsTheMostFrequentCharactersOfABoundedVocabulary() {
    var tokenizer = CharacterTokenizer.of("cccbbaaddd", 4);
    // c, d, and of the equally frequent a and b the first.
    assertThat(tokenizer.size()).isEqualTo(4);
    assertThat(tokenizer.encode("abcdx")).containsExactly(0, 3, 1, 2, 3);
    assertThat(tokenizer.decode(0, 3, 1)).isEqualTo("a\ufffdc");
    assertThat(tokenizer.text(3)).isEqualTo("<unknown>");
    assertThat(CharacterTokenizer.of("ab", 100).size()).isEqualTo(3);
    var read = Tokenizer.fromJson(tokenizer.toJson().cursor("t"));
    assertThat(read).isEqualTo(tokenizer);
  }

  @Test
  void namesTheCharacterThatIsNotKnown() {
    assertThatThrownBy(() -> CharacterTokenizer.of("abc").encode("a😀cé"))
        .isInstanceOf(TextException.class)
        .hasMessage(
            "encode: the character \"😀\" (U+1F600) at position 1 is not one of the 3 that this"
                + " tokenizer knows; leave it out, make the tokenizer of a text that has it, or"
                + " bound its size, of(text, maximum), so that there is a token for unknown"
                + " characters");
  }

  @Test
  void refusesHalvesOfSurrogatePairs() {
    for (String text : new String[] {"ab\ud800", "\udc00ab", "a\ud83db", "a\udc00\ud83d"}) {
      assertThatThrownBy(() -> CharacterTokenizer.of(text))
          .isInstanceOf(TextException.class)
          .hasMessageContaining("half of a surrogate pair");
      assertThatThrownBy(() -> CharacterTokenizer.of("ab", 5).encode(text))
          .isInstanceOf(TextException.class)
          .hasMessageContaining("read the text as UTF-8");
    }
  }

  @Test
  void refusesWhatMakesNoVocabulary() {
    assertThatThrownBy(() -> CharacterTokenizer.of("")).hasMessageContaining("empty");
    assertThatThrownBy(() -> CharacterTokenizer.of("ab", 1)).hasMessageContaining("from 2 tokens");
    assertThatThrownBy(() -> CharacterTokenizer.of("ab").decode(2))
        .isInstanceOf(TextException.class)
        .hasMessageContaining("no token 2; they run from 0 to 1");
    assertThatThrownBy(() -> CharacterTokenizer.of("ab").text(-1))
        .isInstanceOf(TextException.class);
  }

  @Test
  void showsControlCharactersAsEscapes() {
    var tokenizer = CharacterTokenizer.of("\n\t\r\u0007\u202e a月");
    assertThat(IntStream.range(0, tokenizer.size()).mapToObj(tokenizer::text))
        .containsExactly("\\u0007", "\\t", "\\n", "\\r", " ", "a", "\\u202e", "月");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"type\":\"words\"}",
        "{\"type\":\"characters\"}",
        "{\"type\":\"characters\",\"characters\":\"\",\"unknown\":false}",
        "{\"type\":\"characters\",\"characters\":\"ba\",\"unknown\":false}",
        "{\"type\":\"characters\",\"characters\":\"aa\",\"unknown\":false}",
        "{\"type\":\"characters\",\"characters\":\"ab\",\"unknown\":1}",
        "{\"type\":\"characters\",\"characters\":\"ab\"}",
        "{\"type\":\"characters\",\"characters\":7,\"unknown\":false}",
        "{\"type\":\"characters\",\"characters\":\"ab\",\"unknown\":false,\"more\":1}"
      })
  void refusesMalformedJson(String json) {
    assertThatThrownBy(() -> Tokenizer.fromJson(Json.parse(json).cursor("tokenizer")))
        .isInstanceOf(JsonException.class)
        .hasMessageStartingWith("tokenizer");
  }
}
