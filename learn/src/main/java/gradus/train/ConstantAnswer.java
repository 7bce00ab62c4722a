package gradus.train;

import gradus.loss.Loss;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The best answer that is the same for every sample: the frequencies of the classes, or the mean
/// of the numbers. Whoever is no better has learnt nothing of the inputs.
final class ConstantAnswer {
  private ConstantAnswer() {}

  /// The loss of that answer; not-a-number where targets are neither classes nor numbers.
  ///
  /// @param answers at least one
  static double loss(Loss loss, List<Probing.Answer> answers) {
    Tensor answer = isOfClasses(answers.getFirst()) ? frequencies(loss, answers) : mean(answers);
    if (answer == null) {
      return Double.NaN;
    }
    double sum = 0;
    int samples = 0;
    for (Probing.Answer one : answers) {
      Tensor always = Tensor.zeros(one.prediction().signature()).plus(answer);
      sum += loss.of(always, one.target()).item() * one.samples();
      samples += one.samples();
    }
    return sum / samples;
  }

  private static boolean isOfClasses(Probing.Answer answer) {
    Shape target = answer.target().shape();
    Shape prediction = answer.prediction().shape();
    return !answer.target().dtype().isFloating()
        && prediction.rank() == target.rank() + 1
        && prediction.toList().subList(0, target.rank()).equals(target.toList());
  }

  /// The logarithms of the frequencies, which are logits and log-probabilities alike. A half more
  /// of each, so that none is impossible (Krichevsky and Trofimov, "The performance of universal
  /// encoding", 1981).
  private static Tensor frequencies(Loss loss, List<Probing.Answer> answers) {
    Tensor prediction = answers.getFirst().prediction();
    double[] counts = new double[prediction.size(-1)];
    Arrays.fill(counts, 0.5);
    Integer ignored = loss.ignoredIndex();
    for (Probing.Answer answer : answers) {
      for (double target : answer.target().toDoubles()) {
        int label = (int) target;
        if (label >= 0 && label < counts.length && (ignored == null || label != ignored)) {
          counts[label]++;
        }
      }
    }
    double all = Arrays.stream(counts).sum();
    double[] logarithms = Arrays.stream(counts).map(count -> Math.log(count / all)).toArray();
    return Tensor.of(Shape.of(counts.length), logarithms).cast(prediction.dtype());
  }

  private static @Nullable Tensor mean(List<Probing.Answer> answers) {
    Tensor sum = null;
    int samples = 0;
    for (Probing.Answer answer : answers) {
      Tensor target = answer.target();
      if (!target.dtype().isFloating() || !target.shape().equals(answer.prediction().shape())) {
        return null;
      }
      Tensor part = target.sum(0);
      sum = sum == null ? part : sum.plus(part);
      samples += answer.samples();
    }
    Tensor prediction = answers.getFirst().prediction();
    return sum == null ? null : sum.times(1.0 / samples).cast(prediction.dtype());
  }
}
