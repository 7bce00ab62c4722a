package gradus.loss;

import gradus.tensor.DType;
import gradus.tensor.DTypeException;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// The loss functions by name: `Losses.mse(prediction, target)`, or `Losses::mse` where a [Loss] is
/// wanted.
///
/// Each is the mean over all elements, or over all samples where that is said, of one expression.
/// Called without predictions, as in `Losses.mse()`, each is a [MeanLoss], which also gives the sum
/// and the single costs.
///
/// Predictions and targets have one shape and type, where nothing else is said: they do not
/// broadcast, since that hides mistakes ([ShapeException], [DTypeException]). An empty batch is a
/// [ShapeException], since there is no mean of nothing.
public final class Losses {
  private static final double EPSILON = 1e-7;
  private static final double EPSILON_OF_DOUBLE = 1e-15;

  private Losses() {}

  // Numbers

  /// Mean squared error: `(p - t)^2`.
  public static MeanLoss mse() {
    return pairs("mse", (p, t) -> p.minus(t).square());
  }

  /// Mean squared error: `mean((p - t)^2)`.
  public static Tensor mse(Tensor prediction, Tensor target) {
    return mse().of(prediction, target);
  }

  /// Mean absolute error: `|p - t|`.
  public static MeanLoss mae() {
    return pairs("mae", (p, t) -> p.minus(t).abs());
  }

  /// Mean absolute error: `mean(|p - t|)`.
  public static Tensor mae(Tensor prediction, Tensor target) {
    return mae().of(prediction, target);
  }

  /// Huber's loss with delta 1: see [#huber(double)].
  public static Tensor huber(Tensor prediction, Tensor target) {
    return huber(1).of(prediction, target);
  }

  /// Huber's loss: `e^2 / 2` where `|e| <= delta`, else `delta (|e| - delta / 2)`, e being `p - t`;
  /// squared near 0 and absolute far from it (Huber, "Robust estimation of a location parameter",
  /// 1964).
  public static MeanLoss huber(double delta) {
    positive("huber", "delta", delta);
    return pairs(
        "huber",
        (p, t) -> {
          Tensor error = p.minus(t);
          Tensor linear = error.abs().minus(delta / 2).times(delta);
          return nearAndFar(error, delta, near -> near.square().times(0.5), linear);
        });
  }

  /// The smooth absolute error with beta 1: see [#smoothL1(double)].
  public static Tensor smoothL1(Tensor prediction, Tensor target) {
    return smoothL1(1).of(prediction, target);
  }

  /// The smooth absolute error: [#huber(double)] divided by its delta, so that far from 0 its slope
  /// is 1 (Girshick, "Fast R-CNN", 2015).
  public static MeanLoss smoothL1(double beta) {
    positive("smoothL1", "beta", beta);
    return pairs(
        "smoothL1",
        (p, t) -> {
          Tensor error = p.minus(t);
          Tensor linear = error.abs().minus(beta / 2);
          return nearAndFar(
              error, beta, near -> near.times(near.dividedBy(beta)).times(0.5), linear);
        });
  }

  /// One function of the errors up to a limit, and another beyond. They are chosen between, not
  /// added: where both are large, the sum of their slopes has lost the digits of a small error.
  private static Tensor nearAndFar(
      Tensor error, double limit, UnaryOperator<Tensor> near, Tensor far) {
    Tensor isNear = error.abs().lessOrEqual(limit);
    // An error that is far could overflow in the function for those that are near.
    Tensor small = Tensor.where(isNear, error, Tensor.scalar(error.dtype(), 0));
    return Tensor.where(isNear, near.apply(small), far);
  }

  /// The negative log-likelihood of counts under Poisson distributions whose logarithmic means are
  /// predicted: `e^p - t p`.
  public static MeanLoss poisson() {
    return pairs("poisson", (p, t) -> p.exp().minus(t.times(p)));
  }

  /// The negative log-likelihood of counts: `mean(e^p - t p)`.
  public static Tensor poisson(Tensor logPrediction, Tensor target) {
    return poisson().of(logPrediction, target);
  }

