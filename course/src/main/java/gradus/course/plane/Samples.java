package gradus.course.plane;

import gradus.course.Points;
import gradus.data.Batch;
import gradus.data.Dataset;
import gradus.data.Datasets;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Points of the plane, each of class 0 or 1.
///
/// @param x from left to right
/// @param y from the foot to the top
/// @param labels the classes
public record Samples(double[] x, double[] y, int[] labels) {
  /// The points that a person drew.
  public static Samples of(Points drawn) {
    List<Points.Point> points = drawn.points();
    return new Samples(
        points.stream().mapToDouble(Points.Point::x).toArray(),
        points.stream().mapToDouble(Points.Point::y).toArray(),
        points.stream().mapToInt(Points.Point::label).toArray());
  }

  /// How many there are.
  public int size() {
    return labels.length;
  }

  /// Those whose places in the order of all fit.
  public Samples where(IntPredicate fits) {
    int[] kept = IntStream.range(0, size()).filter(fits).toArray();
    return new Samples(
        Arrays.stream(kept).mapToDouble(i -> x[i]).toArray(),
        Arrays.stream(kept).mapToDouble(i -> y[i]).toArray(),
        Arrays.stream(kept).map(i -> labels[i]).toArray());
  }

  /// The coordinates in double precision, `[points, 2]`.
  public Tensor inputs() {
    double[] both = new double[2 * size()];
    for (int i = 0; i < size(); i++) {
      both[2 * i] = x[i];
      both[2 * i + 1] = y[i];
    }
    return Tensor.of(Shape.of(size(), 2), both);
  }

  /// What is wanted of each point in double precision, `[points, 1]`.
  ///
  /// @param low for those of class 0
  /// @param high for those of class 1
  public Tensor targets(double low, double high) {
    double[] wanted = Arrays.stream(labels).mapToDouble(label -> label == 1 ? high : low).toArray();
    return Tensor.of(Shape.of(size(), 1), wanted);
  }

  /// The points as data to train on, in single precision, whose targets are 0 and 1.
  public Dataset dataset() {
    double[][] rows = new double[size()][];
    double[][] wanted = new double[size()][];
    for (int i = 0; i < size(); i++) {
      rows[i] = new double[] {x[i], y[i]};
      wanted[i] = new double[] {labels[i]};
    }
    return Datasets.of(rows, wanted);
  }

  /// All points as one batch for a [gradus.train.Learner].
  public Batch batch() {
    return dataset().batch(size()).epoch(0).next();
  }

  /// The part of the points whose answer lies on their class's side of a middle.
  ///
  /// @param answers one for each point
  public double accuracy(double[] answers, double middle) {
    int right = 0;
    for (int i = 0; i < size(); i++) {
      right += answers[i] > middle == (labels[i] == 1) ? 1 : 0;
    }
    return right / (double) size();
  }
}
