package gradus.train;

import gradus.tensor.ArgumentException;
import gradus.tensor.IndexException;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// How often each true class was predicted as each class, and what follows from that.
///
/// A value: it never changes. A ratio whose divisor is 0 is 0: the precision of a class that was
/// never predicted, the recall of one that is not in the targets, and the F1 of one that is
/// neither.
///
/// ```java
/// var matrix = ConfusionMatrix.of(model.predict(images), labels);
/// matrix.recall(7);                  // which part of the sevens was found
/// matrix.f1(Average.MACRO);
/// ```
public final class ConfusionMatrix {
  private final long[][] counts;

  private ConfusionMatrix(long[][] counts) {
    this.counts = counts;
  }

  /// A matrix of counts, row = true class, column = predicted class.
  ///
  /// @throws ShapeException where the table is empty or not square
  /// @throws IllegalArgumentException where a count is negative
  public static ConfusionMatrix of(long[][] counts) {
    if (counts.length == 0) {
      throw new ShapeException("confusionMatrix: there must be at least one class");
    }
    var copy = new long[counts.length][];
    for (int row = 0; row < counts.length; row++) {
      if (counts[row].length != counts.length) {
        throw new ShapeException(
            "confusionMatrix: %d rows need as many columns, but row %d has %d",
            counts.length, row, counts[row].length);
      }
      for (long count : counts[row]) {
        if (count < 0) {
          throw new ArgumentException(
              "confusionMatrix: counts must be at least 0, but row %d has %d", row, count);
        }
      }
      copy[row] = counts[row].clone();
    }
    return new ConfusionMatrix(copy);
  }

  /// The matrix of samples given by their true and predicted classes.
  ///
  /// @throws ShapeException where the arrays differ in length
  /// @throws gradus.tensor.IndexException where a class is not in `[0, classes)`
  public static ConfusionMatrix of(int[] actual, int[] predicted, int classes) {
    if (actual.length != predicted.length) {
      throw new ShapeException(
          "confusionMatrix: %d true classes, but %d predicted ones; each sample needs one of each",
          actual.length, predicted.length);
    }
    var counter = new ConfusionCounter("confusionMatrix", 0, ConfusionMatrix::accuracy);
    counter.add(new Labels(predicted, actual, classes));
    return counter.matrix();
  }

  /// The matrix of a batch, or of a whole data set, whose predictions are outputs for each class,
  /// or one output, which says yes above 0.5.
  ///
  /// # Shapes
  ///
  /// As for [Metrics#accuracy()].
  public static ConfusionMatrix of(Tensor prediction, Tensor target) {
    ConfusionCounter counter = counter();
    counter.add(prediction, target);
    return counter.matrix();
  }

  /// A counter to which batches are added one by one.
  public static ConfusionCounter counter() {
    return new ConfusionCounter("confusionMatrix", 0.5, ConfusionMatrix::accuracy);
  }

  /// The number of classes.
  public int classes() {
    return counts.length;
  }

  /// How often a class was predicted as another, or as itself.
  public long count(int actual, int predicted) {
    requireClass(actual);
    requireClass(predicted);
    return counts[actual][predicted];
  }

  /// A copy of the table, row = true class, column = predicted class.
  public long[][] counts() {
    return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
  }

  /// The number of samples.
  public long total() {
    return IntStream.range(0, classes()).mapToLong(this::support).sum();
  }

  /// How many samples are of a class.
  public long support(int actual) {
    requireClass(actual);
    return Arrays.stream(counts[actual]).sum();
  }

  /// How many samples were predicted to be of a class.
  public long predicted(int predicted) {
    requireClass(predicted);
    return Arrays.stream(counts).mapToLong(row -> row[predicted]).sum();
  }

  /// The samples of both matrices.
  ///
  /// @throws ShapeException where they have different classes
  public ConfusionMatrix plus(ConfusionMatrix other) {
    if (other.classes() != classes()) {
      throw new ShapeException(
          "confusionMatrix: matrices of %d and %d classes cannot be added",
          classes(), other.classes());
    }
    long[][] sum = counts();
    for (int row = 0; row < sum.length; row++) {
      for (int column = 0; column < sum.length; column++) {
        sum[row][column] = Math.addExact(sum[row][column], other.counts[row][column]);
      }
    }
    return new ConfusionMatrix(sum);
  }

  /// The part of all samples that was predicted right; 0 where there are none.
  public double accuracy() {
    return ratio(hits(), total());
  }

  /// The part of the samples predicted to be of a class that are.
  public double precision(int label) {
    requireClass(label);
    return ratio(counts[label][label], predicted(label));
  }

  /// The part of a class's samples that was predicted to be of it.
  public double recall(int label) {
    requireClass(label);
    return ratio(counts[label][label], support(label));
  }

  /// The harmonic mean of a class's precision and recall.
  public double f1(int label) {
    requireClass(label);
    return ratio(2 * counts[label][label], support(label) + predicted(label));
  }

  /// The precision of all classes.
  public double precision(Average average) {
    return average(average, this::precision);
  }

  /// The recall of all classes.
  public double recall(Average average) {
    return average(average, this::recall);
  }

  /// The F1 of all classes.
  public double f1(Average average) {
    return average(average, this::f1);
  }

  private double average(Average average, IntToDoubleFunction number) {
    return switch (average) {
      case MACRO ->
          IntStream.range(0, classes())
              .filter(label -> support(label) + predicted(label) > 0)
              .mapToDouble(number)
              .average()
              .orElse(0);
      case MICRO -> accuracy();
      case WEIGHTED -> {
        double sum = 0;
        for (int label = 0; label < classes(); label++) {
          sum += support(label) * number.applyAsDouble(label);
        }
        yield total() == 0 ? 0 : sum / total();
      }
    };
  }

  private long hits() {
    return IntStream.range(0, classes()).mapToLong(label -> counts[label][label]).sum();
  }

  private void requireClass(int label) {
    if (label < 0 || label >= classes()) {
      throw new IndexException(
          "confusionMatrix: there is no class %d, there are %d classes", label, classes());
    }
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfusionMatrix matrix && Arrays.deepEquals(counts, matrix.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(counts);
  }

  /// A table in which classes are numbers.
  @Override
  public String toString() {
    return toString(IntStream.range(0, classes()).mapToObj(Integer::toString).toList());
  }

  /// A table with a row for each true class, a column for each predicted one, and each class's
  /// precision, recall and F1; where that is more than a terminal shows, several tables below each
  /// other, whose columns are numbered.
  ///
  /// @param names the classes' names
  /// @throws ShapeException where there are more or fewer names than classes
  public String toString(List<String> names) {
    if (names.size() != classes()) {
      throw new ShapeException("confusionMatrix: %d names for %d classes", names.size(), classes());
    }
    return new ConfusionText(this, names).toString();
  }
}
