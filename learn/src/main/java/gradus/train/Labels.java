package gradus.train;

import gradus.tensor.DType;
import gradus.tensor.DTypeException;
import gradus.tensor.IndexException;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;

/// The classes that predictions name and those that targets say, sample by sample.
///
/// @param predicted the class with the largest output, the first of equals; with one output, 1
///   where it is above a threshold, else 0
/// @param actual the true class
/// @param classes how many classes there are
record Labels(int[] predicted, int[] actual, int classes) {

  static Labels of(String metric, Tensor prediction, Tensor target, double threshold) {
    requireSamples(metric, prediction);
    if (isSingle(prediction, target)) {
      boolean[] yes = prediction.greater(threshold).toBooleans();
      var predicted = new int[yes.length];
      for (int i = 0; i < yes.length; i++) {
        predicted[i] = yes[i] ? 1 : 0;
      }
      return new Labels(predicted, binary(metric, target), 2);
    }
    int[] actual = classes(metric, prediction, target);
    return new Labels(prediction.argMax(-1).toInts(), actual, prediction.size(-1));
  }

  static void requireSamples(String metric, Tensor prediction) {
    if (prediction.shape().rank() == 0 || prediction.shape().elements() == 0) {
      throw new ShapeException(
          "%s: predictions are %s, but there must be at least one sample along axis 0",
          metric, prediction.shape());
    }
  }

  private static boolean isSingle(Tensor prediction, Tensor target) {
    Shape shape = prediction.shape();
    boolean one = shape.rank() == 1 || shape.size(-1) == 1;
    return one
        && (target.shape().equals(shape)
            || (shape.size(-1) == 1 && target.shape().equals(shape.remove(-1))));
  }

  private static int[] binary(String metric, Tensor target) {
    double[] values = target.toDoubles();
    var labels = new int[values.length];
    for (int i = 0; i < labels.length; i++) {
      if (values[i] != 0 && values[i] != 1) {
        throw new IndexException(
            "%s: target %s of sample %d must be 0 or 1, since there is one output",
            metric, values[i], i);
      }
      labels[i] = (int) values[i];
    }
    return labels;
  }

  /// The true classes, from indices or from the largest of probabilities.
  static int[] classes(String metric, Tensor prediction, Tensor target) {
    Shape shape = prediction.shape();
    if (target.shape().equals(shape) && shape.rank() > 1 && target.dtype().isFloating()) {
      return target.argMax(-1).toInts();
    }
    if (!target.shape().equals(shape.remove(-1))) {
      throw new ShapeException(
          "%s: predictions %s need targets %s (class indices) or %s (probabilities), got %s",
          metric, shape, shape.remove(-1), shape, target.shape());
    }
    if (target.dtype() != DType.INT32) {
      throw new DTypeException(
          "%s: class indices must be INT32, got %s; cast them", metric, target.dtype());
    }
    int[] actual = target.toInts();
    int classes = shape.size(-1);
    for (int i = 0; i < actual.length; i++) {
      if (actual[i] < 0 || actual[i] >= classes) {
        throw new IndexException(
            "%s: label %d of sample %d is out of range: there are %d classes, so it must be at"
                + " least 0 and below %d",
            metric, actual[i], i, classes, classes);
      }
    }
    return actual;
  }
}
