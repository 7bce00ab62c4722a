package gradus.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.FormatException;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.io.JsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytePairTokenizerTest {
  private static final BytePairTokenizer TRAINED =
      BytePairTokenizer.train(Texts.english() + Texts.chinese(), 500);

  @TempDir Path folder;

  private static List<JsonCursor> samples() {
    return Json.parse(Texts.resource("byte-pair-samples.json")).cursor("samples").elements();
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path resource(String name) throws IOException {
    return file(name, Texts.resource(name));
  }

  @Test
  void learnsWhatTheReferenceLearns() throws IOException {
    var reference = BytePairTokenizer.readGpt2(resource("vocab.json"), resource("merges.txt"));
    assertThat(TRAINED).isEqualTo(reference);
    // No pair of the two texts occurs twice after these.
    assertThat(TRAINED.size()).isEqualTo(453).isEqualTo(256 + TRAINED.mergeCount());
    assertThat(BytePairTokenizer.train(Texts.english() + Texts.chinese(), 300).size())
        .isEqualTo(300);
  }

  @Test
  void encodesAsTheReferencesDo() throws IOException {
    var read = BytePairTokenizer.readTokenizerJson(resource("tokenizer.json"));
    var samples = samples();
    assertThat(samples).hasSizeGreaterThan(100);
    for (JsonCursor sample : samples) {
      String text = sample.member("text").text();
      int[] tokens =
          sample.member("tokens").elements().stream().mapToInt(JsonCursor::integer).toArray();
      assertThat(read.encode(text)).as(text).isEqualTo(tokens);
      assertThat(TRAINED.encode(text)).as(text).isEqualTo(tokens);
      assertThat(read.decode(tokens)).isEqualTo(text);
    }
  }

  @Test
  void keepsSpecialTokensApartFromText() throws IOException {
    var read = BytePairTokenizer.readTokenizerJson(resource("tokenizer.json"));
    assertThat(read.size()).isEqualTo(454);
    assertThat(read.text(453)).isEqualTo("<|endoftext|>");
    assertThat(read.encode("<|endoftext|>")).doesNotContain(453).hasSizeGreaterThan(5);
    var again = Tokenizer.fromJson(Json.parse(Json.compact(read.toJson())).cursor("t"));
    assertThat(again).isEqualTo(read).isNotEqualTo(TRAINED);
    assertThat(again.decode(453)).isEqualTo("<|endoftext|>");
  }

  @Test
  void decodesWhatItEncodes() {
    var random = new SplittableRandom(2);
    for (int i = 0; i < 500; i++) {
      String text = Texts.random(random, 1 + i % 30);
      assertThat(TRAINED.decode(TRAINED.encode(text))).isEqualTo(text);
    }
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        continue;
      }
      String text = Character.toString(point);
      if (!TRAINED.decode(TRAINED.encode(text)).equals(text)) {
        assertThat(point).as("the code point that did not come back").isEqualTo(-1);
      }
    }
  }

  @Test
  void encodesLongWordsInReasonableTime() {
    // A quadratic algorithm would need hours for this.
    var tokenizer = BytePairTokenizer.train("theethee thee", 258);
    String word = "thee".repeat(500_000);
    int[] tokens = tokenizer.encode(word);
    assertThat(tokens.length).isLessThan(word.length());
    assertThat(tokenizer.decode(tokens)).isEqualTo(word);
    assertThat(tokenizer.decode(tokenizer.encode(" ".repeat(1_000_000)))).hasSize(1_000_000);
    // Training visits only the places that change.
    var learned = BytePairTokenizer.train("月光thee ".repeat(3) + "ab".repeat(400_000), 290);
    assertThat(learned.encode("ab".repeat(4096)).length).isLessThan(20);
  }

  @Test
  void learnsTheMostFrequentPairFirst() {
    var tokenizer = BytePairTokenizer.train("ababab cdcd abc", 258);
    assertThat(tokenizer.text(256)).isEqualTo("ab");
    // Equally frequent, and of smaller tokens: "ab" and "ab" against "c" and "d".
    assertThat(tokenizer.text(257)).isEqualTo("cd");
    assertThat(tokenizer.encode("abcd")).containsExactly(256, 257);
    assertThat(BytePairTokenizer.train("abc", 1000).size()).isEqualTo(256);
    assertThat(tokenizer).hasToString("258 tokens of byte pairs");
  }

  @Test
  void showsPartsOfCharactersAsBytes() {
    var bytes = BytePairTokenizer.train("abc", 256);
    int[] moon = bytes.encode("月");
    assertThat(IntStream.of(moon).mapToObj(bytes::text)).containsExactly("\\xE6", "\\x9C", "\\x88");
    assertThat(bytes.decode(moon[0], moon[1])).isEqualTo("\ufffd");
    assertThat(bytes.text(bytes.encode("\n")[0])).isEqualTo("\\n");
    assertThatThrownBy(() -> bytes.decode(256)).isInstanceOf(TextException.class);
  }

  @Test
  void comesBackFromJson() {
    var read = Tokenizer.fromJson(Json.parse(Json.compact(TRAINED.toJson())).cursor("tokenizer"));
    assertThat(read).isEqualTo(TRAINED).hasSameHashCodeAs(TRAINED);
    assertThat(read.encode(Texts.english())).isEqualTo(TRAINED.encode(Texts.english()));
  }

  @Test
  void refusesTextsAndSizesThatCannotBe() {
    assertThatThrownBy(() -> BytePairTokenizer.train("", 300)).hasMessageContaining("empty");
    assertThatThrownBy(() -> BytePairTokenizer.train("abc", 255))
        .isInstanceOf(TextException.class)
        .hasMessageContaining("from 256 tokens");
    assertThatThrownBy(() -> BytePairTokenizer.train("abc", Integer.MAX_VALUE))
        .isInstanceOf(TextException.class);
    assertThatThrownBy(() -> TRAINED.encode("a\ud800"))
        .isInstanceOf(TextException.class)
        .hasMessageContaining("position 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"bytePairs\"}",
        "{\"type\":\"bytePairs\",\"size\":256}",
        "{\"type\":\"bytePairs\",\"size\":255,\"merges\":[]}",
        "{\"type\":\"bytePairs\",\"size\":2000000000,\"merges\":[]}",
        "{\"type\":\"bytePairs\",\"size\":257,\"merges\":[]}",
        "{\"type\":\"bytePairs\",\"size\":257,\"merges\":[1,2]}",
        "{\"type\":\"bytePairs\",\"size\":257,\"merges\":[1,2,3]}",
        "{\"type\":\"bytePairs\",\"size\":257,\"merges\":[1,2,257]}",
        "{\"type\":\"bytePairs\",\"size\":257,\"merges\":[1,256,256]}",
        "{\"type\":\"bytePairs\",\"size\":257,\"merges\":[1,-2,256]}",
        "{\"type\":\"bytePairs\",\"size\":258,\"merges\":[1,2,256,1,2,257]}",
        "{\"type\":\"bytePairs\",\"size\":257,\"merges\":[1,2.5,256]}",
        "{\"type\":\"bytePairs\",\"size\":256,\"merges\":[],\"bytes\":[1,2,3]}",
        "{\"type\":\"bytePairs\",\"size\":256,\"merges\":[],\"special\":{\"x\":0}}",
        "{\"type\":\"bytePairs\",\"size\":257,\"merges\":[],\"special\":{\"\":256}}",
        "{\"type\":\"bytePairs\",\"size\":257,\"merges\":[],\"special\":{\"x\":999}}"
      })
  void refusesMalformedJson(String json) {
    assertThatThrownBy(() -> Tokenizer.fromJson(Json.parse(json).cursor("tokenizer")))
        .isInstanceOf(JsonException.class)
        .hasMessageStartingWith("tokenizer");
  }

  @Test
  void refusesMergesThatGrowWithoutBound() {
    var json = new StringBuilder("{\"type\":\"bytePairs\",\"size\":296,\"merges\":[0,0,256");
    for (int token = 256; token < 295; token++) {
      json.append(",%d,%d,%d".formatted(token, token, token + 1));
    }
    var cursor = Json.parse(json.append("]}").toString()).cursor("tokenizer");
    assertThatThrownBy(() -> Tokenizer.fromJson(cursor))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("merge 12 makes a token of 8192 bytes");
  }

  @Test
  void refusesFilesOfOtherTokenizers() throws IOException {
    String text = Texts.resource("tokenizer.json");
    for (String[] change :
        new String[][] {
          {"\"type\":\"BPE\"", "\"type\":\"Unigram\""},
          {"\"type\":\"ByteLevel\",\"add", "\"type\":\"Metaspace\",\"add"},
          {"\"add_prefix_space\":false", "\"add_prefix_space\":true"},
          {"\"use_regex\":true", "\"use_regex\":false"},
          {"\"normalizer\":null", "\"normalizer\":{\"type\":\"NFC\"}"},
          {"\"byte_fallback\":false", "\"byte_fallback\":true"},
          {"\"!\":0", "\"!!!\":0"},
          {"\"id\":453", "\"id\":460"},
          {"\"merges\":[", "\"merges\":[[\"Q\",\"Q\"],"},
        }) {
      assertThat(text).contains(change[0]);
      Path file = file("tokenizer.json", text.replace(change[0], change[1]));
      assertThatThrownBy(() -> BytePairTokenizer.readTokenizerJson(file))
          .as(change[1])
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("only byte pairs as GPT-2 cuts words are read");
    }
  }

  @Test
  void refusesDamagedMerges() throws IOException {
    Path vocabulary = resource("vocab.json");
    String merges = Texts.resource("merges.txt");
    for (String bad : new String[] {"a", "a b c", " a", "a ", "QQ Q", "a \u4e00"}) {
      Path file = file("merges.txt", merges + bad + "\n");
      assertThatThrownBy(() -> BytePairTokenizer.readGpt2(vocabulary, file))
          .as(bad)
          .isInstanceOf(FormatException.class);
    }
    Path file = file("latin.txt", "");
    Files.write(file, "é é\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> BytePairTokenizer.readGpt2(vocabulary, file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("not in UTF-8");
    assertThatThrownBy(() -> BytePairTokenizer.readGpt2(file("v.json", "[]"), file))
        .isInstanceOf(FormatException.class);
    // Without its merges, what they made has no bytes.
    Path none = file("none.txt", "#version: 0.2\n");
    assertThatThrownBy(() -> BytePairTokenizer.readGpt2(vocabulary, none))
        .isInstanceOf(FormatException.class);
  }
}
