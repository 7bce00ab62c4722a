package gradus.course.gpt;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;

/// Prompts about functions of which each is another one: examples of what a function, drawn at
/// random for this prompt, answers to inputs.
///
/// ```
/// w ~ N(0, 1)^inputs,  x_i ~ N(0, 1)^inputs,  y_i = f_w(x_i) + noise N(0, 1)
/// ```
///
/// A prompt's tokens are `x_1, y_1, x_2, y_2, ...`, each of `inputs + 1` numbers: `(x, 0)` for an
/// input and `(0, y)` for an answer. Garg, Tsipras, Liang and Valiant, *What can transformers learn
/// in-context?*, 2022.
///
/// @param kind which functions, and of what inputs
/// @param inputs how many numbers a function takes
/// @param pairs how many inputs with answers a prompt has
/// @param noise the standard deviation of what is added to each answer
record Prompts(FunctionKind kind, int inputs, int pairs, double noise) {
  /// Some prompts.
  ///
  /// @param x `[n, pairs, inputs]`
  /// @param weighed what regressions weigh of them, `[n, pairs, ...]`
  /// @param y the answers, `[n, pairs]`
  /// @param value the answers without noise, `[n, pairs]`
  record Sample(Tensor x, Tensor weighed, Tensor y, Tensor value) {
    /// The tokens, `[n, 2 pairs, inputs + 1]`.
    Tensor tokens() {
      int size = x.size(0);
      int pairs = x.size(1);
      int inputs = x.size(2);
      Tensor questions = Tensor.concat(2, List.of(x, Tensor.zeros(size, pairs, 1)));
      Tensor answers =
          Tensor.concat(2, List.of(Tensor.zeros(size, pairs, inputs), y.reshape(size, pairs, 1)));
      return Tensor.stack(2, List.of(questions, answers)).reshape(size, 2 * pairs, inputs + 1);
    }

    /// The same inputs, each with the answer to the one before, the first with that to the last.
    Sample exchanged() {
      return new Sample(x, weighed, before(y), before(value));
    }

    private static Tensor before(Tensor answers) {
      int pairs = answers.size(1);
      return Tensor.concat(
          1, List.of(answers.slice(1, pairs - 1, pairs), answers.slice(1, 0, pairs - 1)));
    }
  }

  /// Prompts at random.
  Sample draw(RandomKey key, int count) {
    Tensor x = kind.inputs(key.fold(1), Shape.of(count, pairs, inputs));
    Tensor seen = kind.seen(x);
    Tensor weights = key.fold(0).normal(Shape.of(count, seen.size(2), 1)).times(kind.steepness());
    Tensor value = seen.matmul(weights).reshape(count, pairs);
    Tensor y = value.plus(key.fold(2).normal(Shape.of(count, pairs)).times(noise));
    return new Sample(x, kind.weighed(x), y, value);
  }

  /// The penalty with which ridge regression errs least: the variance of the noise over that of the
  /// weights.
  double penalty() {
    double share = noise / kind.steepness();
    return share * share;
  }

  /// Batches without an end: the tokens, and the answers as targets.
  ///
  /// @param steps how many batches count as an epoch
  /// @param exchanged whether each input stands before the answer to another
  Batches batches(long seed, int steps, int batch, boolean exchanged) {
    String name = this + (exchanged ? " exchanged" : "");
    return Batches.generate(
        name,
        seed,
        steps,
        key -> {
          Sample sample = draw(key, batch);
          Tensor tokens = exchanged ? sample.exchanged().tokens() : sample.tokens();
          return Batch.of(List.of(tokens), List.of(sample.y));
        });
  }

  /// The values as numbers, row after row.
  static double[] numbers(Tensor x) {
    return x.cast(DType.FLOAT64).toDoubles();
  }
}
