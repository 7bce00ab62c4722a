package gradus.text;

import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.io.JsonCursor;
import gradus.io.JsonException;
import gradus.io.JsonValue;
import gradus.io.JsonValue.JsonArray;
import gradus.io.JsonValue.JsonWhole;
import gradus.tensor.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Tokens for frequent parts of words: bytes, of which the pairs that occurred most often were
/// merged, and merged again. Every text has tokens, and `decode(encode(text))` is the text.
///
/// ```java
/// var tokenizer = BytePairTokenizer.train(book, 2000);
/// int[] tokens = tokenizer.encode("a text that is not in the book");
/// ```
///
/// The text is cut into words as by GPT-2; then in each word the pair that was learned first is
/// merged until no learned pair is left. The first 256 tokens of a trained tokenizer are the bytes,
/// in GPT-2's order.
///
/// Gage, "A new algorithm for data compression", 1994; Sennrich, Haddow and Birch, "Neural machine
/// translation of rare words with subword units", 2016; Radford et al., "Language models are
/// unsupervised multitask learners", 2019.
public final class BytePairTokenizer implements Tokenizer {
  static final String TYPE = "bytePairs";

  /// The most bytes that one token may stand for: a damaged file could double it with every merge.
  static final int LONGEST_PIECE = 4096;

  private static final long LONGEST_PIECES = 1L << 26;
  private static final int CACHED_WORDS = 1 << 16;
  private static final int LONGEST_CACHED_WORD = 64;

  private final int[] byteTokens;
  private final BytePairs pairs;
  private final Map<String, Integer> special;
  private final byte[][] pieces;
  private final Map<String, int[]> cache = new ConcurrentHashMap<>();

  private BytePairTokenizer(
      int[] byteTokens, BytePairs pairs, Map<String, Integer> special, byte[][] pieces) {
    this.byteTokens = byteTokens;
    this.pairs = pairs;
    this.special = special;
    this.pieces = pieces;
  }

  /// Learns a tokenizer from a text: as many merges of the most frequent pair as make `size`
  /// tokens, or until no pair occurs twice. The same text always gives the same tokenizer.
  ///
  /// @param size the number of tokens, at least 256, of which those bytes are
  /// @throws TextException where the size is out of range, the text is empty, or half of a
  ///   surrogate pair is in it
  public static BytePairTokenizer train(String text, int size) {
    if (size < ByteAlphabet.SIZE || size > MAXIMUM_SIZE) {
      throw new TextException(
          "tokenizer: byte pairs need from 256 tokens, one for each byte, to %d, got %d",
          MAXIMUM_SIZE, size);
    }
    if (text.isEmpty()) {
      throw new TextException("tokenizer: the text is empty; there are no pairs to learn");
    }
    Unicode.require("tokenizer", text);
    var byteTokens = ByteAlphabet.tokens();
    var merges = BytePairTraining.learn(text, byteTokens, size);
    int largest = ByteAlphabet.SIZE - 1;
    for (int i = 2; i < merges.length; i += 3) {
      largest = Math.max(largest, merges[i]);
    }
    return of(largest + 1, byteTokens, merges, Map.of());
  }

  /// The tokenizer in a `tokenizer.json` of Hugging Face's tokenizers: byte pairs within words as
  /// GPT-2 cuts them. Added tokens such as `<|endoftext|>` keep their numbers, but no text is
  /// encoded to them.
  ///
  /// @throws FormatException where the file holds no such tokenizer; it names what differs
  /// @throws FileException where it cannot be read
  public static BytePairTokenizer readTokenizerJson(Path file) throws FileException {
    return ByteVocabulary.readTokenizerJson(file);
  }

  /// The tokenizer in GPT-2's two files.
  ///
  /// @param vocabulary `vocab.json`, also called `encoder.json`: each token with its number
  /// @param merges `merges.txt`, also called `vocab.bpe`: the pairs, the first learned first
  /// @throws FormatException where a file is malformed, or the two do not belong together
  /// @throws FileException where one cannot be read
  public static BytePairTokenizer readGpt2(Path vocabulary, Path merges) throws FileException {
    return ByteVocabulary.readGpt2(vocabulary, merges);
  }

  /// A tokenizer of any origin.
  ///
  /// @param byteTokens the token for each byte
  /// @param merges left, right and result of each merge, the first one first
  /// @param special tokens that no text is encoded to, by what they are decoded to
  /// @throws TextException where they do not fit each other
  static BytePairTokenizer of(
      int size, int[] byteTokens, int[] merges, Map<String, Integer> special) {
    if (size < ByteAlphabet.SIZE || size > MAXIMUM_SIZE) {
      throw new TextException(
          "byte pairs: the size must be from 256 to %d, got %d", MAXIMUM_SIZE, size);
    }
    var pieces = new byte[size][];
    for (int i = 0; i < byteTokens.length; i++) {
      define(pieces, byteTokens[i], new byte[] {(byte) i}, Message.of("byte %d", i));
    }
    var pairs = new BytePairs(merges);
    long total = 0;
    for (int rank = 0; rank < pairs.count(); rank++) {
      Message what = Message.of("merge %d", rank);
      var left = piece(pieces, pairs.left(rank), what);
      var right = piece(pieces, pairs.right(rank), what);
      total += left.length + right.length;
      if (left.length + right.length > LONGEST_PIECE || total > LONGEST_PIECES) {
        throw new TextException(
            "byte pairs: %s makes a token of %d bytes, of %d together; at most %d and %d are read",
            what, left.length + right.length, total, LONGEST_PIECE, LONGEST_PIECES);
      }
      if (pairs.rank(pairs.left(rank), pairs.right(rank)) != rank) {
        throw new TextException(
            "byte pairs: %s merges the tokens %d and %d, which another merge does too",
            what, pairs.left(rank), pairs.right(rank));
      }
      var joined = Arrays.copyOf(left, left.length + right.length);
      System.arraycopy(right, 0, joined, left.length, right.length);
      int result = pairs.result(rank);
      // The same bytes may come about in two ways.
      if (result < 0 || result >= size || !Arrays.equals(pieces[result], joined)) {
        define(pieces, result, joined, what);
      }
    }
    special.forEach((text, token) ->
        define(
            pieces,
            token,
            text.getBytes(StandardCharsets.UTF_8),
            Message.of("special token \"%s\"", text)));
    for (int token = 0; token < size; token++) {
      piece(pieces, token, Message.of("the vocabulary"));
    }
    return new BytePairTokenizer(
        byteTokens, pairs, Collections.unmodifiableMap(new LinkedHashMap<>(special)), pieces);
  }

