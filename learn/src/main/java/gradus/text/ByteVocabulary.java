package gradus.text;

import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.io.InputFile;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.io.JsonException;
import gradus.io.JsonValue.JsonArray;
import gradus.tensor.Message;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Byte pairs as other libraries' files have them: tokens written in [ByteAlphabet] with their
/// numbers, and merges of one such text with another.
final class ByteVocabulary {
  private static final int MAXIMUM_MERGES_BYTES = 20_000_000;

  /// How many ordinary tokens of a vocabulary its merges may not make: some have a few that were
  /// added to fill it up.
  private static final int MOST_UNMADE = 8;

  private static final String RESTORE = "restore the file from a copy";
  private static final String OTHER =
      "only byte pairs as GPT-2 cuts words are read; train one with BytePairTokenizer.train";

  private final Map<String, Integer> tokens = new LinkedHashMap<>();
  private final Map<String, Integer> special = new LinkedHashMap<>();
  private final List<Merge> merges = new ArrayList<>();

  private record Merge(String left, String right) {}

  private ByteVocabulary() {}

  /// Hugging Face's `tokenizer.json`.
  static BytePairTokenizer readTokenizerJson(Path file) throws FileException {
    var json = Json.read(file).cursor("");
    try {
      var vocabulary = new ByteVocabulary();
      requireGpt2(json);
      var model = json.member("model");
      vocabulary.addTokens(model.member("vocab"));
      for (JsonCursor merge : model.member("merges").elements()) {
        vocabulary.addMerge(merge);
      }
      for (JsonCursor added : json.member("added_tokens").elements()) {
        vocabulary.special.put(added.member("content").text(), added.member("id").integer());
      }
      return vocabulary.tokenizer();
    } catch (JsonException | TextException failure) {
      throw new FormatException(file, 0, Message.of(failure), Message.of(OTHER), failure);
    }
  }

  /// GPT-2's `vocab.json` and `merges.txt`.
  static BytePairTokenizer readGpt2(Path vocabulary, Path merges) throws FileException {
    var json = Json.read(vocabulary).cursor("");
    var lines = lines(merges);
    try {
      var read = new ByteVocabulary();
      read.addTokens(json);
      for (int i = 0; i < lines.size(); i++) {
        boolean isVersion = i == 0 && lines.get(i).startsWith("#version");
        if (!isVersion && !lines.get(i).isEmpty()) {
          read.addMerge("line " + (i + 1), lines.get(i));
        }
      }
      read.requireMade();
      return read.tokenizer();
    } catch (JsonException failure) {
      throw new FormatException(vocabulary, 0, Message.of(failure), Message.of(RESTORE), failure);
    } catch (TextException failure) {
      throw new FormatException(
          merges,
          0,
          Message.of(failure),
          Message.of("use the two files of one tokenizer"),
          failure);
    }
  }

