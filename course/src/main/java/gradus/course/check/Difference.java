package gradus.course.check;

import gradus.plot.Text;
import java.util.List;
import java.util.stream.IntStream;

/// What is expected and what came, number by number, and what one might have done wrong.
///
/// @param sizes of an array: none for a number, rows and columns for a matrix
/// @param tolerance the largest difference that is none, as a part of what is expected
record Difference(int[] sizes, double[] expected, double[] actual, double tolerance) {
  /// A wrong answer that has a known cause.
  record Suspect(double[] values, Text cause) {}

  boolean isNone() {
    return wrong() == 0;
  }

  private int wrong() {
    return (int) IntStream.range(0, expected.length).filter(i -> !close(expected[i], i)).count();
  }

  private boolean close(double wanted, int index) {
    return close(wanted, actual[index]);
  }

  private boolean close(double wanted, double got) {
    return wanted == got
        || (Double.isNaN(wanted) && Double.isNaN(got))
        || Math.abs(wanted - got) <= tolerance * Math.max(1, Math.abs(wanted));
  }

  /// The first place that differs, how many do, and a guess at the reason.
  Text told(String code, List<Suspect> suspects) {
    int first =
        IntStream.range(0, expected.length)
            .filter(i -> !close(expected[i], i))
            .findFirst()
            .orElseThrow();
    String[] both = Phrases.apart(expected[first], actual[first]);
    Text seen =
        Phrases.of(
            "%s: expected %s, got %s.", "%s：应为 %s，实际为 %s。", code + at(first), both[0], both[1]);
    int wrong = wrong();
    if (wrong > 1) {
      seen =
          Phrases.joined(
              seen,
              Phrases.of("%s of %s values differ.", "%2$s 个值中有 %1$s 个不同。", wrong, expected.length));
    }
    return Phrases.joined(seen, guess(first, suspects));
  }

  private String at(int index) {
    return switch (sizes.length) {
      case 0 -> "";
      case 1 -> "[" + index + "]";
      default -> {
        StringBuilder place = new StringBuilder();
        int rest = index;
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
          place.insert(0, "[" + rest % sizes[axis] + "]");
          rest /= sizes[axis];
        }
        yield place.toString();
      }
    };
  }

  private Text guess(int first, List<Suspect> suspects) {
    for (Suspect suspect : suspects) {
      if (matches(suspect.values())) {
        return suspect.cause();
      }
    }
    if (Double.isNaN(actual[first])) {
      return Phrases.of(
          "It is not a number: was 0 divided by 0, or a root or logarithm taken of something"
              + " negative?",
          "结果不是数：是不是用 0 除了 0，或者对负数开了方、取了对数？");
    }
    if (Double.isInfinite(actual[first])) {
      return Phrases.of(
          "It is infinite: was something divided by 0, or is an exponent too large?",
          "结果是无穷大：是不是除以了 0，或者指数太大？");
    }
    if (follows(value -> -value)) {
      return Phrases.of("The sign is the other way round.", "符号反了。");
    }
    if (follows(value -> value < 0 ? Math.ceil(value) : Math.floor(value))) {
      return Phrases.of("The fraction is lost: were whole numbers divided?", "小数部分丢了：是不是用整数做了除法？");
    }
    return expected.length > 1 ? pattern() : ratio();
  }

  private boolean matches(double[] values) {
    return values.length == actual.length
        && IntStream.range(0, values.length).allMatch(i -> close(values[i], i));
  }

  private boolean follows(java.util.function.DoubleUnaryOperator mistake) {
    return IntStream.range(0, expected.length)
        .allMatch(i -> close(mistake.applyAsDouble(expected[i]), i));
  }

  /// Of a single number only factors that mistakes have.
  private Text ratio() {
    double ratio = actual[0] / expected[0];
    for (double usual : new double[] {2, 0.5, -2, -0.5, 10, 0.1}) {
      if (Math.abs(ratio - usual) < 1e-6) {
        return factor(usual);
      }
    }
    boolean inverse = expected[0] != 0 && close(1 / expected[0], 0);
    return inverse ? Phrases.of("It is 1 divided by what it should be.", "它是期望值的倒数。") : Text.EMPTY;
  }

  private Text pattern() {
    int last = expected.length - 1;
    int largest =
        IntStream.rangeClosed(0, last)
            .reduce(0, (a, b) -> Math.abs(expected[b]) > Math.abs(expected[a]) ? b : a);
    double factor = actual[largest] / expected[largest];
    double sum = actual[0] - expected[0];
    if (IntStream.rangeClosed(0, last).allMatch(i -> actual[i] == 0)) {
      return Phrases.of("All of it is 0: is the result filled in?", "全是 0：结果填进去了吗？");
    }
    if (IntStream.rangeClosed(0, last).allMatch(i -> close(expected[last - i], i))) {
      return Phrases.of("The order is the other way round.", "顺序反了。");
    }
    if (isTransposed()) {
      return Phrases.of("Rows and columns have changed places.", "行和列对调了。");
    }
    if (Double.isFinite(factor) && factor != 0 && follows(value -> value * factor)) {
      return factor(factor);
    }
    if (sum != 0 && follows(value -> value + sum)) {
      return Phrases.of("Every value is too large by %s.", "每个值都多了 %s。", sum);
    }
    if (IntStream.range(0, last).allMatch(i -> close(expected[i], i + 1))) {
      return Phrases.of("The values come one position too late.", "这些值晚了一个位置。");
    }
    if (IntStream.range(0, last).allMatch(i -> close(expected[i + 1], i))) {
      return Phrases.of("The values come one position too early.", "这些值早了一个位置。");
    }
    return Text.EMPTY;
  }

  private boolean isTransposed() {
    if (sizes.length != 2 || sizes[0] != sizes[1]) {
      return false;
    }
    int n = sizes[0];
    return IntStream.range(0, n * n).allMatch(i -> close(expected[i % n * n + i / n], i));
  }

  private static Text factor(double factor) {
    return Phrases.of("It is %s times what it should be.", "它是期望值的 %s 倍。", factor);
  }
}