  /// The negative log-likelihood of numbers under normal distributions whose means and variances
  /// are predicted: the mean of `(log v + (p - t)^2 / v) / 2`, v being at least 1e-6, without the
  /// constant `log(2 pi) / 2` (Nix and Weigend, "Estimating the mean and variance of the target
  /// probability distribution", 1994).
  ///
  /// # Shapes
  ///
  /// Means, variances and targets have one shape.
  ///
  /// @param variance what is predicted to be positive, for example by softplus
  public static Tensor gaussianNegativeLogLikelihood(Tensor mean, Tensor variance, Tensor target) {
    requirePair("gaussianNegativeLogLikelihood", mean, target);
    requirePair("gaussianNegativeLogLikelihood", mean, variance);
    Tensor v = variance.maximum(1e-6);
    return v.log().plus(mean.minus(target).square().dividedBy(v)).times(0.5).mean();
  }

  // Yes or no

  /// The cross-entropy of yes and no, from probabilities: `-(t log p + (1 - t) log(1 - p))`, p
  /// being kept away from 0 and 1 by as little as its type allows: 1e-7 in FLOAT32, 1e-15 in
  /// FLOAT64. Beyond those limits its slope is 0; [#binaryCrossEntropyWithLogits()] has none.
  public static MeanLoss binaryCrossEntropy() {
    return pairs(
        "binaryCrossEntropy",
        (p, t) ->
            binaryCrossEntropy(p, t, p.dtype() == DType.FLOAT64 ? EPSILON_OF_DOUBLE : EPSILON));
  }

  /// The same with a distance from 0 and 1 of one's own.
  ///
  /// @param epsilon the distance, above 0 and below 1/2; in FLOAT32 1e-7 is the least that keeps p
  ///   below 1
  public static MeanLoss binaryCrossEntropy(double epsilon) {
    positive("binaryCrossEntropy", "epsilon", epsilon);
    if (epsilon >= 0.5) {
      throw new TensorException("binaryCrossEntropy: epsilon must be below 1/2, got %s", epsilon);
    }
    return pairs("binaryCrossEntropy", (p, t) -> binaryCrossEntropy(p, t, epsilon));
  }

  private static Tensor binaryCrossEntropy(Tensor prediction, Tensor t, double epsilon) {
    Tensor p = prediction.clip(epsilon, 1 - epsilon);
    Tensor yes = t.times(p.log());
    Tensor no = t.subtractedFrom(1).times(p.negate().log1p());
    return yes.plus(no).negate();
  }

  /// The cross-entropy of yes and no, from probabilities: the mean of [#binaryCrossEntropy()].
  public static Tensor binaryCrossEntropy(Tensor prediction, Tensor target) {
    return binaryCrossEntropy().of(prediction, target);
  }

  /// The cross-entropy of yes and no, from logits z of any size: `t softplus(-z) + (1 - t)
  /// softplus(z)`.
  public static MeanLoss binaryCrossEntropyWithLogits() {
    // Both terms rather than softplus(z) - t z: that difference loses the digits of a small loss.
    return pairs(
        "binaryCrossEntropyWithLogits",
        (z, t) -> t.times(z.negate().softplus()).plus(t.subtractedFrom(1).times(z.softplus())));
  }

  /// The cross-entropy of yes and no, from logits: the mean of [#binaryCrossEntropyWithLogits()].
  public static Tensor binaryCrossEntropyWithLogits(Tensor logits, Tensor target) {
    return binaryCrossEntropyWithLogits().of(logits, target);
  }

  /// The same where a yes counts w times: `w t softplus(-z) + (1 - t) softplus(z)`.
  ///
  /// @param positiveWeights w, of a shape that broadcasts to the logits', as one weight for each
  ///   output
  public static MeanLoss binaryCrossEntropyWithLogits(Tensor positiveWeights) {
    return pairs(
        "binaryCrossEntropyWithLogits",
        (z, t) -> {
          Tensor yes = t.times(z.negate().softplus()).times(positiveWeights);
          return yes.plus(t.subtractedFrom(1).times(z.softplus()));
        });
  }

  /// The focal loss with alpha 0.25 and gamma 2: see [#focal(double, double)].
  public static Tensor focal(Tensor logits, Tensor target) {
    return focal(0.25, 2).of(logits, target);
  }