  private static List<String> lines(Path file) throws FileException {
    var bytes = InputFile.of(file).bytes(MAXIMUM_MERGES_BYTES, Message.of("a list of merges"));
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes))
          .toString()
          .lines()
          .toList();
    } catch (CharacterCodingException failure) {
      throw new FormatException(
          file, 0, Message.of("it is not in UTF-8"), Message.of(RESTORE), failure);
    }
  }

  /// Refuses what would encode in another way than this library does.
  private static void requireGpt2(JsonCursor json) {
    var model = json.member("model");
    if (!model.member("type").text().equals("BPE")) {
      throw model.member("type").expected("\"BPE\"");
    }
    for (String name : List.of("unk_token", "continuing_subword_prefix", "end_of_word_suffix")) {
      requireNothing(model, name);
    }
    for (String name : List.of("dropout", "fuse_unk", "byte_fallback", "ignore_merges")) {
      requireNothing(model, name);
    }
    requireNothing(json, "normalizer");
    var words = json.member("pre_tokenizer");
    if (!words.member("type").text().equals("ByteLevel")) {
      throw words.member("type").expected("\"ByteLevel\"");
    }
    requireNothing(words, "add_prefix_space");
    if (!words.optional("use_regex").map(JsonCursor::truth).orElse(true)) {
      throw words.member("use_regex").expected("%s", true);
    }
  }

  private static void requireNothing(JsonCursor json, String name) {
    json.optional(name)
        .filter(found -> !Set.of("false", "\"\"").contains(Json.compact(found.value())))
        .ifPresent(found -> {
          throw found.expected("nothing");
        });
  }

  private void addTokens(JsonCursor json) {
    for (String name : json.names()) {
      tokens.put(name, json.member(name).integer());
    }
  }

  private void addMerge(JsonCursor json) {
    if (json.value() instanceof JsonArray) {
      merges.add(new Merge(json.element(0).text(), json.element(1).text()));
    } else {
      addMerge(json.path(), json.text());
    }
  }

  private void addMerge(String place, String line) {
    int space = line.indexOf(' ');
    if (space < 1 || space != line.lastIndexOf(' ') || space == line.length() - 1) {
      throw new TextException(
          "%s: expected two tokens with a space between, got %s",
          place, Unicode.readable(line.getBytes(StandardCharsets.UTF_8)));
    }
    merges.add(new Merge(line.substring(0, space), line.substring(space + 1)));
  }

  private BytePairTokenizer tokenizer() {
    var byteTokens = new int[ByteAlphabet.SIZE];
    Arrays.fill(byteTokens, -1);
    Set<String> made = new HashSet<>();
    tokens.forEach((name, token) -> {
      var bytes = name.length() == 1 ? ByteAlphabet.bytes(name) : null;
      if (bytes != null) {
        byteTokens[bytes[0] & 0xff] = token;
        made.add(name);
      }
    });
    var numbers = new Ints();
    for (Merge merge : merges) {
      String result = merge.left + merge.right;
      numbers.addAll(new int[] {token(merge.left), token(merge.right), token(result)});
      made.add(result);
    }
    int size = 0;
    for (Map.Entry<String, Integer> entry : tokens.entrySet()) {
      size = Math.max(size, entry.getValue() + 1);
      if (!made.contains(entry.getKey()) && !special.containsValue(entry.getValue())) {
        special.put(plain(entry.getKey()), entry.getValue());
      }
    }
    for (int token : special.values()) {
      size = Math.max(size, token + 1);
    }
    return BytePairTokenizer.of(size, byteTokens, numbers.toArray(), special);
  }

  /// Refuses merges that make only some of the vocabulary's tokens: they belong to another one.
  private void requireMade() {
    Set<String> made = new HashSet<>();
    merges.forEach(merge -> made.add(merge.left + merge.right));
    List<String> unmade =
        tokens.keySet().stream()
            .filter(name -> name.length() > 1 && !made.contains(name))
            .filter(name -> !name.matches("<.*>|\\[.*\\]"))
            .toList();
    if (unmade.size() > MOST_UNMADE) {
      throw new TextException(
          "byte pairs: the merges make only %d of the vocabulary's %d tokens, and not %s",
          tokens.size() - unmade.size(),
          tokens.size(),
          Unicode.readable(unmade.getFirst().getBytes(StandardCharsets.UTF_8)));
    }
  }

  private int token(String name) {
    Integer token = tokens.get(name);
    if (token == null) {
      throw new TextException(
          "byte pairs: a merge needs the token %s, which is not in the vocabulary",
          Unicode.readable(name.getBytes(StandardCharsets.UTF_8)));
    }
    return token;
  }

  /// What a token is decoded to that no merge makes.
  private static String plain(String name) {
    var bytes = ByteAlphabet.bytes(name);
    try {
      return bytes == null
          ? name
          : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException partial) {
      throw new TextException("byte pairs: no merge makes the token %s", Unicode.readable(bytes));
    }
  }
}
