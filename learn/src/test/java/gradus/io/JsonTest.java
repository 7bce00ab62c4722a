package gradus.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.JsonValue.JsonArray;
import gradus.io.JsonValue.JsonNull;
import gradus.io.JsonValue.JsonObject;
import gradus.io.JsonValue.JsonReal;
import gradus.io.JsonValue.JsonString;
import gradus.io.JsonValue.JsonWhole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @TempDir Path folder;

  @Test
  void keepsTheOrderOfMembersAndTheKindOfNumbers() {
    String text = "{\"z\":1,\"a\":[1.0,-0.0,true,null,\"\\u00e9\\n\"],\"m\":{}}";

    JsonValue value = Json.parse(text);

    assertThat(((JsonObject) value).members().keySet()).containsExactly("z", "a", "m");
    assertThat(Json.compact(value))
        .isEqualTo("{\"z\":1,\"a\":[1.0,-0.0,true,null,\"é\\n\"],\"m\":{}}");
  }

  @Test
  void writesOneLinePerMemberWhenPretty() {
    JsonValue value =
        JsonValue.object()
            .put("units", 10)
            .put("sizes", JsonValue.array(JsonValue.of(1), JsonValue.of(2.5)))
            .put("empty", JsonValue.array())
            .put("none", JsonValue.object().build())
            .build();

    assertThat(Json.pretty(value))
        .isEqualTo(
            """
            {
              "units": 10,
              "sizes": [
                1,
                2.5
              ],
              "empty": [],
              "none": {}
            }\
            """);
  }

  @Test
  void keepsEveryLongAndDoubleExactly() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      long whole = random.nextLong() >> random.nextInt(64);
      assertThat(Json.parse(Json.compact(JsonValue.of(whole)))).isEqualTo(new JsonWhole(whole));
      double real = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(real)) {
        assertThat(Json.parse(Json.compact(JsonValue.of(real)))).isEqualTo(new JsonReal(real));
      }
    }
    for (long whole : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0}) {
      assertThat(Json.parse(Json.compact(JsonValue.of(whole)))).isEqualTo(new JsonWhole(whole));
    }
    for (double real : new double[] {Double.MIN_VALUE, Double.MAX_VALUE, -0.0, 1e21, 0.1}) {
      assertThat(Json.parse(Json.compact(JsonValue.of(real)))).isEqualTo(new JsonReal(real));
    }
  }

  @Test
  void readsBackWhateverTreeItWrote() {
    RandomGenerator random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      JsonValue value = tree(random, 5);
      assertThat(Json.parse(Json.compact(value))).isEqualTo(value);
      assertThat(Json.parse(Json.pretty(value))).isEqualTo(value);
    }
  }

  @Test
  void writesNumbersThatJsonLacksAsTexts() {
    JsonValue value =
        JsonValue.array(
            JsonValue.of(Double.NaN),
            JsonValue.of(1 / 0.0),
            JsonValue.of(Double.NEGATIVE_INFINITY));

    assertThat(Json.compact(value)).isEqualTo("[\"NaN\",\"Infinity\",\"-Infinity\"]");
    assertThat(value.cursor("").element(0).number()).isNaN();
    assertThat(value.cursor("").element(2).number()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThatThrownBy(() -> new JsonReal(Double.NaN)).isInstanceOf(JsonException.class);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"a\":{\"b\":1,\"b\":2}} | a.b: the name occurs twice",
        "{\"a\":[1,2,{\"c\":1e999}]} | a[2].c: the number is too large",
        "[9223372036854775808] | [0]: the whole number has more than 64 bits",
        "{\"a\":1} 2 | goes on after the end",
        "{\"a\":1}} | JSON: ",
        "[1,2 | [1]: the text ends in the middle of a value (byte 4)",
        "[1,] | [1]: ",
        "{\"a\" 1} | a: ",
        "[NaN] | [0]: ",
        "[01] | [0]: ",
        "[+1] | [0]: ",
        "[.5] | [0]: ",
        "['a'] | [0]: ",
        "{a:1} | JSON: ",
        "[1]// | JSON: ",
        "[\"\\ud800\"] | half of a surrogate pair",
        "{\"\\udc00x\":1} | surrogate",
        "[\"\\x\"] | [0]: ",
        "[tru] | [0]: ",
      })
  void rejectsWhatIsNotStrictJsonAndNamesThePlace(String text, String problem) {
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining(problem.strip())
        .satisfies(e -> assertThat(((JsonException) e).offset()).isBetween(0L, 30L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "\ufeff{}"})
  void rejectsTextWithoutAValue(String text) {
    assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonException.class);
  }

  @Test
  void rejectsBytesThatAreNotUtf8() {
    for (byte[] bad :
        new byte[][] {
          {'[', '"', (byte) 0xc0, (byte) 0x80, '"', ']'},
          {'[', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ']'},
          {'[', '"', (byte) 0xff, '"', ']'},
          {'[', '"', (byte) 0xe2, (byte) 0x82},
        }) {
      assertThatThrownBy(() -> Json.parse(bad))
          .isInstanceOf(JsonException.class)
          .hasMessageContaining("not UTF-8 (byte 2)");
    }
    assertThatThrownBy(() -> Json.parse("[1]".getBytes(StandardCharsets.UTF_16LE)))
        .isInstanceOf(JsonException.class);
  }

  @Test
  void reportsTheOffsetInBytes() {
    assertThatThrownBy(() -> Json.parse("[\"é漢😀\", x]"))
        .isInstanceOf(JsonException.class)
        .satisfies(e -> assertThat(((JsonException) e).offset()).isBetween(14L, 16L));
  }

  @Test
  void readsAndWritesNestingUpToTheLimitAndNoFurther() {
    String deepest = "[".repeat(Json.MAXIMUM_DEPTH) + "]".repeat(Json.MAXIMUM_DEPTH);
    JsonValue value = Json.parse(deepest);

    assertThat(Json.compact(value)).isEqualTo(deepest);
    assertThatThrownBy(() -> Json.compact(JsonValue.array(value)))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("deeper than 64");
    assertThatThrownBy(() -> Json.parse("[" + deepest + "]")).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> Json.parse("[{\"a\":".repeat(1_000_000)))
        .isInstanceOf(JsonException.class);
  }

  @Test
  void rejectsTextsThatCannotBeWritten() {
    assertThatThrownBy(() -> JsonValue.of("\ud83d")).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> JsonValue.object().put("\ude00", 1).build())
        .isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> JsonValue.object().put("a", 1).put("a", 2))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("\"a\"");
    assertThat(JsonValue.of("😀")).isEqualTo(new JsonString("😀"));
  }

  @Test
  void writesAndReadsFiles() throws FileException {
    Path file = folder.resolve("new/model.json");
    JsonValue value = JsonValue.object().put("名", "值").build();

    Json.write(file, value);

    assertThat(file).hasContent("{\n  \"名\": \"值\"\n}\n");
    assertThat(Json.read(file)).isEqualTo(value);
  }

  @Test
  void namesTheFileThatIsMalformedMissingOrADirectory() throws Exception {
    Path file = Files.writeString(folder.resolve("bad.json"), "{\"a\": 1, \"a\": 2}");

    assertThatThrownBy(() -> Json.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("bad.json, byte 9: a: the name occurs twice");
    assertThatThrownBy(() -> Json.read(folder))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("is a directory");
    assertThatThrownBy(() -> Json.read(folder.resolve("none.json")))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("none.json")
        .hasMessageContaining("does not exist");
  }

  private static JsonValue tree(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 7)) {
      case 0 -> JsonValue.of(random.nextLong());
      case 1 -> JsonValue.of(random.nextGaussian());
      case 2 -> JsonValue.of(random.nextBoolean());
      case 3 -> new JsonNull();
      case 4 -> JsonValue.of(text(random));
      case 5 ->
          new JsonArray(
              List.of(tree(random, depth - 1), tree(random, depth - 1), tree(random, depth - 1)));
      default ->
          JsonValue.object()
              .put("a" + text(random), tree(random, depth - 1))
              .put("b" + text(random), tree(random, depth - 1))
              .build();
    };
  }

  private static String text(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      int point = random.nextInt(random.nextBoolean() ? 128 : Character.MAX_CODE_POINT + 1);
      text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 0 : point);
    }
    return text.toString();
  }
}
