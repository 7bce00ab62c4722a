package gradus.text;

import gradus.nn.EncoderDecoder;
import gradus.nn.Model;
import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A search for the most likely text that a translator writes: at each step it goes on with the few
/// most likely beginnings rather than with one.
///
/// A beginning that is followed by the end keeps its place in the beam, so that of width 1 this is
/// greedy: always the most likely token. Of a width that no beginning falls out of, it finds the
/// most likely text there is. Finished texts are ordered by their log-probability over a penalty of
/// their length, because each further token makes a text less likely:
///
/// ```
/// score = log p / ((5 + tokens) / 6)^alpha
/// ```
///
/// Wu and others, "Google's neural machine translation system: bridging the gap between human and
/// machine translation", 2016, with `alpha` of 0.6 in "Attention is all you need", 2017.
///
/// ```java
/// var search = BeamSearch.of(4, 20).withLengthPenalty(0.6);
/// List<Integer> tokens = search.search(model, source).getFirst().getFirst().tokens();
/// ```
///
/// @param width how many beginnings are kept
/// @param lengthPenalty alpha, at least 0; 0 for none
/// @param begin the token that a text begins after
/// @param end the token that ends it
/// @param longest the most tokens that are written, the end included
public record BeamSearch(int width, double lengthPenalty, int begin, int end, int longest) {
  /// A text that was found.
  ///
  /// @param tokens without those of begin and end
  /// @param logProbability of all tokens, the end included, in nats
  /// @param score what texts are ordered by
  /// @param ended whether the end was written; otherwise there was no room for it
  public record Hypothesis(
      List<Integer> tokens, double logProbability, double score, boolean ended) {
    /// Copies the list.
    public Hypothesis {
      tokens = List.copyOf(tokens);
    }
  }

  /// A beginning: its last token, and the one before.
  private record Beginning(@Nullable Beginning before, int token, double logProbability) {
    List<Integer> tokens() {
      List<Integer> all = new ArrayList<>();
      for (Beginning at = this; at.before != null; at = at.before) {
        all.add(at.token);
      }
      return all.reversed();
    }
  }

  /// A beginning that is gone on with, in one row of the batch.
  private record Live(int source, Beginning beginning) {}

  /// Checks the settings.
  ///
  /// @throws TextException where one is out of range
  public BeamSearch {
    if (width < 1 || longest < 1 || !(lengthPenalty >= 0) || Double.isInfinite(lengthPenalty)) {
      throw new TextException(
          "beam search: needs a width and a length of at least 1 and a length penalty of at least 0, got %d, %d and %s",
          width, longest, lengthPenalty);
    }
  }

  /// A search with the tokens of a [Vocabulary], without a length penalty.
  public static BeamSearch of(int width, int longest) {
    return new BeamSearch(width, 0, Vocabulary.BEGIN, Vocabulary.END, longest);
  }

  /// Always the most likely token: width 1.
  public static BeamSearch greedy(int longest) {
    return of(1, longest);
  }

  /// With another width.
  public BeamSearch withWidth(int width) {
    return new BeamSearch(width, lengthPenalty, begin, end, longest);
  }

  /// With another length penalty.
  public BeamSearch withLengthPenalty(double lengthPenalty) {
    return new BeamSearch(width, lengthPenalty, begin, end, longest);
  }

  /// The texts that a model writes for sources: see [#search(EncoderDecoder, Tensor)].
  ///
  /// @throws TextException where the model is no [EncoderDecoder], or its logits are no numbers
  public List<List<Hypothesis>> search(Model model, Tensor sources) {
    if (model.root() instanceof EncoderDecoder<?> translator) {
      return search(translator, sources);
    }
    throw new TextException(
        "beam search: needs a model that reads a source and writes a target step by step, an EncoderDecoder, got %s",
        model.root().getClass().getSimpleName());
  }

