package gradus.course.check;

import gradus.plot.Text;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A check of an exercise: compares what a learner's code answers with what it should, and ends
/// with a hint where they differ.
///
/// Each comparison begins with the code whose answer it is, such as `Relu.of(-1)`, which is the
/// same in both languages.
public final class Check {
  private static final double STEP = 1e-5;
  private static final double ROUGH = 1e-4;

  private final List<Difference.Suspect> suspects = new ArrayList<>();
  private double tolerance = 1e-6;

  Check() {}

  /// Allows other differences from now on.
  ///
  /// @param relative the largest one, as a part of the expected value (or absolute, below 1)
  public Check within(double relative) {
    tolerance = relative;
    return this;
  }

  /// Names a wrong answer of the next comparisons and the mistake that leads to it.
  ///
  /// @param wrong the values of the wrong answer, in order
  public Check suspect(String english, String chinese, double... wrong) {
    suspects.add(new Difference.Suspect(wrong.clone(), Text.of(english, chinese)));
    return this;
  }

  /// That a number is as expected, but for rounding.
  public void close(String code, double expected, double actual) {
    compare(code, new int[0], new double[] {expected}, new double[] {actual});
  }

  /// That numbers are as expected, but for rounding, and as many.
  public void close(String code, double[] expected, double @Nullable [] actual) {
    double[] numbers = present(code, actual);
    length(code, expected.length, numbers.length);
    compare(code, new int[] {expected.length}, expected, numbers);
  }

  /// That rows of numbers are as expected, but for rounding, and as many and as long.
  public void close(String code, double[][] expected, double @Nullable [][] actual) {
    double[][] rows = present(code, actual);
    length(code, expected.length, rows.length);
    for (int i = 0; i < rows.length; i++) {
      length(code + "[" + i + "]", expected[i].length, present(code, rows[i]).length);
    }
    int[] sizes = {expected.length, expected.length == 0 ? 0 : expected[0].length};
    compare(code, sizes, flat(expected), flat(rows));
  }

  /// That a tensor has the expected shape and, but for rounding, the expected values.
  public void close(String code, Tensor expected, @Nullable Tensor actual) {
    Tensor tensor = present(code, actual);
    shape(code, expected.shape(), tensor);
    compare(code, sizes(expected.shape()), expected.toDoubles(), tensor.toDoubles());
  }

  /// That a whole number is as expected.
  public void equal(String code, long expected, long actual) {
    compare(code, new int[0], new double[] {expected}, new double[] {actual});
  }

  /// That whole numbers are as expected, and as many.
  public void equal(String code, int[] expected, int @Nullable [] actual) {
    int[] numbers = present(code, actual);
    length(code, expected.length, numbers.length);
    compare(code, new int[] {expected.length}, doubles(expected), doubles(numbers));
  }

  /// That rows of whole numbers are as expected, and as many and as long.
  public void equal(String code, int[][] expected, int @Nullable [][] actual) {
    int[][] rows = present(code, actual);
    close(
        code,
        Arrays.stream(expected).map(Check::doubles).toArray(double[][]::new),
        Arrays.stream(rows).map(row -> doubles(present(code, row))).toArray(double[][]::new));
  }

  /// That it is so, or is not.
  public void equal(String code, boolean expected, boolean actual) {
    if (expected != actual) {
      throw differs(code, expected, actual);
    }
  }

  /// That a word, a list or another value is as expected.
  public void equal(String code, Object expected, @Nullable Object actual) {
    if (!expected.equals(actual)) {
      throw differs(code, expected, Objects.requireNonNullElse(actual, "null"));
    }
  }

  private static Failed differs(String code, Object expected, Object actual) {
    return new Failed(
        Phrases.of("%s: expected %s, got %s.", "%s：应为 %s，实际为 %s。", code, expected, actual));
  }

