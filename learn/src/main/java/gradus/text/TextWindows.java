package gradus.text;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.data.SplitMix64;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A text cut into windows to learn the next token from: at each of a window's places the input is
/// a token and the target the one after it.
///
/// ```java
/// var parts = TextWindows.of(tokenizer.encode(text), 64).split(0.9);
/// trainer.fit(parts.first().shuffle(42).batch(32), parts.rest().batch(32), 10);
/// ```
///
/// Windows stand side by side, so each token is a target at most once in an epoch; what is left at
/// the end is shorter than a window. Shuffled, the windows come in random order, and the first one
/// begins at a random place, another one in every epoch, so that the cuts are not always the same;
/// then what is left at both ends is shorter than two windows. All batches are a pure function of
/// the seed and the epoch.
///
/// # Shapes
///
/// Inputs and targets are `INT32 [batch, context]`, as [gradus.loss.Losses#crossEntropy] takes
/// targets for logits `[batch, context, vocabulary]`. A batch's indices are the places at which its
/// windows begin.
public final class TextWindows implements Batches {
  private static final int BATCH_SIZE = 32;

  private final int[] tokens;
  private final int context;
  private final int batchSize;
  private final @Nullable Long seed;

  /// Two texts that share no token.
  ///
  /// @param first the beginning, whose share was asked for
  /// @param rest the end
  public record Split(TextWindows first, TextWindows rest) {}

  private TextWindows(int[] tokens, int context, int batchSize, @Nullable Long seed) {
    this.tokens = tokens;
    this.context = context;
    this.batchSize = batchSize;
    this.seed = seed;
  }

  /// Windows in the text's order, 32 in a batch.
  ///
  /// @param tokens the text; copied
  /// @param context the number of tokens in a window
  /// @throws TextException where the text is shorter than one window and its last target, or a
  ///   token is negative
  public static TextWindows of(int[] tokens, int context) {
    if (context < 1) {
      throw new TextException("windows: the context must be at least 1 token, got %s", context);
    }
    requireWindow("windows", Message.of("the text"), tokens.length, context);
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] < 0) {
        throw new TextException(
            "windows: the token at position %d is %d; tokens count from 0", i, tokens[i]);
      }
    }
    return new TextWindows(tokens.clone(), context, BATCH_SIZE, null);
  }

  private static void requireWindow(String name, Message what, int length, int context) {
    if (length - 1 < context) {
      throw new TextException(
          "%s: %s has %d tokens, but a window of %d needs %d, one more as the last target; take a longer text or a shorter context",
          name, what, length, context, context + 1L);
    }
  }

  /// The same windows with another number of them in a batch.
  ///
  /// @throws TextException where it is not positive
  public TextWindows batch(int size) {
    if (size < 1) {
      throw new TextException("windows: the size of a batch must be at least 1, got %s", size);
    }
    return new TextWindows(tokens, context, size, seed);
  }

  /// Windows in another random order in every epoch, cut at other places.
  public TextWindows shuffle(long seed) {
    return new TextWindows(tokens, context, batchSize, seed);
  }

  /// Two parts without a token in common: the first `round(tokens * fraction)` tokens and the
  /// others, each with its own windows.
  ///
  /// @throws TextException where a part would be shorter than a window
  public Split split(double fraction) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new TextException("split: the fraction must be between 0 and 1, got %s", fraction);
    }
    int first = (int) Math.round(tokens.length * fraction);
    requireWindow("split", Message.of("the first part"), first, context);
    requireWindow("split", Message.of("the second part"), tokens.length - first, context);
    return new Split(
        new TextWindows(Arrays.copyOf(tokens, first), context, batchSize, seed),
        new TextWindows(
            Arrays.copyOfRange(tokens, first, tokens.length), context, batchSize, seed));
  }

  /// The number of tokens in the text.
  public int tokenCount() {
    return tokens.length;
  }

  /// The number of tokens in a window.
  public int context() {
    return context;
  }

  /// The number of windows in an epoch.
  @Override
  public int sampleCount() {
    int targets = tokens.length - 1;
    // As many as there is room for wherever the first one begins.
    return seed == null ? targets / context : Math.max(1, (targets - context + 1) / context);
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  @Override
  public Shape inputShape() {
    return Shape.of(context);
  }

  @Override
  public long seed() {
    return seed == null ? 0 : seed;
  }

  /// 0: tokens have no names here.
  @Override
  public int classCount() {
    return 0;
  }

  @Override
  public String fingerprint() {
    var content = new CRC32C();
    var bytes = ByteBuffer.allocate(Integer.BYTES);
    for (int token : tokens) {
      content.update(bytes.clear().putInt(token).flip());
    }
    return String.format(
        Locale.ROOT,
        "tokens=%d context=%d batch=%d shuffle=%s text=%08x",
        tokens.length,
        context,
        batchSize,
        seed == null ? "none" : seed,
        content.getValue());
  }

  @Override
  public Iterator<Batch> epoch(long epoch, int firstBatch) {
    if (epoch < 0 || firstBatch < 0 || firstBatch > batchCount()) {
      throw new TextException(
          "windows: there is no batch %d in epoch %d; batches run from 0 to %d",
          firstBatch, epoch, batchCount() - 1);
    }
    return new Epoch(starts(epoch), firstBatch);
  }

  /// Where the windows of an epoch begin.
  private int[] starts(long epoch) {
    int count = sampleCount();
    int[] starts;
    int offset = 0;
    if (seed == null) {
      starts = new int[count];
      Arrays.setAll(starts, i -> i);
    } else {
      var random = new SplitMix64(seed, epoch);
      int room = tokens.length - 1 - count * context;
      offset = random.next(room + 1);
      starts = random.permutation(count);
    }
    for (int i = 0; i < count; i++) {
      starts[i] = offset + starts[i] * context;
    }
    return starts;
  }

  private final class Epoch implements Iterator<Batch> {
    private final int[] starts;
    private int next;

    Epoch(int[] starts, int firstBatch) {
      this.starts = starts;
      this.next = (int) Math.min((long) firstBatch * batchSize, starts.length);
    }

    @Override
    public boolean hasNext() {
      return next < starts.length;
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the epoch has no more batches");
      }
      int end = (int) Math.min((long) next + batchSize, starts.length);
      var windows = Arrays.copyOfRange(starts, next, end);
      next = end;
      return new Batch(gather(windows, 0), gather(windows, 1), windows);
    }

    private Tensor gather(int[] windows, int shift) {
      var values = new int[Math.multiplyExact(windows.length, context)];
      for (int i = 0; i < windows.length; i++) {
        System.arraycopy(tokens, windows[i] + shift, values, i * context, context);
      }
      return Tensor.of(Shape.of(windows.length, context), values);
    }
  }
}
