package gradus.loss;

import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;

/// The loss functions: each is one expression, the mean over all elements or samples of a batch.
///
/// Prediction and target must have one shape, where nothing else is said: they do not broadcast, since that hides mistakes.
public final class Losses {
  private static final double EPSILON = 1e-7;

  private Losses() {}

  /// Mean squared error: `mean((p - t)^2)`.
  public static Tensor mse(Tensor prediction, Tensor target) {
    requireSameShape("mse", prediction, target);
    return prediction.minus(target).square().mean();
  }

  /// Mean absolute error: `mean(|p - t|)`.
  public static Tensor mae(Tensor prediction, Tensor target) {
    requireSameShape("mae", prediction, target);
    return prediction.minus(target).abs().mean();
  }

  /// Huber's loss with delta 1: see [#huber(double)].
  public static Tensor huber(Tensor prediction, Tensor target) {
    return huber(1).of(prediction, target);
  }

  /// Huber's loss: `e^2 / 2` where `|e| <= delta`, else `delta (|e| - delta / 2)`; squared near 0 and absolute far from it (Huber,
  /// "Robust estimation of a location parameter", 1964).
  public static Loss huber(double delta) {
    positive("huber", "delta", delta);
    return (prediction, target) -> {
      requireSameShape("huber", prediction, target);
      Tensor error = prediction.minus(target).abs();
      Tensor quadratic = error.minimum(delta);
      Tensor linear = error.minus(quadratic);
      return quadratic.square().times(0.5).plus(linear.times(delta)).mean();
    };
  }

  /// The cross-entropy of yes and no, from probabilities: `-mean(t log p + (1 - t) log(1 - p))`, p being kept 1e-7 away from 0 and
  /// 1.
  public static Tensor binaryCrossEntropy(Tensor prediction, Tensor target) {
    requireSameShape("binaryCrossEntropy", prediction, target);
    Tensor p = prediction.clip(EPSILON, 1 - EPSILON);
    Tensor yes = target.times(p.log());
    Tensor no = target.subtractedFrom(1).times(p.negate().log1p());
    return yes.plus(no).mean().negate();
  }

  /// The cross-entropy of yes and no, from logits, exact at any size: `mean(softplus(z) - t z)`.
  public static Tensor binaryCrossEntropyWithLogits(Tensor logits, Tensor target) {
    requireSameShape("binaryCrossEntropyWithLogits", logits, target);
    return logits.softplus().minus(target.times(logits)).mean();
  }

  /// The cross-entropy of classes, from probabilities: `-mean over samples of (sum over classes of t log p)`, p being kept 1e-7 away
  /// from 0 and 1.
  ///
  /// # Shapes
  /// Both `[n, ..., classes]`; targets are one-hot or probabilities.
  public static Tensor categoricalCrossEntropy(Tensor prediction, Tensor target) {
    requireSameShape("categoricalCrossEntropy", prediction, target);
    Tensor p = prediction.clip(EPSILON, 1 - EPSILON);
    return target.times(p.log()).sum(-1).mean().negate();
  }

  /// The cross-entropy of classes, from logits: [CrossEntropy] without smoothing or weights.
  public static Tensor crossEntropy(Tensor logits, Tensor target) {
    return CrossEntropy.of().of(logits, target);
  }

  /// The contrastive loss with margin 1: see [#contrastive(double)].
  public static Tensor contrastive(Tensor distance, Tensor similar) {
    return contrastive(1).of(distance, similar);
  }

  /// The contrastive loss of distances d between pairs: `mean(y d^2 + (1 - y) max(margin - d, 0)^2)`, y being 1 for a pair that
  /// belongs together (Hadsell, Chopra and LeCun, "Dimensionality reduction by learning an invariant mapping", 2006).
  public static Loss contrastive(double margin) {
    positive("contrastive", "margin", margin);
    return (distance, similar) -> {
      requireSameShape("contrastive", distance, similar);
      Tensor near = similar.times(distance.square());
      Tensor far =
          similar.subtractedFrom(1).times(distance.subtractedFrom(margin).relu().square());
      return near.plus(far).mean();
    };
  }

  /// The triplet loss: `mean(max(|a - p| - |a - n| + margin, 0))` with Euclidean distances along the last axis (Schroff, Kalenichenko
  /// and Philbin, "FaceNet", 2015).
  public static Tensor triplet(Tensor anchor, Tensor positive, Tensor negative, double margin) {
    positive("triplet", "margin", margin);
    requireSameShape("triplet", anchor, positive);
    requireSameShape("triplet", anchor, negative);
    Tensor near = anchor.minus(positive).norm(-1);
    Tensor far = anchor.minus(negative).norm(-1);
    return near.minus(far).plus(margin).relu().mean();
  }

  /// The Kullback-Leibler divergence of a predicted distribution, given by its logarithm, from a target distribution: the mean over
  /// samples of `sum(t (log t - log p))`; where t is 0 the term is 0.
  public static Tensor kullbackLeibler(Tensor logPrediction, Tensor target) {
    requireSameShape("kullbackLeibler", logPrediction, target);
    Tensor zero = Tensor.scalar(target.dtype(), 0);
    Tensor one = Tensor.scalar(target.dtype(), 1);
    Tensor none = target.lessOrEqual(0);
    Tensor logTarget = Tensor.where(none, one, target).log();
    Tensor terms = Tensor.where(none, zero, target.times(logTarget.minus(logPrediction)));
    return terms.sum(-1).mean();
  }

  static void requireSameShape(String loss, Tensor prediction, Tensor target) {
    requireSamples(loss, prediction);
    if (!prediction.shape().equals(target.shape())) {
      throw new ShapeException(
          "%s: predictions %s and targets %s must have one shape; reshape one of them"
              .formatted(loss, prediction.shape(), target.shape()));
    }
  }

  static void requireSamples(String loss, Tensor prediction) {
    if (prediction.shape().elements() == 0) {
      throw new ShapeException(
          "%s: the batch is empty, predictions are %s; there is no mean of nothing"
              .formatted(loss, prediction.shape()));
    }
  }

  private static void positive(String loss, String name, double value) {
    if (!(value > 0)) {
      throw new TensorException("%s: %s must be above 0, got %s".formatted(loss, name, value));
    }
  }
}
