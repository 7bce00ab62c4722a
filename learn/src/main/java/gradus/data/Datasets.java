package gradus.data;

import gradus.io.FileException;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Data sets from plain Java: arrays, records and streams.
///
/// ```java
/// record Flower(double petal, double sepal, String species) {}
///
/// Dataset flowers = garden.stream().collect(
///     Datasets.toClasses(f -> new double[] {f.petal(), f.sepal()}, Flower::species));
/// trainer.fit(flowers.shuffle(42).batch(32), 20);
/// ```
///
/// Numbers become FLOAT32. All methods throw a [DataException] where there are no samples, the
/// numbers of inputs and answers differ, samples are not equally long, or a number is not finite.
public final class Datasets {
  private Datasets() {}

  /// A row of inputs for each sample, and its class, counted from 0.
  public static Dataset of(double[][] inputs, int[] labels) {
    return Dataset.of(rows(inputs), Tensor.ofInts(labels));
  }

  /// A row of inputs for each sample, and its class, counted from 0.
  public static Dataset of(float[][] inputs, int[] labels) {
    return of(doubles(inputs), labels);
  }

  /// A row of inputs for each sample, and its class by name. Classes are numbered by the order of
  /// their names.
  public static Dataset of(double[][] inputs, String[] labels) {
    List<String> names = Arrays.stream(labels).distinct().sorted().toList();
    return classes(inputs, Arrays.asList(labels), names);
  }

  /// A row of inputs for each sample, and its class by name. Classes are numbered by the order of
  /// their names.
  public static Dataset of(float[][] inputs, String[] labels) {
    return of(doubles(inputs), labels);
  }

  /// A row of inputs for each sample, and one value to be answered: targets are `[n, 1]`.
  public static Dataset of(double[][] inputs, double[] values) {
    return of(
        inputs,
        Arrays.stream(values).mapToObj(value -> new double[] {value}).toArray(double[][]::new));
  }

  /// A row of inputs for each sample, and one value to be answered: targets are `[n, 1]`.
  public static Dataset of(float[][] inputs, float[] values) {
    double[][] targets = new double[values.length][];
    Arrays.setAll(targets, i -> new double[] {values[i]});
    return of(doubles(inputs), targets);
  }

  /// A row of inputs for each sample, and a row of values to be answered.
  public static Dataset of(double[][] inputs, double[][] values) {
    return Dataset.of(rows(inputs), rows(values));
  }

  /// A row of inputs for each sample, and a row of values to be answered.
  public static Dataset of(float[][] inputs, float[][] values) {
    return of(doubles(inputs), doubles(values));
  }

  /// Collects what has a class. Classes are numbered by the order of their names.
  ///
  /// @param input the numbers that a network sees
  /// @param label the name of the class
  public static <T> Collector<T, ?, Dataset> toClasses(
      Function<? super T, double[]> input, Function<? super T, String> label) {
    return Collectors.collectingAndThen(
        Collectors.<T>toList(),
        samples -> of(arrays(samples, input), samples.stream().map(label).toArray(String[]::new)));
  }

  /// Collects what has one of some classes.
  ///
  /// @param classes the names of all classes, in the order of their numbers
  /// @param input the numbers that a network sees
  /// @param label the name of the class
  public static <T> Collector<T, ?, Dataset> toClasses(
      List<String> classes,
      Function<? super T, double[]> input,
      Function<? super T, String> label) {
    List<String> names = List.copyOf(classes);
    return Collectors.collectingAndThen(
        Collectors.<T>toList(),
        samples ->
            classes(arrays(samples, input), samples.stream().<String>map(label).toList(), names));
  }

  /// Collects what has values to be answered.
  ///
  /// @param input the numbers that a network sees
  /// @param values what it is to answer
  public static <T> Collector<T, ?, Dataset> toValues(
      Function<? super T, double[]> input, Function<? super T, double[]> values) {
    return Collectors.collectingAndThen(
        Collectors.<T>toList(), samples -> of(arrays(samples, input), arrays(samples, values)));
  }

  /// Batches of a stream that is opened anew for every epoch, of which no more than a batch is in
  /// memory: rows of a large file, or of a database.
  ///
  /// ```java
  /// Batches rows = Datasets.streamed("sales", 10_000_000, 256, epoch -> sales.open(epoch),
  ///     Datasets.toValues(Sale::features, sale -> new double[] {sale.price()}));
  /// ```
  ///
  /// A stream is closed at its end; where a training stops in the middle of one, it is not.
  ///
  /// @param name what is streamed: part of the fingerprint, by which a training that is resumed
  ///   notices other data
  /// @param sampleCount how many samples a stream has
  /// @param batchSize how many samples are in a batch; the last one may be shorter
  /// @param epochs from an epoch, counted from 0, to its samples. The same number must give the
  ///   same samples in the same order; other numbers may give other orders
  /// @param collector what makes a batch of some samples, such as [#toValues], or [#toClasses] with
  ///   the names of all classes
  public static <T> Batches streamed(
      String name,
      int sampleCount,
      int batchSize,
      LongFunction<Stream<T>> epochs,
      Collector<? super T, ?, Dataset> collector) {
    return new StreamedBatches<>(name, sampleCount, batchSize, epochs, collector);
  }

  private static Dataset classes(double[][] inputs, List<String> labels, List<String> names) {
    int[] numbers = new int[labels.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = names.indexOf(labels.get(i));
      if (numbers[i] < 0) {
        throw new DataException(
            "data set: sample %d is of the class \"%s\", which is not one of %s",
            i, labels.get(i), names);
      }
    }
    return of(inputs, numbers).withClasses(names);
  }

  private static <T> double[][] arrays(List<T> samples, Function<? super T, double[]> part) {
    return samples.stream().map(part).toArray(double[][]::new);
  }

  private static double[][] doubles(float[][] rows) {
    double[][] doubles = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      double[] row = new double[rows[i].length];
      for (int j = 0; j < row.length; j++) {
        row[j] = rows[i][j];
      }
      doubles[i] = row;
    }
    return doubles;
  }

  private static Tensor rows(double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    float[] values = new float[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new DataException(
            "data set: row %d has %d numbers, but row 0 has %d; all rows must be equally long",
            i, rows[i].length, columns);
      }
      for (int j = 0; j < columns; j++) {
        values[i * columns + j] = (float) rows[i][j];
      }
    }
    return Tensor.of(Shape.of(rows.length, columns), values);
  }

  /// A data set whose inputs lie in a file and are read from there batch by batch, so that they may
  /// be more than memory holds: the file is mapped, and must stay as it is while the data set is
  /// used.
  ///
  /// @param file FLOAT32 in little-endian order, row after row, and nothing else
  /// @param input the shape of one input
  /// @param targets INT32 class labels `[n]`, or values `[n, ...]`
  /// @throws DataException where the file does not hold `n` inputs, there are none, or a value is
  ///   not finite
  /// @throws FileException where it cannot be read
  public static Dataset mapped(Path file, Shape input, Tensor targets) throws FileException {
    Rows<?> answers = Rows.of(targets, "targets");
    return Dataset.of(MappedRows.of(file, input, answers.count()), answers);
  }
}
