package gradus.loss;

import gradus.tensor.DType;
import gradus.tensor.DTypeException;
import gradus.tensor.IndexException;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The cross-entropy of classes, from logits: `-log softmax(z)[class]`, averaged over the samples.
///
/// Label smoothing s takes the fraction s of each target and spreads it over all classes evenly
/// (Szegedy et al., "Rethinking the Inception architecture", 2016). Class weights scale each
/// class's part of a sample's loss, and with class indices the mean is then divided by the sum of
/// the samples' weights, as in PyTorch. Samples with the ignored index count nowhere; where all are
/// ignored, the loss is 0.
///
/// # Shapes
///
/// Logits `[n, ..., classes]`; targets either class indices `INT32[n, ...]` or probabilities `[n,
/// ..., classes]`.
///
/// @param labelSmoothing the fraction that is spread, in [0, 1)
/// @param classWeights one weight for each class, of the logits' type, or null for all alike
/// @param ignoredIndex the index of samples that do not count, or null for none
public record CrossEntropy(
    double labelSmoothing, @Nullable Tensor classWeights, @Nullable Integer ignoredIndex)
    implements MeanLoss {
  private static final String NAME = "crossEntropy";

  /// Checks the settings.
  public CrossEntropy {
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException(
          "crossEntropy: label smoothing must be at least 0 and below 1, got " + labelSmoothing);
    }
    if (classWeights != null && classWeights.shape().rank() != 1) {
      throw new ShapeException(
          "crossEntropy: class weights must be a vector with one weight for each class, got "
              + classWeights.shape());
    }
  }

  /// Cross-entropy without smoothing or weights, in which all samples count.
  public static CrossEntropy of() {
    return new CrossEntropy(0, null, null);
  }

  /// The same with label smoothing.
  public CrossEntropy withLabelSmoothing(double labelSmoothing) {
    return new CrossEntropy(labelSmoothing, classWeights, ignoredIndex);
  }

  /// The same with a weight for each class.
  public CrossEntropy withClassWeights(Tensor classWeights) {
    return new CrossEntropy(labelSmoothing, classWeights, ignoredIndex);
  }

  /// The same without the samples of one index, which need not be that of a class.
  public CrossEntropy withIgnoredIndex(int ignoredIndex) {
    return new CrossEntropy(labelSmoothing, classWeights, ignoredIndex);
  }

  /// The loss of each sample, multiplied by its weight: 0 for those that are ignored.
  ///
  /// @throws gradus.tensor.IndexException where a class index is not in `[0, classes)`
  /// @throws DTypeException where class indices are not INT32, as fractional labels
  /// @throws ShapeException where targets do not fit the logits, or there are none
  @Override
  public Tensor each(Tensor logits, Tensor target) {
    requireFit(logits, target);
    Tensor logProbabilities = logits.logSoftmax(-1);
    if (target.dtype() != DType.INT32) {
      return ofProbabilities(logProbabilities, target);
    }
    Tensor labels = known(target);
    requireClasses(NAME, labels, logits.size(-1));
    Tensor losses =
        labelSmoothing == 0
            ? weighted(chosen(logProbabilities, labels).negate(), labels)
            : ofProbabilities(logProbabilities, labels.oneHot(logits.size(-1), logits.dtype()));
    return counted(losses, target);
  }

  /// @throws gradus.tensor.IndexException where a class index is not in `[0, classes)`
  /// @throws DTypeException where class indices are not INT32, as fractional labels
  /// @throws ShapeException where targets do not fit the logits, or there are none
  @Override
  public Tensor of(Tensor logits, Tensor target) {
    Tensor losses = each(logits, target);
    if (!isWeighted(target)) {
      return losses.mean();
    }
    Tensor weights = weights(target, losses.dtype());
    Tensor one = Tensor.scalar(weights.dtype(), 1);
    return losses.sum().dividedBy(Tensor.where(weights.equalTo(0), one, weights));
  }

  /// The sum of the weights of the labels that count; the number of samples where all count alike.
  @Override
  public @Nullable Tensor denominator(Tensor logits, Tensor target) {
    return isWeighted(target)
        ? weights(target, logits.dtype())
        : MeanLoss.super.denominator(logits, target);
  }

  private boolean isWeighted(Tensor target) {
    return target.dtype() == DType.INT32 && (classWeights != null || ignoredIndex != null);
  }

  private Tensor weights(Tensor target, DType dtype) {
    Tensor ones = Tensor.full(dtype, target.shape(), 1);
    return counted(weighted(ones, known(target)), target).sum();
  }

  /// The logarithm of each sample's probability of its class.
  static Tensor chosen(Tensor logProbabilities, Tensor labels) {
    return logProbabilities.takeAlong(labels.expand(-1), -1).squeeze(-1);
  }

  private Tensor weighted(Tensor values, Tensor labels) {
    return classWeights == null ? values : values.times(classWeights.take(labels, 0));
  }

  /// The labels, with class 0 in place of the ignored index.
  private Tensor known(Tensor target) {
    return ignoredIndex == null
        ? target
        : Tensor.where(target.equalTo(ignoredIndex), Tensor.scalar(DType.INT32, 0), target);
  }

  /// The values, with 0 where the target is the ignored index.
  private Tensor counted(Tensor values, Tensor target) {
    return ignoredIndex == null
        ? values
        : Tensor.where(target.equalTo(ignoredIndex), Tensor.scalar(values.dtype(), 0), values);
  }

  private Tensor ofProbabilities(Tensor logProbabilities, Tensor target) {
    Tensor spread =
        labelSmoothing == 0
            ? target
            : target.times(1 - labelSmoothing).plus(labelSmoothing / logProbabilities.size(-1));
    Tensor weighted = classWeights == null ? spread : spread.times(classWeights);
    // A class that a logit of minus infinity rules out costs nothing where nobody expects it.
    Tensor none = weighted.equalTo(0);
    Tensor known = Tensor.where(none, Tensor.scalar(logProbabilities.dtype(), 0), logProbabilities);
    return weighted.times(known).sum(-1).negate();
  }

  private void requireFit(Tensor logits, Tensor target) {
    if (target.dtype().isFloating() && target.shape().rank() == logits.shape().rank()) {
      Losses.requirePair(NAME, logits, target);
    } else {
      requireIndices(NAME, logits, target);
    }
    int classes = logits.size(-1);
    if (classWeights != null && classWeights.shape().elements() != classes) {
      throw new ShapeException(
          "crossEntropy: %d class weights for %d classes"
              .formatted(classWeights.shape().elements(), classes));
    }
  }

  /// Refuses targets that are not one class index for each row.
  static void requireIndices(String loss, Tensor prediction, Tensor target) {
    Losses.requireSamples(loss, prediction);
    if (prediction.shape().rank() == 0 || !target.shape().equals(prediction.shape().remove(-1))) {
      throw new ShapeException(
          "%s: predictions %s need one class index for each row, but the targets are %s"
              .formatted(loss, prediction.shape(), target.shape()));
    }
    if (target.dtype() != DType.INT32) {
      throw new DTypeException(
          "%s: class indices must be INT32, got %s; cast them, or give probabilities %s"
              .formatted(loss, target.dtype(), prediction.shape()));
    }
  }

  /// Refuses indices that are no class. Symbolic ones cannot be looked at: the program that they
  /// are traced for refuses them when it runs.
  static void requireClasses(String loss, Tensor labels, int classes) {
    if (labels.isSymbolic()) {
      return;
    }
    int[] values = labels.toInts();
    for (int i = 0; i < values.length; i++) {
      if (values[i] < 0 || values[i] >= classes) {
        throw new IndexException(
            ("%s: label %d of sample %d is not one of the %d classes, 0 to %d; correct the label,"
                    + " or give the last layer more outputs")
                .formatted(loss, values[i], i, classes, classes - 1));
      }
    }
  }
}
