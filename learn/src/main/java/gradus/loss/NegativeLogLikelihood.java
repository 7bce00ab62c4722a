package gradus.loss;

import gradus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The negative log-likelihood of classes, from logarithms of probabilities: `-p[class]`, averaged
/// over the samples.
///
/// Class weights scale a sample's loss by the weight of its class, and the mean is then divided by
/// the sum of the samples' weights, as in PyTorch. Samples with the ignored index count nowhere;
/// where all are ignored, the loss is 0. [CrossEntropy] is the same from logits.
///
/// # Shapes
///
/// Predictions `[n, ..., classes]`; targets are class indices `INT32[n, ...]`.
///
/// @param classWeights one weight for each class, of the predictions' type, or null for all alike
/// @param ignoredIndex the index of samples that do not count, or null for none
public record NegativeLogLikelihood(@Nullable Tensor classWeights, @Nullable Integer ignoredIndex)
    implements MeanLoss {

  /// Checks the settings.
  ///
  /// @throws gradus.tensor.ShapeException where the weights are no vector
  public NegativeLogLikelihood {
    var _ = new Labels(NAME, classWeights, ignoredIndex);
  }

  private static final String NAME = "negativeLogLikelihood";

  /// The likelihood without weights, in which all samples count.
  public static NegativeLogLikelihood of() {
    return new NegativeLogLikelihood(null, null);
  }

  /// The same with a weight for each class.
  public NegativeLogLikelihood withClassWeights(Tensor classWeights) {
    return new NegativeLogLikelihood(classWeights, ignoredIndex);
  }

  /// The same without the samples of one index, which need not be that of a class.
  public NegativeLogLikelihood withIgnoredIndex(int ignoredIndex) {
    return new NegativeLogLikelihood(classWeights, ignoredIndex);
  }

  private Labels labels() {
    return new Labels(NAME, classWeights, ignoredIndex);
  }

  /// The loss of each sample, multiplied by its weight: 0 for those that are ignored.
  ///
  /// @throws gradus.tensor.IndexException where a class index is not in `[0, classes)`
  /// @throws gradus.tensor.DTypeException where class indices are not INT32
  /// @throws gradus.tensor.ShapeException where targets do not fit, or there are none
  @Override
  public Tensor each(Tensor logPrediction, Tensor target) {
    Labels labels = labels();
    labels.requireIndices(logPrediction, target);
    labels.requireWeightsFor(logPrediction.size(-1));
    Tensor known = labels.known(target);
    labels.requireClasses(known, logPrediction.size(-1));
    Tensor losses = Labels.chosen(logPrediction, known).negate();
    return labels.counted(labels.weighted(losses, known), target);
  }

  /// @throws gradus.tensor.IndexException where a class index is not in `[0, classes)`
  /// @throws gradus.tensor.DTypeException where class indices are not INT32
  /// @throws gradus.tensor.ShapeException where targets do not fit, or there are none
  @Override
  public Tensor of(Tensor logPrediction, Tensor target) {
    return labels().mean(each(logPrediction, target), target);
  }

  /// The sum of the weights of the labels that count; the number of samples where all count alike.
  @Override
  public @Nullable Tensor denominator(Tensor logPrediction, Tensor target) {
    return labels().isWeighted()
        ? labels().sum(target, logPrediction.dtype())
        : MeanLoss.super.denominator(logPrediction, target);
  }
}