  /// That a tensor has the expected shape.
  public void shape(String code, Shape expected, @Nullable Tensor actual) {
    Shape shape = present(code, actual).shape();
    if (shape.equals(expected)) {
      return;
    }
    Text hint =
        Phrases.of(
            "%s: expected the shape %s, got %s.", "%s：形状应为 %s，实际为 %s。", code, expected, shape);
    int[] reversed = sizes(shape);
    int[] wanted = sizes(expected);
    boolean turned =
        wanted.length == 2
            && reversed.length == 2
            && wanted[0] == reversed[1]
            && wanted[1] == reversed[0];
    Text why =
        turned
            ? Phrases.of("Rows and columns have changed places.", "行和列对调了。")
            : wanted.length != reversed.length
                ? Phrases.of(
                    "It has %s axes instead of %s.",
                    "它有 %s 个轴，应有 %s 个。", reversed.length, wanted.length)
                : Text.EMPTY;
    throw new Failed(Phrases.joined(hint, why));
  }

  /// That a slope is that of a function, which is measured between two close points.
  public void gradient(String code, DoubleUnaryOperator function, double at, double actual) {
    double measured =
        (function.applyAsDouble(at + STEP) - function.applyAsDouble(at - STEP)) / (2 * STEP);
    measured(code, new int[0], new double[] {measured}, new double[] {actual});
  }

  /// That a gradient is that of a function of several numbers, which is measured between close
  /// points.
  public void gradient(
      String code, ToDoubleFunction<double[]> function, double[] at, double @Nullable [] actual) {
    double[] numbers = present(code, actual);
    length(code, at.length, numbers.length);
    double[] measured = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      double[] above = at.clone();
      double[] below = at.clone();
      above[i] += STEP;
      below[i] -= STEP;
      measured[i] = (function.applyAsDouble(above) - function.applyAsDouble(below)) / (2 * STEP);
      // What measuring cannot know is not asked for.
      measured[i] = Math.rint(measured[i] * 1e8) / 1e8;
    }
    measured(code, new int[] {at.length}, measured, numbers);
  }

  private void measured(String code, int[] sizes, double[] measured, double[] actual) {
    double before = tolerance;
    tolerance = Math.max(tolerance, ROUGH);
    try {
      compare(code, sizes, measured, actual);
    } catch (Failed failed) {
      throw new Failed(
          Phrases.joined(
              failed.hint(),
              Phrases.of(
                  "What is expected was measured: (f(x + h) - f(x - h)) / 2h.",
                  "期望值由数值微分测得：(f(x + h) - f(x - h)) / 2h。")));
    } finally {
      tolerance = before;
    }
  }

  /// That something is so; the hint says what was seen instead.
  ///
  /// @param english the hint, whose places `%s` take the values
  /// @param chinese the same
  public void holds(boolean so, String english, String chinese, Object... values) {
    if (!so) {
      throw new Failed(Phrases.of(english, chinese, values));
    }
  }

  private void compare(String code, int[] sizes, double[] expected, double[] actual) {
    Difference difference = new Difference(sizes, expected, actual, tolerance);
    if (!difference.isNone()) {
      throw new Failed(difference.told(code, suspects));
    }
  }

  private static void length(String code, int expected, int actual) {
    if (expected != actual) {
      Text hint =
          Phrases.of(
              "%s has the length %s, expected %s.", "%s 的长度是 %s，应为 %s。", code, actual, expected);
      Text why =
          Math.abs(expected - actual) == 1
              ? Phrases.of("Is a bound off by one?", "是不是边界差了一？")
              : Text.EMPTY;
      throw new Failed(Phrases.joined(hint, why));
    }
  }

  private static <T> T present(String code, @Nullable T value) {
    if (value == null) {
      throw new Failed(Phrases.of("%s returns null.", "%s 返回了 null。", code));
    }
    return value;
  }

  private static int[] sizes(Shape shape) {
    return IntStream.range(0, shape.rank()).map(shape::size).toArray();
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] doubles(int[] numbers) {
    return Arrays.stream(numbers).asDoubleStream().toArray();
  }
}
