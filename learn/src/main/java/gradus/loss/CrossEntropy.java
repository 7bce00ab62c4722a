package gradus.loss;

import gradus.tensor.DType;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The cross-entropy of classes, from logits: `-log softmax(z)[class]`, averaged over the samples.
///
/// Label smoothing s takes the fraction s of each target and spreads it over all classes evenly (Szegedy et al., "Rethinking the
/// Inception architecture", 2016). Class weights scale each sample's loss by the weight of its class, and the mean is then divided
/// by the sum of those weights, as in PyTorch.
///
/// # Shapes
/// Logits `[n, ..., classes]`; targets either class indices `INT32[n, ...]` or probabilities `[n, ..., classes]`.
///
/// @param labelSmoothing the fraction that is spread, in [0, 1)
/// @param classWeights one weight for each class, or null for all alike
public record CrossEntropy(double labelSmoothing, @Nullable Tensor classWeights) implements Loss {

  /// Checks the settings.
  public CrossEntropy {
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException(
          "crossEntropy: label smoothing must be at least 0 and below 1, got " + labelSmoothing);
    }
  }

  /// Cross-entropy without smoothing or weights.
  public static CrossEntropy of() {
    return new CrossEntropy(0, null);
  }

  /// The same with label smoothing.
  public CrossEntropy withLabelSmoothing(double labelSmoothing) {
    return new CrossEntropy(labelSmoothing, classWeights);
  }

  /// The same with a weight for each class.
  public CrossEntropy withClassWeights(Tensor classWeights) {
    return new CrossEntropy(labelSmoothing, classWeights);
  }

  /// @throws gradus.tensor.IndexException where a class index is not in `[0, classes)`
  /// @throws ShapeException where targets do not fit the logits
  @Override
  public Tensor of(Tensor logits, Tensor target) {
    Losses.requireSamples("crossEntropy", logits);
    int classes = logits.size(-1);
    if (classWeights != null && classWeights.shape().elements() != classes) {
      throw new ShapeException(
          "crossEntropy: %d class weights for %d classes"
              .formatted(classWeights.shape().elements(), classes));
    }
    Tensor logProbabilities = logits.logSoftmax(-1);
    if (target.dtype() != DType.INT32) {
      Losses.requireSameShape("crossEntropy", logits, target);
      return ofProbabilities(logProbabilities, target, classes);
    }
    if (!target.shape().equals(logits.shape().remove(-1))) {
      throw new ShapeException(
          "crossEntropy: logits %s need one class index for each row, %s, but the targets are %s"
              .formatted(logits.shape(), logits.shape().remove(-1), target.shape()));
    }
    if (labelSmoothing > 0) {
      return smoothed(logProbabilities, target, classes);
    }
    Tensor chosen = logProbabilities.takeAlong(target.expand(-1), -1).squeeze(-1);
    if (classWeights == null) {
      return chosen.mean().negate();
    }
    Tensor weights = classWeights.take(target, 0);
    return chosen.times(weights).sum().dividedBy(weights.sum()).negate();
  }

  private Tensor ofProbabilities(Tensor logProbabilities, Tensor target, int classes) {
    Tensor spread =
        labelSmoothing == 0
            ? target
            : target.times(1 - labelSmoothing).plus(labelSmoothing / classes);
    Tensor weighted = classWeights == null ? spread : spread.times(classWeights);
    double samples = logProbabilities.shape().elements() / (double) classes;
    return weighted.times(logProbabilities).sum().times(-1 / samples);
  }

  private Tensor smoothed(Tensor logProbabilities, Tensor target, int classes) {
    Tensor hot = target.oneHot(classes, logProbabilities.dtype());
    if (classWeights == null) {
      return ofProbabilities(logProbabilities, hot, classes);
    }
    Tensor weights = classWeights.take(target, 0).sum();
    Tensor spread = hot.times(1 - labelSmoothing).plus(labelSmoothing / classes);
    return spread.times(classWeights).times(logProbabilities).sum().dividedBy(weights).negate();
  }
}
