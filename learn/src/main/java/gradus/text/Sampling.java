package gradus.text;

import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Arrays;

/// How the next token is drawn from a model's logits: temperature, then the `topK` most likely
/// tokens, then the fewest most likely ones that make up `topP` of what is left.
///
/// ```java
/// Sampling.of()                                    // as the model says
/// Sampling.of().withTemperature(0.8).withTopK(40)  // a little safer
/// Sampling.greedy()                                // always the most likely token
/// ```
///
/// In this order, and with the same results, as Hugging Face's transformers do. `topP` is nucleus
/// sampling: Holtzman et al., "The curious case of neural text degeneration", 2020.
///
/// @param temperature logits are divided by it: below 1 the likely becomes likelier, above 1 less
///   so; 0 takes the most likely token, the first of equals, and nothing else matters
/// @param topK how many of the most likely tokens to keep, and those as likely as the last; 0 for
///   all
/// @param topP above 0 and at most 1: the share of probability to keep, rounded up to whole tokens,
///   of equals the first; 1 for all
public record Sampling(double temperature, int topK, double topP) {
  /// Checks the settings.
  ///
  /// @throws TextException where one is out of range
  public Sampling {
    if (!(temperature >= 0) || Double.isInfinite(temperature)) {
      throw new TextException(
          "sampling: the temperature must be at least 0 and finite, got %s; 1 leaves the model's"
              + " distribution as it is, 0 takes the most likely token",
          temperature);
    }
    if (topK < 0) {
      throw new TextException(
          "sampling: topK must be at least 1, or 0 for all tokens, got %s", topK);
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new TextException(
          "sampling: topP must be above 0 and at most 1, which keeps all tokens, got %s", topP);
    }
  }

  /// The model's own distribution: temperature 1, all tokens.
  public static Sampling of() {
    return new Sampling(1, 0, 1);
  }

  /// Always the most likely token: temperature 0.
  public static Sampling greedy() {
    return new Sampling(0, 0, 1);
  }

  /// With another temperature.
  public Sampling withTemperature(double temperature) {
    return new Sampling(temperature, topK, topP);
  }

  /// With another number of tokens to choose from.
  public Sampling withTopK(int topK) {
    return new Sampling(temperature, topK, topP);
  }

  /// With another share of probability to choose from.
  public Sampling withTopP(double topP) {
    return new Sampling(temperature, topK, topP);
  }

  /// The probability with which each token is chosen.
  ///
  /// @param logits `[..., vocabulary]`; minus infinity rules a token out
  /// @return the probabilities, of the same shape and type; computed in double
  /// @throws TextException where a logit is NaN or infinity, or all of a row are minus infinity
  public Tensor probabilities(Tensor logits) {
    var shape = logits.shape();
    if (shape.rank() == 0 || shape.size(-1) == 0 || !logits.dtype().isFloating()) {
      throw new TextException(
          "sampling: logits must be floats [..., vocabulary], got %s", logits.signature());
    }
    var values = logits.toDoubles();
    int size = shape.size(-1);
    for (int from = 0; from < values.length; from += size) {
      var row = row(Arrays.copyOfRange(values, from, from + size));
      System.arraycopy(row, 0, values, from, size);
    }
    var probabilities = Tensor.of(shape, values);
    return logits.dtype() == DType.FLOAT64 ? probabilities : probabilities.cast(logits.dtype());
  }

  /// A token, drawn with its probability. The same logits and key always give the same one.
  ///
  /// @param logits `[vocabulary]`
  /// @throws TextException as in [#probabilities]
  public int choose(Tensor logits, RandomKey key) {
    if (logits.shape().rank() != 1 || logits.size(0) == 0 || !logits.dtype().isFloating()) {
      throw new TextException(
          "sampling: the logits of one token must be floats [vocabulary], got %s; select one step",
          logits.signature());
    }
    var row = row(logits.toDoubles());
    // A float has 24 random bits, too few for a token of one in a hundred million.
    var random = key.uniform(Shape.of(2)).toDoubles();
    double rest = random[0] + random[1] * 0x1p-24;
    int last = 0;
    for (int i = 0; i < row.length; i++) {
      if (row[i] > 0) {
        last = i;
        rest -= row[i];
        if (rest < 0) {
          return i;
        }
      }
    }
    // The probabilities' sum was rounded to less than 1.
    return last;
  }

  /// The probabilities of one row, in its own array.
  private double[] row(double[] row) {
    int largest = largest(row);
    if (temperature == 0) {
      Arrays.fill(row, 0);
      row[largest] = 1;
      return row;
    }
    double most = row[largest];
    for (int i = 0; i < row.length; i++) {
      // The largest becomes 0 first, so that no small temperature overflows.
      row[i] = (row[i] - most) / temperature;
    }
    if (topK > 0 && topK < row.length) {
      var sorted = row.clone();
      Arrays.sort(sorted);
      double least = sorted[row.length - topK];
      for (int i = 0; i < row.length; i++) {
        row[i] = row[i] < least ? Double.NEGATIVE_INFINITY : row[i];
      }
    }
    normalise(row);
    if (topP < 1) {
      keepShare(row);
      normalise(row, Arrays.stream(row).sum());
    }
    return row;
  }

  private static int largest(double[] row) {
    int largest = 0;
    for (int i = 0; i < row.length; i++) {
      if (Double.isNaN(row[i]) || row[i] == Double.POSITIVE_INFINITY) {
        throw new TextException(
            "sampling: the logit of token %d is %s; the model's weights are damaged or its training diverged",
            i, row[i]);
      }
      largest = row[i] > row[largest] ? i : largest;
    }
    if (row[largest] == Double.NEGATIVE_INFINITY) {
      throw new TextException(
          "sampling: all logits are minus infinity; leave at least one token possible");
    }
    return largest;
  }

  /// Logits, the largest of them 0, become probabilities.
  private static void normalise(double[] row) {
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      row[i] = Math.exp(row[i]);
      sum += row[i];
    }
    normalise(row, sum);
  }

  private static void normalise(double[] row, double sum) {
    for (int i = 0; i < row.length; i++) {
      row[i] /= sum;
    }
  }

  /// Makes the probability 0 of all tokens before which, from the most likely on, `topP` is
  /// reached.
  private void keepShare(double[] row) {
    var sorted = row.clone();
    Arrays.sort(sorted);
    double before = 0;
    double least = 1;
    int equals = 0;
    for (int i = sorted.length - 1; i >= 0 && before < topP; i--) {
      equals = sorted[i] == least ? equals + 1 : 1;
      least = sorted[i];
      before += sorted[i];
    }
    for (int i = 0; i < row.length; i++) {
      if (row[i] == least && equals > 0) {
        equals--;
      } else if (row[i] <= least) {
        row[i] = 0;
      }
    }
  }
}
