package gradus.nn;

import gradus.tensor.ArgumentException;
import gradus.tensor.DType;
import gradus.tensor.DTypeException;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.function.DoubleBinaryOperator;

/// Standardisation of each column, `y = (x - mean) / deviation`, with means and deviations that
/// were found once, on the training part, and are saved with the model. They are frozen: no step
/// moves them.
///
/// ```java
/// var columns = Standardize.fit(parts.first().inputs());   // never on validation or test data
/// var target = Standardize.fit(parts.first().targets());
/// Model model = Model.of(Shape.of(8), seed(42), columns, dense(64), relu(), dense(1));
/// // Trained on target.apply(y), it tells y itself with the inverse as its last layer:
/// Model whole = Model.of(Shape.of(8), seed(42), model.layers(), target.inverse());
/// ```
///
/// Deviations are those of the population, `sqrt(mean((x - mean)^2))`, as scikit-learn's. A column
/// that is constant has a deviation of 1: it becomes 0.
///
/// # Shapes
///
/// `[batch, ..., columns]` becomes the same; `mean` and `deviation` are `[columns]`.
///
/// @param restores whether it goes the other way, `y = x deviation + mean`
public record Standardize(Buffer mean, Buffer deviation, boolean restores) implements Layer {
  private static final int ROWS = 4096;

  /// Checks the shapes.
  ///
  /// @throws ShapeException where mean and deviation are not both `[columns]`
  public Standardize {
    if (mean.shape().rank() != 1 || !mean.shape().equals(deviation.shape())) {
      throw new ShapeException(
          "standardize: mean and deviation must both be [columns], got %s and %s",
          mean.shape(), deviation.shape());
    }
  }

  /// The standardisation by the means and deviations of these values.
  ///
  /// @param values `[n, ..., columns]`, the training part alone
  /// @throws ShapeException where there are no rows, or there is no axis for the columns
  /// @throws DTypeException where they are not floating-point
  /// @throws ArgumentException where a value is not finite
  public static Standardize fit(Tensor values) {
    if (!values.dtype().isFloating()) {
      throw new DTypeException(
          "standardize: the values must be FLOAT32 or FLOAT64, got %s; cast them",
          values.signature());
    }
    Shape shape = values.shape();
    if (shape.rank() < 2 || shape.elements() == 0) {
      throw new ShapeException(
          "standardize: takes [n, ..., columns] with at least one row, got %s; expand(1) makes"
              + " numbers a column",
          shape);
    }
    int columns = shape.size(-1);
    Tensor rows = values.reshape(-1, columns);
    double[] mean = means(rows, new double[columns], (x, _) -> x);
    requireFinite(mean);
    double[] variance = means(rows, mean, (x, centre) -> (x - centre) * (x - centre));
    double[] deviation = new double[columns];
    for (int column = 0; column < columns; column++) {
      deviation[column] =
          isConstant(mean[column], variance[column], rows.size(0))
              ? 1
              : Math.sqrt(variance[column]);
    }
    return new Standardize(buffer(mean, values.dtype()), buffer(deviation, values.dtype()), false);
  }

  /// The mean of a function of each number and its column's centre, part by part: a copy of all
  /// numbers as doubles could be too large.
  private static double[] means(Tensor rows, double[] centres, DoubleBinaryOperator function) {
    int columns = centres.length;
    double[] sums = new double[columns];
    for (int from = 0; from < rows.size(0); from += ROWS) {
      double[] part = rows.slice(0, from, Math.min(from + ROWS, rows.size(0))).toDoubles();
      for (int i = 0; i < part.length; i++) {
        sums[i % columns] += function.applyAsDouble(part[i], centres[i % columns]);
      }
    }
    for (int column = 0; column < columns; column++) {
      sums[column] /= rows.size(0);
    }
    return sums;
  }

  private static void requireFinite(double[] means) {
    for (int column = 0; column < means.length; column++) {
      if (!Double.isFinite(means[column])) {
        throw new ArgumentException(
            "standardize: column %d of %d has values that are not finite; leave these rows out, or"
                + " fill them in first",
            column, means.length);
      }
    }
  }

  /// Whether a variance is nothing but rounding errors: of the deviations themselves, and of their
  /// mean.
  private static boolean isConstant(double mean, double variance, int rows) {
    double one = rows * Math.ulp(1.0);
    return variance <= one * variance + (one * mean) * (one * mean);
  }

  private static Buffer buffer(double[] values, DType dtype) {
    return new Buffer(Tensor.of(Shape.of(values.length), values).cast(dtype)).frozen();
  }

  /// The layer that turns what this one gives back into what it was, for predictions of targets
  /// that were standardised. It has the same means and deviations.
  public Standardize inverse() {
    return new Standardize(mean, deviation, !restores);
  }

  @Override
  public Tensor apply(Tensor x) {
    int columns = mean.shape().size(0);
    if (x.shape().rank() < 2 || x.size(-1) != columns) {
      throw new ShapeException(
          "standardize: takes [batch, ..., %d], got %s; the last axis holds the columns",
          columns, x.shape());
    }
    return restores
        ? x.times(deviation.value()).plus(mean.value())
        : x.minus(mean.value()).dividedBy(deviation.value());
  }
}
