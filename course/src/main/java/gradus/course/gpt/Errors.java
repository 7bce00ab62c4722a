package gradus.course.gpt;

import gradus.tensor.RandomKey;
import java.util.Arrays;
import java.util.List;

/// Mean square errors by the number of examples that stood before an input, over many prompts.
///
/// @param answers of what was said from the answers, which have noise
/// @param values of what was said from the functions' own values
record Errors(double[] answers, double[] values) {
  /// What is compared.
  ///
  /// @param model what the network says
  /// @param ridge what ridge regression says, with the penalty that no method can beat on the
  ///   functions that are trained on
  /// @param squares what least squares say
  /// @param zero who always says 0
  record Compared(Errors model, Errors ridge, Errors squares, Errors zero) {
    /// How many times as large the network's error is as ridge regression's.
    double ratio(int examples) {
      return model.answers[examples] / ridge.answers[examples];
    }

    /// The same of the errors without the noise of answers, which nobody can know.
    double ratioOfValues(int examples) {
      return model.values[examples] / ridge.values[examples];
    }
  }

  /// With a penalty so small, ridge regression is least squares, of least length.
  private static final double NEXT_TO_NOTHING = 1e-9;

  /// The errors of a network, and of regressions that see the same examples.
  ///
  /// @param trained what the network was trained on, for which the penalty is best
  /// @param asked what the prompts are about
  static Compared of(
      FunctionReader reader, Prompts trained, Prompts asked, RandomKey key, int prompts) {
    Prompts.Sample sample = asked.draw(key, prompts);
    return of(reader, trained.penalty(), sample, sample);
  }

  /// The errors on given prompts.
  ///
  /// @param penalty ridge regression's
  /// @param shown what is read
  /// @param sample what should be answered to the same inputs
  static Compared of(
      FunctionReader reader, double penalty, Prompts.Sample shown, Prompts.Sample sample) {
    double[] told = reader.answers(shown.tokens());
    double[] ridge = regression(shown, penalty);
    double[] squares = regression(shown, NEXT_TO_NOTHING);
    double[] zero = new double[told.length];
    List<Errors> all =
        List.of(
            errors(sample, told),
            errors(sample, ridge),
            errors(sample, squares),
            errors(sample, zero));
    return new Compared(all.get(0), all.get(1), all.get(2), all.get(3));
  }

  private static Errors errors(Prompts.Sample sample, double[] told) {
    double[] answers = Prompts.numbers(sample.y());
    double[] values = Prompts.numbers(sample.value());
    return new Errors(
        means(sample.y().size(1), told, answers), means(sample.y().size(1), told, values));
  }

  private static double[] means(int pairs, double[] told, double[] right) {
    double[] sums = new double[pairs];
    for (int i = 0; i < told.length; i++) {
      sums[i % pairs] += (told[i] - right[i]) * (told[i] - right[i]);
    }
    int prompts = told.length / pairs;
    return Arrays.stream(sums).map(sum -> sum / prompts).toArray();
  }

  /// What ridge regression says at each input of each prompt, from the examples before.
  static double[] regression(Prompts.Sample sample, double penalty) {
    int pairs = sample.x().size(1);
    int inputs = sample.weighed().size(2);
    double[] x = Prompts.numbers(sample.weighed());
    double[] y = Prompts.numbers(sample.y());
    double[] told = new double[y.length];
    for (int from = 0; from < y.length; from += pairs) {
      Ridge ridge = new Ridge(inputs, penalty);
      for (int i = from; i < from + pairs; i++) {
        double[] input = Arrays.copyOfRange(x, i * inputs, (i + 1) * inputs);
        told[i] = ridge.answer(input);
        ridge.see(input, y[i]);
      }
    }
    return told;
  }
}