  /// The focal loss of yes and no, from logits: `-a (1 - q)^gamma log q`, q being the probability
  /// of the true answer and a being alpha for yes and `1 - alpha` for no; the surer a right answer,
  /// the less it counts (Lin and others, "Focal loss for dense object detection", 2017). Targets
  /// are 0 or 1.
  ///
  /// @param alpha the weight of yes, in [0, 1]
  /// @param gamma how much less sure answers count, at least 0
  public static MeanLoss focal(double alpha, double gamma) {
    if (!(alpha >= 0 && alpha <= 1) || !(gamma >= 0)) {
      throw new TensorException(
          "focal: alpha must be from 0 to 1 and gamma at least 0, got %s and %s", alpha, gamma);
    }
    // (1 - q)^gamma = e^(-gamma softplus(s)), whose slope stays finite where q is 1.
    return pairs(
        "focal",
        (z, t) -> {
          Tensor s = z.times(t.times(2).minus(1));
          Tensor weight = t.times(2 * alpha - 1).plus(1 - alpha);
          Tensor unsure = s.softplus().times(-gamma).exp();
          return weight.times(unsure).times(s.negate().softplus());
        });
  }

  /// The hinge loss: `max(1 - t p, 0)`, t being -1 or 1 (Cortes and Vapnik, "Support-vector
  /// networks", 1995).
  public static MeanLoss hinge() {
    return pairs("hinge", (p, t) -> p.times(t).subtractedFrom(1).relu());
  }

  /// The hinge loss: `mean(max(1 - t p, 0))`, t being -1 or 1.
  public static Tensor hinge(Tensor prediction, Tensor target) {
    return hinge().of(prediction, target);
  }

  // Classes

  /// The cross-entropy of classes, from probabilities: `-(sum over classes of t log p)` for each
  /// sample, p being kept 1e-7 away from 0 and 1.
  ///
  /// # Shapes
  ///
  /// Both `[n, ..., classes]`; targets are one-hot or probabilities.
  public static MeanLoss categoricalCrossEntropy() {
    return pairs(
        "categoricalCrossEntropy",
        (p, t) -> t.times(p.clip(EPSILON, 1 - EPSILON).log()).sum(-1).negate());
  }

  /// The cross-entropy of classes, from probabilities: the mean of [#categoricalCrossEntropy()]
  /// over samples.
  public static Tensor categoricalCrossEntropy(Tensor prediction, Tensor target) {
    return categoricalCrossEntropy().of(prediction, target);
  }

  /// The cross-entropy of classes, from logits, without smoothing or weights, which [CrossEntropy]
  /// has.
  public static Tensor crossEntropy(Tensor logits, Tensor target) {
    return CrossEntropy.of().of(logits, target);
  }

  /// The negative log-likelihood of classes, from logarithms of probabilities: `-p[class]` for each
  /// sample.
  ///
  /// # Shapes
  ///
  /// Predictions `[n, ..., classes]`; targets are class indices `INT32[n, ...]`.
  ///
  /// With a weight for each class, or labels that do not count, it is a [NegativeLogLikelihood].
  public static MeanLoss negativeLogLikelihood() {
    return NegativeLogLikelihood.of();
  }

  /// The negative log-likelihood of classes: the mean of [#negativeLogLikelihood()] over samples.
  public static Tensor negativeLogLikelihood(Tensor logPrediction, Tensor target) {
    return negativeLogLikelihood().of(logPrediction, target);
  }

  /// The Kullback-Leibler divergence of a predicted distribution, given by its logarithm, from a
  /// target distribution: `sum(t (log t - log p))` for each sample; where t is 0 the term is 0.
  ///
  /// # Shapes
  ///
  /// Both `[n, ..., classes]`.
  public static MeanLoss kullbackLeibler() {
    return pairs(
        "kullbackLeibler",
        (logPrediction, t) -> {
          Tensor none = t.lessOrEqual(0);
          Tensor logTarget = Tensor.where(none, Tensor.scalar(t.dtype(), 1), t).log();
          Tensor terms = t.times(logTarget.minus(logPrediction));
          return Tensor.where(none, Tensor.scalar(t.dtype(), 0), terms).sum(-1);
        });
  }

