package gradus.text;

import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/// A text that a model is writing, piece by piece and without an end: each piece is computed when
/// it is asked for.
///
/// A piece is the text of one token, or of several where a token is only a part of a character:
/// characters are given out whole. Bytes that make no character become U+FFFD. One thread at a
/// time.
public final class Generation implements Iterator<String> {
  private static final int LONGEST_CHARACTER = 4;

  private final Tokenizer tokenizer;
  private final Sampling sampling;
  private final RandomKey key;
  private final Reading reading;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  /// The bytes of a character that is not complete yet.
  private byte[] partial = {};

  private Tensor logits;

  /// The token that was written last and not read yet; -1 at the start.
  private int pending = -1;

  private long tokens;

  /// @param prompt at least one token
  Generation(Reading reading, int[] prompt, Tokenizer tokenizer, Sampling sampling, RandomKey key) {
    this.tokenizer = tokenizer;
    this.sampling = sampling;
    this.key = key;
    this.reading = reading;
    logits = last(prompt);
  }

  private Tensor last(int[] tokens) {
    var last = new Tensor[1];
    reading.read(tokens, (_, rows) -> last[0] = rows.select(0, rows.size(0) - 1));
    return last[0];
  }

  /// True: a model can always go on.
  @Override
  public boolean hasNext() {
    return true;
  }

  /// The next piece; never empty.
  ///
  /// @throws TextException where the model's logits are no numbers
  @Override
  public String next() {
    String piece = "";
    while (piece.isEmpty()) {
      piece = step();
    }
    return piece;
  }

  /// The text of the next tokens. Where the last is only a part of a character, that is left for
  /// later.
  ///
  /// @param count how many tokens
  /// @throws TextException where the count is negative, or the model's logits are no numbers
  public String take(int count) {
    if (count < 0) {
      throw new TextException("generate: the number of tokens cannot be negative, got %s", count);
    }
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(step());
    }
    return text.toString();
  }

  /// How many tokens were written.
  public long tokenCount() {
    return tokens;
  }

  /// Writes one token.
  private String step() {
    // A token is read only when one after it is wanted.
    if (pending >= 0) {
      logits = last(new int[] {pending});
    }
    pending = sampling.choose(logits, key.at(tokens++));
    return complete(tokenizer.bytes(pending));
  }

  /// The characters that are complete after more bytes.
  private String complete(byte[] more) {
    var bytes = ByteBuffer.allocate(partial.length + more.length);
    bytes.put(partial).put(more).flip();
    var text = CharBuffer.allocate(bytes.remaining() + LONGEST_CHARACTER);
    decoder.reset().decode(bytes, text, false);
    partial = new byte[bytes.remaining()];
    bytes.get(partial);
    return text.flip().toString();
  }
}
