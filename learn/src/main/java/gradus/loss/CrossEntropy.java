package gradus.loss;

import gradus.tensor.ArgumentException;
import gradus.tensor.DType;
import gradus.tensor.DTypeException;
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
      throw new ArgumentException(
          "crossEntropy: label smoothing must be at least 0 and below 1, got %s", labelSmoothing);
    }
    var _ = new Labels(NAME, classWeights, ignoredIndex);
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
    Labels labels = labels();
    Tensor known = labels.known(target);
    labels.requireClasses(known, logits.size(-1));
    Tensor losses =
        labelSmoothing == 0
            ? labels.weighted(Labels.chosen(logProbabilities, known).negate(), known)
            : ofProbabilities(logProbabilities, known.oneHot(logits.size(-1), logits.dtype()));
    return labels.counted(losses, target);
  }

  /// @throws gradus.tensor.IndexException where a class index is not in `[0, classes)`
  /// @throws DTypeException where class indices are not INT32, as fractional labels
  /// @throws ShapeException where targets do not fit the logits, or there are none
  @Override
  public Tensor of(Tensor logits, Tensor target) {
    Tensor losses = each(logits, target);
    return target.dtype() == DType.INT32 ? labels().mean(losses, target) : losses.mean();
  }

  /// The sum of the weights of the labels that count; the number of samples where all count alike.
  @Override
  public @Nullable Tensor denominator(Tensor logits, Tensor target) {
    return target.dtype() == DType.INT32 && labels().isWeighted()
        ? labels().sum(target, logits.dtype())
        : MeanLoss.super.denominator(logits, target);
  }

  private Labels labels() {
    return new Labels(NAME, classWeights, ignoredIndex);
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
      labels().requireIndices(logits, target);
    }
    labels().requireWeightsFor(logits.size(-1));
  }
}
