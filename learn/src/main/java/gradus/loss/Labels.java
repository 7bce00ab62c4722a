package gradus.loss;

import gradus.tensor.DType;
import gradus.tensor.DTypeException;
import gradus.tensor.IndexException;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// How much the label of each sample counts: by its class, and not at all where it is ignored.
///
/// @param loss the loss's name, for errors
/// @param classWeights one weight for each class, or null for all alike
/// @param ignoredIndex the index of samples that do not count, or null for none
record Labels(String loss, @Nullable Tensor classWeights, @Nullable Integer ignoredIndex) {
  Labels {
    if (classWeights != null && classWeights.shape().rank() != 1) {
      throw new ShapeException(
          "%s: class weights must be a vector with one weight for each class, got %s",
          loss, classWeights.shape());
    }
  }

  /// Whether some labels count more than others.
  boolean isWeighted() {
    return classWeights != null || ignoredIndex != null;
  }

  /// The sum of losses divided by that of the weights of their labels; 0 where none counts.
  Tensor mean(Tensor losses, Tensor labels) {
    if (!isWeighted()) {
      return losses.mean();
    }
    Tensor weights = sum(labels, losses.dtype());
    Tensor one = Tensor.scalar(weights.dtype(), 1);
    return losses.sum().dividedBy(Tensor.where(weights.equalTo(0), one, weights));
  }

  /// The sum of the weights of the labels that count.
  Tensor sum(Tensor labels, DType dtype) {
    Tensor ones = Tensor.full(dtype, labels.shape(), 1);
    return counted(weighted(ones, known(labels)), labels).sum();
  }

  /// The values, each multiplied by the weight of its class.
  Tensor weighted(Tensor values, Tensor labels) {
    return classWeights == null ? values : values.times(classWeights.take(labels, 0));
  }

  /// The labels, with class 0 in place of the ignored index.
  Tensor known(Tensor labels) {
    return ignoredIndex == null
        ? labels
        : Tensor.where(labels.equalTo(ignoredIndex), Tensor.scalar(DType.INT32, 0), labels);
  }

  /// The values, with 0 where the label is the ignored index.
  Tensor counted(Tensor values, Tensor labels) {
    return ignoredIndex == null
        ? values
        : Tensor.where(labels.equalTo(ignoredIndex), Tensor.scalar(values.dtype(), 0), values);
  }

  /// The logarithm of each sample's probability of its class.
  static Tensor chosen(Tensor logProbabilities, Tensor labels) {
    return logProbabilities.takeAlong(labels.expand(-1), -1).squeeze(-1);
  }

  /// Refuses weights for another number of classes.
  void requireWeightsFor(int classes) {
    if (classWeights != null && classWeights.shape().elements() != classes) {
      throw new ShapeException(
          "%s: %d class weights for %d classes", loss, classWeights.shape().elements(), classes);
    }
  }

  /// Refuses targets that are not one class index for each row.
  void requireIndices(Tensor prediction, Tensor target) {
    Losses.requireSamples(loss, prediction);
    if (prediction.shape().rank() == 0 || !target.shape().equals(prediction.shape().remove(-1))) {
      throw new ShapeException(
          "%s: predictions %s need one class index for each row, but the targets are %s",
          loss, prediction.shape(), target.shape());
    }
    if (target.dtype() != DType.INT32) {
      throw new DTypeException(
          "%s: class indices must be INT32, got %s; cast them, or give probabilities %s",
          loss, target.dtype(), prediction.shape());
    }
  }

  /// Refuses indices that are no class. Symbolic ones cannot be looked at: the program that they
  /// are traced for refuses them when it runs.
  void requireClasses(Tensor labels, int classes) {
    if (labels.isSymbolic()) {
      return;
    }
    int[] values = labels.toInts();
    for (int i = 0; i < values.length; i++) {
      if (values[i] < 0 || values[i] >= classes) {
        throw new IndexException(
            "%s: label %d of sample %d is not one of the %d classes, 0 to %d; correct the label,"
                + " or give the last layer more outputs",
            loss, values[i], i, classes, classes - 1);
      }
    }
  }
}