  /// The Kullback-Leibler divergence: the mean of [#kullbackLeibler()] over samples.
  public static Tensor kullbackLeibler(Tensor logPrediction, Tensor target) {
    return kullbackLeibler().of(logPrediction, target);
  }

  // Distances

  /// The contrastive loss with margin 1: see [#contrastive(double)].
  public static Tensor contrastive(Tensor distance, Tensor similar) {
    return contrastive(1).of(distance, similar);
  }

  /// The contrastive loss of distances d between pairs: `y d^2 + (1 - y) max(margin - d, 0)^2`, y
  /// being 1 for a pair that belongs together (Hadsell, Chopra and LeCun, "Dimensionality reduction
  /// by learning an invariant mapping", 2006).
  public static MeanLoss contrastive(double margin) {
    positive("contrastive", "margin", margin);
    return pairs(
        "contrastive",
        (d, y) -> {
          Tensor near = y.times(d.square());
          Tensor far = y.subtractedFrom(1).times(d.subtractedFrom(margin).relu().square());
          return near.plus(far);
        });
  }

  /// The triplet loss: `mean(max(|a - p| - |a - n| + margin, 0))` with Euclidean distances along
  /// the last axis (Schroff, Kalenichenko and Philbin, "FaceNet", 2015).
  public static Tensor triplet(Tensor anchor, Tensor positive, Tensor negative, double margin) {
    positive("triplet", "margin", margin);
    requirePair("triplet", anchor, positive);
    requirePair("triplet", anchor, negative);
    Tensor near = anchor.minus(positive).norm(-1);
    Tensor far = anchor.minus(negative).norm(-1);
    return near.minus(far).plus(margin).relu().mean();
  }

  /// The margin ranking loss: the mean of `max(-y (a - b) + margin, 0)`, where y is 1 if a is to
  /// rank above b, and -1 if below.
  ///
  /// # Shapes
  ///
  /// All three have one shape.
  ///
  /// @param margin by how much it is to rank above or below, at least 0
  public static Tensor marginRanking(Tensor a, Tensor b, Tensor y, double margin) {
    requirePair("marginRanking", a, b);
    requirePair("marginRanking", a, y);
    if (!(margin >= 0) || Double.isInfinite(margin)) {
      throw new TensorException(
          "marginRanking: margin must be a number of at least 0, got %s", margin);
    }
    return y.times(b.minus(a)).plus(margin).relu().mean();
  }

  /// The cosine embedding loss: the mean over samples of `1 - cos(a, b)` where y is 1, and of
  /// `max(cos(a, b) - margin, 0)` where it is -1, cos being the cosine of the angle between rows,
  /// and 0 where one of them is 0.
  ///
  /// # Shapes
  ///
  /// Rows `[n, ..., features]`; y `[n, ...]`.
  ///
  /// @param margin which cosine rows that do not belong together may have, in [-1, 1]
  public static Tensor cosineEmbedding(Tensor a, Tensor b, Tensor y, double margin) {
    return CosineEmbedding.of(a, b, y, margin);
  }

  // Checks

  private static MeanLoss pairs(String name, BinaryOperator<Tensor> each) {
    return (prediction, target) -> {
      requirePair(name, prediction, target);
      return each.apply(prediction, target);
    };
  }

  static void requirePair(String loss, Tensor prediction, Tensor target) {
    requireSamples(loss, prediction);
    if (!prediction.shape().equals(target.shape())) {
      throw new ShapeException(
          "%s: predictions %s and targets %s must have one shape; reshape one of them",
          loss, prediction.shape(), target.shape());
    }
    if (prediction.dtype() != target.dtype()) {
      throw new DTypeException(
          "%s: predictions are %s, but targets %s; cast the targets",
          loss, prediction.dtype(), target.dtype());
    }
  }

  static void requireSamples(String loss, Tensor prediction) {
    if (prediction.shape().elements() == 0) {
      throw new ShapeException(
          "%s: the batch is empty, predictions are %s; there is no mean of nothing",
          loss, prediction.shape());
    }
  }

  private static void positive(String loss, String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new TensorException("%s: %s must be a number above 0, got %s", loss, name, value);
    }
  }
}
