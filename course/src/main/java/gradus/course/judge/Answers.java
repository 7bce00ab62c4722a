package gradus.course.judge;

import gradus.data.Dataset;
import gradus.nn.Model;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// What a network said of pictures.
///
/// @param said the class for each
/// @param labels what is on them
public record Answers(int[] said, int[] labels) {
  private static final int AT_ONCE = 250;

  /// The answers to pictures as they are.
  public static Answers of(Model model, Dataset images) {
    return of(model, images, List::of);
  }

  /// The answers by the mean of the probabilities of several views of each.
  public static Answers of(Model model, Dataset images, Function<Tensor, List<Tensor>> views) {
    int[] said = new int[images.size()];
    for (int from = 0; from < said.length; from += AT_ONCE) {
      int[] some = IntStream.range(from, Math.min(from + AT_ONCE, said.length)).toArray();
      Tensor sum =
          views.apply(images.gather(some).input()).stream()
              .map(view -> model.predict(view).softmax(1))
              .reduce(Tensor::plus)
              .orElseThrow();
      System.arraycopy(sum.argMax(1).toInts(), 0, said, from, some.length);
    }
    return new Answers(said, images.labels());
  }

  /// Whether a picture was answered wrongly.
  public boolean isWrong(int picture) {
    return said[picture] != labels[picture];
  }

  /// The pictures that were answered wrongly.
  public int[] wrong() {
    return IntStream.range(0, said.length).filter(this::isWrong).toArray();
  }

  /// The share of these.
  public double error() {
    return (double) wrong().length / said.length;
  }

  /// The standard error of [#error] as an estimate for all pictures of the kind.
  public double deviation() {
    double error = error();
    return Math.sqrt(error * (1 - error) / said.length);
  }

  /// The standard error of the difference of two errors on the same pictures, which only those tell
  /// apart that one answers rightly and the other does not (McNemar).
  public double deviation(Answers other) {
    long worse = count(other, true);
    long better = count(other, false);
    double difference = (double) (worse - better) / said.length;
    return Math.sqrt(
        Math.max(0, (double) (worse + better) / said.length - difference * difference)
            / said.length);
  }

  private long count(Answers other, boolean worse) {
    return IntStream.range(0, said.length)
        .filter(i -> isWrong(i) == worse && other.isWrong(i) != worse)
        .count();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Answers answers
        && Arrays.equals(said, answers.said)
        && Arrays.equals(labels, answers.labels);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(said) + Arrays.hashCode(labels);
  }

  @Override
  public String toString() {
    return "Answers[" + said.length + "]";
  }
}
