package gradus.plot;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/// An immutable row of numbers: the coordinates of a series, the levels of contours, the cells of a
/// [Grid]. NaN and infinite entries are allowed; they are drawn as gaps and never widen a range.
public final class Values {
  private final double[] entries;

  private Values(double[] entries) {
    this.entries = entries;
  }

  /// A copy of the given numbers.
  public static Values of(double... entries) {
    return new Values(entries.clone());
  }

  /// A copy of the given numbers.
  public static Values of(float... entries) {
    double[] copy = new double[entries.length];
    Arrays.setAll(copy, i -> entries[i]);
    return new Values(copy);
  }

  /// A copy of the given numbers.
  public static Values of(int... entries) {
    return new Values(Arrays.stream(entries).asDoubleStream().toArray());
  }

  /// A copy of the given numbers, such as those that were measured one by one.
  public static Values of(List<Double> entries) {
    return new Values(entries.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /// `first, first + 1, ...`, `size` numbers in all, such as epochs.
  ///
  /// @throws PlotException if `size` is negative
  public static Values counting(int first, int size) {
    requireSize("Values.counting", size, 0);
    double[] entries = new double[size];
    Arrays.setAll(entries, i -> first + (double) i);
    return new Values(entries);
  }

  /// `size` numbers at equal distances, both ends included.
  ///
  /// @throws PlotException if `size` is less than 2
  public static Values spaced(double from, double to, int size) {
    requireSize("Values.spaced", size, 2);
    double[] entries = new double[size];
    Arrays.setAll(entries, i -> from + (to - from) * (i / (double) (size - 1)));
    entries[size - 1] = to;
    return new Values(entries);
  }

  /// `size` numbers at equal ratios, both ends included, such as the levels of a loss surface.
  ///
  /// @throws PlotException if `size` is less than 2 or an end is not positive
  public static Values geometric(double from, double to, int size) {
    requireSize("Values.geometric", size, 2);
    if (!(from > 0 && to > 0)) {
      throw new PlotException(
          "Values.geometric: both ends must be positive, not %s and %s", from, to);
    }
    Values logs = spaced(Math.log(from), Math.log(to), size);
    double[] entries = logs.map(Math::exp).entries;
    entries[0] = from;
    entries[size - 1] = to;
    return new Values(entries);
  }

  private static void requireSize(String operation, int size, int least) {
    if (size < least) {
      throw new PlotException("%s: the size must be at least %d, not %d", operation, least, size);
    }
  }

  /// How many numbers there are.
  public int size() {
    return entries.length;
  }

  /// The number at an index.
  public double get(int index) {
    return entries[index];
  }

  /// A copy as an array.
  public double[] toArray() {
    return entries.clone();
  }

  /// The numbers in order.
  public DoubleStream stream() {
    return Arrays.stream(entries);
  }

  /// A function applied to every number.
  public Values map(DoubleUnaryOperator function) {
    return new Values(Arrays.stream(entries).map(function).toArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Values that && Arrays.equals(entries, that.entries);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(entries);
  }

  @Override
  public String toString() {
    return entries.length <= 8 ? Arrays.toString(entries) : "Values[size=" + entries.length + "]";
  }
}