  private static void define(byte[][] pieces, int token, byte[] piece, Message what) {
    if (token < 0 || token >= pieces.length || pieces[token] != null || piece.length == 0) {
      throw new TextException(
          "byte pairs: %s makes token %d, which must be from 0 to %d, not empty and not taken",
          what, token, pieces.length - 1);
    }
    pieces[token] = piece;
  }

  private static byte[] piece(byte[][] pieces, int token, Message what) {
    if (token < 0 || token >= pieces.length || pieces[token] == null) {
      throw new TextException(
          "byte pairs: %s needs token %d, which no byte and no merge before it makes", what, token);
    }
    return pieces[token];
  }

  @Override
  public int size() {
    return pieces.length;
  }

  /// The number of pairs that are merged.
  public int mergeCount() {
    return pairs.count();
  }

  /// The tokens of a text; special ones are never among them.
  ///
  /// @throws TextException where half of a surrogate pair is in it
  @Override
  public int[] encode(String text) {
    Unicode.require("encode", text);
    var tokens = new Ints();
    Words.each(text, word -> tokens.addAll(word(word)));
    return tokens.toArray();
  }

  private int[] word(String word) {
    var known = cache.get(word);
    if (known != null) {
      return known;
    }
    var utf8 = word.getBytes(StandardCharsets.UTF_8);
    var tokens = new int[utf8.length];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = byteTokens[utf8[i] & 0xff];
    }
    var merged = WordMerger.merge(pairs, tokens);
    if (word.length() <= LONGEST_CACHED_WORD && cache.size() < CACHED_WORDS) {
      cache.put(word, merged);
    }
    return merged;
  }

  @Override
  public byte[] bytes(int token) {
    Unicode.requireToken(token, size());
    return pieces[token].clone();
  }

  @Override
  public JsonValue toJson() {
    var builder = JsonValue.object().put("type", TYPE).put("size", size());
    if (!Arrays.equals(byteTokens, ByteAlphabet.tokens())) {
      builder.put("bytes", numbers(byteTokens));
    }
    builder.put("merges", numbers(pairs.toArray()));
    if (!special.isEmpty()) {
      var named = JsonValue.object();
      special.forEach((text, token) -> named.put(text, token));
      builder.put("special", named.build());
    }
    return builder.build();
  }

  private static JsonValue numbers(int[] numbers) {
    return JsonValue.array(
        Arrays.stream(numbers).mapToObj(number -> JsonValue.of((long) number)).toList());
  }

  static BytePairTokenizer read(JsonCursor json) {
    json.allowOnly("type", "size", "bytes", "merges", "special");
    var byteTokens = json.optional("bytes").map(BytePairTokenizer::numbers);
    if (byteTokens.isPresent() && byteTokens.get().length != ByteAlphabet.SIZE) {
      throw json.member("bytes").expected("a token for each of the 256 bytes");
    }
    var merges = numbers(json.member("merges"));
    if (merges.length % 3 != 0) {
      throw json.member("merges").expected("left, right and result of each merge");
    }
    Map<String, Integer> special = new LinkedHashMap<>();
    json.optional("special")
        .ifPresent(named -> named.names().forEach(n -> special.put(n, named.member(n).integer())));
    try {
      return of(
          json.member("size").integer(),
          byteTokens.orElseGet(ByteAlphabet::tokens),
          merges,
          special);
    } catch (TextException problem) {
      throw new JsonException(json.path(), problem.explanation());
    }
  }

  private static int[] numbers(JsonCursor json) {
    if (!(json.value() instanceof JsonArray(List<JsonValue> elements))) {
      throw json.expected("an array of tokens");
    }
    var numbers = new int[elements.size()];
    for (int i = 0; i < numbers.length; i++) {
      // Cursors for all of a large vocabulary would need many times its memory.
      if (!(elements.get(i) instanceof JsonWhole(long number)) || number != (int) number) {
        throw json.element(i).expected("a token");
      }
      numbers[i] = (int) number;
    }
    return numbers;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BytePairTokenizer that
        && Arrays.equals(byteTokens, that.byteTokens)
        && Arrays.equals(pairs.toArray(), that.pairs.toArray())
        && special.equals(that.special);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(pairs.toArray()) + special.hashCode();
  }

  /// What it is: `2000 tokens of byte pairs`.
  @Override
  public String toString() {
    return size() + " tokens of byte pairs";
  }
}