  /// The texts that a translator writes for sources: for each at most `width`, the best first. All
  /// sources are translated at once.
  ///
  /// @param sources `INT32 [batch, source]`
  /// @throws TextException where logits are no numbers
  public <S> List<List<Hypothesis>> search(EncoderDecoder<S> translator, Tensor sources) {
    List<List<Hypothesis>> found = new ArrayList<>();
    List<Live> live = new ArrayList<>();
    for (int i = 0; i < sources.size(0); i++) {
      found.add(new ArrayList<>());
      live.add(new Live(i, new Beginning(null, begin, 0)));
    }
    S state = translator.begin(sources);
    for (int step = 1; step <= longest && !live.isEmpty(); step++) {
      int[] last = live.stream().mapToInt(one -> one.beginning.token).toArray();
      EncoderDecoder.Step<S> next =
          translator.next(Tensor.of(Shape.of(last.length, 1), last), state);
      List<Live> after = new ArrayList<>();
      int[] rows = goOn(live, logProbabilities(next.output()), found, after);
      live = after;
      state = live.isEmpty() ? next.state() : translator.rows(next.state(), Tensor.ofInts(rows));
    }
    live.forEach(one -> found.get(one.source).add(hypothesis(one.beginning, false)));
    return found.stream()
        .map(texts ->
            texts.stream()
                .sorted(Comparator.comparingDouble(Hypothesis::score).reversed())
                .toList())
        .toList();
  }

  private static double[][] logProbabilities(Tensor logits) {
    int rows = logits.size(0);
    int tokens = logits.size(-1);
    double[] all =
        logits.reshape(rows, tokens).detach().cast(DType.FLOAT64).logSoftmax(1).toDoubles();
    double[][] each = new double[rows][];
    for (int i = 0; i < rows; i++) {
      each[i] = Arrays.copyOfRange(all, i * tokens, (i + 1) * tokens);
      for (double one : each[i]) {
        if (Double.isNaN(one)) {
          throw new TextException(
              "beam search: the model's logits are no numbers; its weights have overflowed in training");
        }
      }
    }
    return each;
  }

  /// Fills `after` with what is gone on with, and `found` with what has ended.
  ///
  /// @return which rows those of `after` went on from
  private int[] goOn(
      List<Live> live, double[][] told, List<List<Hypothesis>> found, List<Live> after) {
    List<Integer> rows = new ArrayList<>();
    for (int from = 0; from < live.size(); ) {
      int source = live.get(from).source;
      int to = from;
      while (to < live.size() && live.get(to).source == source) {
        to++;
      }
      List<Hypothesis> ended = found.get(source);
      for (int candidate : best(live, told, from, to, width - ended.size())) {
        int tokens = told[from].length;
        int row = from + candidate / tokens;
        int token = candidate % tokens;
        Beginning before = live.get(row).beginning;
        double sum = before.logProbability + told[row][token];
        if (token == end) {
          ended.add(hypothesis(new Beginning(before, token, sum), true));
        } else {
          after.add(new Live(source, new Beginning(before, token, sum)));
          rows.add(row);
        }
      }
      from = to;
    }
    return rows.stream().mapToInt(Integer::intValue).toArray();
  }

  /// The most likely ways to go on from rows of one source, the likeliest first and of equals the
  /// first: `row * tokens + token`, counted from the first of these rows.
  private static int[] best(List<Live> live, double[][] told, int from, int to, int places) {
    int tokens = told[from].length;
    int[] best = new int[Math.min(places, (to - from) * tokens)];
    double[] sums = new double[best.length];
    int count = 0;
    for (int row = from; row < to; row++) {
      double before = live.get(row).beginning.logProbability;
      for (int token = 0; token < tokens; token++) {
        double sum = before + told[row][token];
        if (count == best.length && sum <= sums[count - 1]) {
          continue;
        }
        int place = count < best.length ? count++ : count - 1;
        while (place > 0 && sums[place - 1] < sum) {
          sums[place] = sums[place - 1];
          best[place] = best[place - 1];
          place--;
        }
        sums[place] = sum;
        best[place] = (row - from) * tokens + token;
      }
    }
    return best;
  }

  private Hypothesis hypothesis(Beginning last, boolean ended) {
    List<Integer> tokens = last.tokens();
    double penalty = Math.pow((5.0 + tokens.size()) / 6, lengthPenalty);
    return new Hypothesis(
        ended ? tokens.subList(0, tokens.size() - 1) : tokens,
        last.logProbability,
        last.logProbability / penalty,
        ended);
  }
}
