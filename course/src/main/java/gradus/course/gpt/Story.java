package gradus.course.gpt;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.data.DataOptions;
import gradus.data.TextCollection;
import gradus.io.FileException;
import gradus.nn.Model;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.text.CharacterTokenizer;
import gradus.text.TextWindows;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// *The Adventures of Sherlock Holmes*, 1892, as characters: its beginning to learn from, and its
/// end, which is held back.
///
/// @param tokenizer a token for each character
/// @param beginning the tokens to learn from
/// @param end those to be judged by, in windows
record Story(CharacterTokenizer tokenizer, int[] beginning, TextWindows end) {
  private static final String NAME = "sherlock-holmes";
  private static final double KEPT = 0.95;
  private static final int TOGETHER = 32;

  /// Loads it, fetching it on first use.
  static void load(DataOptions options) throws FileException {
    String _ = text(options);
  }

  private static String text(DataOptions options) throws FileException {
    return TextCollection.of(NAME).orElseThrow().load(options);
  }

  /// Cut into windows.
  ///
  /// @param context how many tokens a window has
  static Story of(int context) throws FileException {
    String text = text(DataOptions.of());
    CharacterTokenizer tokenizer = CharacterTokenizer.of(text);
    int[] tokens = tokenizer.encode(text);
    int first = (int) (tokens.length * KEPT);
    return new Story(
        tokenizer,
        Arrays.copyOf(tokens, first),
        TextWindows.of(Arrays.copyOfRange(tokens, first, tokens.length), context).batch(TOGETHER));
  }

  /// The same with only some of the windows that it is judged by.
  Story judgedBy(int windows) {
    int context = end.context();
    int[] tokens = new int[windows * context + 1];
    Iterator<Batch> batches = end.batch(1).epoch(0);
    for (int i = 0; i < windows; i++) {
      Batch one = batches.next();
      System.arraycopy(one.input().toInts(), 0, tokens, i * context, context);
      tokens[(i + 1) * context] = one.target().toInts()[context - 1];
    }
    return new Story(tokenizer, beginning, TextWindows.of(tokens, context).batch(TOGETHER));
  }

  /// Windows that begin anywhere, without an end.
  ///
  /// @param steps how many batches count as an epoch
  Batches batches(long seed, int steps, int batch) {
    int context = end.context();
    String name = NAME + " characters=" + beginning.length + " context=" + context;
    return Batches.generate(name, seed, steps, key -> windows(key, batch, context));
  }

  private Batch windows(RandomKey key, int batch, int context) {
    float[] places = key.uniform(Shape.of(batch)).toFloats();
    int[] inputs = new int[batch * context];
    int[] targets = new int[batch * context];
    for (int i = 0; i < batch; i++) {
      int room = beginning.length - context;
      int from = Math.min(room - 1, (int) (places[i] * (double) room));
      System.arraycopy(beginning, from, inputs, i * context, context);
      System.arraycopy(beginning, from + 1, targets, i * context, context);
    }
    Shape shape = Shape.of(batch, context);
    return Batch.of(List.of(Tensor.of(shape, inputs)), List.of(Tensor.of(shape, targets)));
  }

  /// How wrong a model is about the end of the text, at each place of a window, in nats for a
  /// character.
  double[] lossByPlace(Model model) {
    double[] sums = new double[end.context()];
    Iterator<Batch> batches = end.epoch(0);
    while (batches.hasNext()) {
      Batch batch = batches.next();
      Tensor target = batch.target().reshape(batch.size(), sums.length, 1);
      double[] told =
          Prompts.numbers(model.predict(batch.input()).logSoftmax(2).takeAlong(target, 2));
      for (int i = 0; i < told.length; i++) {
        sums[i % sums.length] -= told[i] / end.sampleCount();
      }
    }
    return sums;
  }

  /// How wrong a model is about the end of the text, in nats for a character.
  double loss(Model model) {
    return Arrays.stream(lossByPlace(model)).average().orElseThrow();
  }

  /// How wrong counting is: the chance of a character is how often it came after the same few
  /// before it, each count a little raised, so that nothing is impossible.
  ///
  /// @param before how many characters are looked at, 0, 1 or 2
  double lossOfCounting(int before) {
    int size = tokenizer.size();
    int kinds = 1;
    for (int i = 0; i < before; i++) {
      kinds *= size;
    }
    double[] counts = new double[kinds * size];
    double[] all = new double[kinds];
    for (int i = before; i < beginning.length; i++) {
      int seen = seen(beginning, i, before, size);
      counts[seen * size + beginning[i]]++;
      all[seen]++;
    }
    int[] text = judged();
    double sum = 0;
    for (int i = before; i < text.length; i++) {
      int seen = seen(text, i, before, size);
      sum -= Math.log((counts[seen * size + text[i]] + RAISED) / (all[seen] + RAISED * size));
    }
    return sum / (text.length - before);
  }

  private static final double RAISED = 0.1;

  private static int seen(int[] text, int at, int before, int size) {
    int seen = 0;
    for (int i = at - before; i < at; i++) {
      seen = seen * size + text[i];
    }
    return seen;
  }

  private int[] judged() {
    int context = end.context();
    int[] text = new int[end.sampleCount() * context];
    Iterator<Batch> batches = end.batch(1).epoch(0);
    for (int i = 0; batches.hasNext(); i++) {
      System.arraycopy(batches.next().input().toInts(), 0, text, i * context, context);
    }
    return text;
  }
}
